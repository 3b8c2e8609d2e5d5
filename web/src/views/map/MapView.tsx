/** Where things happened, each place as precise as it is told; a list of the same for keyboard and screen readers. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Place, Places } from "../../api/drawings";
import { useQuery } from "../../api/query";
import type { World } from "../../basemap/load";
import { useWorld } from "../../basemap/useWorld";
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
import { days, list, number, term } from "../../words";
import { filtersOf } from "../timeline/filters";
import { MapSvg } from "./MapSvg";
import { hasWebGl } from "./shapes";
import "./map.css";

const FILTERS = ["as_of", "between", "pair", "actor", "type", "status", "source"] as const;
const SHOWN = 200;

export default function MapView() {
  const { params } = useAddress();
  const asked = filtersOf(params, FILTERS);
  const answer = useQuery<Places>(useRecordPath("/map"), asked);
  return (
    <>
      <Head title={S.map.title} lead={S.map.lead} />
      <Answered answer={answer} empty={(d) => d.total + d.nowhere === 0 && !params.get("between")}>
        {(data) => <Shown data={data} asked={asked} />}
      </Answered>
    </>
  );
}

function Shown({ data, asked }: { data: Places; asked: Record<string, string | null> }) {
  const { params } = useAddress();
  const [webGl] = useState(hasWebGl);
  const as = chosenOf(params, "as", ["map", "figure", "table"], "map");
  const at = params.get("at");
  const place = data.features.find((p) => p.properties.id === at);
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    if (at) side.current?.focus({ preventScroll: true });
  }, [at]);
  const choose = (id: string | null): void => setParams({ at: id === at ? null : id }, "push");
  return (
    <>
      <div class="controls">
        <Choice
          name="as"
          label={S.map.as}
          first="map"
          options={[
            ["map", S.map.moving],
            ["figure", S.map.figure],
            ["table", S.map.table],
          ]}
        />
      </div>
      <div class={place ? "beside open" : "beside"}>
        <div>
          {data.features.length === 0 ? (
            <Empty title={S.map.noPlace} />
          ) : as === "table" ? null : (
            <Drawn data={data} moving={as === "map" && webGl} chosen={at} choose={choose} />
          )}
          {as === "map" && !webGl && <p class="soft small">{S.map.noWebGl}</p>}
          <ByPeriod label={S.map.period} filters={asked} />
          <Counts data={data} />
          {data.features.length > 0 && <List places={data.features} chosen={at} choose={choose} open={as === "table"} />}
          <About />
        </div>
        {place && (
          <aside class="side" ref={side} tabIndex={-1} aria-label={place.properties.name}>
            <header>
              <div>
                <h2>{place.properties.name}</h2>
                <p class="soft small">{sayPlace(place)}</p>
              </div>
              <button type="button" class="button plain" onClick={() => choose(null)}>
                {S.cards.close}
              </button>
            </header>
            <Cards ids={place.properties.ids} all={place.properties.count} />
          </aside>
        )}
      </div>
    </>
  );
}

function sayPlace({ properties: p }: Place): string {
  const how = p.area === "cluster" ? S.map.together(number(p.places)) : S.map.precision[p.precision ?? 0];
  const when = p.first && p.last ? days(p.first === p.last ? p.first : `${p.first}/${p.last}`) : "";
  const types = list(p.types.map(([type, n]) => S.map.ofType(term("type", type), number(n))), 3);
  return [how, types, when].filter(Boolean).join(" · ");
}

function Drawn({
  data,
  moving,
  chosen,
  choose,
}: {
  data: Places;
  moving: boolean;
  chosen: string | null;
  choose: (id: string | null) => void;
}) {
  const { params } = useAddress();
  const found = useWorld();
  const gl = useModule(moving ? () => import("./MapGl") : null);
  if (found === null) return <p class="soft">{S.map.noBase}</p>;
  if (!found || (moving && gl === undefined)) return <Loading />;
  if (!moving || !gl) return <Still world={found} data={data} chosen={chosen} choose={choose} />;
  const Moving = gl.default;
  return (
    <Moving
      world={found}
      places={data.features}
      chosen={chosen}
      choose={choose}
      at={params.get("c")}
      moved={(c) => setParams({ c })}
    />
  );
}

function Still({
  world,
  data,
  chosen,
  choose,
}: {
  world: World;
  data: Places;
  chosen: string | null;
  choose: (id: string | null) => void;
}) {
  const { record } = useShell();
  const [box, width] = useWidth(800);
  const height = Math.round(Math.min(Math.max(width * 0.56, 320), 900));
  return (
    <Figure title={S.map.title} sources={[S.cards.ofRecord(record.name)]}>
      <div ref={box}>
        <MapSvg
          world={world}
          places={data.features}
          width={width}
          height={height}
          chosen={chosen}
          choose={choose}
          label={S.map.said(number(data.features.length), number(data.total))}
        />
      </div>
      <p class="soft small">{S.map.attribution}</p>
    </Figure>
  );
}

function Counts({ data }: { data: Places }) {
  return (
    <p class="soft small">
      {S.map.counts(number(data.total), number(data.features.length))}
      {data.nowhere > 0 && ` ${S.map.nowhere(number(data.nowhere))}`}
      {data.square !== null && ` ${S.map.squares(number(data.square))}`}
    </p>
  );
}

function List({
  places,
  chosen,
  choose,
  open,
}: {
  places: readonly Place[];
  chosen: string | null;
  choose: (id: string | null) => void;
  open: boolean;
}) {
  const [most, setMost] = useState(SHOWN);
  return (
    <details class="placelist" open={open}>
      <summary>{S.map.listed(number(places.length))}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={S.map.listed(number(places.length))}>
        <table>
          <thead>
            <tr>
              <th scope="col">{S.map.columns.place}</th>
              <th scope="col">{S.map.columns.precision}</th>
              <th scope="col" class="n">
                {S.map.columns.count}
              </th>
              <th scope="col">{S.map.columns.types}</th>
              <th scope="col">{S.map.columns.days}</th>
            </tr>
          </thead>
          <tbody>
            {places.slice(0, most).map((p) => {
              const { id, name, count, types, first, last, area, precision, places: n } = p.properties;
              return (
                <tr key={id} class={id === chosen ? "on" : ""}>
                  <td>
                    <button type="button" class="link" aria-pressed={id === chosen} onClick={() => choose(id)}>
                      {name}
                    </button>
                  </td>
                  <td>{area === "cluster" ? S.map.together(number(n)) : S.map.precision[precision ?? 0]}</td>
                  <td class="n">{number(count)}</td>
                  <td>{list(types.map(([type, k]) => S.map.ofType(term("type", type), number(k))), 3)}</td>
                  <td>{first && last ? days(first === last ? first : `${first}/${last}`) : S.words.noDay}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {most < places.length && (
        <button type="button" class="button" onClick={() => setMost(most + SHOWN)}>
          {S.state.more}
        </button>
      )}
    </details>
  );
}

function About() {
  const found = useWorld();
  return (
    <details class="about">
      <summary>{S.map.about}</summary>
      <p>{S.map.aboutBase}</p>
      <p>{S.map.aboutLines}</p>
      {found && (
        <ul class="inline">
          {found.disputed.features.map((f) => (
            <li key={f.properties.name}>{f.properties.name}</li>
          ))}
        </ul>
      )}
      <p>{S.map.aboutAreas}</p>
      {found && (
        <ul class="inline">
          {found.areas.features
            .filter((f) => f.properties.note.startsWith("no line"))
            .map((f) => (
              <li key={f.properties.name}>{S.map.noLine(f.properties.name, f.properties.note)}</li>
            ))}
        </ul>
      )}
      <p>{S.map.aboutPrecision}</p>
    </details>
  );
}
