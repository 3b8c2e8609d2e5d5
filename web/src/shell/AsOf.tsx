/** The slider of days: everything below shows what had been reported by then. The day lives in the address. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Stretch } from "../api/types";
import { S } from "../strings";
import { DAY, bounds, days, iso, isDay, longDay, ms } from "../words";
import { setParams, useAddress } from "./router";
import { useShortcuts } from "./keys";

export interface AsOfProps {
  /** First and last day on which anything was reported; null if no report bears a day. */
  span: string | null;
  /** Reports by stretches of days, drawn behind the slider. */
  daily?: readonly Stretch[] | undefined;
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

  const marks = useMemo(() => drawn(daily ?? [], start), [daily, start]);
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

/** Bars of reports by stretches of days, as one path of height 1 over as many units as there are days. */
function drawn(daily: readonly Stretch[], start: number): string {
  const most = Math.max(1, ...daily.map((s) => s.count));
  return daily
    .filter((s) => s.count > 0)
    .map((s) => {
      const from = (ms(s.first) - start) / DAY;
      const days = (ms(s.last) - ms(s.first)) / DAY + 1;
      const height = 0.18 + (0.82 * s.count) / most;
      return `M${from} 1v${-height}h${days * 0.8}v${height}z`;
    })
    .join("");
}
