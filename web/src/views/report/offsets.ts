/** Characters of the record (code points) as the browser counts them (UTF-16), and ranges of the drawn text. */

import type { Claim, Pair } from "../../api/types";

/** From code points to UTF-16: the same unless the text has characters outside the basic plane. */
export function converter(text: string): (at: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1) starts.push(i);
  return (at) => starts[at] ?? text.length;
}

export interface Paragraph {
  start: number;
  text: string;
}

/** Paragraphs between blank lines, with where they start. */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  for (const match of text.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/g)) {
    found.push({ start: match.index, text: match[0] });
  }
  return found;
}

/** A stretch of text that the same claims cover; for browsers without the highlight API. */
export interface Segment {
  start: number;
  end: number;
  claims: Claim[];
}

export function segments(paragraph: Paragraph, spans: readonly (readonly [Claim, Pair])[]): Segment[] {
  const end = paragraph.start + paragraph.text.length;
  const here = spans.filter(([, [a, b]]) => a < end && b > paragraph.start);
  const cuts = new Set([paragraph.start, end]);
  for (const [, [a, b]] of here) {
    cuts.add(Math.max(a, paragraph.start));
    cuts.add(Math.min(b, end));
  }
  const at = [...cuts].sort((x, y) => x - y);
  return at.slice(0, -1).map((start, i) => {
    const stop = at[i + 1] ?? end;
    return { start, end: stop, claims: here.filter(([, [a, b]]) => a <= start && b >= stop).map(([c]) => c) };
  });
}

/** The claim whose words at `at` are the fewest: what somebody means who points there. */
export function pointed(spans: readonly (readonly [Claim, Pair])[], at: number): Claim | undefined {
  let best: Claim | undefined;
  let least = Infinity;
  for (const [claim, [a, b]] of spans) {
    if (a <= at && at < b && b - a < least) {
      best = claim;
      least = b - a;
    }
  }
  return best;
}
