/** What a row of the board opens to: its words, life, versions, links, who brokered it, and the deeds held against it. */

import type { ComponentChildren } from "preact";
import { useQuery } from "../../api/query";
import type { Claim, Commitment } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Days } from "../../parts/Days";
import { Evidence } from "../../parts/Evidence";
import { Masked } from "../../parts/Masked";
import { Term } from "../../parts/Term";
import { Reason } from "../../parts/Reason";
import { useRecordPath } from "../../shell/Context";
import { to, useAddress, withPatch } from "../../shell/router";
import { S } from "../../strings";
import { actorName, capital, duration, number } from "../../words";
import { Deed } from "./LifeBar";

interface Instrument {
  thing: { id: string; name: string; kind: string; brokers: string[]; parties: string[]; commitments: string[] };
}

/** How many of a long list are shown before the rest folds away. */
const FIRST = 4;

export function Detail({ one }: { one: Commitment }) {
  const { params } = useAddress();
  const asOf = params.get("as_of");
  const words = useQuery<{ items: Claim[] }>(useRecordPath("/accounts"), { ids: one.accounts.slice(0, 60).join(",") });
  const deals = useRecordPath(`/things/${one.instrument_id ?? ""}`);
  const instrument = useQuery<Instrument>(one.instrument_id ? deals : null, { as_of: asOf });
  const told = new Map((words.data?.items ?? []).map((t) => [t.id, t]));
  const deal = instrument.data?.thing;
  return (
    <div class="unfolded">
      <section class="wide">
        <h2>{S.board.words}</h2>
        <Folded items={one.versions.map((v) => ({ v, t: v.accounts.map((a) => told.get(a)).find(Boolean) }))}>
          {({ v, t }) => (
            <div key={v.accounts[0]} class="version">
              {t ? (
                <Evidence account={t.id} report={t.report} outlet={t.outlet} by={t.by} reported={t.reported} quote={v.quote} />
              ) : (
                <blockquote class="evidence">
                  <span class="quote">
                    <Masked text={v.quote} />
                  </span>
                </blockquote>
              )}
              <p class="soft small">
                <Term kind="force" id={v.force} />
                {v.term && ` · ${S.board.forTerm(duration(v.term))}`}
                {v.instrument && ` · ${v.instrument}`}
                {v.accounts.length > 1 && ` · ${S.board.toldBy(number(v.accounts.length))}`}
              </p>
            </div>
          )}
        </Folded>
      </section>
      <section>
        <h2>{S.board.standing}</h2>
        <ul class="reasons">
          {one.standing_reasons.map((r) => (
            <li key={r}>
              <Reason text={capital(r)} />
            </li>
          ))}
        </ul>
        {one.conditions.length > 0 && (
          <>
            <h2>{S.board.conditions}</h2>
            <ul class="reasons">
              {one.conditions.map((c) => (
                <li key={c.condition}>
                  “{c.condition}” <span class="soft">({S.board.met(c.met)})</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{S.board.steps}</h2>
        <ol class="steps">
          {one.steps.map((s, i) => (
            <li key={i}>
              <span class="day">
                <Days value={s.when} />
              </span>
              <span>
                <Term kind="phase" id={s.phase} />
                <span class="soft small">
                  {" — "}
                  <Reason text={s.why} />
                </span>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {one.evidence.length > 0 && (
        <section class="wide">
          <h2>
            {S.board.deeds} <span class="soft">{number(one.evidence.length)}</span>
          </h2>
          <Folded items={one.evidence}>
            {(e) => (
              <div key={e.account + e.bearing} class="deed-line">
                <svg viewBox="0 0 14 14" width="16" height="16" aria-hidden="true">
                  <Deed kind={e.kind} bearing={e.bearing} x={7} y={7} />
                </svg>
                <div>
                  <p class="bears">
                    <Term kind="bearing" id={e.bearing} /> · <Term kind="evidence" id={e.kind} /> {S.board.by}{" "}
                    {actorName(e.by)}
                    {e.incident && (
                      <>
                        {" · "}
                        <a href={to("incidents", e.incident)}>{S.board.incident}</a>
                      </>
                    )}
                  </p>
                  <Evidence account={e.account} report={e.report} quote={e.quote} outlet={e.outlet} reported={e.reported} day={e.day} />
                  <p class="soft small">
                    <Reason text={e.reasons.join("; ")} />
                  </p>
                </div>
              </div>
            )}
          </Folded>
        </section>
      )}
      <section>
        {deal && (
          <>
            <h2>{S.board.instrument}</h2>
            <p>
              {capital(deal.name)} <span class="soft">({deal.kind})</span>
            </p>
            <p class="soft small">
              {deal.brokers.length > 0 ? (
                <>
                  {S.board.brokered} <Actors texts={deal.brokers} />
                </>
              ) : (
                S.board.noBroker
              )}
            </p>
            {deal.commitments.length > 1 && (
              <p class="small">
                {S.board.sisters(number(deal.commitments.length - 1))}{" "}
                {deal.commitments
                  .filter((k) => k !== one.id)
                  .map((k, i) => (
                    <a key={k} href={withPatch({ open: k })}>
                      {i + 1}
                    </a>
                  ))
                  .flatMap((a, i) => (i ? [", ", a] : [a]))}
              </p>
            )}
          </>
        )}
        {one.ties.length > 0 && (
          <>
            <h2>{S.board.ties}</h2>
            <ul class="reasons">
              {one.ties.map((t) => (
                <li key={t.how + t.other}>
                  <Term kind="tie" id={t.how} /> <a href={withPatch({ open: t.other })}>{S.board.other}</a>
                  <span class="soft small">
                    {" — "}
                    <Reason text={t.why} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        <p class="small">
          <a href={to("things", one.id)}>{S.board.why}</a>
        </p>
      </section>
    </div>
  );
}

function Folded<T>({ items, children }: { items: readonly T[]; children: (item: T) => ComponentChildren }) {
  if (items.length <= FIRST + 1) return <div class="evidences">{items.map(children)}</div>;
  return (
    <div class="evidences">
      {items.slice(0, FIRST).map(children)}
      <details>
        <summary>{S.board.rest(number(items.length - FIRST))}</summary>
        <div class="evidences">{items.slice(FIRST).map(children)}</div>
      </details>
    </div>
  );
}
