/** Where bars stand: lanes of rows, each bar in the first row with room for it. */

import type { Bar, Bucket, Lane } from "../../api/drawings";
import { DAY, iso, span as spanMs } from "../../words";
import type { Span } from "../../parts/time";

export const ROW = 15;
export const BAR = 10;
export const LEAST = 7;
const GAP = 3;
const HEAD = 24;
const PAD = 9;
const COUNTS = 40;
/** Deeper lanes are drawn as counts. */
const MOST_ROWS = 9;
/** Width of a count, in pixels. */
const COLUMN = 9;

export interface Placed {
  bar: Bar;
  left: number;
  width: number;
  row: number;
}

export interface Drawn {
  lane: Lane;
  /** How many there are in each stretch with any, where bars would be too many or lie too deep. */
  counts: Bucket[];
  y: number;
  height: number;
  /** Where bars begin, below the label if it stands above them. */
  top: number;
  placed: Placed[];
}

/** Places bars of a lane; `x` gives pixels of a time. Bars in their order in time. */
export function placeBars(bars: readonly Bar[], x: (time: number) => number, shown: Span): Placed[] {
  const ends: number[] = [];
  return [...bars]
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1))
    .map((bar) => {
      const [from, to] = spanMs(bar.first === bar.last ? bar.first : `${bar.first}/${bar.last}`);
      const left = x(Math.max(from, shown.from));
      const width = Math.max(LEAST, x(Math.min(to, shown.to)) - left);
      let row = ends.findIndex((end) => end + GAP <= left);
      if (row < 0) row = ends.length;
      ends[row] = left + width;
      return { bar, left, width, row };
    });
}

/** Bars as counts, each at the middle of its days, in stretches of whole days about a column wide. */
export function countBars(bars: readonly Bar[], shown: Span, columns: number): Bucket[] {
  const long = Math.round((shown.to - shown.from) / DAY);
  const parts = Math.max(1, Math.min(columns, long));
  const starts = Array.from({ length: parts + 1 }, (_, k) => Math.floor((long * k) / parts));
  const counts = new Array<number>(parts).fill(0);
  for (const { first, last } of bars) {
    const [from, to] = spanMs(first === last ? first : `${first}/${last}`);
    const day = Math.min(long - 1, Math.max(0, Math.floor(((from + to) / 2 - shown.from) / DAY)));
    let part = Math.min(parts - 1, Math.floor((day * parts) / long));
    while (part + 1 < parts && (starts[part + 1] ?? long) <= day) part += 1;
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return counts.map((count, k) => ({
    first: iso(shown.from + (starts[k] ?? 0) * DAY),
    last: iso(shown.from + ((starts[k + 1] ?? long) - 1) * DAY),
    count,
  }));
}

/** All lanes from top to bottom; `above` puts labels above the bars (narrow screens). */
export function layOut(
  lanes: readonly Lane[],
  x: (time: number) => number,
  shown: Span,
  above: boolean,
): { drawn: Drawn[]; height: number } {
  let y = 0;
  const drawn = lanes.map((lane) => {
    const bars = placeBars(lane.bars, x, shown);
    const rows = bars.reduce((most, p) => Math.max(most, p.row + 1), 0);
    const deep = rows > MOST_ROWS;
    const placed = deep ? [] : bars;
    const counts = deep ? countBars(lane.bars, shown, Math.floor((x(shown.to) - x(shown.from)) / COLUMN)) : lane.buckets;
    const some = counts.filter((b) => b.count > 0);
    const inner = placed.length > 0 ? Math.max(rows * ROW, above ? 0 : ROW) : COUNTS;
    const head = above ? HEAD : 0;
    const height = head + inner + 2 * PAD;
    const one: Drawn = { lane, counts: some, y, height, top: y + head + PAD, placed };
    y += height;
    return one;
  });
  return { drawn, height: y };
}
