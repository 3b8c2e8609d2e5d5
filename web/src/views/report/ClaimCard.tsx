/** A claim beside the text: closed a line of what it says, open its fields, why, candidates and what to decide. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useQuery } from "../../api/query";
import type { Claim, Explained, Judgement, Mention, Pair } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Masked } from "../../parts/Masked";
import { Term } from "../../parts/Term";
import { Reason } from "../../parts/Reason";
import { useRecordPath, useShell } from "../../shell/Context";
import { to } from "../../shell/router";
import { may } from "../../shell/session";
import { S } from "../../strings";
import { actorName, capital, range, share, term } from "../../words";
import type { Ruling } from "./deciding";
import { decided } from "./Outcome";
import { TERMS, asTyped, headline, inWords, isEmpty, isList } from "./fields";
import { Meanings } from "./Meanings";

export interface CardProps {
  claim: Claim;
  text: string | null;
  mentions: readonly Mention[];
  judgements: readonly Judgement[];
  chosen: boolean;
  near: boolean;
  choose: () => void;
  point: (on: boolean) => void;
  /** Says which field is looked at, to highlight its words. */
  lookAt: (span: Pair | undefined) => void;
  /** A second reading: without what tells how others decided. */
  blind?: boolean;
  /** Sends a decision; whether it was taken. */
  decide: (ruling: Omit<Ruling, "things" | "seen">) => Promise<boolean>;
}

export function ClaimCard(props: CardProps) {
  const { claim, chosen, near, choose, point } = props;
  const card = useRef<HTMLLIElement>(null);
  const head = headline(claim);
  useEffect(() => {
    if (near && !chosen) card.current?.scrollIntoView({ block: "nearest" });
  }, [near, chosen]);
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const figure = claim.kind === "figure";
  return (
    <li
      ref={card}
      class={`claim ${claim.kind}${chosen ? " chosen" : ""}${near ? " near" : ""}`}
      data-claim={claim.id}
      onMouseEnter={() => point(true)}
      onMouseLeave={() => point(false)}
    >
      <button type="button" class="claim-head" aria-expanded={chosen} onClick={choose} onFocus={() => point(true)} onBlur={() => point(false)}>
        <span class="kind">
          {S.report.kinds[claim.kind]}
          {claim.judged && <span class="judged">{S.report.judged}</span>}
        </span>
        <span class="line">
          {figure && (
            <b class="num">
              {range(
                claim.fields["low"] as number | null,
                claim.fields["high"] as number | null,
                claim.fields["approx"] === true,
              )}{" "}
            </b>
          )}
          <b>{term(head.kind, head.id)}</b>
          {claim.kind === "statement" && ` · ${S.report.speech}`}
          {head.who.length > 0 && (
            <>
              {" · "}
              <Actors texts={head.who} />
            </>
          )}
          {head.to.length > 0 && (
            <>
              {" → "}
              <Actors texts={head.to} />
            </>
          )}
          {figure && typeof claim.fields["of"] === "string" && ` · ${claim.fields["of"]}`}
        </span>
        {!chosen && (
          <span class="words">
            <Masked text={claim.quote} />
          </span>
        )}
      </button>
      {chosen && <Open {...props} />}
    </li>
  );
}

