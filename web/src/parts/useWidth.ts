import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** The width of an element in CSS pixels, and again when it changes; `guess` before it is known. */
export function useWidth(guess: number): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, set] = useState(guess);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => set(Math.max(60, Math.round(element.clientWidth))));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return [box, width];
}
