/** The network as one `<svg>`: for print and files, and where there is no WebGL. */

import type { NetworkNode } from "../../api/drawings";
import { S } from "../../strings";
import { number } from "../../words";
import { edgeSize, nodeSize, type At, type Bent } from "./layout";

export interface NetProps {
  nodes: readonly NetworkNode[];
  edges: readonly Bent[];
  at: ReadonlyMap<string, At>;
  words: (kind: string) => string;
  chosen: string | null;
  choose: (key: string | null) => void;
}

/** Characters of a name in the drawing; pointing at the node, the list and the card have all of it. */
export const LONGEST = 26;

export function short(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}

/** Nodes whose names lie on no other's, the most connected first. */
function unobstructed(nodes: readonly NetworkNode[], at: (node: NetworkNode) => [number, number]): Set<string> {
  const taken: [number, number, number][] = [];
  const named = new Set<string>();
  for (const node of nodes) {
    const [x, y] = at(node);
    const half = short(node.label).length * 3.4;
    if (taken.some(([tx, ty, th]) => Math.abs(ty - y) < 13 && Math.abs(tx - x) < th + half)) continue;
    taken.push([x, y, half]);
    named.add(node.id);
  }
  return named;
}

export function NetSvg({ nodes, edges, at, words, chosen, choose, width, height }: NetProps & { width: number; height: number }) {
  const room = Math.min(width, height * 1.6);
  const place = (id: string): [number, number] => {
    const p = at.get(id) ?? { x: 0, y: 0 };
    return [width / 2 + p.x * (room / 2 - 70), height / 2 - p.y * (height / 2 - 34)];
  };
  const mostNode = Math.max(1, ...nodes.map((n) => n.count));
  const mostEdge = Math.max(1, ...edges.map((e) => e.count));
  const names = new Map(nodes.map((n) => [n.id, n.label]));
  const counts = new Map(nodes.map((n) => [n.id, n.count]));
  const named = unobstructed(nodes, (n) => {
    const [x, y] = place(n.id);
    return [x, y + nodeSize(n.count, mostNode) + 8];
  });
  return (
    <svg class="drawing network" role="img" aria-label={S.network.said(number(nodes.length), number(edges.length))} width={width} height={height}>
      {edges.map((e) => {
        const [x1, y1] = place(e.source);
        const [x2, y2] = place(e.target);
        const [dx, dy] = [x2 - x1, y2 - y1];
        const long = Math.hypot(dx, dy) || 1;
        const [cx, cy] = [(x1 + x2) / 2 + dy * e.bend, (y1 + y2) / 2 - dx * e.bend];
        const size = edgeSize(e.count, mostEdge);
        // The arrow ends at the rim of its node.
        const [tx, ty] = [x2 - cx, y2 - cy];
        const end = Math.hypot(tx, ty) || 1;
        const rim = nodeSize(counts.get(e.target) ?? 1, mostNode) + 2;
        const [ex, ey] = [x2 - (tx / end) * rim, y2 - (ty / end) * rim];
        const head = Math.min(long / 4, 5 + size);
        const [ux, uy] = [tx / end, ty / end];
        return (
          <g key={e.key} class={`edge ${e.kind}${e.key === chosen ? " on" : ""}`} onClick={() => choose(e.key === chosen ? null : e.key)}>
            <title>{S.network.edge(names.get(e.source) ?? e.source, words(e.kind), names.get(e.target) ?? e.target, number(e.count))}</title>
            <path class="line" d={`M${x1} ${y1}Q${cx} ${cy} ${ex} ${ey}`} stroke-width={size} />
            {!e.mutual && (
              <path
                class="head"
                d={`M${ex} ${ey}L${ex - ux * head - uy * head * 0.5} ${ey - uy * head + ux * head * 0.5}L${ex - ux * head + uy * head * 0.5} ${ey - uy * head - ux * head * 0.5}z`}
              />
            )}
          </g>
        );
      })}
      {[...nodes].reverse().map((n) => {
        const [x, y] = place(n.id);
        const r = nodeSize(n.count, mostNode);
        return (
          <g key={n.id} class={n.id === chosen ? "node on" : "node"} onClick={() => choose(n.id === chosen ? null : n.id)}>
            <title>{S.network.node(n.label, number(n.count))}</title>
            <circle cx={x} cy={y} r={r} />
            {named.has(n.id) && (
              <text x={x} y={y + r + 12} text-anchor="middle">
                {short(n.label)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
