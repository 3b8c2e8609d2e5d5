/** Words in reports, quotations and claims; facets narrow down, every hit leads to its words. */

import { useEffect, useState } from "preact/hooks";
import { Problem, question, read } from "../../api/client";
import { entries, type Entry } from "../../api/codebook";
import type { Found, Hit } from "../../api/drawings";
import { useQuery } from "../../api/query";
import { Masked } from "../../parts/Masked";
import { Answered } from "../../parts/states";
import { useRecordPath } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { setParams, to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { days, number, term } from "../../words";
import "../../parts/common.css";
import "./search.css";

const NARROWING = ["kind", "source", "type", "act", "measure", "actor", "reported", "between", "pair"] as const;
const ASKED = ["text", "as_of", ...NARROWING] as const;
/** What follows the reader from other views is no question of its own. */
const LASTING: readonly string[] = ["as_of", "between", "pair"];
const PAGE = 30;
const FEW = 8;

type Patch = Record<string, string | null>;

export default function SearchView() {
  const { params } = useAddress();
  const path = useRecordPath("/search");
  const asked = Object.fromEntries(ASKED.map((n) => [n, params.get(n)]));
  const some = ASKED.some((n) => !LASTING.includes(n) && params.get(n));
  const answer = useQuery<Found>(some ? path : null, { ...asked, limit: PAGE });
  return (
    <>
      <Head title={S.search.title} lead={S.search.lead} />
      <Form text={params.get("text") ?? ""} />
      <Chosen params={params} />
      {some ? (
        <Answered answer={answer} empty={(d) => d.total === 0}>
          {(found) => <Results found={found} asked={asked} path={path} />}
        </Answered>
      ) : (
        <Hints />
      )}
    </>
  );
}

function Form({ text }: { text: string }) {
  const [said, say] = useState(text);
  useEffect(() => say(text), [text]);
  return (
    <form
      role="search"
      class="searchform"
      onSubmit={(event) => {
        event.preventDefault();
        setParams({ text: said.trim() || null }, "push");
      }}
    >
      <label class="field">
        {S.search.words}
        <input
          type="search"
          value={said}
          maxLength={2000}
          placeholder={S.search.example}
          onInput={(e) => say(e.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button strong">
        {S.search.go}
      </button>
    </form>
  );
}

function Hints() {
  return (
    <div class="hints">
      <p class="soft">{S.search.hint}</p>
      <ul class="because small">
        {S.search.hints.map(([write, means]) => (
          <li key={write}>
            <button type="button" class="link" onClick={() => setParams({ text: write }, "push")}>
              {write}
            </button>{" "}
            {means}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Chosen({ params }: { params: URLSearchParams }) {
  const set = NARROWING.filter((n) => params.get(n));
  if (set.length === 0) return null;
  return (
    <div class="filters">
      <div class="row">
        {set.map((name) => (
          <span class="chip" key={name}>
            <span>
              {S.search.by[name]}: {saidOf(name, params.get(name) ?? "")}
            </span>
            <button
              type="button"
              aria-label={S.filters.drop(S.search.by[name])}
              onClick={() => setParams({ [name]: null }, "push")}
            >
              ×
            </button>
          </span>
        ))}
      </div>
    </div>
  );
}

function saidOf(name: string, value: string): string {
  if (name === "reported" || name === "between") return /^\d{4}$/.test(value) ? value : days(value);
  if (name === "kind") return S.search.kinds[value] ?? value;
  return name === "type" || name === "act" || name === "measure" ? term(name, value) : value;
}

interface Asked {
  asked: Record<string, string | null>;
}

function Results({ found, asked, path }: Asked & { found: Found; path: string }) {
  const [more, setMore] = useState<{ of: Found; hits: Hit[]; cursor: string | null }>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState("");
  const mine = more?.of === found ? more : undefined;
  const hits = [...found.hits, ...(mine?.hits ?? [])];
  const cursor = mine ? mine.cursor : found.cursor;

  const next = async (): Promise<void> => {
    setBusy(true);
    setFailed("");
    try {
      const page = await read<Found>(question(path, { ...asked, limit: PAGE, cursor }));
      setMore({ of: found, hits: [...(mine?.hits ?? []), ...page.hits], cursor: page.cursor });
    } catch (error) {
      setFailed((error instanceof Problem && error.message) || S.state.offline);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class="results">
      <p class="soft" role="status">
        {found.beyond ? S.search.beyond(number(found.total)) : S.search.total(number(found.total))}
      </p>
      <Facets facets={found.facets} asked={asked} />
      <section aria-label={S.search.results}>
        <ol class="hits">
          {hits.map((hit) => (
            <HitRow key={`${hit.kind} ${hit.id}`} hit={hit} />
          ))}
        </ol>
        {cursor && (
          <button type="button" class="button" disabled={busy} onClick={() => void next()}>
            {busy ? S.state.loading : S.state.more}
          </button>
        )}
        {failed && (
          <p class="error" role="alert">
            {failed}
          </p>
        )}
      </section>
    </div>
  );
}

function HitRow({ hit }: { hit: Hit }) {
  const where = hit.kind === "report" ? to("reports", hit.report) : to("reports", hit.report, { claim: hit.id });
  return (
    <li class={`hit ${hit.kind}`}>
      <p class="small soft dotted">
        <strong>{S.search.kinds[hit.kind] ?? hit.kind}</strong>
        <span>{hit.source ?? S.evidence.unknownOutlet}</span>
        <span>{hit.reported ? days(hit.reported) : S.words.noDay}</span>
        {hit.when && hit.when !== hit.reported && <span>{S.search.about(days(hit.when))}</span>}
        {hit.place && <span>{hit.place}</span>}
      </p>
      <a class="snippet" href={where}>
        <Marked text={hit.snippet} marks={hit.marks as [number, number][]} />
      </a>
      {hit.title && <p class="small soft">{hit.title}</p>}
    </li>
  );
}

/** Places are counted in characters, which a string of JavaScript holds in one or two parts. */
function Marked({ text, marks }: { text: string; marks: readonly [number, number][] }) {
  const letters = [...text];
  const out = [];
  let at = 0;
  for (const [from, until] of marks) {
    if (from < at) continue;
    out.push(<Masked key={`${at} before`} text={letters.slice(at, from).join("")} />);
    out.push(<mark key={from}>{letters.slice(from, until).join("")}</mark>);
    at = until;
  }
  out.push(<Masked key={`${at} after`} text={letters.slice(at).join("")} />);
  return <>{out}</>;
}

/** From here on facets stand beside what was found; below they would stand before it, and wait closed. */
const WIDE = "(min-width: 56rem)";
const FACETS = ["kind", "source", "type", "country", "year"] as const;

function Facets({ facets, asked }: Asked & { facets: Found["facets"] }) {
  const [known, setKnown] = useState<Map<string, Entry>>(new Map());
  useEffect(() => {
    entries().then(setKnown, () => undefined);
  }, []);
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const width = matchMedia(WIDE);
    const turn = () => setWide(width.matches);
    width.addEventListener("change", turn);
    return () => width.removeEventListener("change", turn);
  }, []);
  const patchOf = (name: (typeof FACETS)[number], value: string): Patch => {
    if (name === "country") return { actor: value };
    if (name === "year") return { reported: value };
    if (name !== "type") return { [name]: value };
    const kind = known.has(`type.${value}`) ? "type" : known.has(`act.${value}`) ? "act" : "measure";
    return { [kind]: value };
  };
  const said = (name: string, value: string): string =>
    name === "kind" ? (S.search.kinds[value] ?? value) : name === "type" ? term("type", value) : value;
  const groups = FACETS.map((name) => {
    const counts = Object.entries(facets[name] ?? {});
    return counts.length === 0 ? null : (
      <Facet
        key={name}
        title={S.search.facet[name]}
        counts={counts}
        said={(v) => said(name, v)}
        patchOf={(v) => patchOf(name, v)}
        asked={asked}
      />
    );
  });
  return (
    <nav aria-label={S.search.facets}>
      {wide ? (
        <div class="facets">{groups}</div>
      ) : (
        <details class="placelist">
          <summary>{S.search.facets}</summary>
          <div class="facets">{groups}</div>
        </details>
      )}
    </nav>
  );
}

interface FacetProps extends Asked {
  title: string;
  counts: readonly [string, number][];
  said: (value: string) => string;
  patchOf: (value: string) => Patch;
}

function Facet({ title, counts, said, patchOf, asked }: FacetProps) {
  const [all, setAll] = useState(false);
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {counts.slice(0, all ? undefined : FEW).map(([value, n]) => {
          const patch = patchOf(value);
          const names = Object.keys(patch);
          const on = names.every((k) => asked[k] === patch[k]);
          const drop = Object.fromEntries(names.map((k) => [k, null]));
          return (
            <li key={value}>
              <button type="button" class="facet" aria-pressed={on} onClick={() => setParams(on ? drop : patch, "push")}>
                <span>{said(value)}</span> <span class="num soft">{number(n)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {counts.length > FEW && (
        <button type="button" class="button plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? S.search.fewer : S.cards.more(number(counts.length - FEW))}
        </button>
      )}
    </section>
  );
}
