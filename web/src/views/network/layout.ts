/** Where nodes stand and how edges bend: the same input gives the same drawing. */

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Network, NetworkEdge, NetworkNode } from "../../api/drawings";

export interface At {
  x: number;
  y: number;
}

const ROUNDS = 400;

/** Positions of all nodes, about 0, at most 1 away from it in both directions. */
export function positions(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): Map<string, At> {
  const graph = new MultiDirectedGraph<At>();
  // On a spiral, the most connected in the middle: no chance is in it, and no two on one place.
  nodes.forEach((node, i) => {
    const angle = i * 2.399963;
    const far = Math.sqrt(i + 0.5);
    graph.addNode(node.id, { x: far * Math.cos(angle), y: far * Math.sin(angle) });
  });
  const weights = new Map<string, number>();
  for (const e of edges) {
    const key = JSON.stringify([e.source, e.target].sort());
    weights.set(key, (weights.get(key) ?? 0) + e.count);
  }
  for (const [key, weight] of weights) {
    const [a, b] = JSON.parse(key) as [string, string];
    if (graph.hasNode(a) && graph.hasNode(b)) graph.addEdge(a, b, { weight: 1 + Math.log2(weight) });
  }
  if (graph.order > 1) {
    forceAtlas2.assign(graph, {
      iterations: graph.order > 120 ? ROUNDS / 4 : ROUNDS,
      settings: { ...forceAtlas2.inferSettings(graph), gravity: 1.2, scalingRatio: 12, linLogMode: true, outboundAttractionDistribution: false },
    });
  }
  const all = graph.mapNodes((id, { x, y }) => ({ id, x, y }));
  const [xs, ys] = [all.map((p) => p.x), all.map((p) => p.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 2 / Math.max(right - left, bottom - top, 1e-6);
  return new Map(
    all.map((p) => [p.id, { x: (p.x - (left + right) / 2) * scale, y: (p.y - (top + bottom) / 2) * scale }]),
  );
}

export interface Bent extends NetworkEdge {
  key: string;
  /** Share of its length by which an edge bends to its left. */
  bend: number;
}

export const keyOf = (e: { source: string; target: string; kind: string }): string =>
  [e.source, e.target, e.kind].join("~");

/** Edges of the same two nodes bend apart; a single one is straight. */
export function bend(edges: readonly NetworkEdge[]): Bent[] {
  const of = new Map<string, NetworkEdge[]>();
  for (const e of edges) {
    const pair = JSON.stringify([e.source, e.target].sort());
    of.set(pair, [...(of.get(pair) ?? []), e]);
  }
  return edges.map((e) => {
    const same = of.get(JSON.stringify([e.source, e.target].sort())) ?? [e];
    const index = same.indexOf(e) - (same.length - 1) / 2;
    // Seen from the other end, left is right.
    const turn = e.source <= e.target ? 1 : -1;
    return { ...e, key: keyOf(e), bend: index * 0.22 * turn };
  });
}

export function nodeSize(count: number, most: number): number {
  return 5 + 15 * Math.sqrt(count / Math.max(1, most));
}

export function edgeSize(count: number, most: number): number {
  return 1 + 5 * Math.sqrt(count / Math.max(1, most));
}

/** Network without the kinds that are switched off, and without nodes that are then alone. */
export function only(network: Network, kinds: readonly string[]): { nodes: NetworkNode[]; edges: NetworkEdge[] } {
  const edges = network.edges.filter((e) => kinds.includes(e.kind));
  const ends = new Set(edges.flatMap((e) => [e.source, e.target]));
  return { nodes: network.nodes.filter((n) => ends.has(n.id)), edges };
}
