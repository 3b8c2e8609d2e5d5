/** Places as shapes: circles on the globe, whole countries, and what a view must hold to show them all. */

import { geoCircle } from "d3-geo";
import type { FeatureCollection, Geometry, MultiPoint, Polygon, Position } from "geojson";
import type { Place, PlaceProperties } from "../../api/drawings";
import type { World } from "../../basemap/load";

const KM_PER_DEGREE = 111.2;
/** Degrees a view shows at least, so that one town is seen with its surroundings. */
const LEAST = 3;

export function circleOf(place: Place): Polygon {
  const km = place.properties.radius_km ?? 10;
  return geoCircle().center(place.geometry.coordinates).radius(km / KM_PER_DEGREE).precision(4)();
}

/** Radius in pixels of a point that stands for so many incidents. */
export function sizeOf(count: number): number {
  return Math.min(26, 5 + 2.2 * Math.sqrt(count));
}

export function circlesOf(places: readonly Place[]): FeatureCollection<Polygon, PlaceProperties> {
  const some = places.filter((p) => p.properties.area === "circle");
  // Larger ones first: smaller ones lie above and can be chosen.
  some.sort((a, b) => (b.properties.radius_km ?? 0) - (a.properties.radius_km ?? 0));
  return {
    type: "FeatureCollection",
    features: some.map((p) => ({ type: "Feature", properties: p.properties, geometry: circleOf(p) })),
  };
}

/** Countries of which incidents are told and no nearer place. */
export function countriesOf(places: readonly Place[], world: World): Map<string, Place> {
  const known = new Set(world.countries.features.map((f) => String(f.id)));
  const found = new Map<string, Place>();
  for (const place of places) {
    if (place.properties.area !== "country") continue;
    for (const code of place.properties.countries) if (known.has(code) && !found.has(code)) found.set(code, place);
  }
  return found;
}

/** West, south, east, north of all places, with room around. */
export function boundsOf(places: readonly Place[]): [number, number, number, number] | null {
  // Whole countries widen the view only if there is nothing nearer.
  const near = places.filter((p) => p.properties.area !== "country");
  const some = near.length > 0 ? near : places;
  if (some.length === 0) return null;
  const [west, east] = middle(some, 0);
  const [south, north] = middle(some, 1);
  const pad = (low: number, high: number, most: number): [number, number] => {
    const more = Math.max(0, LEAST - (high - low)) / 2 + (high - low) * 0.06;
    return [Math.max(-most, low - more), Math.min(most, high + more)];
  };
  const [w, e] = pad(west, east, 180);
  const [s, n] = pad(south, north, 80);
  return [w, s, e, n];
}

/** Where all but the outermost twelfth of incidents at each end lie, by longitude (0) or latitude (1). */
function middle(places: readonly Place[], axis: 0 | 1): [number, number] {
  const sorted = places
    .map(({ geometry, properties }) => ({
      at: geometry.coordinates[axis],
      by: Math.min(8, (properties.radius_km ?? 10) / KM_PER_DEGREE),
      count: properties.count,
    }))
    .sort((a, b) => a.at - b.at);
  const all = sorted.reduce((sum, p) => sum + p.count, 0);
  let seen = 0;
  const kept = sorted.filter((p) => {
    const before = seen;
    seen += p.count;
    return seen > all / 12 && before < (all * 11) / 12;
  });
  return [Math.min(...kept.map((p) => p.at - p.by)), Math.max(...kept.map((p) => p.at + p.by))];
}

export function cornersOf([west, south, east, north]: [number, number, number, number]): MultiPoint {
  return {
    type: "MultiPoint",
    coordinates: [
      [west, south],
      [east, north],
    ],
  };
}

/** Whether this browser draws with WebGL 2. */
export function hasWebGl(): boolean {
  try {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2");
    gl?.getExtension("WEBGL_lose_context")?.loseContext();
    return gl !== null;
  } catch {
    return false;
  }
}

/** A ring whose longitudes run on past 180° instead of jumping: a flat map would draw the jump as a line. */
function unrolled(ring: readonly Position[]): Position[] {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  const out = ring.map(([lon = 0, lat = 0]) => {
    if (lon - before > 180) turn -= 360;
    else if (lon - before < -180) turn += 360;
    before = lon;
    return [lon + turn, lat];
  });
  // Around a pole the ring does not close: it goes on along the edge of the map.
  if (turn !== 0) out.push([out.at(-1)?.[0] ?? 0, -90], [out[0]?.[0] ?? 0, -90], out[0] ?? [0, 0]);
  return out;
}

/** A shape of the globe for a flat map. */
export function flat<G extends Geometry>(geometry: G): G {
  if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(unrolled) };
  if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.map((p) => p.map(unrolled)) };
  return geometry;
}
