/** A report with its claims beside the words they rest on; without an id the list of reports. */

import "./report.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { question, read } from "../../api/client";
import { useQuery } from "../../api/query";
import type { Claim, ClaimKind, Pair, ReportShown } from "../../api/types";
import { Days } from "../../parts/Days";
import { Evidence } from "../../parts/Evidence";
import { Masked } from "../../parts/Masked";
import { Answered } from "../../parts/states";
import { Reason } from "../../parts/Reason";
import { useRecordPath, useShell } from "../../shell/Context";
import { useShortcuts } from "../../shell/keys";
import { go, setParams, to, useAddress } from "../../shell/router";
import { may } from "../../shell/session";
import { S } from "../../strings";
import { number } from "../../words";
import { ClaimCard } from "./ClaimCard";
import { OutcomeLine, failure } from "./Outcome";
import { Reports } from "./Reports";
import { useDeciding } from "./useDeciding";
import { Text } from "./Text";

export default function Report() {
  const { id } = useAddress();
  return id ? <One id={id} /> : <Reports />;
}

function One({ id }: { id: string }) {
  const answer = useQuery<ReportShown>(useRecordPath(`/reports/${encodeURIComponent(id)}`));
  return (
    <Answered answer={answer} alone>
      {(shown) => <Shown shown={shown} />}
    </Answered>
  );
}

const KINDS: readonly ClaimKind[] = ["event", "statement", "figure", "commitment"];

