/** Decisions of a reviewer on this screen: sent, told, taken back. */

import { useState } from "preact/hooks";
import type { Claim } from "../../api/types";
import { useShell } from "../../shell/Context";
import { S } from "../../strings";
import { failure, type Outcome } from "./Outcome";
import { judge, undo, type Ruling } from "./deciding";

export interface Deciding {
  outcome: Outcome | undefined;
  /** Says something beside decisions: that the queue is empty, what failed. */
  say: (outcome: Outcome) => void;
  /** Sends a decision; whether it was taken. */
  decide: (claim: Claim, ruling: Omit<Ruling, "things" | "seen">) => Promise<boolean>;
  takeBack: () => Promise<void>;
}

/**
 * `head` is the end of the log that the reviewer looks at; `decided` is called after a decision was taken.
 */
export function useDeciding(head: string, decided?: (ruling: Omit<Ruling, "things" | "seen">) => void): Deciding {
  const { record } = useShell();
  const [outcome, say] = useState<Outcome>();
  const decide: Deciding["decide"] = async (claim, ruling) => {
    try {
      const made = await judge(record.id, { ...ruling, things: [claim.id], ...(head ? { seen: head } : {}) });
      say({ made, said: S.report.done(ruling.verdict, ruling.field ? S.report.field(ruling.field) : "") });
      decided?.(ruling);
      return true;
    } catch (error) {
      say(failure(error));
      return false;
    }
  };
  const takeBack = async (): Promise<void> => {
    const id = outcome?.made?.judgement.id;
    if (!id) return;
    try {
      await undo(record.id, id);
      say({ said: S.report.undone });
    } catch (error) {
      say(failure(error));
    }
  };
  return { outcome, say, decide, takeBack };
}
