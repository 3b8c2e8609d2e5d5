/** What a tally counts, in words; its scale; which tallies belong together. */

import type { Count, Tally } from "../../api/types";
import { S } from "../../strings";
import { actorName, capital, days, duration, range, term } from "../../words";

/** "Killed: soldiers of Armenia". */
export function title(t: Tally): string {
  const of = [t.of, t.side ? S.figures.of(actorName(t.side)) : ""].filter(Boolean).join(" ");
  return of ? `${capital(term("measure", t.measure))}: ${of}` : capital(term("measure", t.measure));
}

/** Which event, when, where: what makes the counts comparable. */
export function scope(t: Tally): string[] {
  return [t.event, t.when ? days(t.when) : "", t.place, t.cumulative ? S.figures.cumulative : ""].filter(
    (x): x is string => !!x,
  );
}

/** The least and the greatest bound anybody gives; open ends as null. */
export function told(t: Tally): { low: number | null; high: number | null } {
  const bounds = t.counts.flatMap((c) => [c.low, c.high]).filter((n) => n !== null);
  if (bounds.length === 0) return { low: null, high: null };
  const openBelow = t.counts.some((c) => c.low === null);
  const openAbove = t.counts.some((c) => c.high === null);
  return { low: openBelow ? null : Math.min(...bounds), high: openAbove ? null : Math.max(...bounds) };
}

export function amount(t: Tally, low: number | null, high: number | null, approx = false): string {
  const said = range(low, high, approx);
  if (!t.unit) return said;
  return t.measure === "duration" ? duration(t.unit) : `${said} ${t.unit}`;
}

export function teller(c: Count): string {
  return c.by ? actorName(c.by) : (c.outlet ?? c.report);
}

export interface ValueScale {
  x: (value: number) => number;
  ticks: number[];
  log: boolean;
}

/** From nothing to the greatest bound; by powers of ten where the counts lie very far apart. */
export function valueScale(values: readonly number[], left: number, right: number): ValueScale {
  const most = Math.max(1, ...values);
  const least = Math.min(...values.filter((v) => v > 0), most);
  if (most / least > 200) {
    const [a, b] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
    const x = (v: number): number => left + ((Math.log10(Math.max(v, 10 ** a)) - a) / Math.max(1, b - a)) * (right - left);
    return { x, ticks: Array.from({ length: b - a + 1 }, (_, i) => 10 ** (a + i)), log: true };
  }
  const step = niceStep(most / Math.max(2, (right - left) / 110));
  const top = Math.ceil((most * 1.02) / step) * step;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return { x: (v) => left + (v / top) * (right - left), ticks, log: false };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-9)));
  const step = [1, 2, 5, 10].find((n) => n * power >= raw) ?? 10;
  return Math.max(step * power, 1);
}
