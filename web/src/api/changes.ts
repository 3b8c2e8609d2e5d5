/** Whether the record changed: the server tells by server-sent events, and every question is asked again. */

import { useEffect, useState } from "preact/hooks";
import { ROOT } from "./client";

let head = "";
let source: EventSource | undefined;
let watched = "";
const listeners = new Set<(head: string) => void>();

function tell(next: string): void {
  if (next === head) return;
  head = next;
  for (const listener of listeners) listener(head);
}

/** Asks every question again: the reader himself changed something. */
export function changed(): void {
  tell(`${head}'`);
}

/** Watches a record; the browser reconnects by itself when the server was away. */
export function watch(record: string): void {
  if (record === watched) return;
  source?.close();
  watched = record;
  if (!record) return;
  source = new EventSource(`${ROOT}/records/${encodeURIComponent(record)}/changes`);
  let first = true;
  const heard = (event: MessageEvent<string>): void => {
    let told = event.data;
    try {
      const said: unknown = JSON.parse(event.data);
      if (said && typeof said === "object" && "head" in said) told = String(said.head);
    } catch {
      // A bare head.
    }
    // The first message says where the record stands, which is what was just read.
    if (first) {
      first = false;
      head ||= told;
      if (head === told) return;
    }
    tell(told);
  };
  source.addEventListener("message", heard);
  source.addEventListener("head", heard);
}

/** The head of the record's log, for hooks that must ask again when it moves. */
export function useHead(): string {
  const [now, setNow] = useState(head);
  useEffect(() => {
    listeners.add(setNow);
    setNow(head);
    return () => {
      listeners.delete(setNow);
    };
  }, []);
  return now;
}
