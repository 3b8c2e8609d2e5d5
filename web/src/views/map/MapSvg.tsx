/** A map as one `<svg>`: for print and files, for browsers without WebGL, and the small map of an incident. */

import { geoMercator, geoPath } from "d3-geo";
import { useMemo } from "preact/hooks";
import type { Place } from "../../api/drawings";
import type { World } from "../../basemap/load";
import { S } from "../../strings";
import { number } from "../../words";
import { boundsOf, circlesOf, cornersOf, countriesOf, sizeOf } from "./shapes";
import "./mapsvg.css";

export interface MapSvgProps {
  world: World;
  places: readonly Place[];
  width: number;
  height: number;
  /** Names beside the points. */
  labels?: boolean;
  chosen?: string | null;
  choose?: (id: string) => void;
  label: string;
}

const WORLD: [number, number, number, number] = [-150, -50, 170, 72];

export function MapSvg({ world, places, width, height, labels = true, chosen, choose, label }: MapSvgProps) {
  const projection = useMemo(() => {
    const corners = cornersOf(boundsOf(places) ?? WORLD);
    return geoMercator()
      .fitExtent(
        [
          [12, 12],
          [width - 12, height - 12],
        ],
        corners,
      )
      .clipExtent([
        [-2, -2],
        [width + 2, height + 2],
      ]);
  }, [places, width, height]);
  const base = useMemo(() => {
    const path = geoPath(projection);
    return {
      countries: world.countries.features.map((f) => ({ id: String(f.id), name: f.properties.name, d: path(f) })),
      borders: path(world.borders),
      disputed: world.disputed.features.map((f) => ({ name: f.properties.name, d: path(f) })),
    };
  }, [world, projection]);
  const path = geoPath(projection);
  const whole = countriesOf(places, world);
  const points = places.filter((p) => p.properties.area === "point" || p.properties.area === "cluster");
  const said = (p: Place): string => S.map.place(p.properties.name, number(p.properties.count));
  const press = choose
    ? (id: string) => ({
        onClick: () => choose(id),
        class: chosen === id ? "shape on" : "shape",
      })
    : (_: string) => ({ class: "shape" });
  const kept = world.areas.features.filter((f) => {
    const at = projection(f.geometry.coordinates as [number, number]);
    return at && at[0] > 20 && at[0] < width - 60 && at[1] > 12 && at[1] < height - 6;
  });
  return (
    <svg class="drawing mapsvg" role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect class="sea" width={width} height={height} />
      {base.countries.map(
        ({ id, name, d }) =>
          d && (
            <path
              key={id}
              class={landClass(whole.get(id), chosen)}
              d={d}
              {...(choose && whole.has(id) ? { onClick: () => choose(whole.get(id)?.properties.id ?? "") } : {})}
            >
              <title>{name}</title>
            </path>
          ),
      )}
      {base.borders && <path class="border" d={base.borders} />}
      {base.disputed.map(
        ({ name, d }) =>
          d && (
            <path key={name} class="border disputed" d={d}>
              <title>{S.map.disputed(name)}</title>
            </path>
          ),
      )}
      {labels &&
        kept.map((f) => {
          const at = projection(f.geometry.coordinates as [number, number]);
          return (
            at && (
              <text key={f.properties.name} class="area" x={at[0]} y={at[1]} text-anchor="middle">
                {f.properties.name}
              </text>
            )
          );
        })}
      {circlesOf(places).features.map((f) => {
        const d = path(f);
        return (
          d && (
            <g key={f.properties.id} {...press(f.properties.id)}>
              <path class="circle" d={d}>
                <title>{S.map.place(f.properties.name, number(f.properties.count))}</title>
              </path>
            </g>
          )
        );
      })}
      {[...points].reverse().map((p) => {
        const at = projection(p.geometry.coordinates);
        if (!at) return null;
        const r = sizeOf(p.properties.count);
        return (
          <g key={p.properties.id} {...press(p.properties.id)}>
            <circle class={p.properties.area === "cluster" ? "point cluster" : "point"} cx={at[0]} cy={at[1]} r={r}>
              <title>{said(p)}</title>
            </circle>
          </g>
        );
      })}
      {labels && <Labels places={places} projection={projection} width={width} height={height} />}
    </svg>
  );
}

function landClass(told: Place | undefined, chosen: string | null | undefined): string {
  if (!told) return "land";
  return told.properties.id === chosen ? "land told on" : "land told";
}

/** Names of places, the largest first; those that would lie on another are left out. */
function Labels({
  places,
  projection,
  width,
  height,
}: {
  places: readonly Place[];
  projection: ReturnType<typeof geoMercator>;
  width: number;
  height: number;
}) {
  const taken: [number, number, number, number][] = [];
  const out = [];
  for (const p of [...places].sort((a, b) => b.properties.count - a.properties.count)) {
    if (p.properties.area === "country") continue;
    const at = projection(p.geometry.coordinates);
    if (!at || at[0] < 0 || at[0] > width || at[1] < 0 || at[1] > height) continue;
    const long = p.properties.name.length * 6.6;
    const r = p.properties.area === "circle" ? 4 : sizeOf(p.properties.count);
    const left = at[0] + r + 4 + long > width;
    const x = left ? at[0] - r - 4 - long : at[0] + r + 4;
    const box: [number, number, number, number] = [x, at[1] - 8, x + long, at[1] + 6];
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
    taken.push(box);
    out.push(
      <text key={p.properties.id} class="name" x={x} y={at[1] + 4}>
        {p.properties.name}
      </text>,
    );
  }
  return <g aria-hidden="true">{out}</g>;
}
