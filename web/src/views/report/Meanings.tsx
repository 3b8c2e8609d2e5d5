/** Whom, where, when and how many the words of a claim were taken to mean. */

import { useState } from "preact/hooks";
import { useQuery } from "../../api/query";
import type { Claim, Mention, WhereIs, Who } from "../../api/types";
import { Masked } from "../../parts/Masked";
import { S } from "../../strings";
import { actor, days, range } from "../../words";

/** A mention's meaning on one line. */
function meaning(m: Mention): string {
  const more = m.more;
  switch (m.kind) {
    case "actor":
    case "quotation": {
      const { name, country, sector } = actor(String(more["actor"] ?? more["speaker"] ?? ""));
      return [name, [country, sector].filter(Boolean).join(" ")].filter(Boolean).join(", ") || S.words.unknown;
    }
    case "place":
      return [more["name"], typeof more["precision"] === "number" ? S.report.precision(more["precision"]) : ""]
        .filter(Boolean)
        .join(", ");
    case "time":
      return more["first"] ? days(`${more["first"]}/${more["last"] ?? more["first"]}`) : String(more["value"] ?? "");
    case "number":
      return range(more["low"] as number | null, more["high"] as number | null);
  }
}

export function Meanings({ claim, text, mentions }: { claim: Claim; text: string | null; mentions: readonly Mention[] }) {
  const within = mentions.filter((m) => m.kind !== "quotation" && claim.spans.some(([a, b]) => m.start >= a && m.end <= b));
  if (within.length === 0 || text === null) return null;
  const on = claim.of.published ?? claim.reported;
  const letters = [...text];
  const rows = new Map<string, { words: string; kind: string; means: string[]; id: string }>();
  for (const m of within) {
    const words = letters.slice(m.start, m.end).join("");
    const key = `${m.start}-${m.end}-${m.kind}`;
    const row = rows.get(key) ?? { words, kind: m.kind, means: [], id: String(m.more["id"] ?? "") };
    row.means.push(meaning(m));
    rows.set(key, row);
  }
  return (
    <details>
      <summary>{S.report.meanings}</summary>
      <table class="meanings small">
        <tbody>
          {[...rows.values()].map((r, i) => (
            <tr key={i}>
              <th scope="row">
                “<Masked text={r.words} />”
              </th>
              <td>
                <Masked text={r.means.join("; ")} />
                {r.id && <code class="soft"> {r.id}</code>}
                {(r.kind === "actor" || r.kind === "place") && <Others words={r.words} kind={r.kind} on={on} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Who or what else the words may mean, out of the report: asked for by a press. */
function Others({ words, kind, on }: { words: string; kind: "actor" | "place"; on: string | null }) {
  const [open, setOpen] = useState(false);
  const who = useQuery<Who>(open && kind === "actor" ? "/who" : null, { words, on });
  const where = useQuery<WhereIs>(open && kind === "place" ? "/where" : null, { place: words });
  const answer = kind === "actor" ? who : where;
  const lines =
    kind === "actor"
      ? (who.data?.candidates ?? []).map((c) => `${c.name}: ${c.reason}`)
      : (where.data?.candidates ?? []).map((c) => `${[c.name, ...c.hierarchy].join(", ")}: ${c.reason}`);
  if (!open) {
    return (
      <button type="button" class="button plain others" onClick={() => setOpen(true)}>
        {S.report.others}
      </button>
    );
  }
  if (answer.loading) return <p class="soft">{S.state.loading}</p>;
  if (answer.error) return <p class="soft">{answer.error.message || S.state.offline}</p>;
  return (
    <>
      {answer.data?.reason && <p class="soft">{answer.data.reason}</p>}
      {lines.length > 0 ? (
        <ul class="reasons">
          {lines.map((l) => (
            <li key={l}>{l}</li>
          ))}
        </ul>
      ) : (
        <p class="soft">{S.report.noOthers}</p>
      )}
    </>
  );
}
