/** What people should look at first, one after the other by keyboard; a second reading; how far two agree. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Problem, question, read } from "../../api/client";
import type { Doubt, Queue } from "../../api/drawings";
import { Choice, chosenOf } from "../../parts/Choice";
import { Masked } from "../../parts/Masked";
import { Failed, Loading } from "../../parts/states";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { useShortcuts } from "../../shell/keys";
import { setParams, useAddress } from "../../shell/router";
import { may } from "../../shell/session";
import { S } from "../../strings";
import { number } from "../../words";
import { filtersOf } from "../timeline/filters";
import { Agreement } from "./Agreement";
import { EntryView } from "./EntryView";
import "./review.css";

const BATCH = 30;
const KINDS = ["all", "claim", "join", "contradiction", "placement"] as const;
const READINGS = ["first", "second", "agreement"] as const;

export default function ReviewView() {
  const { params } = useAddress();
  const { session, record } = useShell();
  const reading = chosenOf(params, "reading", READINGS, "first");
  const open = READINGS.filter((r) => r !== "second" || may(session, record.id, "reviewer"));
  return (
    <>
      <Head title={S.review.title} lead={reading === "second" ? S.review.blind : S.review.lead} />
      <div class="controls">
        <Choice name="reading" label={S.review.reading} first="first" options={open.map((r) => [r, S.review.readings[r]] as const)} />
        {reading === "first" && (
          <Choice name="kind" label={S.review.kind} first="all" options={KINDS.map((k) => [k, S.review.kinds[k]] as const)} />
        )}
      </div>
      {reading === "agreement" ? <Agreement /> : <Entries second={reading === "second"} key={reading} />}
    </>
  );
}

/** Tells an entry from the others: kind and things. */
const keyOf = (d: Doubt): string => `${d.kind}:${d.things.join("~")}`;

function Entries({ second }: { second: boolean }) {
  const { params } = useAddress();
  const base = useRecordPath("/review");
  const kind = chosenOf(params, "kind", KINDS, "all");
  const [queue, setQueue] = useState<Queue>();
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const main = useRef<HTMLDivElement>(null);
  const filters = filtersOf(params, ["as_of", "between", "pair", "actor", "source"]);
  const address = second
    ? question(`${base}/second`, { limit: BATCH })
    : question(`${base}/queue`, { ...filters, kind: kind === "all" ? null : kind, limit: BATCH });

  // Asked for once, not whenever the record moves: the order must not change under the reader's hands.
  const load = useCallback(() => {
    const stop = new AbortController();
    setProblem(undefined);
    setQueue(undefined);
    read<Queue>(address, stop.signal).then(
      (found) => {
        setQueue(found);
        setDone(new Set());
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setProblem(error instanceof Problem ? error : new Problem(0, {}));
      },
    );
    return () => stop.abort();
  }, [address]);
  useEffect(load, [load]);

  const items = queue?.items ?? [];
  const wanted = params.get("at");
  const at = Math.max(0, items.findIndex((d) => keyOf(d) === wanted));
  const entry = items[at];
  const go = (to: number): void => {
    const next = items[to];
    if (!next) return;
    setParams({ at: keyOf(next) });
    requestAnimationFrame(() => main.current?.focus({ preventScroll: true }));
  };
  const next = (): void => {
    const left = (d: Doubt, i: number): boolean => i !== at && !done.has(keyOf(d));
    const after = items.findIndex((d, i) => i > at && left(d, i));
    const first = items.findIndex(left);
    if (after >= 0) go(after);
    else if (first >= 0) go(first);
    else load();
  };
  const press = (key: string): void => {
    main.current?.querySelector<HTMLElement>(`[data-key="${key}"]:not(:disabled)`)?.click();
  };
  useShortcuts(S.review.title, [
    { keys: "a", does: S.review.keys.accept, run: () => press("a") },
    { keys: "c", does: S.review.keys.correct, run: () => press("c") },
    { keys: "r", does: S.review.keys.reject, run: () => press("r") },
    { keys: "x", does: S.review.keys.no, run: () => press("x") },
    { keys: "f", does: S.report.toFields, run: () => main.current?.querySelector<HTMLElement>(".field-row")?.focus() },
    { keys: "u", does: S.review.keys.undo, run: () => press("u") },
    { keys: "n", does: S.review.keys.next, run: next },
    { keys: "j", does: S.review.keys.down, run: () => go(at + 1) },
    { keys: "k", does: S.review.keys.up, run: () => go(at - 1) },
  ]);

  if (problem) return <Failed problem={problem} again={load} />;
  if (!queue) return <Loading />;
  if (!entry) return <Nothing second={second} />;
  const mark = (key: string): void => setDone((d) => new Set(d).add(key));
  return (
    <div class="queue">
      <nav aria-label={S.review.list}>
        <p class="soft small">{S.review.total(number(items.length), number(queue.total))}</p>
        <ol>
          {items.map((d, i) => (
            <li key={keyOf(d)}>
              <button type="button" class="entry-line" aria-current={i === at ? "true" : undefined} onClick={() => go(i)}>
                <span class="kind-of">
                  {S.review.single[d.kind]}
                  {done.has(keyOf(d)) && <b> ✓ {S.review.decided}</b>}
                </span>
                <span class="words">
                  <Masked text={d.told[0]?.quote ?? d.things[0] ?? ""} />
                </span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div ref={main} tabIndex={-1} class="entry" role="region" aria-label={S.review.place(at + 1, items.length)}>
        <header>
          <p class="soft small num">{S.review.place(at + 1, items.length)}</p>
          <button type="button" class="button" onClick={next}>
            <kbd>n</kbd> {S.review.keys.next}
          </button>
        </header>
        <EntryView key={keyOf(entry)} entry={entry} blind={second} decided={() => mark(keyOf(entry))} />
      </div>
    </div>
  );
}

function Nothing({ second }: { second: boolean }) {
  return (
    <div class="state" role="status">
      <h2>{S.review.nothing}</h2>
      <p>{second ? S.review.nothingSecond : S.review.nothingFirst}</p>
    </div>
  );
}
