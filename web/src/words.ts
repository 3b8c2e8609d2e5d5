/** Days, numbers and names in words, after the reader's locale. Days are UTC: they have no time zone here. */

import { S } from "./strings";

const locale = typeof navigator === "undefined" ? "en" : navigator.language || "en";

const full = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const clock = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const listed = new Intl.ListFormat(locale.startsWith("en") ? locale : "en", { type: "conjunction" });

export const DAY = 86_400_000;

/** Milliseconds of a day's start; `NaN` for what is no day. */
export function ms(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** ISO day of milliseconds. */
export function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** First and last day of `FIRST/LAST` or of a day alone. */
export function bounds(days: string): [string, string] {
  const [first = "", last = first] = days.split("/");
  return [first, last];
}

/** As milliseconds, the end exclusive (the start of the day after). */
export function span(days: string): [number, number] {
  const [first, last] = bounds(days);
  return [ms(first), ms(last) + DAY];
}

function isMonth(first: Date, last: Date): boolean {
  const next = new Date(last.getTime() + DAY);
  return (
    first.getUTCDate() === 1 &&
    next.getUTCDate() === 1 &&
    first.getUTCMonth() === last.getUTCMonth() &&
    first.getUTCFullYear() === last.getUTCFullYear()
  );
}

function isYears(first: Date, last: Date): boolean {
  return (
    first.getUTCMonth() === 0 && first.getUTCDate() === 1 && last.getUTCMonth() === 11 && last.getUTCDate() === 31
  );
}

/** `2022-09-12/2022-09-18` → "12–18 Sept 2022"; whole months and years by name; "no day told" for `null`. */
export function days(value: string | null | undefined): string {
  if (!value) return S.words.noDay;
  const [a, b] = bounds(value);
  const first = new Date(ms(a));
  const last = new Date(ms(b));
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return value;
  if (a === b) return full.format(first);
  if (isYears(first, last)) {
    const [from, to] = [first.getUTCFullYear(), last.getUTCFullYear()];
    return from === to ? String(from) : `${from}–${to}`;
  }
  if (isMonth(first, last)) return month.format(first);
  return full.formatRange(first, last);
}

/** "Tuesday 13 September 2022". */
export function longDay(day: string): string {
  const at = ms(day);
  return Number.isNaN(at) ? day : weekday.format(at);
}

/** "13 Sept 2022, 10:04", where the reader is; `at` is ISO 8601 with a zone. */
export function moment(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : clock.format(time);
}

/** "Sept 2022", for axes. */
export function monthOf(time: number): string {
  return shortMonth.format(time);
}

/** Whether `text` is a day the calendar has. */
export function isDay(text: string | null | undefined): text is string {
  return !!text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(ms(text)) && iso(ms(text)) === text;
}

export function number(value: number): string {
  return whole.format(value);
}

/** "12.3K" where room is short. */
export function shortNumber(value: number): string {
  return value < 10_000 ? whole.format(value) : compact.format(value);
}

export function share(value: number): string {
  return percent.format(value);
}

/** "49", "49–60", "at least 49", "up to 60". */
export function range(low: number | null, high: number | null, approx = false): string {
  const said =
    low === null && high === null
      ? S.words.noNumber
      : low === null
        ? S.words.upTo(number(high ?? 0))
        : high === null
          ? S.words.atLeast(number(low))
          : low === high
            ? number(low)
            : `${number(low)}–${number(high)}`;
  return approx ? S.words.about(said) : said;
}

/** "a, b and c"; the rest counted where there are more than `most`. */
export function list(items: readonly string[], most = Infinity): string {
  if (items.length <= most) return listed.format(items);
  return listed.format([...items.slice(0, most), S.words.others(items.length - most)]);
}

export interface ActorParts {
  name: string;
  country: string;
  sector: string;
}

/** Parts of `name|COUNTRY|SECTOR`. */
export function actor(text: string): ActorParts {
  const [name = "", country = "", sector = ""] = text.split("|");
  return { name, country, sector };
}

export function actorName(text: string): string {
  return actor(text).name;
}

/** "Sudan and Egypt": names of actors as one phrase. */
export function actors(texts: readonly string[], most = 3): string {
  return list([...new Set(texts.map(actorName))], most);
}

const UNITS: Record<string, [one: string, many: string]> = {
  Y: S.words.year,
  M: S.words.month,
  W: S.words.week,
  D: S.words.day,
};

/** "P5Y" → "5 years"; what is no such length as it is. */
export function duration(text: string | null): string {
  if (!text) return "";
  const parts = [...text.matchAll(/(\d+)([YMWD])/g)];
  if (!/^P(\d+[YMWD])+$/.test(text) || parts.length === 0) return text;
  return list(parts.map(([, n = "0", unit = ""]) => `${number(+n)} ${UNITS[unit]?.[n === "1" ? 0 : 1] ?? unit}`));
}

/** "no_breach_reported" → "no breach reported"; terms with words of their own in {@link S.terms} come first. */
export function term(kind: string, id: string): string {
  const own = (S.terms as Record<string, Record<string, string>>)[kind]?.[id];
  return own ?? (/^[A-Z_]+$/.test(id) ? id.toLowerCase() : id).replaceAll("_", " ");
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