function Open({ claim, text, mentions, judgements, lookAt, blind = false, decide: send }: CardProps) {
  const { record, session } = useShell();
  const [field, setField] = useState("");
  const [doing, setDoing] = useState<"" | "correct" | "reject">("");
  const [busy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const mayDecide = may(session, record.id, "reviewer") || record.role === "admin" || record.role === "reviewer";
  const names = Object.keys(claim.fields);

  const look = (name: string): void => {
    setField(name);
    lookAt(claim.field_spans[name]);
  };
  useEffect(() => () => lookAt(undefined), []);

  const decide = async (ruling: Omit<Ruling, "things" | "seen">): Promise<void> => {
    setBusy(true);
    const taken = await send(ruling);
    setBusy(false);
    if (!taken) return;
    setDoing("");
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(".field-row.on")?.focus());
  };

  const keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        setDoing("");
        requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(".field-row.on")?.focus());
      }
      return;
    }
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!move || !target.classList.contains("field-row")) return;
    event.preventDefault();
    const rows = [...(body.current?.querySelectorAll<HTMLElement>(".field-row") ?? [])];
    rows[rows.indexOf(target) + move]?.focus();
  };

  const about = judgements.filter((j) => j.things.includes(claim.id));
  return (
    <div class="open" ref={body} onKeyDown={keys}>
      <blockquote class="words">
        {claim.quotes.map((q) => (
          <span key={q} class="q">
            <Masked text={q} />
          </span>
        ))}
      </blockquote>
      <p class="soft small">
        {S.evidence.by(actorName(claim.by))}
        {claim.vouched ? "" : ` · ${S.report.notVouched}`} · {S.report.score(share(claim.score))}
      </p>
      <div class="fields" role="group" aria-label={S.report.fields}>
        {names.map((name) => (
          <button
            type="button"
            key={name}
            class={`field-row${field === name ? " on" : ""}${isEmpty(claim.fields[name]) ? " empty" : ""}`}
            aria-pressed={field === name}
            onClick={() => look(name)}
            onFocus={() => look(name)}
          >
            <span class="name">{S.report.field(name)}</span>
            <span class="value">
              <Masked text={inWords(name, claim.fields[name])} />
            </span>
          </button>
        ))}
      </div>
      {field && TERMS.has(field) && !isEmpty(claim.fields[field]) && (
        <p class="soft small">
          <Term kind={field} id={String(claim.fields[field])} />
        </p>
      )}
      {mayDecide && (
        <div class="deciding">
          <div class="row" role="group" aria-label={S.report.decide}>
            <button type="button" class="button" data-key="a" disabled={busy} onClick={() => void decide(field ? { verdict: "accept", field } : { verdict: "accept" })}>
              <kbd>a</kbd> {field ? S.report.acceptField(S.report.field(field)) : S.report.accept}
            </button>
            <button
              type="button"
              class="button"
              data-key="c"
              disabled={busy || !field}
              title={field ? undefined : S.report.chooseField}
              onClick={() => setDoing("correct")}
            >
              <kbd>c</kbd> {S.report.correct}
            </button>
            <button type="button" class="button" data-key="r" disabled={busy} onClick={() => setDoing("reject")}>
              <kbd>r</kbd> {S.report.reject}
            </button>
          </div>
          {doing && (
            <Form
              key={doing + field}
              doing={doing}
              field={field}
              value={claim.fields[field]}
              busy={busy}
              send={(value, reason) =>
                void decide(
                  doing === "correct"
                    ? { verdict: "correct", field, value, reasons: [reason] }
                    : { verdict: "reject", reasons: [reason] },
                )
              }
              leave={() => setDoing("")}
            />
          )}
        </div>
      )}
      {about.length > 0 && (
        <details>
          <summary>{S.report.judgements(about.length)}</summary>
          <ul class="reasons small">
            {about.map((j) => (
              <li key={j.id}>{decided(j)}</li>
            ))}
          </ul>
        </details>
      )}
      <Meanings claim={claim} text={text} mentions={mentions} />
      {!blind && <Why id={claim.id} />}
      {!blind && (
        <p class="small links">
          {claim.groups.map((g) => (
            <a key={g} href={groupLink(g)}>
              {S.report.group(g)}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

/** Where a group is shown: incidents, figures, commitments have views of their own. */
export function groupLink(id: string): string {
  if (id.startsWith("I-")) return to("incidents", id);
  if (id.startsWith("N-")) return to("figures", null, { open: id });
  if (id.startsWith("K-")) return to("commitments", null, { open: id });
  return to("things", id);
}

interface FormProps {
  doing: "correct" | "reject";
  field: string;
  value: unknown;
  busy: boolean;
  send: (value: string[], reason: string) => void;
  leave: () => void;
}

function Form({ doing, field, value, busy, send, leave }: FormProps) {
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // Before it is painted: the next key must find it.
  useLayoutEffect(() => {
    first.current?.focus();
    first.current?.select?.();
  }, []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const typed = String(form.get("value") ?? "");
    send(isList(field) ? typed.split("\n").map((v) => v.trim()).filter(Boolean) : typed.trim() ? [typed.trim()] : [], String(form.get("reason") ?? "").trim());
  };
  return (
    <form class="decide-form" onSubmit={submit}>
      {doing === "correct" &&
        (isList(field) ? (
          <label class="field">
            {S.report.newValues(S.report.field(field))}
            <textarea name="value" rows={3} ref={first} defaultValue={asTyped(value)} spellcheck={false} />
          </label>
        ) : (
          <label class="field">
            {S.report.newValue(S.report.field(field))}
            <input name="value" ref={first} defaultValue={asTyped(value)} autocomplete="off" />
          </label>
        ))}
      <label class="field">
        {S.report.reason}
        <input name="reason" required maxLength={2000} list="usual-reasons" autocomplete="off" {...(doing === "reject" ? { ref: first } : {})} />
      </label>
      <datalist id="usual-reasons">
        {S.report.usual.map((r) => (
          <option key={r} value={r} />
        ))}
      </datalist>
      <div class="row">
        <button type="submit" class="button strong" disabled={busy}>
          {doing === "correct" ? S.report.correct : S.report.reject}
        </button>
        <button type="button" class="button" onClick={leave}>
          {S.report.leave}
        </button>
      </div>
    </form>
  );
}

function Why({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const path = useRecordPath(`/things/${encodeURIComponent(id)}/explain`);
  const why = useQuery<Explained>(open ? path : null);
  return (
    <details data-key="e" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{S.report.why}</summary>
      {why.error && <p class="error">{why.error.message || S.state.offline}</p>}
      {why.data?.about.map((part) => (
        <div key={part.what}>
          <h4>{capital(part.what.replaceAll("_", " "))}</h4>
          <ul class="reasons small">
            {part.because.map((b, i) => (
              <li key={i}>
                <Reason text={b.words} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
