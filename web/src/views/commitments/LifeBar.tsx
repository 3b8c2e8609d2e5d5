/** The life of a commitment as a bar: its terms, renewals and notice days, and the deeds held against it. */

import type { Commitment, Evidence } from "../../api/types";
import { S } from "../../strings";
import { actorName, days, span, term } from "../../words";
import type { Scale } from "./scale";

export const HEIGHT = 34;
const MID = 15;

/** Half-width of a deed's mark. */
const R = 4;

/** Shape by kind of link, so that it is told without colour: alleged a ring, observed a disc, admitted a diamond, found a square. */
export function deedPath(kind: string, x: number, y: number, r = R): string {
  if (kind === "admitted") return `M${x} ${y - r - 1}l${r + 1} ${r + 1}-${r + 1} ${r + 1}-${r + 1}-${r + 1}z`;
  if (kind === "found") return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

export function Deed({ kind, bearing, x, y, title }: { kind: string; bearing: string; x: number; y: number; title?: string }) {
  return (
    <path class={`deed ${kind} ${bearing}`} d={deedPath(kind, x, y)}>
      {title && <title>{title}</title>}
    </path>
  );
}

/** First day from which it binds, and the last for which that is known (`null`: open). */
export function life(one: Commitment): { from: number | null; to: number | null } {
  const starts = [one.start, one.date, one.first_reported].filter((d): d is string => !!d);
  const from = starts[0] ? span(starts[0])[0] : null;
  const over = one.steps.findLast((s) => OVER.has(s.phase) && s.when);
  const to = over?.when ? span(over.when)[1] : one.expiry ? span(one.expiry)[1] : one.end ? span(one.end)[1] : null;
  return { from, to };
}

const OVER = new Set(["expired", "ended", "replaced", "completed"]);

function told(e: Evidence): string {
  return S.board.deed(term("evidence", e.kind), term("bearing", e.bearing), actorName(e.by), days(e.day ?? e.reported));
}

export function LifeBar({ one, at, asOf }: { one: Commitment; at: Scale; asOf: number | null }) {
  const { from, to } = life(one);
  const right = at.x(at.to);
  if (from === null) return <p class="soft small">{S.board.undated}</p>;
  const end = to ?? at.to;
  const x0 = Math.max(at.x(at.from), at.x(from));
  const x1 = Math.max(x0 + 3, Math.min(right, at.x(end)));
  const planned = one.terms.filter((t) => t.start && t.end);
  const running = !OVER.has(one.lifecycle);
  return (
    <svg
      class={`drawing life ${running ? "runs" : "over"} ${one.force}`}
      viewBox={`0 0 ${right} ${HEIGHT}`}
      role="img"
      aria-label={S.board.bar(days(one.date), to === null ? S.board.open : days(one.expiry ?? one.end), one.evidence.length)}
    >
      <line class="grid" x1={0} x2={right} y1={MID} y2={MID} />
      {planned.map((t) => (
        <rect
          key={t.number}
          class={t.number > 1 ? "term renewal" : "term"}
          x={at.x(span(t.start ?? "")[0])}
          width={Math.max(2, at.x(span(t.end ?? "")[1]) - at.x(span(t.start ?? "")[0]))}
          y={MID - 7}
          height={14}
          rx={2}
        >
          <title>{S.board.term(t.number, days(t.start), days(t.end), t.renewal ? term("renewal", t.renewal) : "")}</title>
        </rect>
      ))}
      <rect class="held" x={x0} width={x1 - x0} y={MID - 3.5} height={7} rx={2} />
      {to === null && <path class="onward" d={`M${x1 - 7} ${MID - 6}l6 6-6 6`} />}
      {planned
        .filter((t) => t.notice)
        .map((t) => (
          <g key={t.number} class="notice">
            <line x1={at.x(span(t.notice ?? "")[0])} x2={at.x(span(t.notice ?? "")[0])} y1={MID - 11} y2={MID + 9} />
            <path d={`M${at.x(span(t.notice ?? "")[0])} ${MID - 11}l6 3-6 3z`} />
            <title>{S.board.notice(days(t.notice))}</title>
          </g>
        ))}
      {one.evidence
        .filter((e) => e.day ?? e.reported)
        .map((e, i) => {
          const [a, b] = span(e.day ?? e.reported ?? "");
          return (
            <Deed key={i} kind={e.kind} bearing={e.bearing} x={at.x((a + b) / 2)} y={MID + 11.5} title={told(e)} />
          );
        })}
      {asOf !== null && <line class="asof-line" x1={at.x(asOf)} x2={at.x(asOf)} y1={0} y2={HEIGHT} />}
    </svg>
  );
}
