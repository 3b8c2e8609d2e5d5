/** Days on a line: a scale, and where its marks stand. Times are milliseconds, UTC. */

import { DAY, iso, monthOf, ms } from "../words";

export interface Span {
  /** Start of the first day. */
  from: number;
  /** End of the last day, exclusive. */
  to: number;
}

export function spanOf(days: string): Span {
  const [first = "", last = first] = days.split("/");
  return { from: ms(first), to: ms(last) + DAY };
}

/** `FIRST/LAST` of whole days. */
export function daysOf({ from, to }: Span): string {
  const [first, last] = [iso(from), iso(Math.max(from, to - DAY))];
  return first === last ? first : `${first}/${last}`;
}

/** The start of the day that holds a time. */
export function dayStart(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** Keeps a window within another and at least `least` days wide. */
export function within(window: Span, whole: Span, least = 1): Span {
  const wide = Math.min(Math.max(window.to - window.from, least * DAY), whole.to - whole.from);
  const from = Math.min(Math.max(window.from, whole.from), whole.to - wide);
  return { from: dayStart(from), to: dayStart(from) + Math.ceil(wide / DAY) * DAY };
}

export interface Tick {
  at: number;
  label: string;
  /** The first of a year, or of a month among days. */
  strong: boolean;
}

const STEPS = [1, 7, 14] as const;
const MONTHS = [1, 2, 3, 6] as const;
const YEARS = [1, 2, 5, 10, 20, 50] as const;

const dayOf = new Intl.DateTimeFormat(navigator.language || "en", { day: "numeric", month: "short", timeZone: "UTC" });

/** Marks of a time line of `width` pixels, each with room for its label. */
export function ticks({ from, to }: Span, width: number, room = 76): Tick[] {
  const most = Math.max(2, Math.floor(width / room));
  const long = (to - from) / DAY;
  const step = STEPS.find((s) => long / s <= most);
  const found: Tick[] = [];
  if (step) {
    const first = step === 1 ? dayStart(from) : dayStart(from) - ((new Date(from).getUTCDay() + 6) % 7) * DAY;
    for (let at = first; at < to; at += step * DAY) {
      if (at >= from) found.push({ at, label: dayOf.format(at), strong: new Date(at).getUTCDate() === 1 });
    }
    return found;
  }
  const months = MONTHS.find((m) => long / 30.4 / m <= most);
  const years = YEARS.find((y) => long / 365.25 / y <= most) ?? 100;
  const date = new Date(from);
  let year = date.getUTCFullYear();
  let month = months ? Math.floor(date.getUTCMonth() / months) * months : 0;
  if (!months) year = Math.floor(year / years) * years;
  for (;;) {
    const at = Date.UTC(year, month, 1);
    if (at >= to) return found;
    if (at >= from) found.push({ at, label: months ? monthOf(at) : String(year), strong: month === 0 });
    month += months ?? 12 * years;
    year += Math.floor(month / 12);
    month %= 12;
  }
}
