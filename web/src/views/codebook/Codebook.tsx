/** The codebook: every word of the record with what it means, by kind. */

import "./codebook.css";
import { useEffect, useState } from "preact/hooks";
import type { Entry } from "../../api/codebook";
import { useQuery } from "../../api/query";
import { Answered } from "../../parts/states";
import { Head } from "../../shell/Head";
import { S } from "../../strings";
import { capital, term } from "../../words";

export default function Codebook() {
  const answer = useQuery<{ terms: Entry[] }>("/codebook");
  const [text, setText] = useState("");
  useEffect(() => {
    if (!answer.data) return;
    const wanted = decodeURIComponent(location.hash.slice(1));
    document.getElementById(wanted)?.scrollIntoView({ block: "center" });
  }, [answer.data !== undefined]);
  return (
    <>
      <Head title={S.nav.codebook} lead={S.codebook.lead} />
      <label class="field find">
        {S.codebook.find}
        <input type="search" value={text} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <Answered answer={answer}>{(d) => <Terms terms={d.terms} text={text.trim().toLowerCase()} />}</Answered>
    </>
  );
}

function Terms({ terms, text }: { terms: readonly Entry[]; text: string }) {
  const found = terms.filter(
    (t) => !text || `${t.name.replaceAll("_", " ")} ${term(t.kind, t.name)} ${t.definition}`.toLowerCase().includes(text),
  );
  const kinds = [...new Set(found.map((t) => t.kind))];
  const marked = decodeURIComponent(location.hash.slice(1));
  if (found.length === 0) return <p class="soft">{S.codebook.none}</p>;
  return (
    <div class="codebook">
      {kinds.map((kind) => (
        <section key={kind} aria-labelledby={`kind-${kind}`}>
          <h2 id={`kind-${kind}`}>{S.codebook.kinds[kind] ?? capital(kind.replaceAll("_", " "))}</h2>
          <dl>
            {found
              .filter((t) => t.kind === kind)
              .map((t) => {
                const id = `${t.kind}.${t.name}`;
                return (
                  <div key={`${id}.${t.of}`} id={id} class={id === marked ? "marked" : undefined}>
                    <dt>
                      {capital(term(t.kind, t.name))}
                      {t.of && <span class="soft small"> {S.codebook.of(term("type", t.of))}</span>}
                    </dt>
                    <dd>{t.definition}</dd>
                  </div>
                );
              })}
          </dl>
        </section>
      ))}
    </div>
  );
}
