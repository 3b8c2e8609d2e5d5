/** The lanes as one drawing: bars that lead to their words, or counts that lead closer. */

import { useMemo, useRef, useState } from "preact/hooks";
import type { TargetedKeyboardEvent, TargetedPointerEvent, TargetedWheelEvent } from "preact";
import type { Bar, Bucket, Lane } from "../../api/drawings";
import { dayStart, ticks, within, type Span } from "../../parts/time";
import { useWidth } from "../../parts/useWidth";
import { S } from "../../strings";
import { DAY, days, ms, number, shortNumber, span as spanMs } from "../../words";
import { BAR, layOut, ROW, type Drawn, type Placed } from "./lanes";

const AXIS = 26;
/** Room for the names of lanes, and from which width on there is more of it. */
const LABELS = 190;
const WIDE_LABELS = 260;
const WIDE = 950;
const NARROW = 700;
/** Lanes higher than this bear their days above them too. */
const TALL = 400;

export interface LanesProps {
  lanes: readonly Lane[];
  shown: Span;
  whole: Span;
  asOf: string | null;
  chosen: string | null;
  choose: (id: string) => void;
  look: (window: Span) => void;
  hrefOf: (bar: Bar) => string;
}

function cut(text: string, room: number): string {
  const most = Math.max(6, Math.floor(room / 7));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function daysText({ first, last }: { first: string; last: string }): string {
  return days(first === last ? first : `${first}/${last}`);
}

export function Lanes(props: LanesProps) {
  const { lanes, shown, whole, asOf, look } = props;
  const [box, width] = useWidth(800);
  const above = width < NARROW;
  const labels = width < WIDE ? LABELS : WIDE_LABELS;
  const left = above ? 0 : labels;
  const inner = Math.max(1, width - left - 8);
  const x = (time: number): number => left + ((time - shown.from) / (shown.to - shown.from)) * inner;
  const { drawn, height } = useMemo(
    () => layOut(lanes, x, shown, above),
    [lanes, width, shown.from, shown.to],
  );
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const began = useRef<number | null>(null);

  const at = (event: MouseEvent): number => {
    const here = event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
    return Math.min(Math.max(here, left), left + inner);
  };
  const timeAt = (px: number): number => shown.from + ((px - left) / inner) * (shown.to - shown.from);

  const press = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    began.current = at(event);
  };
  const drag = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    if (began.current === null) return;
    const now = at(event);
    if (!brush && Math.abs(now - began.current) < 5) return;
    if (!brush) event.currentTarget.setPointerCapture(event.pointerId);
    setBrush([Math.min(began.current, now), Math.max(began.current, now)]);
  };
  const drop = (): void => {
    began.current = null;
    if (!brush) return;
    const [a, b] = brush;
    setBrush(null);
    look(within({ from: dayStart(timeAt(a)), to: dayStart(timeAt(b)) + DAY }, whole));
  };

  // Ctrl and the wheel zoom about the pointer; without Ctrl the page scrolls.
  const wheel = (event: TargetedWheelEvent<SVGSVGElement>): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const about = timeAt(at(event));
    const by = event.deltaY > 0 ? 1.4 : 1 / 1.4;
    look(within({ from: about - (about - shown.from) * by, to: about + (shown.to - about) * by }, whole));
  };

  const head = height > TALL ? AXIS : 0;
  const line = asOf ? x(ms(asOf) + DAY) : NaN;
  return (
    <div ref={box}>
      <svg
        class="drawing lanes"
        role="group"
        aria-label={S.timeline.title}
        width={width}
        height={head + height + AXIS}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={() => {
          began.current = null;
          setBrush(null);
        }}
        onWheel={wheel}
      >
        <g transform={`translate(0 ${head})`}>
          <Axis shown={shown} x={x} inner={inner} height={height} right={width} twice={head > 0} />
          {drawn.map((one, i) => (
            <LaneRow key={one.lane.id} one={one} even={i % 2 === 0} width={width} labels={above ? 0 : labels} x={x} {...props} />
          ))}
          {line >= left && line <= left + inner && <line class="asof-line" x1={line} x2={line} y1={0} y2={height} />}
          {brush && <rect class="brush" x={brush[0]} width={brush[1] - brush[0]} y={0} height={height} />}
        </g>
      </svg>
    </div>
  );
}

function Axis({
  shown,
  x,
  inner,
  height,
  right,
  twice,
}: {
  shown: Span;
  x: (time: number) => number;
  inner: number;
  height: number;
  right: number;
  /** Above the lanes too. */
  twice: boolean;
}) {
  return (
    <g aria-hidden="true">
      {ticks(shown, inner).map((t) => (
        <g key={t.at}>
          <line class="grid" x1={x(t.at)} x2={x(t.at)} y1={0} y2={height + 5} />
          {[...(twice ? [-8] : []), height + 18].map((y) => (
            <text key={y} class={t.strong ? "strong" : ""} x={Math.min(x(t.at) + 3, right - 58)} y={y}>
              {t.label}
            </text>
          ))}
        </g>
      ))}
    </g>
  );
}

