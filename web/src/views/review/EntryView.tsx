/** One entry: what is asked, the words, why it is in doubt and what depends on it, and what can be decided. */

import { useState } from "preact/hooks";
import type { Doubt } from "../../api/drawings";
import type { Claim } from "../../api/types";
import { Masked } from "../../parts/Masked";
import { Reason } from "../../parts/Reason";
import { useShell } from "../../shell/Context";
import { to } from "../../shell/router";
import { may } from "../../shell/session";
import { S } from "../../strings";
import { days, number, share } from "../../words";
import { ClaimCard, groupLink } from "../report/ClaimCard";
import "../report/report.css";
import { OutcomeLine } from "../report/Outcome";
import { useDeciding } from "../report/useDeciding";
import { Deciding } from "./Deciding";

export interface EntryProps {
  entry: Doubt;
  /** A second reading: nothing that tells how the first reader decided. */
  blind: boolean;
  decided: () => void;
}

export function EntryView({ entry, blind, decided }: EntryProps) {
  const { session, record } = useShell();
  const decides = may(session, record.id, "reviewer");
  return (
    <>
      <h2>{S.review.asks[entry.kind]}</h2>
      {!blind && <Reasons entry={entry} />}
      {entry.kind === "claim" ? (
        <Claims claims={entry.claims.slice(0, 1)} open blind={blind} decided={decided} />
      ) : (
        <>
          <div class="sides">
            <Claims claims={entry.claims} open={false} blind={blind} decided={decided} />
            {entry.claims.length === 0 && entry.things.map((t) => <Thing key={t} id={t} />)}
            {entry.kind === "placement" && entry.claims.length > 0 && <Thing id={entry.things[0] ?? ""} />}
          </div>
          {decides && <Deciding entry={entry} decided={decided} />}
        </>
      )}
      {!blind && entry.about.length > 0 && (
        <p class="small links">
          {entry.about.map((id) => (
            <a key={id} href={groupLink(id)}>
              {S.report.group(id)}
            </a>
          ))}
        </p>
      )}
    </>
  );
}

function Thing({ id }: { id: string }) {
  const claim = /^[A-Z]-[0-9a-f]{16}$/.test(id);
  return (
    <p>
      <a href={claim ? to("things", id) : to("reports", id)}>{S.review.show(id)}</a>
    </p>
  );
}

function Reasons({ entry }: { entry: Doubt }) {
  const listed = (words: readonly string[]) =>
    words.map((w) => (
      <span key={w}>
        <Reason text={w} />
      </span>
    ));
  return (
    <dl class="doubt">
      <div>
        <dt>
          {S.review.doubt} <span class="num">{share(entry.doubt)}</span>
        </dt>
        <dd>{listed(entry.why.slice(0, 4))}</dd>
      </div>
      <div>
        <dt>
          {S.review.weight} <span class="num">{number(entry.weight)}</span>
        </dt>
        <dd>{listed(entry.depends)}</dd>
      </div>
    </dl>
  );
}

interface ClaimsProps {
  claims: readonly Claim[];
  open: boolean;
  blind: boolean;
  decided: () => void;
}

/** Claims as cards that can be accepted, corrected, rejected, each below the sentence it stands in. */
function Claims({ claims, open, blind, decided }: ClaimsProps) {
  const [chosen, choose] = useState(open ? (claims[0]?.id ?? "") : "");
  const deciding = useDeciding("", decided);
  return (
    <>
    <OutcomeLine outcome={deciding.outcome} undo={() => void deciding.takeBack()} />
    <ol class="claimlist">
      {claims.map((c) => (
        <li key={c.id} class="with-context">
          <Context claim={c} blind={blind} />
          <ul>
            <ClaimCard
              claim={c}
              text={null}
              mentions={[]}
              judgements={[]}
              chosen={chosen === c.id}
              near={false}
              choose={() => choose(chosen === c.id ? "" : c.id)}
              point={() => undefined}
              lookAt={() => undefined}
              blind={blind}
              decide={(ruling) => deciding.decide(c, ruling)}
            />
          </ul>
        </li>
      ))}
    </ol>
    </>
  );
}

/** The sentence with the claim's words marked in it. */
function Context({ claim, blind }: { claim: Claim; blind: boolean }) {
  const around = claim.context || claim.quote;
  const from = around.indexOf(claim.quote);
  const parts = from < 0 ? [around, "", ""] : [around.slice(0, from), claim.quote, around.slice(from + claim.quote.length)];
  return (
    <figure class="context-of">
      <blockquote>
        <Masked text={parts[0] ?? ""} />
        {parts[1] && (
          <mark>
            <Masked text={parts[1]} />
          </mark>
        )}
        <Masked text={parts[2] ?? ""} />
      </blockquote>
      <figcaption class="small soft dotted">
        <span>{claim.outlet ?? claim.report}</span>
        <span>{claim.of.published ? days(claim.of.published) : S.report.undated}</span>
        {!blind && <a href={to("reports", claim.report, { claim: claim.id })}>{S.review.inReport}</a>}
      </figcaption>
    </figure>
  );
}
