/** What came of a decision: said once, kept in sight when the claim has left, and taken back from here. */

import { Problem } from "../../api/client";
import type { Judged, Judgement } from "../../api/types";
import { S } from "../../strings";
import { term } from "../../words";

export interface Outcome {
  said: string;
  failed?: boolean;
  /** What can be undone. */
  made?: Judged;
}

export function failure(error: unknown): Outcome {
  return { said: error instanceof Problem && error.message ? error.message : S.state.offline, failed: true };
}

/** A judgement on one line: who, what, why. */
export function decided(j: Judgement): string {
  const field = j.field ? S.report.field(j.field) : "";
  return S.report.decided(j.author, term("verdict", j.verdict), field, j.value, j.reasons.join("; "));
}

export function OutcomeLine({ outcome, undo }: { outcome: Outcome | undefined; undo: () => void }) {
  return (
    <div role="status" class="outcome">
      {outcome && (
        <p class={outcome.failed ? "error" : "done"}>
          {outcome.said}{" "}
          {outcome.made && (
            <button type="button" class="button plain" data-key="u" onClick={undo}>
              <kbd>u</kbd> {S.report.undo}
            </button>
          )}
        </p>
      )}
      {outcome?.made?.conflict && (
        <div class="conflict">
          <p>{S.report.conflict}</p>
          <ul>
            {outcome.made.others.map((j) => (
              <li key={j.id}>{decided(j)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
