/** Who meets, accuses, promises, by period: drawing, figure and table of the same. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Network, NetworkEdge, NetworkKind } from "../../api/drawings";
import { useQuery } from "../../api/query";
import { ByPeriod } from "../../parts/ByPeriod";
import { Cards } from "../../parts/Cards";
import { Choice, chosenOf } from "../../parts/Choice";
import { Figure } from "../../parts/Figure";
import { Answered, Empty, Loading } from "../../parts/states";
import { useModule } from "../../parts/useModule";
import { useWidth } from "../../parts/useWidth";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { setParams, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { number } from "../../words";
import { hasWebGl } from "../map/shapes";
import { filtersOf } from "../timeline/filters";
import { bend, keyOf, only, positions } from "./layout";
import { NetSvg, type NetProps } from "./NetSvg";
import "./network.css";

const FILTERS = ["as_of", "between", "pair", "actor", "source"] as const;
const FIRST = ["meets", "accuses", "attacks", "promises"];
const SHOWN = 100;

export default function NetworkView() {
  const { params } = useAddress();
  const asked = filtersOf(params, FILTERS);
  const by = chosenOf(params, "by", ["side", "actor"], "side");
  const answer = useQuery<Network>(useRecordPath("/network"), { ...asked, by });
  return (
    <>
      <Head title={S.network.title} lead={S.network.lead} />
      <Answered answer={answer} empty={(d) => d.nodes.length === 0 && !params.get("between")}>
        {(data) => <Shown data={data} asked={asked} />}
      </Answered>
    </>
  );
}

function kindsOf(params: URLSearchParams, network: Network): string[] {
  const said = params.get("kinds");
  const known = network.kinds.map((k) => k.id);
  return said === null ? FIRST : said.split(",").filter((k) => known.includes(k));
}

function Shown({ data, asked }: { data: Network; asked: Record<string, string | null> }) {
  const { params } = useAddress();
  const [webGl] = useState(hasWebGl);
  const as = chosenOf(params, "as", ["network", "figure", "table"], "network");
  const said = kindsOf(params, data).join(",");
  const at = params.get("at");
  const { nodes, edges } = useMemo(() => only(data, said.split(",")), [data, said]);
  const bent = useMemo(() => bend(edges), [edges]);
  // Laid out by all kinds: nodes stay where they are while kinds are switched on and off.
  const places = useMemo(() => positions(data.nodes, data.edges), [data]);
  const words = (kind: string): string => data.kinds.find((k) => k.id === kind)?.words ?? kind;
  const label = (id: string): string => data.nodes.find((n) => n.id === id)?.label ?? id;
  const choose = (key: string | null): void => setParams({ at: key === at ? null : key }, "push");
  const props: NetProps = { nodes, edges: bent, at: places, words, chosen: at, choose };
  const open = at !== null && (nodes.some((n) => n.id === at) || edges.some((e) => keyOf(e) === at));
  return (
    <>
      <div class="controls">
        <Choice
          name="by"
          label={S.network.by}
          first="side"
          options={[
            ["side", S.network.side],
            ["actor", S.network.actor],
          ]}
        />
        <Choice
          name="as"
          label={S.map.as}
          first="network"
          options={[
            ["network", S.network.moving],
            ["figure", S.map.figure],
            ["table", S.map.table],
          ]}
        />
      </div>
      <div class={open ? "beside open" : "beside"}>
        <div class="withkinds">
          <Kinds kinds={data.kinds} on={said.split(",")} />
          <div>
            {edges.length === 0 ? (
            <Empty title={S.network.noKind} />
          ) : as === "table" ? null : as === "network" && webGl ? (
            <Moving {...props} />
          ) : (
            <Still {...props} />
          )}
          <ByPeriod label={S.network.period} filters={asked} />
          {as === "network" && !webGl && <p class="soft small">{S.network.noWebGl}</p>}
          <p class="soft small">
            {S.network.counts(number(nodes.length), number(edges.length))}
            {data.left_out.nodes > 0 && ` ${S.network.leftNodes(number(data.left_out.nodes))}`}
            {data.left_out.incidents > 0 && ` ${S.network.leftIncidents(number(data.left_out.incidents))}`}
          </p>
          {edges.length > 0 && (
            <Table edges={edges} label={label} words={words} chosen={at} choose={choose} open={as === "table"} />
          )}
          </div>
        </div>
        {open && at !== null && <Side at={at} edges={edges} label={label} words={words} choose={choose} />}
      </div>
    </>
  );
}

function Kinds({ kinds, on }: { kinds: readonly NetworkKind[]; on: readonly string[] }) {
  const toggle = (id: string): void => {
    const next = kinds.map((k) => k.id).filter((k) => (k === id ? !on.includes(k) : on.includes(k)));
    const said = next.join(",");
    setParams({ kinds: said === kinds.map((k) => k.id).filter((k) => FIRST.includes(k)).join(",") ? null : said || "none" }, "replace");
  };
  return (
    <fieldset class="relkinds">
      <legend>{S.network.kinds}</legend>
      {kinds.map((k) => (
        <label key={k.id} class={k.count === 0 ? "none" : ""}>
          <input type="checkbox" checked={on.includes(k.id)} onChange={() => toggle(k.id)} />
          <svg class={`edge ${k.id}`} viewBox="0 0 26 10" aria-hidden="true">
            <path class="line" d="M1 5h20" stroke-width="2.5" />
            {!k.mutual && <path class="head" d="M26 5l-8-4.5v9z" />}
          </svg>
          <span>{k.words}</span> <span class="soft num">{number(k.count)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Moving(props: NetProps) {
  const gl = useModule(() => import("./NetGl"));
  if (gl === undefined) return <Loading />;
  if (gl === null) return <Still {...props} />;
  const Gl = gl.default;
  return <Gl {...props} />;
}

function Still(props: NetProps) {
  const { record } = useShell();
  const [box, width] = useWidth(800);
  const height = Math.round(Math.min(Math.max(width * 0.6, 380), 900));
  return (
    <Figure title={S.network.title} sources={[S.cards.ofRecord(record.name)]}>
      <div ref={box}>
        <NetSvg {...props} width={width} height={height} />
      </div>
    </Figure>
  );
}

interface Saying {
  edges: readonly NetworkEdge[];
  label: (id: string) => string;
  words: (kind: string) => string;
  choose: (key: string | null) => void;
}

function Table({ edges, label, words, chosen, choose, open }: Saying & { chosen: string | null; open: boolean }) {
  const [most, setMost] = useState(SHOWN);
  const sorted = useMemo(() => [...edges].sort((a, b) => b.count - a.count), [edges]);
  const title = S.network.listed(number(edges.length));
  return (
    <details class="placelist" open={open}>
      <summary>{title}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{S.network.columns.who}</th>
              <th scope="col">{S.network.columns.does}</th>
              <th scope="col">{S.network.columns.whom}</th>
              <th scope="col" class="n">
                {S.network.columns.count}
              </th>
              <th scope="col">
                <span class="sr">{S.network.columns.words}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((e) => {
              const key = keyOf(e);
              return (
                <tr key={key} class={key === chosen ? "on" : ""}>
                  <td>
                    <button type="button" class="link" onClick={() => choose(e.source)}>
                      {label(e.source)}
                    </button>
                  </td>
                  <td>{words(e.kind)}</td>
                  <td>
                    <button type="button" class="link" onClick={() => choose(e.target)}>
                      {label(e.target)}
                    </button>
                  </td>
                  <td class="n">{number(e.count)}</td>
                  <td>
                    <button
                      type="button"
                      class="link"
                      aria-pressed={key === chosen}
                      aria-label={S.network.showWords(S.network.edge(label(e.source), words(e.kind), label(e.target), number(e.count)))}
                      onClick={() => choose(key)}
                    >
                      {S.network.columns.words}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {most < sorted.length && (
        <button type="button" class="button" onClick={() => setMost(most + SHOWN)}>
          {S.state.more}
        </button>
      )}
    </details>
  );
}

function Side({ at, edges, label, words, choose }: Saying & { at: string }) {
  const side = useRef<HTMLElement>(null);
  useEffect(() => side.current?.focus({ preventScroll: true }), [at]);
  const edge = edges.find((e) => keyOf(e) === at);
  const title = edge ? S.network.edge(label(edge.source), words(edge.kind), label(edge.target), number(edge.count)) : label(at);
  const near = edges.filter((e) => e.source === at || e.target === at).sort((a, b) => b.count - a.count);
  return (
    <aside class="side" ref={side} tabIndex={-1} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="button plain" onClick={() => choose(null)}>
          {S.cards.close}
        </button>
      </header>
      {edge ? (
        <Cards ids={edge.ids} all={edge.count} />
      ) : (
        <ul class="relations">
          {near.map((e) => (
            <li key={keyOf(e)}>
              <button type="button" class="link" onClick={() => choose(keyOf(e))}>
                {S.network.edge(label(e.source), words(e.kind), label(e.target), number(e.count))}
              </button>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
