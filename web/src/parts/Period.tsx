/** A time slider: how much there is when, and two handles that choose a period. By pointer and by keyboard. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { S } from "../strings";
import { days, DAY, iso, number, span as spanMs } from "../words";
import { dayStart, daysOf, spanOf, ticks, within, type Span } from "./time";
import { useWidth } from "./useWidth";
import "./period.css";

export interface Bucket {
  first: string;
  last: string;
  count: number;
}

export interface PeriodProps {
  /** The whole, `FIRST/LAST`. */
  span: string;
  /** What is chosen; `null` is the whole. */
  value: string | null;
  histogram: readonly Bucket[];
  label: string;
  onChange: (value: string | null) => void;
}

const HEIGHT = 46;
const FOOT = 18;
const EDGE = 8;

type Grip = "from" | "to" | "window" | "new";

export function Period({ span, value, histogram, label, onChange }: PeriodProps) {
  const [box, width] = useWidth(800);
  const whole = spanOf(span);
  const [draft, setDraft] = useState<Span | null>(null);
  const held = useRef<{ grip: Grip; at: number; before: Span } | null>(null);
  useEffect(() => setDraft(null), [value, span]);

  // What was set last: keys may come faster than the page is drawn again.
  const latest = useRef<Span | null>(null);
  useEffect(() => {
    latest.current = null;
  }, [value, span]);
  const chosen = draft ?? (value ? within(spanOf(value), whole) : whole);
  const inner = Math.max(1, width - 2 * EDGE);
  const x = (time: number): number => EDGE + ((time - whole.from) / (whole.to - whole.from)) * inner;
  const time = (at: number): number => whole.from + ((at - EDGE) / inner) * (whole.to - whole.from);
  const most = Math.max(1, ...histogram.map((b) => b.count));
  const all = chosen.from <= whole.from && chosen.to >= whole.to;

  const commit = (next: Span): void => {
    const kept = within(next, whole);
    latest.current = kept;
    onChange(kept.from <= whole.from && kept.to >= whole.to ? null : daysOf(kept));
  };

  const moved = (at: number): Span => {
    const h = held.current;
    if (!h) return chosen;
    const now = dayStart(time(at));
    if (h.grip === "from") return within({ from: Math.min(now, h.before.to - DAY), to: h.before.to }, whole);
    if (h.grip === "to") return within({ from: h.before.from, to: Math.max(now + DAY, h.before.from + DAY) }, whole);
    if (h.grip === "window") {
      const by = now - dayStart(time(h.at));
      return within({ from: h.before.from + by, to: h.before.to + by }, whole);
    }
    const start = dayStart(time(h.at));
    return within({ from: Math.min(start, now), to: Math.max(start, now) + DAY }, whole);
  };

  const at = (event: PointerEvent): number => event.clientX - (box.current?.getBoundingClientRect().left ?? 0);

  const press = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    const here = at(event);
    const near = (edge: number): boolean => Math.abs(here - x(edge)) < 12;
    const inside = here > x(chosen.from) && here < x(chosen.to);
    const grip: Grip = near(chosen.from) ? "from" : near(chosen.to) ? "to" : inside && !all ? "window" : "new";
    held.current = { grip, at: here, before: chosen };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (held.current && Math.abs(at(event) - held.current.at) > 2) setDraft(moved(at(event)));
  };
  const drop = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    const h = held.current;
    if (!h) return;
    const next = moved(at(event));
    held.current = null;
    if (Math.abs(at(event) - h.at) > 2) commit(next);
    else setDraft(null);
  };

  const step = (event: TargetedKeyboardEvent<SVGGElement>, grip: "from" | "to"): void => {
    const big = event.shiftKey ? 30 : 1;
    const now = latest.current ?? chosen;
    const by = { ArrowLeft: -big, ArrowDown: -big, ArrowRight: big, ArrowUp: big, PageDown: -30, PageUp: 30 }[event.key];
    let to: number | undefined;
    if (by !== undefined) to = now[grip] + by * DAY;
    else if (event.key === "Home") to = grip === "from" ? whole.from : now.from + DAY;
    else if (event.key === "End") to = grip === "to" ? whole.to : now.to - DAY;
    else return;
    event.preventDefault();
    event.stopPropagation();
    const next =
      grip === "from"
        ? { from: Math.min(to, now.to - DAY), to: now.to }
        : { from: now.from, to: Math.max(to, now.from + DAY) };
    commit({ from: Math.max(next.from, whole.from), to: Math.min(next.to, whole.to) });
  };

  const handle = (grip: "from" | "to") => {
    const day = grip === "from" ? chosen.from : chosen.to - DAY;
    return (
      <g
        class="handle"
        role="slider"
        tabindex={0}
        aria-label={grip === "from" ? S.period.first(label) : S.period.last(label)}
        aria-orientation="horizontal"
        aria-valuemin={dayStart(whole.from) / DAY}
        aria-valuemax={dayStart(whole.to - DAY) / DAY}
        aria-valuenow={dayStart(day) / DAY}
        aria-valuetext={days(iso(day))}
        onKeyDown={(e) => step(e, grip)}
        transform={`translate(${x(grip === "from" ? chosen.from : chosen.to)} 0)`}
      >
        <rect class="reach" x={-12} y={0} width={24} height={HEIGHT} />
        <line y1={0} y2={HEIGHT} />
        <rect class="knob" x={-4} y={HEIGHT / 2 - 9} width={8} height={18} rx={3} />
      </g>
    );
  };

  return (
    <div class="period" role="group" aria-label={label}>
      <div class="period-said">
        <span class="num">{all ? S.period.whole(days(span)) : days(daysOf(chosen))}</span>
        {!all && (
          <button type="button" class="button plain" onClick={() => onChange(null)}>
            {S.period.all}
          </button>
        )}
      </div>
      <div ref={box}>
        <svg
          class="drawing"
          width={width}
          height={HEIGHT + FOOT}
          onPointerDown={press}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={() => {
            held.current = null;
            setDraft(null);
          }}
        >
          <rect class="ground" x={EDGE} y={0} width={inner} height={HEIGHT} />
          {histogram.map((b) => {
            const [from, to] = spanMs(b.first === b.last ? b.first : `${b.first}/${b.last}`);
            const [left, right] = [x(Math.max(from, whole.from)), x(Math.min(to, whole.to))];
            const high = b.count === 0 ? 0 : 2 + Math.sqrt(b.count / most) * (HEIGHT - 8);
            const on = to > chosen.from && from < chosen.to;
            return (
              <rect
                key={b.first}
                class={on ? "amount on" : "amount"}
                x={left}
                y={HEIGHT - high}
                width={Math.max(1, right - left - (right - left > 4 ? 1 : 0))}
                height={high}
              >
                <title>{S.period.bucket(days(b.first === b.last ? b.first : `${b.first}/${b.last}`), number(b.count))}</title>
              </rect>
            );
          })}
          {!all && (
            <rect class="chosen" x={x(chosen.from)} y={0} width={x(chosen.to) - x(chosen.from)} height={HEIGHT} />
          )}
          {ticks(whole, inner).map((t) => (
            <g key={t.at} class="tick">
              <line x1={x(t.at)} x2={x(t.at)} y1={HEIGHT} y2={HEIGHT + 4} />
              <text x={Math.min(x(t.at) + 3, width - 50)} y={HEIGHT + 14}>
                {t.label}
              </text>
            </g>
          ))}
          {handle("from")}
          {handle("to")}
        </svg>
      </div>
    </div>
  );
}
