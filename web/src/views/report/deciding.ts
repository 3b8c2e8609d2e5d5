/** What a reviewer decides about a claim, sent to the server; the record changes, every view asks again. */

import { write } from "../../api/client";
import { changed } from "../../api/changes";
import type { Judged } from "../../api/types";

export interface Ruling {
  verdict: "accept" | "correct" | "reject" | "same" | "different" | "withdraw";
  things: string[];
  field?: string;
  value?: string[];
  reasons?: string[];
  seen?: string;
}

export async function judge(record: string, ruling: Ruling): Promise<Judged> {
  const made = await write<Judged>(`/records/${encodeURIComponent(record)}/judgements`, ruling);
  changed();
  return made;
}

export async function undo(record: string, judgement: string): Promise<Judged> {
  const path = `/records/${encodeURIComponent(record)}/judgements/${encodeURIComponent(judgement)}/undo`;
  const made = await write<Judged>(path, { reasons: [] });
  changed();
  return made;
}
