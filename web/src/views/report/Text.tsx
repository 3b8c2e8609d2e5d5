/** The report's text. What claims rest on is highlighted; pointing at words names their claim. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Claim, ClaimKind, Pair } from "../../api/types";
import { Masked } from "../../parts/Masked";
import { S } from "../../strings";
import { converter, paragraphs, pointed, segments } from "./offsets";

const KINDS: readonly ClaimKind[] = ["event", "statement", "figure", "commitment"];
const NAMES = [...KINDS, "near", "chosen", "field"] as const;

export interface TextProps {
  text: string;
  claims: readonly Claim[];
  /** Shown strongly: chosen by a click or by the address. */
  chosen: Claim | undefined;
  /** Shown lightly: hovered or focused. */
  near: Claim | undefined;
  /** Words of the field that is looked at. */
  field: Pair | undefined;
  point: (claim: Claim | undefined) => void;
  choose: (claim: Claim) => void;
}

const canHighlight = typeof CSS !== "undefined" && "highlights" in CSS;

export function Text({ text, claims, chosen, near, field, point, choose }: TextProps) {
  const box = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => paragraphs(text), [text]);
  const convert = useMemo(() => converter(text), [text]);
  const spans = useMemo(
    () => claims.flatMap((c) => c.spans.map(([a, b]) => [c, [convert(a), convert(b)] as Pair] as const)),
    [claims, convert],
  );
  const of = (claim: Claim | undefined): Pair[] =>
    claim ? claim.spans.map(([a, b]) => [convert(a), convert(b)] as Pair) : [];

  useEffect(() => {
    if (!canHighlight || !box.current) return;
    const ranges = ranger(box.current, parts);
    for (const kind of KINDS) paint(kind, 0, spans.filter(([c]) => c.kind === kind).flatMap(([, s]) => ranges(s)));
    paint("near", 2, of(near).flatMap(ranges));
    paint("chosen", 3, of(chosen).flatMap(ranges));
    paint("field", 4, field ? ranges([convert(field[0]), convert(field[1])]) : []);
    return () => {
      for (const name of NAMES) CSS.highlights.delete(name);
    };
  }, [parts, spans, near?.id, chosen?.id, field?.[0], field?.[1]]);

  // A chosen claim out of sight is brought into it.
  useEffect(() => {
    const first = of(chosen)[0];
    if (!first || !box.current) return;
    const range = ranger(box.current, parts)(first)[0];
    const place = range?.getBoundingClientRect();
    if (place && (place.top < 90 || place.bottom > innerHeight - 20)) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: place.top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
    }
  }, [chosen?.id, parts]);

  const at = (event: MouseEvent): Claim | undefined => {
    const offset = pointedAt(event, parts);
    return offset === undefined ? undefined : pointed(spans, offset);
  };
  return (
    <div
      ref={box}
      class="text"
      role="region"
      aria-label={S.report.text}
      onMouseMove={(e) => point(at(e))}
      onMouseLeave={() => point(undefined)}
      onClick={(e) => {
        const claim = at(e);
        if (claim && getSelection()?.isCollapsed !== false) choose(claim);
      }}
    >
      {parts.map((p, i) => (
        <p key={i} data-start={p.start}>
          {canHighlight ? (
            p.text.includes("█") ? <Masked text={p.text} /> : p.text
          ) : (
            segments(p, spans).map((s) => (
              <mark
                key={s.start}
                class={[
                  ...new Set(s.claims.map((c) => c.kind)),
                  ...(near && s.claims.includes(near) ? ["near"] : []),
                  ...(chosen && s.claims.includes(chosen) ? ["chosen"] : []),
                ].join(" ")}
              >
                {p.text.slice(s.start - p.start, s.end - p.start)}
              </mark>
            ))
          )}
        </p>
      ))}
    </div>
  );
}

function paint(name: string, priority: number, ranges: Range[]): void {
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/** Text nodes of the drawn paragraphs that are words of the report, with where each starts. */
function nodes(box: Element): { node: Text; start: number }[] {
  const found: { node: Text; start: number }[] = [];
  for (const p of box.querySelectorAll<HTMLElement>("p[data-start]")) {
    let start = Number(p.dataset["start"]);
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT, (n) =>
      // Words for screen readers beside a withheld name are none of the report's.
      n.parentElement?.classList.contains("sr") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      found.push({ node: node as globalThis.Text, start });
      start += (node as globalThis.Text).data.length;
    }
  }
  return found as { node: Text; start: number }[];
}

type Text = globalThis.Text;

function ranger(box: Element, _: unknown): (span: Pair) => Range[] {
  const all = nodes(box);
  return ([from, to]) =>
    all
      .filter(({ node, start }) => start < to && start + node.data.length > from)
      .map(({ node, start }) => {
        const range = document.createRange();
        range.setStart(node, Math.max(0, from - start));
        range.setEnd(node, Math.min(node.data.length, to - start));
        return range;
      });
}

/** The offset in the text under the pointer. */
function pointedAt(event: MouseEvent, _: unknown): number | undefined {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const legacy = caret ? undefined : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = caret?.offsetNode ?? legacy?.startContainer;
  const offset = caret?.offset ?? legacy?.startOffset ?? 0;
  const box = node?.parentElement?.closest(".text");
  if (!node || !box) return undefined;
  const found = nodes(box).find((n) => n.node === node);
  return found && found.start + offset;
}
