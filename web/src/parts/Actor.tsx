import { actor } from "../words";
import { S } from "../strings";
import { to } from "../shell/router";
import { Masked } from "./Masked";

/** An actor's name with its country; the country leads to the same view of what it takes part in. */
export function Actor({ text }: { text: string }) {
  const { name, country, sector } = actor(text);
  const told = [country, sector].filter(Boolean).join(" ");
  return (
    <span class="actor">
      <Masked text={name} />
      {told && told !== name && <small class="country">{told}</small>}
    </span>
  );
}

/** Several actors, or words for nobody. */
export function Actors({ texts, none = S.words.nobody }: { texts: readonly string[]; none?: string }) {
  if (texts.length === 0) return none ? <span class="soft">{none}</span> : null;
  return (
    <span class="actors">
      {texts.map((text, i) => (
        <span key={text}>
          {i > 0 && ", "}
          <Actor text={text} />
        </span>
      ))}
    </span>
  );
}

/** The address of the report that holds the words of a claim, with the claim chosen. */
export function wordsOf(report: string, account: string): string {
  return to("reports", report, { claim: account });
}
