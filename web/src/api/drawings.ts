/** Answers made for drawing and for review: names for the description of the API, and pairs it cannot say. */

import type { components } from "./schema";
import type { Claim, Told } from "./types";

type Schemas = components["schemas"];

export type Bar = Schemas["Bar"];
export type Bucket = Schemas["Stretch"];
export type Lane = Schemas["Lane"];
export type Lanes = Schemas["Lanes"];

export type PlaceProperties = Omit<Schemas["PlaceTold"], "types"> & { types: [type: string, count: number][] };
export interface Place {
  type: "Feature";
  geometry: { type: "Point"; coordinates: [lon: number, lat: number] };
  properties: PlaceProperties;
}
export type Places = Omit<Schemas["Places"], "features"> & { features: Place[] };

export type NetworkKind = Schemas["Relation"];
export type NetworkNode = Schemas["Node"];
export type NetworkEdge = Schemas["Edge"];
export type Network = Schemas["Network"];

export type Beside = Schemas["Beside"];
export type BesideAccount = Schemas["BesideAccount"];
export type BesideField = Schemas["BesideField"];

/** Whatever an id stands for; `told` as `servanda show --json` prints it. */
export type Thing = Omit<Schemas["Thing"], "told"> & { told: Told[] };

export type Found = Schemas["Found"];
export type Hit = Schemas["Hit"];

export type Doubt = Omit<Schemas["Doubt"], "claims"> & { claims: Claim[] };
export interface Queue {
  items: Doubt[];
  total: number;
}
export type Agreement = Schemas["AgreementShown"];
export type Reviewer = Schemas["ReviewerShown"];
