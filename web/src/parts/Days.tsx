import { bounds, days } from "../words";

/** Days in words, with the first of them for machines. */
export function Days({ value }: { value: string | null | undefined }) {
  if (!value) return <span class="soft">{days(value)}</span>;
  return <time dateTime={bounds(value)[0]}>{days(value)}</time>;
}
