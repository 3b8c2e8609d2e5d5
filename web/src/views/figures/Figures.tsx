/** Figures: all counts of one scope side by side, never one number that hides how far they lie apart. */

import "./figures.css";
import { useEffect, useRef } from "preact/hooks";
import { useListing } from "../../api/query";
import type { Tally } from "../../api/types";
import { Actors, wordsOf } from "../../parts/Actor";
import { Days } from "../../parts/Days";
import { Figure } from "../../parts/Figure";
import { dot } from "../../parts/RangeMark";
import { Term } from "../../parts/Term";
import { Answered, TooMany } from "../../parts/states";
import { Reason } from "../../parts/Reason";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { setParams, to, useAddress, withPatch } from "../../shell/router";
import { S } from "../../strings";
import { bounds, number, term } from "../../words";
import { TallyChart } from "./TallyChart";
import { amount, scope, teller, title, told } from "./tallies";

const FILTERS = ["as_of", "between", "pair", "actor", "measure", "source", "place"] as const;
const POLICIES = ["ucdp", "range", "acled", "official", "latest"] as const;

export default function Figures() {
  const { params } = useAddress();
  const policy = params.get("policy") ?? "ucdp";
  const asked = Object.fromEntries(FILTERS.map((f) => [f, params.get(f)]));
  const listing = useListing<Tally>(useRecordPath("/figures"), { ...asked, policy, limit: 200 });
  return (
    <>
      <Head title={S.nav.figures} lead={S.figures.lead} />
      <fieldset class="policies">
        <legend>{S.figures.policy}</legend>
        {POLICIES.map((p) => (
          <label key={p} class={p === policy ? "button on" : "button"}>
            <input
              type="radio"
              name="policy"
              class="sr"
              checked={p === policy}
              onChange={() => setParams({ policy: p === "ucdp" ? null : p }, "push")}
            />
            {term("policy", p)}
          </label>
        ))}
        <p class="soft small">
          <PolicyWords policy={policy} />
        </p>
      </fieldset>
      <Answered answer={listing} empty={(d) => d.length === 0}>
        {(all) => (
          <>
            <All all={all} />
            <TooMany listing={listing} />
          </>
        )}
      </Answered>
    </>
  );
}

function PolicyWords({ policy }: { policy: string }) {
  return <Term kind="policy" id={policy} text={S.figures.policyHow} />;
}

function All({ all }: { all: readonly Tally[] }) {
  const { params } = useAddress();
  const { record } = useShell();
  const open = params.get("open");
  const byId = new Map(all.map((t) => [t.id, t]));
  const partsOf = (t: Tally): Tally[] => all.filter((o) => o.part_of.includes(t.id));
  const several = all.filter((t) => t.counts.length > 1 || partsOf(t).length > 0);
  const once = all.filter((t) => !several.includes(t));
  const upTo = bounds(record.span ?? "")[1];
  return (
    <>
      {several.length > 0 && (
        <section aria-labelledby="several">
          <h2 id="several">
            {S.figures.several} <span class="soft num">{number(several.length)}</span>
          </h2>
          <p class="legend">
            <Key kind="own" text={S.figures.own} />
            <Key kind="enemy" text={S.figures.enemy} />
            <Key kind="other" text={S.figures.other} />
            <span>
              <svg viewBox="0 0 24 14" width="24" height="14" aria-hidden="true">
                <path class="revision" d="M3 2L20 12" />
              </svg>
              {S.figures.revision}
            </span>
            <span>
              <svg viewBox="0 0 24 14" width="24" height="14" aria-hidden="true" class="tally">
                <rect class="band" width="24" height="14" />
                <line class="best-line" x1="8" x2="8" y1="0" y2="14" />
              </svg>
              {S.figures.bandKey}
            </span>
          </p>
          <div class="tallies">
            {several.map((t) => (
              <Card key={t.id} tally={t} parts={partsOf(t)} byId={byId} open={open === t.id} upTo={upTo} />
            ))}
          </div>
        </section>
      )}
      {once.length > 0 && <Once all={once} byId={byId} open={open} />}
    </>
  );
}

function Key({ kind, text }: { kind: string; text: string }) {
  return (
    <span class={`rangemark ${kind}`}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <path class="dot" d={dot(kind, 7, 7)} />
      </svg>
      {text}
    </span>
  );
}

/** Brings what a link opens into sight. */
function useShown<T extends HTMLElement>(open: boolean) {
  const box = useRef<T>(null);
  useEffect(() => {
    if (open) box.current?.scrollIntoView({ block: "center" });
  }, [open]);
  return box;
}

