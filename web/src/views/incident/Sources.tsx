/** Who has it from whom: those who say it, and the outlets that carry it. */

import type { Beside } from "../../api/drawings";
import { Figure } from "../../parts/Figure";
import { useWidth } from "../../parts/useWidth";
import { S } from "../../strings";

const ROW = 46;
const PAD = 24;

export function Sources({ beside }: { beside: Beside }) {
  const { nodes, edges } = beside.sources;
  return (
    <section>
      <h2>{S.incident.sources}</h2>
      {nodes.length > 0 && <Graph beside={beside} />}
      <ul class="because small">
        {edges.map((e) => (
          <li key={`${e.source} ${e.target} ${e.how}`}>
            {S.incident.has[e.how](label(beside, e.source), label(beside, e.target))}
            {e.accounts.length > 1 && ` (${S.incident.by(e.accounts.length)})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function label(beside: Beside, id: string): string {
  return beside.sources.nodes.find((n) => n.id === id)?.label ?? id;
}

/** Columns: those who say it, outlets that tell it, outlets that copy it. */
function Graph({ beside }: { beside: Beside }) {
  const [box, width] = useWidth(480);
  const { nodes, edges } = beside.sources;
  const copies = new Set(edges.filter((e) => e.how === "copy").map((e) => e.target));
  const columns = [
    nodes.filter((n) => n.kind === "speaker"),
    nodes.filter((n) => n.kind === "outlet" && !copies.has(n.id)),
    nodes.filter((n) => n.kind === "outlet" && copies.has(n.id)),
  ].filter((c) => c.length > 0);
  const most = Math.max(...columns.map((c) => c.length));
  const height = most * ROW + PAD;
  const wide = Math.min(190, (width - 40 * (columns.length - 1)) / columns.length);
  const places = new Map<string, { x: number; y: number }>();
  columns.forEach((column, i) => {
    const x = columns.length === 1 ? 0 : (i * (width - wide)) / (columns.length - 1);
    column.forEach((n, k) => places.set(n.id, { x, y: (height * (k + 0.5)) / column.length }));
  });
  const own = new Set(edges.filter((e) => e.how === "reports").map((e) => e.target));
  return (
    <Figure title={S.incident.sources} sources={[...new Set(beside.accounts.map((a) => a.outlet ?? a.report))]}>
      <div ref={box}>
        <svg class="drawing sources" role="img" aria-label={S.incident.sources} width={width} height={height}>
          {edges.map((e) => {
            const [a, b] = [places.get(e.source), places.get(e.target)];
            if (!a || !b || e.source === e.target) return null;
            const [x1, x2] = [a.x + wide, b.x - 7];
            const mid = (x1 + x2) / 2;
            return (
              <g key={`${e.source} ${e.target} ${e.how}`} class={e.how}>
                <path class="line" d={`M${x1} ${a.y}C${mid} ${a.y} ${mid} ${b.y} ${x2} ${b.y}`} stroke-width={Math.min(4, 1 + e.accounts.length * 0.6)} />
                <path class="head" d={`M${b.x} ${b.y}l-9 -4.5v9z`} />
              </g>
            );
          })}
          {nodes.map((n) => {
            const p = places.get(n.id);
            if (!p) return null;
            return (
              <g key={n.id} class={`node ${n.kind}${own.has(n.id) ? " own" : ""}`}>
                <title>{n.label}</title>
                <rect x={p.x} y={p.y - 15} width={wide} height={30} rx={n.kind === "speaker" ? 15 : 4} />
                <text x={p.x + 10} y={p.y + 4}>
                  {n.label.length * 6.7 > wide - 20 ? `${n.label.slice(0, Math.floor((wide - 26) / 6.7))}…` : n.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </Figure>
  );
}
