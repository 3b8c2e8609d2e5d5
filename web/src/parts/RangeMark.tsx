import { range } from "../words";

export interface RangeMarkProps {
  low: number | null;
  high: number | null;
  best?: number | null;
  /** Number → x, in the drawing's units. */
  x: (value: number) => number;
  y: number;
  /** Where an open end points to: the drawing's first and last x. */
  from: number;
  to: number;
  kind?: string;
  dim?: boolean;
  label: string;
}

/** A point by who counts: a square for a party's own losses, a diamond for the other side's, a disc else. */
export function dot(kind: string, x: number, y: number): string {
  if (kind === "own") return `M${x - 4.5} ${y - 4.5}h9v9h-9z`;
  if (kind === "enemy") return `M${x} ${y - 6}l6 6-6 6-6-6z`;
  return `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z`;
}

/** A count as a mark as wide as it is vague: a point, a bar, or a bar with an open end. Inside an `<svg>`. */
export function RangeMark({ low, high, best, x, y, from, to, kind = "other", dim = false, label }: RangeMarkProps) {
  const left = low === null ? from : x(low);
  const right = high === null ? to : x(high);
  return (
    <g class={`rangemark ${kind}${dim ? " dim" : ""}`}>
      <title>{`${label}: ${range(low, high)}`}</title>
      {right - left > 1 && (
        <>
          <line class="bar" x1={left} x2={right} y1={y} y2={y} />
          {low !== null && <line class="cap" x1={left} x2={left} y1={y - 5} y2={y + 5} />}
          {high !== null && <line class="cap" x1={right} x2={right} y1={y - 5} y2={y + 5} />}
        </>
      )}
      {low === null && <path class="open" d={`M${left + 6} ${y - 5}l-6 5 6 5`} />}
      {high === null && <path class="open" d={`M${right - 6} ${y - 5}l6 5-6 5`} />}
      {low !== null && (low === high || high === null) && <path class="dot" d={dot(kind, x(low), y)} />}
      {low === null && high !== null && <path class="dot" d={dot(kind, x(high), y)} />}
      {best !== null && best !== undefined && <path class="best" d={`M${x(best)} ${y - 8}l5 8-5 8-5-8z`} />}
    </g>
  );
}
