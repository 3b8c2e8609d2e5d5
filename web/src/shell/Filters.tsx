/** The filters of a view: what is set as chips, and a form that opens. All of it lives in the address. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { FilterName } from "../routes";
import { entries, type Entry } from "../api/codebook";
import { question, read } from "../api/client";
import { useQuery } from "../api/query";
import type { Who } from "../api/types";
import { useRecordPath } from "./Context";
import { useShortcuts } from "./keys";
import { setParams, useAddress } from "./router";
import { S } from "../strings";
import { actor, bounds, days, isDay, term } from "../words";

/** Filters whose values are terms of the codebook, with the kind of the terms. */
const TERMS: Partial<Record<FilterName, string>> = {
  type: "type",
  act: "act",
  standing: "standing",
  measure: "measure",
  status: "status",
  policy: "policy",
};

function said(name: FilterName, value: string): string {
  if (name === "between") {
    const [a, b] = bounds(value);
    return `${a ? days(a) : "…"} – ${b ? days(b) : "…"}`;
  }
  if (name === "pair") return value.replace(",", S.filters.and);
  const kind = TERMS[name];
  return kind ? term(kind, value) : value;
}

export function Filters({ names }: { names: readonly FilterName[] }) {
  const { params, view } = useAddress();
  const [open, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setOpen(false), [view]);
  useShortcuts(S.filters.label, [
    {
      keys: "F",
      does: S.help.filters,
      run: () => {
        setOpen(true);
        requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("input, select")?.focus());
      },
    },
  ]);
  if (names.length === 0) return null;
  const set = names.filter((n) => params.get(n));
  return (
    <div class="filters">
      <div class="row">
        <button type="button" class="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? S.filters.hide : S.filters.show}
        </button>
        {set.map((name) => (
          <span class="chip" key={name}>
            <span>
              {S.filters.names[name]}: {said(name, params.get(name) ?? "")}
            </span>
            <button
              type="button"
              aria-label={S.filters.drop(S.filters.names[name])}
              onClick={() => setParams({ [name]: null }, "push")}
            >
              ×
            </button>
          </span>
        ))}
        {set.length > 1 && (
          <button
            type="button"
            class="button plain"
            onClick={() => setParams(Object.fromEntries(set.map((n) => [n, null])), "push")}
          >
            {S.filters.clear}
          </button>
        )}
      </div>
      {open && (
        <form ref={form} onSubmit={(e) => e.preventDefault()}>
          {names.map((name) => (
            <Control key={name} name={name} value={params.get(name) ?? ""} />
          ))}
        </form>
      )}
    </div>
  );
}

function Control({ name, value }: { name: FilterName; value: string }) {
  const label = S.filters.names[name];
  if (name === "between") return <Between value={value} />;
  if (TERMS[name]) return <Terms name={name} label={label} value={value} />;
  if (name === "pair") return <Pair label={label} value={value} />;
  return <Words name={name} label={label} value={value} />;
}

function Between({ value }: { value: string }) {
  const [from, to] = value ? bounds(value) : ["", ""];
  const set = (a: string, b: string): void => {
    // One end alone is that day; the reader widens it by the other field.
    const first = isDay(a) ? a : b;
    const last = isDay(b) ? b : a;
    setParams({ between: first && last ? (first <= last ? `${first}/${last}` : `${last}/${first}`) : null }, "push");
  };
  return (
    <fieldset>
      <legend>{S.filters.names.between}</legend>
      <div class="two">
        <input type="date" aria-label={S.filters.from} value={from} onChange={(e) => set(e.currentTarget.value, to)} />
        <input type="date" aria-label={S.filters.to} value={to} onChange={(e) => set(from, e.currentTarget.value)} />
      </div>
    </fieldset>
  );
}

function Terms({ name, label, value }: { name: FilterName; label: string; value: string }) {
  const kind = TERMS[name] ?? "";
  const [terms, setTerms] = useState<Entry[]>([]);
  useEffect(() => {
    entries().then(
      (all) => setTerms([...all.values()].filter((e) => e.kind === kind)),
      () => undefined,
    );
  }, [kind]);
  const known = terms.some((t) => t.name === value);
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(e) => setParams({ [name]: e.currentTarget.value }, "push")}>
        <option value="">{S.filters.any}</option>
        {value && !known && <option value={value}>{term(kind, value)}</option>}
        {terms.map((t) => (
          <option key={t.name} value={t.name}>
            {term(kind, t.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Two countries by their names or codes, as one writes them; what stands between may be many things. */
async function codesOf(text: string): Promise<string | null> {
  const apart = [/[,;/]/, /\s[–—-]\s/, /\sand\s/i, /[\s–—-]+/].map((by) => text.split(by).map((one) => one.trim()));
  const two = apart.find((parts) => parts.length === 2 && parts.every(Boolean));
  if (!two) return null;
  const found = await Promise.all(two.map(codeOf));
  return found.every(Boolean) ? found.join(",") : null;
}

async function codeOf(word: string): Promise<string> {
  if (/^[A-Za-z]{3}$/.test(word)) return word.toUpperCase();
  const written = word.replace(/(?<!\p{L})(?!(?:and|of|the)\b)\p{Ll}/gu, (letter) => letter.toUpperCase());
  const who = await read<Who>(question("/who", { words: written }));
  return actor(who.actor ?? "").country;
}

function Pair({ label, value }: { label: string; value: string }) {
  const [bad, setBad] = useState(false);
  return (
    <label class="field">
      {label}
      <input
        value={value}
        placeholder={S.filters.pairHint}
        aria-invalid={bad}
        aria-description={bad ? S.filters.badPair : undefined}
        onChange={async (e) => {
          const text = e.currentTarget.value.trim();
          const codes = text ? await codesOf(text).catch(() => null) : "";
          setBad(codes === null);
          if (codes !== null) setParams({ pair: codes }, "push");
        }}
      />
      {bad && <span class="error">{S.filters.badPair}</span>}
    </label>
  );
}

function Words({ name, label, value }: { name: FilterName; label: string; value: string }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const suggested = name === "actor" || name === "place" ? text : "";
  const path = useRecordPath(name === "place" ? "/places" : "/actors");
  const found = useQuery<{ items: { name?: string; place?: { name: string } }[] }>(suggested.length > 1 ? path : null, {
    text: suggested,
    limit: 12,
  });
  const options = [...new Set((found.data?.items ?? []).map((o) => o.place?.name ?? o.name ?? "").filter(Boolean))];
  return (
    <label class="field">
      {label}
      <input
        value={text}
        list={suggested ? `among-${name}` : undefined}
        placeholder={name === "actor" ? S.filters.actorHint : ""}
        onInput={(e) => setText(e.currentTarget.value)}
        onChange={(e) => setParams({ [name]: e.currentTarget.value.trim() }, "push")}
      />
      {suggested && (
        <datalist id={`among-${name}`}>
          {options.map((o) => (
            <option key={o} value={o} />
          ))}
        </datalist>
      )}
    </label>
  );
}
