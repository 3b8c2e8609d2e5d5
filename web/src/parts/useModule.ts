import { useEffect, useState } from "preact/hooks";

/** A module loaded when its part of the page is first shown; `null` if it could not be loaded. */
export function useModule<T>(load: (() => Promise<T>) | null): T | null | undefined {
  const [found, set] = useState<{ module: T | null }>();
  const wanted = load !== null;
  useEffect(() => {
    if (!load) return;
    let here = true;
    load().then(
      (module) => here && set({ module }),
      () => here && set({ module: null }),
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return found?.module;
}
