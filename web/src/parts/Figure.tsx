/** A drawing with its sources and day, and what can be done with it: print, PNG, SVG. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { S } from "../strings";
import { useAddress } from "../shell/router";
import { days, list } from "../words";
import { printed, savePng, saveSvg } from "./exporting";

export interface FigureProps {
  title: string;
  /** Outlets the drawing rests on. */
  sources: readonly string[];
  /** The day up to which anything was reported, where no day is chosen. */
  upTo?: string | null;
  /** Shown above the drawing. */
  heading?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

/** Frames one `<svg>` among its children. */
export function Figure({ title, sources, upTo, heading, children, class: name = "" }: FigureProps) {
  const frame = useRef<HTMLElement>(null);
  const { params } = useAddress();
  const asOf = params.get("as_of");
  const day = asOf ? S.figure.asOf(days(asOf)) : S.figure.all(upTo ? days(upTo) : "");
  const from = sources.length > 0 ? S.figure.sources(list([...sources].sort(), 8)) : "";
  const drawing = (): SVGSVGElement | null => frame.current?.querySelector("svg.drawing, .drawing svg") ?? null;
  const lines = [title, [from, day].filter(Boolean).join(". ")];
  const file = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "figure";
  return (
    <figure ref={frame} class={`framed ${name}`}>
      {heading}
      {children}
      <figcaption>
        <span>
          {from && `${from}. `}
          {day}.
        </span>
        <span class="figure-tools" role="group" aria-label={S.figure.save}>
          <button type="button" class="button plain" onClick={() => printed(frame.current)}>
            {S.figure.print}
          </button>
          <button type="button" class="button plain" onClick={() => savePng(drawing(), file, lines)}>
            {S.figure.png}
          </button>
          <button type="button" class="button plain" onClick={() => saveSvg(drawing(), file, lines)}>
            {S.figure.svg}
          </button>
        </span>
      </figcaption>
    </figure>
  );
}
