/** The commitment board: one row a commitment, its life as a bar, what stands; a row opens to its words. */

import "./commitments.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useListing } from "../../api/query";
import type { Commitment } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Days } from "../../parts/Days";
import { Masked } from "../../parts/Masked";
import { Figure } from "../../parts/Figure";
import { Standing } from "../../parts/Standing";
import { Term } from "../../parts/Term";
import { Answered, TooMany } from "../../parts/states";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { useShortcuts } from "../../shell/keys";
import { setParams, to, useAddress } from "../../shell/router";
import { useWidth } from "../../parts/useWidth";
import { S } from "../../strings";
import { DAY, bounds, days, isDay, ms, monthOf, span } from "../../words";
import { Detail } from "./Detail";
import { Deed, HEIGHT, LifeBar, life } from "./LifeBar";
import { scale, ticks, type Scale } from "./scale";

const FILTERS = ["as_of", "between", "pair", "actor", "act", "standing", "source", "place"] as const;

export default function Commitments() {
  const { params } = useAddress();
  const { record } = useShell();
  const path = useRecordPath("/commitments");
  const asked = Object.fromEntries(FILTERS.map((f) => [f, params.get(f)]));
  const listing = useListing<Commitment>(path, { ...asked, limit: 100 });
  const asOf = isDay(params.get("as_of")) ? params.get("as_of") : null;
  // What stands today beside what stood then; without the filter on standing, which is of the day asked.
  const now = useListing<Commitment>(asOf ? path : null, { ...asked, as_of: null, standing: null, limit: 500 });
  const today = useMemo(() => new Map((now.data ?? []).map((c) => [c.id, c.standing])), [now.data]);
  return (
    <>
      <Head title={S.nav.commitments} lead={S.board.lead} />
      <Answered answer={listing} empty={(d) => d.length === 0}>
        {(all) => (
          <>
            <Board all={all} asOf={asOf} today={asOf ? today : null} upTo={bounds(record.span ?? "")[1]} />
            <TooMany listing={listing} />
          </>
        )}
      </Answered>
    </>
  );
}

function outlets(all: readonly Commitment[]): string[] {
  return [...new Set(all.flatMap((c) => c.evidence.map((e) => e.outlet).filter((o): o is string => !!o)))];
}

interface BoardProps {
  all: readonly Commitment[];
  asOf: string | null;
  /** Standing as of everything reported, by id; null if the board shows that already. */
  today: ReadonlyMap<string, string> | null;
  upTo: string;
}

