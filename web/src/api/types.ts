/** What the server answers with: names for its description (`web/openapi.json`; `npm run types` makes schema.d.ts). */

import type { components } from "./schema";

type Schemas = components["schemas"];

/** `2022-09-13`, or `2022-09-06/2022-09-13`. */
export type Day = string;

export type Bearing = Evidence["bearing"];
/** A claim with its fields and where its words stand: spans are pairs, which the description cannot say. */
export type Claim = Omit<Schemas["ClaimShown"], "spans" | "field_spans"> & {
  spans: Pair[];
  field_spans: Record<string, Pair>;
};
export type ClaimKind = Claim["kind"];
export type Commitment = Schemas["Commitment"];
export type Contradiction = Schemas["Contradiction"];
export type Count = Schemas["Count"];
export type Evidence = Schemas["TrailEvidence"];
export type EvidenceKind = Evidence["kind"];
export type Explained = Schemas["Explained"];
/** An incident with the words of its accounts. */
export type Incident = Schemas["IncidentTold"];
export type Job = Schemas["Job"];
export type Judged = Schemas["Judged"];
export type Judgement = Schemas["Judgement"];
export type Mention = Schemas["MentionShown"];
export type Overview = Schemas["Overview"];
export type Pair = [start: number, end: number];
export type ReportMeta = Schemas["Report"];
export type ReportShown = Omit<Schemas["ReportShown"], "claims"> & { claims: Claim[] };
export type Stretch = Schemas["Stretch"];
export type Tally = Schemas["Tally"];
export type Term = Schemas["Term"];
export type TermShown = Schemas["TermShown"];
/** One account in short: enough to show its words and lead to them. */
export type Told = Schemas["Words"];
export type Version = Schemas["Version"];
export type Who = Schemas["Who"];
export type WhereIs = Schemas["WhereIs"];
export type Where = Schemas["Where"];
