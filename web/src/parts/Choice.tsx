/** One of a few values as buttons side by side; the chosen one is in the address. */

import { setParams, useAddress } from "../shell/router";
import "./common.css";

export function Choice<T extends string>({
  name,
  label,
  options,
  first,
}: {
  /** The parameter of the address. */
  name: string;
  label: string;
  options: readonly (readonly [T, string])[];
  /** What holds when the address says nothing. */
  first: T;
}) {
  const { params } = useAddress();
  const chosen = params.get(name) ?? first;
  return (
    <fieldset>
      <legend>{label}</legend>
      <span class="buttons">
        {options.map(([value, said]) => (
          <button
            key={value}
            type="button"
            class="button"
            aria-pressed={chosen === value}
            onClick={() => setParams({ [name]: value === first ? null : value }, "push")}
          >
            {said}
          </button>
        ))}
      </span>
    </fieldset>
  );
}

/** What the address says of a choice, if it is one of its values. */
export function chosenOf<T extends string>(params: URLSearchParams, name: string, values: readonly T[], first: T): T {
  const said = params.get(name);
  return values.find((v) => v === said) ?? first;
}
