/** A tally on one line: every count a mark, so that the spread shows. */

import type { Tally } from "../../api/types";
import { RangeMark } from "../../parts/RangeMark";
import { useWidth } from "../../parts/useWidth";
import { S } from "../../strings";
import { shortNumber } from "../../words";
import { amount, teller, valueScale } from "../figures/tallies";

export function Spread({ tally }: { tally: Tally }) {
  const [box, width] = useWidth(320);
  const values = tally.counts.flatMap((c) => [c.low, c.high]).filter((n) => n !== null);
  const scale = valueScale(values, 8, width - 30);
  const ends = [scale.ticks[0] ?? 0, ...new Set(values)].sort((a, b) => a - b);
  return (
    <div ref={box}>
      <svg
        class="drawing"
        viewBox={`0 0 ${width} 34`}
        height={34}
        role="img"
        aria-label={S.overview.counts(tally.counts.map((c) => `${teller(c)}: ${amount(tally, c.low, c.high, c.approx)}`))}
      >
        <line class="grid" x1={8} x2={width - 30} y1={10} y2={10} />
        {tally.counts.map((c) => (
          <RangeMark key={c.account} low={c.low} high={c.high} x={scale.x} y={10} from={8} to={width - 12} kind={c.stance} dim={c.copy_of !== null} label={teller(c)} />
        ))}
        {ends
          .filter((v, i) => i === 0 || scale.x(v) - scale.x(ends[i - 1] ?? 0) > 34)
          .map((v) => (
            <text key={v} x={scale.x(v)} y={31} text-anchor="middle">
              {shortNumber(v)}
            </text>
          ))}
      </svg>
    </div>
  );
}
