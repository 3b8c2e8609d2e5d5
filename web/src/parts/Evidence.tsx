import type { ComponentChildren } from "preact";
import { S } from "../strings";
import { actorName, days } from "../words";
import { wordsOf } from "./Actor";
import { Days } from "./Days";
import { Masked } from "./Masked";

export interface EvidenceProps {
  account: string;
  report: string;
  quote: string;
  outlet: string | null | undefined;
  by?: string | null;
  reported?: string | null | undefined;
  /** When what is told was. */
  day?: string | null;
  children?: ComponentChildren;
}

/** Words of a report that lead to their place in it, and who says so when. */
export function Evidence({ account, report, quote, outlet, by, reported, day, children }: EvidenceProps) {
  const teller = outlet ?? report;
  const who = by ? actorName(by) : "";
  return (
    <blockquote class="evidence" data-account={account}>
      <a class="quote" href={wordsOf(report, account)} title={S.evidence.open(teller)}>
        <Masked text={quote} />
      </a>
      <footer>
        <cite>{teller}</cite>
        {reported && <span>{S.evidence.reported(days(reported))}</span>}
        {who && who !== teller && who !== `report ${report}` && (
          <span>
            <Masked text={S.evidence.by(who)} />
          </span>
        )}
        {day && day !== reported && <Days value={day} />}
        {children}
      </footer>
    </blockquote>
  );
}
