/** The codebook's terms, asked for once when the first of them is shown. */

import { useEffect, useState } from "preact/hooks";
import { question, read } from "./client";
import type { TermShown } from "./types";

export type Entry = TermShown;

let asked: Promise<Map<string, Entry>> | undefined;
let had: Map<string, Entry> | undefined;

export function entries(): Promise<Map<string, Entry>> {
  asked ??= read<{ terms: Entry[] }>(question("/codebook")).then(
    (answer) => {
      had = new Map(answer.terms.map((e) => [`${e.kind}.${e.name}`, e]));
      return had;
    },
    (error: unknown) => {
      asked = undefined;
      throw error;
    },
  );
  return asked;
}

/** The definition of a term once the codebook is there; `undefined` before, or if it has none. */
export function useEntry(kind: string, id: string): Entry | undefined {
  const [, again] = useState(0);
  useEffect(() => {
    if (had) return;
    let here = true;
    entries().then(
      () => here && again((n) => n + 1),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return had?.get(`${kind}.${id}`);
}
