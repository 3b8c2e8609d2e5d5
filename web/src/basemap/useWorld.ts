import { useEffect, useState } from "preact/hooks";
import { world, type World } from "./load";

/** The base map once it is there; `null` if it could not be read. */
export function useWorld(): World | null | undefined {
  const [found, set] = useState<World | null>();
  useEffect(() => {
    let here = true;
    world().then(
      (w) => here && set(w),
      () => here && set(null),
    );
    return () => {
      here = false;
    };
  }, []);
  return found;
}
