/** The network one can move: sigma. Loaded only when a network is shown, and only with WebGL. */

import EdgeCurve, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import { useEffect, useRef } from "preact/hooks";
import Sigma from "sigma";
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { S } from "../../strings";
import { number } from "../../words";
import { type Colours, useColours } from "../map/colours";
import { edgeSize, nodeSize } from "./layout";
import { short, type NetProps } from "./NetSvg";
import { toneOf } from "./tones";

/** Names with a rim of the ground's colour, so that edges do not cross them out. */
function named(c: Colours): NodeLabelDrawingFunction {
  return (pen, data, settings) => {
    if (!data.label) return;
    pen.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const [x, y] = [data.x + data.size + 3, data.y + settings.labelSize / 3];
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = c["--card"];
    pen.strokeText(data.label, x, y);
    pen.fillStyle = c["--ink"];
    pen.fillText(data.label, x, y);
  };
}

/** The name of the node under the pointer on a card of the page's own colours. */
function hover(c: Colours): NodeHoverDrawingFunction {
  return (pen, data, settings) => {
    if (!data.label) return;
    pen.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const wide = pen.measureText(data.label).width;
    const [x, y] = [data.x + data.size + 3, data.y];
    pen.fillStyle = c["--card"];
    pen.strokeStyle = c["--edge"];
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(x - 4, y - settings.labelSize / 2 - 5, wide + 10, settings.labelSize + 10, 4);
    pen.fill();
    pen.stroke();
    pen.fillStyle = c["--ink"];
    pen.fillText(data.label, x, y + settings.labelSize / 3);
  };
}

export default function NetGl({ nodes, edges, at, chosen, choose }: NetProps) {
  const box = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | undefined>(undefined);
  const colours = useColours();
  const latest = useRef({ chosen, choose });
  latest.current = { chosen, choose };

  useEffect(() => {
    if (!box.current) return;
    const graph = new MultiDirectedGraph();
    const mostNode = Math.max(1, ...nodes.map((n) => n.count));
    const mostEdge = Math.max(1, ...edges.map((e) => e.count));
    for (const n of nodes) {
      const p = at.get(n.id) ?? { x: 0, y: 0 };
      graph.addNode(n.id, { ...p, label: short(n.label), size: nodeSize(n.count, mostNode), color: colours["--soft"] });
    }
    for (const e of edges) {
      if (!graph.hasNode(e.source) || !graph.hasNode(e.target)) continue;
      graph.addDirectedEdgeWithKey(e.key, e.source, e.target, {
        size: edgeSize(e.count, mostEdge),
        color: colours[toneOf(e.kind)] ?? colours["--soft"],
        type: e.bend === 0 ? (e.mutual ? "line" : "arrow") : e.mutual ? "curve" : "curvedArrow",
        curvature: e.bend,
        forceLabel: false,
      });
    }
    const drawn = new Sigma(graph, box.current, {
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      edgeProgramClasses: { curve: EdgeCurve, curvedArrow: EdgeCurvedArrowProgram },
      defaultEdgeType: "curve",
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelColor: { color: colours["--ink"] },
      labelRenderedSizeThreshold: nodes.length > 60 ? 9 : 0,
      labelDensity: 1.4,
      stagePadding: box.current.clientWidth < 600 ? 30 : 60,
      defaultDrawNodeHover: hover(colours),
      defaultDrawNodeLabel: named(colours),
      minCameraRatio: 0.1,
      maxCameraRatio: 2,
      zIndex: true,
      nodeReducer: (id, data) => {
        const now = latest.current.chosen;
        if (!now) return data;
        const near = id === now || (graph.hasNode(now) ? graph.areNeighbors(id, now) : graph.hasEdge(now) && graph.hasExtremity(now, id));
        return near ? { ...data, zIndex: 1 } : { ...data, color: colours["--line"], label: "" };
      },
      edgeReducer: (key, data) => {
        const now = latest.current.chosen;
        if (!now) return data;
        const near = key === now || (graph.hasNode(now) && graph.hasExtremity(key, now));
        return near ? { ...data, zIndex: 1 } : { ...data, color: colours["--line"] };
      },
    });
    sigma.current = drawn;
    const toggle = (key: string): void => latest.current.choose(key === latest.current.chosen ? null : key);
    drawn.on("clickNode", ({ node }) => toggle(node));
    drawn.on("clickEdge", ({ edge }) => toggle(edge));
    drawn.on("clickStage", () => latest.current.choose(null));
    const pointer = (on: boolean) => (): void => {
      box.current?.classList.toggle("over", on);
    };
    drawn.on("enterNode", pointer(true));
    drawn.on("leaveNode", pointer(false));
    drawn.on("enterEdge", pointer(true));
    drawn.on("leaveEdge", pointer(false));
    // For tests: the drawing stands.
    drawn.once("afterRender", () => box.current?.setAttribute("data-drawn", "true"));
    return () => {
      sigma.current = undefined;
      drawn.kill();
    };
  }, [nodes, edges, at, colours]);

  useEffect(() => {
    sigma.current?.refresh({ skipIndexation: true });
  }, [chosen]);

  const zoom = (how: "in" | "out" | "all"): void => {
    const camera = sigma.current?.getCamera();
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200;
    if (how === "in") void camera?.animatedZoom({ duration });
    else if (how === "out") void camera?.animatedUnzoom({ duration });
    else void camera?.animatedReset({ duration });
  };

  return (
    <div class="netgl">
      <div class="stage" ref={box} role="img" aria-label={S.network.said(number(nodes.length), number(edges.length))} />
      <span class="buttons zoom">
        <button type="button" class="button" aria-label={S.map.closer} onClick={() => zoom("in")}>
          +
        </button>
        <button type="button" class="button" aria-label={S.map.wider} onClick={() => zoom("out")}>
          −
        </button>
        <button type="button" class="button" onClick={() => zoom("all")}>
          {S.network.all}
        </button>
      </span>
    </div>
  );
}