function Board({ all, asOf, today, upTo }: BoardProps) {
  const { params } = useAddress();
  const open = params.get("open");
  const list = useRef<HTMLTableSectionElement>(null);
  const [box, width] = useWidth(520);
  const at = useMemo(() => frame(all, asOf, upTo, width), [all, asOf, upTo, width]);
  const line = asOf ? ms(asOf) : null;

  const move = (by: number): void => {
    const heads = [...(list.current?.querySelectorAll<HTMLElement>("button.opens") ?? [])];
    const i = heads.findIndex((b) => b === document.activeElement);
    heads[Math.max(0, Math.min(heads.length - 1, i + by))]?.focus();
  };
  useShortcuts(S.nav.commitments, [
    { keys: "j", does: S.board.next, run: () => move(1) },
    { keys: "k", does: S.board.previous, run: () => move(-1) },
    { keys: "Escape", does: S.board.close, run: () => setParams({ open: null }) },
  ]);

  return (
    <Figure title={S.board.figure} sources={outlets(all)} upTo={upTo} class="board-figure">
      <Legend />
      <table class="board">
        <caption class="sr">{S.board.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{S.board.what}</th>
            <th scope="col" class="made">
              {S.board.since}
            </th>
            <th scope="col" class="until">
              {S.board.until}
            </th>
            <th scope="col" class="life-cell">
              <span class="sr">{S.board.life}</span>
              <div ref={box}>
                <Axis at={at} asOf={line} />
              </div>
            </th>
            <th scope="col" class="stands">
              {asOf ? S.board.standingOn(days(asOf)) : S.board.standing}
            </th>
            {today && (
              <th scope="col" class="stands">
                {S.board.today}
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={list}>
          {all.map((one) => (
            <Row
              key={one.id}
              one={one}
              at={at}
              asOf={line}
              today={today ? (today.get(one.id) ?? "") : null}
              open={open === one.id}
            />
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

/** The days the board spans: from the first promise to the last known end, the day asked within. */
function frame(all: readonly Commitment[], asOf: string | null, upTo: string, width: number): Scale {
  const lives = all.map(life);
  const from = lives.map((l) => l.from).filter((t) => t !== null);
  const to = lives.map((l) => l.to).filter((t) => t !== null);
  const planned = all.flatMap((c) => c.terms.map((t) => (t.end ? span(t.end)[1] : 0)));
  const last = [...to, ...planned, ...(upTo ? [ms(upTo) + DAY] : []), ...(asOf ? [ms(asOf)] : [])];
  const deeds = all.flatMap((c) => c.evidence.map((e) => span(e.day ?? e.reported ?? "")[1])).filter((t) => t > 0);
  const first = Math.min(...(from.length ? from : [ms(upTo)]));
  const end = Math.max(...last, ...deeds, first + 30 * DAY);
  const room = (end - first) * 0.02;
  return scale(first - room, end + room, 0, width);
}

function Axis({ at, asOf }: { at: Scale; asOf: number | null }) {
  const right = at.x(at.to);
  const marks = ticks(at.from, at.to, Math.max(2, right / 90));
  return (
    <svg class="drawing axis" viewBox={`0 0 ${right} 20`} aria-hidden="true">
      {marks.map((t) => (
        <g key={t.at}>
          <line class="grid" x1={at.x(t.at)} x2={at.x(t.at)} y1={15} y2={20} />
          {at.x(t.at) < right - 30 && (
            <text x={at.x(t.at)} y={11}>
              {t.year ? new Date(t.at).getUTCFullYear() : monthOf(t.at)}
            </text>
          )}
        </g>
      ))}
      {asOf !== null && <line class="asof-line" x1={at.x(asOf)} x2={at.x(asOf)} y1={12} y2={20} />}
    </svg>
  );
}

interface RowProps {
  one: Commitment;
  at: Scale;
  asOf: number | null;
  today: string | null;
  open: boolean;
}

function Row({ one, at, asOf, today, open }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const [shown, setShown] = useState(open);
  useEffect(() => {
    setShown(open);
    // A link that opens a row leads to it.
    if (open && row.current && row.current.getBoundingClientRect().top > innerHeight) {
      row.current.scrollIntoView({ block: "start" });
    }
  }, [open]);
  const until = one.expiry ?? one.end;
  return (
    <>
      <tr ref={row} class={open ? "head-row open" : "head-row"} data-id={one.id}>
        <th scope="row" class="what">
          <button
            type="button"
            class="opens"
            aria-expanded={open}
            aria-controls={`detail-${one.id}`}
            onClick={() => setParams({ open: open ? null : one.id })}
          >
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="M4 2.5L8 6 4 9.5" />
            </svg>
            <span class="sr">{open ? S.board.hideOf : S.board.showOf} </span>
            <span class="promise">
              <Actors texts={one.obligors} none={S.board.noObligor} />
            </span>
          </button>
          <span class="act">
            <Term kind="act" id={one.act} />
            <span class="soft">
              {" · "}
              <Term kind="force" id={one.force} />
              {one.lifecycle !== one.force && (
                <>
                  {", "}
                  <Term kind="phase" id={one.lifecycle} />
                </>
              )}
            </span>
            {one.beneficiaries.length > 0 && (
              <span class="soft">
                {" "}
                {S.board.toward} <Actors texts={one.beneficiaries} />
              </span>
            )}
          </span>
          {one.quotes[0] && one.accounts[0] && (
            <a class="said" href={to("things", one.accounts[0])}>
              <Masked text={one.quotes[0]} />
            </a>
          )}
        </th>
        <td class="made" data-label={S.board.since}>
          <Days value={one.date} />
        </td>
        <td class="until" data-label={S.board.until}>
          {until ? <Days value={until} /> : <span class="soft">{S.board.open}</span>}
          {one.renewal && (
            <div class="soft small">
              <Term kind="renewal" id={one.renewal} text={S.board.renewal(one.renewal)} />
            </div>
          )}
        </td>
        <td class="life-cell">
          <LifeBar one={one} at={at} asOf={asOf} />
        </td>
        <td class="stands" data-label={S.board.standing}>
          <Standing name={one.standing} />
          {one.standing_since && (
            <div class="soft small">
              {S.board.sinceDay} <Days value={one.standing_since} />
            </div>
          )}
        </td>
        {today !== null && (
          <td class="stands" data-label={S.board.today}>
            {today ? <Standing name={today} /> : <span class="soft">{S.board.joined}</span>}
          </td>
        )}
      </tr>
      {shown && (
        <tr class="detail" id={`detail-${one.id}`} hidden={!open}>
          <td colSpan={today === null ? 5 : 6}>
            <Detail one={one} />
          </td>
        </tr>
      )}
    </>
  );
}

function Legend() {
  const mark = (kind: string, bearing: string) => (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <Deed kind={kind} bearing={bearing} x={7} y={7} />
    </svg>
  );
  return (
    <div class="legend">
      {(["alleged", "observed", "admitted", "found"] as const).map((kind) => (
        <span key={kind}>
          {mark(kind, "plain")} <Term kind="evidence" id={kind} />
        </span>
      ))}
      <span class="gap" />
      {(["breaks", "doubts", "keeps", "denies"] as const).map((bearing) => (
        <span key={bearing}>
          {mark("observed", bearing)} <Term kind="bearing" id={bearing} />
        </span>
      ))}
      <span class="gap" />
      <span>
        <svg viewBox={`0 0 26 ${HEIGHT}`} width="20" height="14" preserveAspectRatio="none" aria-hidden="true">
          <rect class="term" x={0} y={4} width={26} height={26} />
        </svg>{" "}
        {S.board.legendTerm}
      </span>
      <span>
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" class="notice">
          <line x1={4} x2={4} y1={1} y2={13} />
          <path d="M4 1l7 3-7 3z" />
        </svg>{" "}
        {S.board.legendNotice}
      </span>
    </div>
  );
}
