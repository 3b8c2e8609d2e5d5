/** The base map: compiled by `npm run basemap`, read once when the first map is shown. */

import { feature, mesh } from "topojson-client";
import type { Feature, FeatureCollection, Geometry, MultiLineString, Point } from "geojson";
import type { GeometryCollection, MultiLineString as Lines, Topology } from "topojson-specification";
import address from "./generated/world.json?url";

export interface World {
  /** By ISO code of three letters, with `name`. */
  countries: FeatureCollection<Geometry, { name: string }>;
  borders: MultiLineString;
  /** Lines in dispute, each with a neutral name. */
  disputed: FeatureCollection<MultiLineString, { name: string }>;
  /** Where a disputed area's name stands, and whether the map has a line there. */
  areas: FeatureCollection<Point, { name: string; note: string }>;
}

type File = Topology<{
  countries: GeometryCollection<{ name: string }>;
  borders: Lines;
  disputed: GeometryCollection<{ name: string }>;
  areas: GeometryCollection<{ name: string; note: string }>;
}>;

let asked: Promise<World> | undefined;

export function world(): Promise<World> {
  asked ??= fetch(address)
    .then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json() as Promise<File>;
    })
    .then(
      (file) => ({
        countries: feature(file, file.objects.countries),
        borders: mesh(file, file.objects.borders),
        disputed: feature(file, file.objects.disputed) as World["disputed"],
        areas: feature(file, file.objects.areas) as World["areas"],
      }),
      (error: unknown) => {
        asked = undefined;
        throw error;
      },
    );
  return asked;
}

export type Country = Feature<Geometry, { name: string }>;
