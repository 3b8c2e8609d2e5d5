/** Colours of the style sheet as MapLibre and sigma need them, and again when the theme changes. */

import { useEffect, useState } from "preact/hooks";

const NAMES = ["--sea", "--land", "--edge", "--ink", "--soft", "--event", "--event-tint", "--hold", "--card", "--paper", "--line", "--accent", "--statement", "--commitment", "--keeps", "--breaks", "--doubts", "--denies", "--mute"] as const;

export type Colours = Record<(typeof NAMES)[number], string> & Readonly<Record<string, string | undefined>>;

/** Custom properties hold `light-dark(…)`; only a used value says which of the two it is. */
export function colours(): Colours {
  const probe = document.createElement("i");
  document.body.append(probe);
  const found = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Colours;
  probe.remove();
  return found;
}

export function useColours(): Colours {
  const [now, set] = useState(colours);
  useEffect(() => {
    const again = (): void =>
      set((before) => {
        const now = colours();
        return NAMES.every((n) => before[n] === now[n]) ? before : now;
      });
    const media = matchMedia("(prefers-color-scheme: dark)");
    media.addEventListener("change", again);
    const observer = new MutationObserver(again);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    again();
    return () => {
      media.removeEventListener("change", again);
      observer.disconnect();
    };
  }, []);
  return now;
}
