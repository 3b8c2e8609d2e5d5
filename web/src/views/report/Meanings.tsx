/** Whom, where, when and how many the words of a claim were taken to mean. */

import type { Claim, Mention } from "../../api/types";
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
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
