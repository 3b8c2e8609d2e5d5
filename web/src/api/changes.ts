/** Whether the record changed: the server tells by server-sent events, and every question is asked again. */

import { useEffect, useState } from "preact/hooks";
import { ROOT } from "./client";

/** Grows with every change that this page has heard of. */
let version = 0;
/** The end of the record's log as last heard; empty before the first event, which says where it stands. */
let head = "";
let source: EventSource | undefined;
let watched = "";
const listeners = new Set<(version: number) => void>();

/** Asks every question again: the reader himself changed something, or somebody else did. */
export function changed(): void {
  version += 1;
  for (const listener of listeners) listener(version);
}

/** Watches a record; the browser reconnects by itself when the server was away. */
export function watch(record: string): void {
  if (record === watched) return;
  source?.close();
  watched = record;
  head = "";
  if (!record) return;
  source = new EventSource(`${ROOT}/records/${encodeURIComponent(record)}/changes`);
  source.addEventListener("head", (event: MessageEvent<string>) => {
    const before = head;
    head = (JSON.parse(event.data) as { head: string }).head;
    if (before && head !== before) changed();
  });
}

/** Grows whenever the record changed, for hooks that must ask again then. */
export function useChanges(): number {
  const [now, setNow] = useState(version);
  useEffect(() => {
    listeners.add(setNow);
    setNow(version);
    return () => {
      listeners.delete(setNow);
    };
  }, []);
  return now;
}
