import { actor } from "../words";
import { S } from "../strings";
import { to } from "../shell/router";
import { Masked } from "./Masked";

/** An actor's name; its country and sector as a tooltip, or beside it with `codes`. */
export function Actor({ text, codes = false }: { text: string; codes?: boolean }) {
  const { name, country, sector } = actor(text);
  const told = [country, sector].filter(Boolean).join(" ");
  return (
    <span class="actor" title={codes ? undefined : told}>
      <Masked text={name} />
      {codes && told && told !== name && <small class="country">{told}</small>}
    </span>
  );
}

/** Several actors, or words for nobody. */
export function Actors({
  texts,
  none = S.words.nobody,
  codes = false,
}: {
  texts: readonly string[];
  none?: string;
  codes?: boolean;
}) {
  if (texts.length === 0) return none ? <span class="soft">{none}</span> : null;
  // One phrase may stand for several actors ("both armies"): it is written once.
  const once = texts.filter((t, i) => texts.findIndex((o) => actor(o).name === actor(t).name) === i);
  return (
    <span class="actors">
      {once.map((text, i) => (
        <span key={text}>
          {i > 0 && ", "}
          <Actor text={text} codes={codes} />
        </span>
      ))}
    </span>
  );
}

/** The address of the report that holds the words of a claim, with the claim chosen. */
export function wordsOf(report: string, account: string): string {
  return to("reports", report, { claim: account });
}
