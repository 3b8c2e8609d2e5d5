/** The slider of days: everything below shows what had been reported by then. The day lives in the address. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { S } from "../strings";
import { DAY, bounds, days, iso, isDay, longDay, ms } from "../words";
import { setParams, useAddress } from "./router";
import { useShortcuts } from "./keys";

export interface AsOfProps {
  /** First and last day on which anything was reported; null if no report bears a day. */
  span: string | null;
  /** Reports per day, drawn behind the slider. */
  daily?: readonly (readonly [day: string, count: number])[] | undefined;
}

/** How long the slider rests before the views are asked again. */
const REST = 140;

export function AsOf({ span, daily }: AsOfProps) {
  const { params } = useAddress();
  const said = params.get("as_of");
  const chosen = isDay(said) ? said : null;
  const [moving, setMoving] = useState<string | null>(null);
  const timer = useRef(0);
  const [first, last] = bounds(span ?? "");
  const start = ms(first);
  const length = Math.round((ms(last) - start) / DAY);
  const day = moving ?? chosen;
  const at = day === null ? length + 1 : Math.round((ms(day) - start) / DAY);

  const choose = (next: string | null, how: "push" | "replace" = "replace"): void => {
    clearTimeout(timer.current);
    setMoving(null);
    setParams({ as_of: next }, how);
  };
  const slide = (steps: number): void => {
    const next = steps > length ? null : iso(start + Math.max(0, steps) * DAY);
    setMoving(next ?? iso(start + (length + 1) * DAY));
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => choose(next), REST);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const step = (by: number): void => {
    if (span) slide(Math.min(at, length + 1) + by);
  };
  useShortcuts(S.asOf.label, [
    { keys: "[", does: S.help.earlier, run: () => step(-1) },
    { keys: "]", does: S.help.later, run: () => step(1) },
    { keys: "\\", does: S.help.everything, run: () => choose(null) },
  ]);

  const marks = useMemo(() => drawn(daily ?? [], start, length), [daily, start, length]);
  if (!span || Number.isNaN(start)) return <p class="soft small">{S.asOf.noSpan}</p>;
  const shown = day === null || ms(day) > ms(last) ? null : day;
  return (
    <div class={shown ? "asof set" : "asof"} role="group" aria-label={S.asOf.hint}>
      <span class="label" aria-hidden="true">
        {S.asOf.label}
      </span>
      <div class="track">
        <svg viewBox={`0 0 ${Math.max(1, length + 1)} 1`} preserveAspectRatio="none" aria-hidden="true">
          <path d={marks} />
        </svg>
        <input
          type="range"
          min={0}
          max={length + 1}
          step={1}
          value={Math.max(0, Math.min(at, length + 1))}
          aria-label={S.asOf.slider}
          aria-valuetext={shown ? longDay(shown) : S.asOf.all}
          onInput={(e) => slide(Number(e.currentTarget.value))}
          onKeyDown={(e) => {
            // A month at a time: a page of days.
            const by = e.key === "PageUp" ? 30 : e.key === "PageDown" ? -30 : 0;
            if (by) {
              e.preventDefault();
              step(by);
            }
          }}
        />
      </div>
      <span class="said" aria-live="polite">
        {shown ? days(shown) : S.asOf.latest}
      </span>
      <span class="row">
        <input
          type="date"
          aria-label={S.asOf.day}
          min={first}
          max={last}
          value={shown ?? ""}
          onChange={(e) => choose(isDay(e.currentTarget.value) ? e.currentTarget.value : null, "push")}
        />
        {shown && (
          <button type="button" class="button plain" onClick={() => choose(null, "push")} title={S.asOf.latestHint}>
            {S.asOf.latest}
          </button>
        )}
      </span>
    </div>
  );
}

/** Bars of reports per day (or per bin of days, where days are too many to see), as one path of height 1. */
function drawn(daily: readonly (readonly [string, number])[], start: number, length: number): string {
  const bins = Math.min(length + 1, 240);
  if (bins < 2 || daily.length === 0) return "";
  const width = (length + 1) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const [day, count] of daily) {
    const bin = Math.floor((ms(day) - start) / DAY / width);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + count;
  }
  const most = Math.max(...counts);
  return counts
    .map((count, i) => {
      if (count === 0) return "";
      const height = 0.15 + (0.85 * count) / most;
      return `M${i * width} 1v${-height}h${width * 0.82}v${height}z`;
    })
    .join("");
}