function LaneRow({
  one,
  even,
  width,
  labels,
  x,
  chosen,
  choose,
  look,
  whole,
  hrefOf,
}: LanesProps & { one: Drawn; even: boolean; width: number; labels: number; x: (time: number) => number }) {
  const { lane, y, height, top, placed, counts } = one;
  const above = labels === 0;
  // One stop for Tab in each lane; arrow keys go on from there.
  const [stop, setStop] = useState(0);
  const row = useRef<SVGGElement>(null);
  const items = placed.length || counts.length;
  const here = Math.min(stop, Math.max(0, items - 1));

  const keys = (event: TargetedKeyboardEvent<SVGGElement>): void => {
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: items - 1 }[event.key];
    if (next === undefined) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      const rows = [...(row.current?.parentElement?.querySelectorAll<SVGGElement>(".lane") ?? [])];
      const other = rows[rows.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
      other?.querySelector<SVGElement>('[tabindex="0"]')?.focus();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const to = Math.min(Math.max(next, 0), items - 1);
    setStop(to);
    row.current?.querySelectorAll<SVGElement>("[data-stop]")[to]?.focus();
  };

  const label = S.timeline.lane(lane.label, number(lane.count));
  const most = Math.max(1, ...counts.map((b) => b.count));
  return (
    <g ref={row} class="lane" role="group" aria-label={label} onKeyDown={keys}>
      <rect class={even ? "band even" : "band"} x={0} y={y} width={width} height={height} />
      <text class="label" x={6} y={above ? y + 20 : top + 11} aria-hidden="true">
        {cut(lane.label, above ? width - 60 : labels - 42)}
        <title>{lane.label}</title>
      </text>
      <text class="amount" x={above ? width - 6 : labels - 14} y={above ? y + 20 : top + 11} text-anchor="end" aria-hidden="true">
        {shortNumber(lane.count)}
      </text>
      {placed.length > 0
        ? placed.map((p, i) => (
            <Mark
              key={p.bar.id}
              p={p}
              y={top}
              on={p.bar.id === chosen}
              tab={i === here}
              href={hrefOf(p.bar)}
              choose={() => {
                setStop(i);
                choose(p.bar.id);
              }}
            />
          ))
        : counts.map((b, i) => (
            <Count
              key={b.first}
              lane={lane}
              most={most}
              bucket={b}
              x={x}
              y={top}
              tab={i === here}
              look={() => {
                setStop(i);
                const [from, to] = spanMs(b.first === b.last ? b.first : `${b.first}/${b.last}`);
                // With its neighbours, so that one sees where one is.
                look(within({ from: from - (to - from), to: to + (to - from) }, whole, 7));
              }}
            />
          ))}
    </g>
  );
}

interface MarkProps {
  p: Placed;
  y: number;
  on: boolean;
  tab: boolean;
  href: string;
  choose: () => void;
}

function Mark({ p, y, on, tab, href, choose }: MarkProps) {
  const { bar, left, width, row } = p;
  const top = y + row * ROW + (ROW - BAR) / 2;
  const vague = bar.first !== bar.last;
  const said = S.timeline.bar(S.timeline[bar.kind], bar.label, daysText(bar));
  return (
    <a
      class={`mark ${bar.kind}${vague ? " vague" : ""}${on ? " on" : ""}`}
      href={href}
      data-stop
      data-id={bar.id}
      tabindex={tab ? 0 : -1}
      aria-label={said}
      aria-current={on ? "true" : undefined}
      draggable={false}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        choose();
      }}
    >
      <title>{said}</title>
      <Shape kind={bar.kind} x={left} y={top} width={width} />
    </a>
  );
}

/** A bar with its kind's shape at its start: none, a diamond, a flag. Told without colour too. */
export function Shape({ kind, x, y, width }: { kind: Bar["kind"]; x: number; y: number; width: number }) {
  const mid = y + BAR / 2;
  if (kind === "meeting") {
    const cx = x + Math.min(width / 2, 5);
    return (
      <>
        <rect class="bar" x={x} y={y + 3} width={width} height={BAR - 6} rx={2} />
        <path class="sign" d={`M${cx} ${mid - 6}l6 6-6 6-6-6z`} />
      </>
    );
  }
  if (kind === "commitment") {
    return (
      <>
        <rect class="bar" x={x} y={y + 1} width={width} height={BAR - 4} />
        <path class="sign" d={`M${x} ${y - 2}v${BAR + 4}M${x} ${y - 2}h7l-2 3 2 3h-7z`} />
      </>
    );
  }
  return <rect class="bar" x={x} y={y} width={width} height={BAR} rx={2} />;
}

function Count({
  lane,
  most,
  bucket,
  x,
  y,
  tab,
  look,
}: {
  lane: Lane;
  most: number;
  bucket: Bucket;
  x: (time: number) => number;
  y: number;
  tab: boolean;
  look: () => void;
}) {
  const [from, to] = spanMs(bucket.first === bucket.last ? bucket.first : `${bucket.first}/${bucket.last}`);
  const [left, right] = [x(from), x(to)];
  const high = bucket.count === 0 ? 0 : 3 + Math.sqrt(bucket.count / most) * 36;
  const said = S.timeline.bucket(lane.label, daysText(bucket), number(bucket.count));
  return (
    <g
      class="count"
      role="button"
      data-stop
      tabindex={tab ? 0 : -1}
      aria-label={said}
      onClick={look}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        look();
      }}
    >
      <title>{said}</title>
      <rect class="reach" x={left} y={y} width={Math.max(2, right - left)} height={40} />
      <rect class="amount" x={left} y={y + 40 - high} width={Math.max(1.5, right - left - 1)} height={high} />
    </g>
  );
}
