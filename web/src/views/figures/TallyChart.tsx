/** All counts of one scope: a row a count, by day and source; revisions joined, copies pale, parts below. */

import type { ComponentChildren } from "preact";
import type { Count, Tally } from "../../api/types";
import { RangeMark } from "../../parts/RangeMark";
import { useWidth } from "../../parts/useWidth";
import { wordsOf } from "../../parts/Actor";
import { S } from "../../strings";
import { days, shortNumber } from "../../words";
import { withPatch } from "../../shell/router";
import { amount, scope, teller, title, valueScale } from "./tallies";

const ROW = 26;
const NARROW_ROW = 42;
const TOP = 6;

export interface ChartProps {
  tally: Tally;
  /** Tallies that count a part of this one. */
  parts?: readonly Tally[];
}

export function TallyChart({ tally, parts = [] }: ChartProps) {
  const [box, width] = useWidth(560);
  const narrow = width < 460;
  const gutter = narrow ? 0 : Math.min(360, width * 0.46);
  const row = narrow ? NARROW_ROW : ROW;
  const lineY = (i: number): number => TOP + i * row + (narrow ? 30 : row / 2);
  const rows = tally.counts.length + (parts.length ? parts.length + 0.6 : 0);
  const height = TOP + rows * row + 24;
  const right = width - 12;
  const values = [...tally.counts, ...parts].flatMap((c) => [c.low, c.high]).filter((n) => n !== null);
  const scale = valueScale(values, gutter + 8, right);
  const index = new Map(tally.counts.map((c, i) => [c.account, i]));
  const at = (c: Count): number => scale.x(c.low ?? c.high ?? 0);
  const from = scale.x(scale.ticks[0] ?? 0);
  const bottom = height - 20;
  const band = tally.low !== null || tally.high !== null;
  return (
    <div ref={box}>
      <svg class="drawing tally" viewBox={`0 0 ${width} ${height}`} height={height} role="group" aria-label={title(tally)}>
        {band && (
          <rect
            class="band"
            x={tally.low === null ? from : scale.x(tally.low)}
            width={Math.max(2, (tally.high === null ? right : scale.x(tally.high)) - (tally.low === null ? from : scale.x(tally.low)))}
            y={0}
            height={bottom}
          >
            <title>{S.figures.bandOf(amount(tally, tally.low, tally.high))}</title>
          </rect>
        )}
        {scale.ticks.map((t) => (
          <g key={t}>
            <line class="grid" x1={scale.x(t)} x2={scale.x(t)} y1={0} y2={bottom} />
            <text class="tick" x={scale.x(t)} y={height - 5} text-anchor="middle">
              {shortNumber(t)}
            </text>
          </g>
        ))}
        {tally.best !== null && (
          <line class="best-line" x1={scale.x(tally.best)} x2={scale.x(tally.best)} y1={0} y2={bottom}>
            <title>{S.figures.best(amount(tally, tally.best, tally.best))}</title>
          </line>
        )}
        {tally.counts.map((c, i) => {
          const before = c.revises === null ? undefined : index.get(c.revises);
          const revised = before === undefined ? undefined : tally.counts[before];
          if (before === undefined || !revised) return null;
          return (
            <path key={c.account} class="revision" d={`M${at(revised)} ${lineY(before) + 5}L${at(c)} ${lineY(i) - 6}`}>
              <title>{S.figures.revises}</title>
            </path>
          );
        })}
        {tally.counts.map((c, i) => (
          <Row key={c.account} count={c} tally={tally} labelY={narrow ? TOP + i * row + 13 : lineY(i) + 4} gutter={narrow ? width : gutter} width={width} height={row - 1}>
            <RangeMark
              low={c.low}
              high={c.high}
              x={scale.x}
              y={lineY(i)}
              from={from}
              to={right}
              kind={c.stance}
              dim={c.copy_of !== null}
              label={teller(c)}
            />
          </Row>
        ))}
        {parts.length > 0 && (
          <>
            <text class="parts" x={0} y={narrow ? TOP + tally.counts.length * row + 13 : lineY(tally.counts.length) + 2}>
              {S.figures.parts}
            </text>
            {parts.map((p, i) => {
              const y = lineY(tally.counts.length + i + 0.6);
              return (
                <g key={p.id} class="part">
                  <a href={withPatch({ open: p.id })}>
                    <text x={narrow ? 0 : 14} y={narrow ? y - 16 : y + 4}>
                      {cut(scope(p).join(", ") || title(p), narrow ? width : gutter - 14)}
                    </text>
                  </a>
                  <RangeMark low={p.low} high={p.high} x={scale.x} y={y} from={from} to={right} kind="part" label={title(p)} />
                </g>
              );
            })}
          </>
        )}
      </svg>
    </div>
  );
}

interface RowProps {
  count: Count;
  tally: Tally;
  labelY: number;
  gutter: number;
  width: number;
  height: number;
  children: ComponentChildren;
}

function Row({ count: c, tally, labelY, gutter, width, height, children }: RowProps) {
  const said = amount(tally, c.low, c.high, c.approx);
  const who = teller(c);
  const from = c.outlet && c.outlet !== who ? `${who} · ${c.outlet}` : who;
  const stance = c.stance === "own" ? S.figures.own : c.stance === "enemy" ? S.figures.enemy : "";
  const day = c.day ? days(c.day) : S.words.noDay;
  return (
    <a class="count" href={wordsOf(c.report, c.account)} >
      <title>{S.figures.count(from, day, said, stance, c.copy_of ? S.figures.copy : "")}</title>
      <rect class="hit" x={0} y={labelY - 17} width={width} height={height} />
      <text class="day" x={0} y={labelY}>
        {day}
      </text>
      <text x={94} y={labelY}>
        {cut(c.copy_of ? `${from} (${S.figures.copy})` : from, gutter - 96)}
      </text>
      {children}
    </a>
  );
}

/** Text cut to about so many pixels of 12 px letters. */
function cut(text: string, pixels: number): string {
  const most = Math.max(8, Math.floor(pixels / 6.4));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

