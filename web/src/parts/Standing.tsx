import { term } from "../words";
import { Term } from "./Term";

/** Shapes beside the words, so that a standing is told without colour. 16 × 16. */
const SHAPES: Record<string, string> = {
  kept: "M3 8.5l3.2 3.2L13 5",
  partly_kept: "M3 8.5l3.2 3.2L13 5M3 14h5",
  no_breach_reported: "M3 8h10",
  not_due: "M8 3.5V8l3 2M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13",
  breach_alleged: "M8 2.5l6 11H2zM8 6.5v3.4M8 11.6v.4",
  breach_reported: "M4 4l8 8M12 4l-8 8",
  collapsed: "M2.5 3.5l11 9M2.5 12.5l11-9M8 1.5v3M8 11.5v3",
  disputed: "M5 3L2.5 5.5 5 8M2.5 5.5H11M11 8l2.5 2.5L11 13M13.5 10.5H5",
  unknown: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.4v.4",
};

/** Whether a promise holds, by somebody's account: shape, colour and word. */
export function Standing({ name, plain = false }: { name: string; plain?: boolean }) {
  return (
    <span class={`standing ${name}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[name] ?? SHAPES["unknown"] ?? ""} />
      </svg>
      {plain ? term("standing", name) : <Term kind="standing" id={name} />}
    </span>
  );
}
