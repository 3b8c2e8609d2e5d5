/** What can be decided about two things, a contradiction or an undated report: by button and by key. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../../api/client";
import type { Doubt } from "../../api/drawings";
import type { Judged } from "../../api/types";
import { useShell } from "../../shell/Context";
import { S } from "../../strings";
import { term } from "../../words";
import { judge, undo, type Ruling } from "../report/deciding";

interface Way {
  key: string;
  says: string;
  ruling: Ruling;
  reason: boolean;
  /** A day is asked for. */
  value?: boolean;
}

function waysOf({ kind, things, about }: Doubt): Way[] {
  const W = S.review.ways;
  if (kind === "join") {
    return [
      { key: "a", says: W.same, ruling: { verdict: "same", things }, reason: true },
      { key: "r", says: W.different, ruling: { verdict: "different", things }, reason: true },
    ];
  }
  if (kind === "contradiction") {
    const whole = about.slice(0, 1);
    return [
      { key: "a", says: W.clash, ruling: { verdict: "accept", things: whole }, reason: false },
      { key: "x", says: W.noClash, ruling: { verdict: "reject", things: whole }, reason: true },
    ];
  }
  return [
    { key: "a", says: W.placed, ruling: { verdict: "accept", things }, reason: false },
    { key: "c", says: W.day, ruling: { verdict: "correct", things, field: "published" }, reason: true, value: true },
    { key: "r", says: W.withdraw, ruling: { verdict: "withdraw", things }, reason: true },
  ];
}

export function Deciding({ entry, decided }: { entry: Doubt; decided: () => void }) {
  const { record } = useShell();
  const [way, choose] = useState<Way>();
  const [reason, setReason] = useState("");
  const [value, setValue] = useState("");
  const [made, setMade] = useState<Judged>();
  const [said, say] = useState<{ text: string; failed: boolean }>();
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), [way]); // before it is painted: the next key must find it

  const attempt = async (work: () => Promise<string>): Promise<void> => {
    setBusy(true);
    try {
      say({ text: await work(), failed: false });
    } catch (error) {
      say({ text: (error instanceof Problem && error.message) || S.state.offline, failed: true });
    } finally {
      setBusy(false);
    }
  };
  const send = (one: Way): Promise<void> =>
    attempt(async () => {
      const ruling: Ruling = {
        ...one.ruling,
        ...(one.reason ? { reasons: [reason.trim()] } : {}),
        ...(one.value ? { value: [value.trim()] } : {}),
      };
      setMade(await judge(record.id, ruling));
      choose(undefined);
      setReason("");
      setValue("");
      decided();
      return S.review.done(one.says);
    });
  const takeBack = (): Promise<void> =>
    attempt(async () => {
      if (made) await undo(record.id, made.judgement.id);
      setMade(undefined);
      return S.report.undone;
    });

  return (
    <div class="deciding">
      <div class="row" role="group" aria-label={S.report.decide}>
        {waysOf(entry).map((one) => (
          <button
            key={one.key}
            type="button"
            class="button"
            data-key={one.key}
            disabled={busy}
            aria-expanded={one.reason ? way?.key === one.key : undefined}
            onClick={() => (one.reason ? choose(one) : void send(one))}
          >
            <kbd>{one.key}</kbd> {one.says}
          </button>
        ))}
      </div>
      {way && (
        <form
          class="decide-form"
          onSubmit={(event) => {
            event.preventDefault();
            void send(way);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") choose(undefined);
          }}
        >
          {way.value && (
            <label class="field">
              {S.review.day}
              <input ref={first} type="date" required value={value} onInput={(e) => setValue(e.currentTarget.value)} />
            </label>
          )}
          <label class="field">
            {S.report.reason}
            <input
              {...(way.value ? {} : { ref: first })}
              name="reason"
              required
              maxLength={2000}
              value={reason}
              onInput={(e) => setReason(e.currentTarget.value)}
            />
          </label>
          <div class="row">
            <button type="submit" class="button strong" disabled={busy || !reason.trim()}>
              {way.says}
            </button>
            <button type="button" class="button" onClick={() => choose(undefined)}>
              {S.report.leave}
            </button>
          </div>
        </form>
      )}
      <div role="status" class="outcome">
        {said && (
          <p class={said.failed ? "error" : "done"}>
            {said.text}{" "}
            {made && (
              <button type="button" class="button plain" data-key="u" disabled={busy} onClick={() => void takeBack()}>
                <kbd>u</kbd> {S.report.undo}
              </button>
            )}
          </p>
        )}
        {made?.conflict && (
          <div class="conflict">
            <p>{S.report.conflict}</p>
            <ul>
              {made.others.map((j) => (
                <li key={j.id}>
                  {S.report.decided(j.author, term("verdict", j.verdict), j.field, j.value, j.reasons.join("; "))}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