interface CardProps {
  tally: Tally;
  parts: readonly Tally[];
  byId: ReadonlyMap<string, Tally>;
  open: boolean;
  upTo: string;
}

function Card({ tally: t, parts, byId, open, upTo }: CardProps) {
  const box = useShown<HTMLElement>(open);
  const all = told(t);
  const outlets = [...new Set(t.counts.map((c) => c.outlet).filter((o): o is string => !!o))];
  const name = title(t);
  return (
    <article ref={box} class={open ? "card open" : "card"} data-id={t.id}>
      <header>
        <div>
          <h3>{name}</h3>
          <p class="soft small">{scope(t).join(" · ")}</p>
        </div>
        <p class="numbers">
          {t.best !== null && <b class="num">{amount(t, t.best, t.best)}</b>}
          {t.best === null ? (
            <b class="num">{amount(t, t.low, t.high)}</b>
          ) : (
            (t.low !== t.best || t.high !== t.best) && (
              <span class="soft small num">{S.figures.rangeOf(amount(t, t.low, t.high))}</span>
            )
          )}
          {(all.low !== t.low || all.high !== t.high) && (
            <span class="soft small num">{S.figures.toldAll(amount(t, all.low, all.high))}</span>
          )}
        </p>
      </header>
      <Figure title={[name, ...scope(t)].join(", ")} sources={outlets} upTo={upTo}>
        <TallyChart tally={t} parts={parts} />
      </Figure>
      {t.part_of.length > 0 && (
        <p class="small">
          {S.figures.partOf}{" "}
          {t.part_of.map((id) => (
            <a key={id} href={withPatch({ open: id })}>
              {byId.has(id) ? title(byId.get(id) ?? t) : S.figures.another}
            </a>
          ))}
        </p>
      )}
      {t.beside.length > 0 && (
        <p class="small">
          {S.figures.beside}{" "}
          {t.beside.map((id, i) => (
            <span key={id}>
              {i > 0 && "; "}
              <a href={withPatch({ open: id })}>{byId.has(id) ? title(byId.get(id) ?? t) : S.figures.another}</a>
            </span>
          ))}
        </p>
      )}
      <details class="small">
        <summary>{S.figures.why}</summary>
        <ul class="reasons">
          {[...t.why, ...t.reasons].map((r) => (
            <li key={r}>
              <Reason text={r} />
            </li>
          ))}
        </ul>
        {t.incident && (
          <p>
            <a href={to("incidents", t.incident)}>{S.figures.incident}</a>
          </p>
        )}
      </details>
    </article>
  );
}

function Once({ all, byId, open }: { all: readonly Tally[]; byId: ReadonlyMap<string, Tally>; open: string | null }) {
  return (
    <section aria-labelledby="once" class="once">
      <h2 id="once">
        {S.figures.once} <span class="soft num">{number(all.length)}</span>
      </h2>
      <table>
        <caption class="sr">{S.figures.once}</caption>
        <thead>
          <tr>
            <th scope="col">{S.figures.what}</th>
            <th scope="col" class="n">
              {S.figures.number}
            </th>
            <th scope="col">{S.figures.by}</th>
            <th scope="col">{S.figures.scope}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((t) => (
            <OnceRow key={t.id} tally={t} byId={byId} open={open === t.id} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OnceRow({ tally: t, byId, open }: { tally: Tally; byId: ReadonlyMap<string, Tally>; open: boolean }) {
  const row = useShown<HTMLTableRowElement>(open);
  const c = t.counts[0];
  if (!c) return null;
  return (
    <tr ref={row} class={open ? "open" : undefined} data-id={t.id}>
      <th scope="row">{title(t)}</th>
      <td class="n">
        <a href={wordsOf(c.report, c.account)} title={c.quote}>
          {amount(t, c.low, c.high, c.approx)}
        </a>
      </td>
      <td>
        {c.by ? <Actors texts={[c.by]} /> : teller(c)}
        <span class="soft small">
          {" "}
          <Days value={c.day} />
        </span>
      </td>
      <td class="soft small">
        {scope(t).join(" · ")}
        {t.part_of.map((id) => (
          <span key={id}>
            {" · "}
            {S.figures.partOf} <a href={withPatch({ open: id })}>{byId.has(id) ? title(byId.get(id) ?? t) : S.figures.another}</a>
          </span>
        ))}
      </td>
    </tr>
  );
}