function Shown({ shown }: { shown: ReportShown }) {
  const { record, session } = useShell();
  const { report, text, claims } = shown;
  const { params } = useAddress();
  const wanted = params.get("claim");
  const chosen = claims.find((c) => c.id === wanted);
  const [near, setNear] = useState<Claim>();
  const [field, setField] = useState<Pair>();
  const [hidden, setHidden] = useState<ReadonlySet<ClaimKind>>(new Set());
  // A rejected claim leaves the list: reading goes on at the next.
  const deciding = useDeciding(shown.head, (ruling) => ruling.verdict === "reject" && step(1));
  const list = useRef<HTMLOListElement>(null);
  const lastWish = useRef(0);
  const queue = useRecordPath("/review/queue");
  const visible = useMemo(() => claims.filter((c) => !hidden.has(c.kind) || c.id === wanted), [claims, hidden, wanted]);

  useEffect(() => setField(undefined), [wanted]);
  useEffect(() => {
    document.title = S.title(report.title ?? report.id, "");
  }, [report.id]);

  const choose = (claim: Claim | undefined): void => setParams({ claim: claim?.id ?? null });
  const step = (by: number): void => {
    const at = visible.findIndex((c) => c.id === wanted);
    const next = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.max(0, Math.min(visible.length - 1, at + by))];
    if (!next) return;
    choose(next);
    soon(`[data-claim="${next.id}"].chosen .claim-head`, (head) => head.focus({ preventScroll: true }));
  };
  // Of two keys in quick succession the later one says where the focus goes.
  const soon = (selector: string, then: (element: HTMLElement) => void): void => {
    const wish = ++lastWish.current;
    const latest = (element: HTMLElement): void => (wish === lastWish.current ? then(element) : undefined);
    onceThere(() => list.current?.querySelector<HTMLElement>(selector), latest);
  };
  const press = (key: string): void => {
    soon(`.claim.chosen [data-key="${key}"]`, (found) => {
      if (found instanceof HTMLDetailsElement) found.open = !found.open;
      else found.click();
    });
  };
  const fields = (): void => soon(".claim.chosen .field-row", (row) => row.focus());
  const next = async (): Promise<void> => {
    deciding.say({ said: S.report.seeking });
    try {
      const { items } = await read<{ items: Queued[] }>(question(queue, { kind: "claim", limit: 100 }));
      const at = items.findIndex((i) => i.things[0] === wanted);
      const claim = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))][0]?.claims[0];
      if (claim) go(to("reports", claim.report, { claim: claim.id }));
      else deciding.say({ said: S.report.queueEmpty });
    } catch (error) {
      deciding.say(failure(error));
    }
  };
  useShortcuts(S.nav.report, [
    { keys: "j", does: S.report.nextClaim, run: () => step(1) },
    { keys: "k", does: S.report.previousClaim, run: () => step(-1) },
    { keys: "f", does: S.report.toFields, run: fields },
    { keys: "a", does: S.report.accept, run: () => press("a") },
    { keys: "c", does: S.report.correctKey, run: () => press("c") },
    { keys: "r", does: S.report.reject, run: () => press("r") },
    { keys: "u", does: S.report.undo, run: () => void deciding.takeBack() },
    { keys: "e", does: S.report.why, run: () => press("e") },
    { keys: "n", does: S.report.next, run: () => void next() },
    { keys: "Escape", does: S.report.closeClaim, run: () => choose(undefined) },
  ]);

  return (
    <article class="report">
      <header>
        <h1>
          <Masked text={report.title ?? report.id} />
        </h1>
        <p class="meta">
          <span>{report.source ?? S.evidence.unknownOutlet}</span>
          <span>
            {report.published ? <Days value={report.published} /> : S.report.undated}
            {!report.published && (report.placed ?? report.written) && (
              <>
                , {S.report.written} <Days value={report.placed ?? report.written} />
              </>
            )}
          </span>
          {report.licence && <span>{report.licence}</span>}
          <code>{report.id}</code>
          {session?.accounts && may(session, record.id, "reviewer") && <a href={to("marks", null, { thing: report.id })}>{S.marks.fromReport}</a>}
        </p>
        {shown.written_reasons.length > 0 && (
          <details class="small">
            <summary>{S.report.dated}</summary>
            <ul class="reasons">
              {shown.written_reasons.map((r) => (
                <li key={r}>
                  <Reason text={r} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </header>
      <div class="kinds" role="group" aria-label={S.report.show}>
        {KINDS.map((kind) => (
          <button
            type="button"
            key={kind}
            class={`button ${kind}`}
            aria-pressed={!hidden.has(kind)}
            onClick={() => {
              const set = new Set(hidden);
              if (!set.delete(kind)) set.add(kind);
              setHidden(set);
            }}
          >
            <i aria-hidden="true" /> {S.report.many[kind]}{" "}
            <b class="num">{number(claims.filter((c) => c.kind === kind).length)}</b>
          </button>
        ))}
        <button type="button" class="button next" onClick={() => void next()}>
          <kbd>n</kbd> {S.report.next}
        </button>
      </div>
      <OutcomeLine outcome={deciding.outcome} undo={() => void deciding.takeBack()} />
      <div class="pair">
        {text !== null ? (
          <Text
            text={text}
            claims={visible}
            chosen={chosen}
            near={near}
            field={field}
            point={setNear}
            choose={choose}
          />
        ) : (
          <section class="text quotations" aria-label={S.report.text}>
            <p class="soft">{S.report.restricted}</p>
            <div class="evidences">
              {claims.map((c) => (
                <Evidence key={c.id} account={c.id} report={c.report} quote={c.quote} outlet={c.outlet} reported={c.reported} by={c.by} />
              ))}
            </div>
          </section>
        )}
        <section class="claims" aria-label={S.report.claims}>
          {wanted && !chosen && <p class="state small">{S.report.replaced}</p>}
          <ol ref={list}>
            {visible.map((c) => (
              <ClaimCard
                key={c.id}
                claim={c}
                text={text}
                mentions={shown.mentions}
                judgements={shown.judgements}
                chosen={c.id === wanted}
                near={c.id === near?.id}
                choose={() => choose(c.id === wanted ? undefined : c)}
                point={(on) => setNear(on ? c : undefined)}
                lookAt={setField}
                decide={(ruling) => deciding.decide(c, ruling)}
              />
            ))}
          </ol>
          {claims.length === 0 && <p class="soft">{S.report.noClaims}</p>}
        </section>
      </div>
    </article>
  );
}

/** Who types fast presses the next key before the card has opened: waits for it, half a second of frames at most. */
function onceThere(find: () => HTMLElement | null | undefined, then: (element: HTMLElement) => void, frames = 30): void {
  const found = find();
  if (found) then(found);
  else if (frames > 0) requestAnimationFrame(() => onceThere(find, then, frames - 1));
}

interface Queued {
  things: string[];
  claims: Claim[];
}

