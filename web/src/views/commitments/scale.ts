/** Days to x and back, and the ticks of an axis of days. */

import { DAY } from "../../words";

export interface Scale {
  from: number;
  to: number;
  x: (time: number) => number;
}

export function scale(from: number, to: number, left: number, right: number): Scale {
  const width = Math.max(DAY, to - from);
  return { from, to, x: (time) => left + ((time - from) / width) * (right - left) };
}

/** Starts of years, or of months where few years are shown: at most about `most` of them. */
export function ticks(from: number, to: number, most: number): { at: number; year: boolean }[] {
  const months = (to - from) / (30.4 * DAY);
  const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240];
  const step = steps.find((s) => months / s <= most) ?? 480;
  const out: { at: number; year: boolean }[] = [];
  const first = new Date(from);
  let month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  month = Math.ceil(month / step) * step;
  for (; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > to) return out;
    if (at >= from) out.push({ at, year: month % 12 === 0 });
  }
}
