/**
 * What the server answers with. The shapes are those of the command line's `--json` (docs/record/views.md):
 * actors as `name|COUNTRY|SECTOR`, days as `2022-09-13` or `2022-09-06/2022-09-13`.
 */

export type Day = string;
export type ActorText = string;

/** One account in short: enough to show its words and lead to them. */
export interface Told {
  account: string;
  report: string;
  outlet: string | null;
  reported: Day | null;
  by: string;
  day: Day | null;
  quote: string;
  /** Of a report's claims: the views it is in. */
  in?: string[];
}

export interface Where {
  name: string;
  id: string | null;
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
  precision: number | null;
  countries: string[];
}

export interface Incident {
  id: string;
  accounts: string[];
  type: string;
  mode: string | null;
  actors: ActorText[];
  recipients: ActorText[];
  statuses: [string, number][];
  when: Day | null;
  where: Where | null;
  words: string;
  first_reported: Day | null;
  last_reported: Day | null;
  reports: string[];
  originals: number;
  background: boolean;
  reasons: string[];
  told: Told[];
}

export type EvidenceKind = "alleged" | "observed" | "admitted" | "found";
export type Bearing = "breaks" | "keeps" | "doubts" | "collapses" | "denies";

export interface Evidence {
  incident: string | null;
  account: string;
  report: string;
  outlet: string | null;
  quote: string;
  kind: EvidenceKind;
  bearing: Bearing;
  by: string;
  day: Day | null;
  reported: Day | null;
  days_after: number | null;
  distance_km: number | null;
  score: number;
  reasons: string[];
}

export interface Term {
  number: number;
  start: Day | null;
  end: Day | null;
  renewal: string | null;
  notice: Day | null;
}

export interface Step {
  phase: string;
  when: Day | null;
  account: string | null;
  quote: string | null;
  why: string;
}

export interface Version {
  accounts: string[];
  force: string;
  term: string | null;
  instrument: string | null;
  quote: string;
}

export interface Tie {
  how: string;
  other: string;
  why: string;
}

export interface Commitment {
  id: string;
  act: string;
  obligors: ActorText[];
  beneficiaries: ActorText[];
  force: string;
  date: Day | null;
  start: Day | null;
  end: Day | null;
  term: string | null;
  renewal: string | null;
  condition: string | null;
  instrument: string | null;
  quotes: string[];
  lifecycle: string;
  standing: string;
  standing_by: string[];
  standing_since: Day | null;
  standing_reasons: string[];
  expiry: Day | null;
  terms: Term[];
  renewals: unknown[];
  evidence: Evidence[];
  steps: Step[];
  ties: Tie[];
  versions: Version[];
  conditions: { condition: string; met: string }[];
  instrument_id: string | null;
  track: string | null;
  place: unknown;
  accounts: string[];
  reports: string[];
  originals: number;
  first_reported: Day | null;
  last_reported: Day | null;
  reasons: string[];
}

export interface Count {
  account: string;
  report: string;
  low: number | null;
  high: number | null;
  approx: boolean;
  by: ActorText | null;
  outlet: string | null;
  day: Day | null;
  quote: string;
  stance: "own" | "enemy" | "other";
  copy_of: string | null;
  revises: string | null;
  when: Day | null;
  place: string | null;
}

export interface Tally {
  id: string;
  incident: string | null;
  measure: string;
  of: string | null;
  side: string | null;
  event: string | null;
  when: Day | null;
  place: string | null;
  cumulative: boolean;
  unit: string | null;
  counts: Count[];
  low: number | null;
  best: number | null;
  high: number | null;
  policy: string;
  why: string[];
  part_of: string[];
  series: string[];
  beside: string[];
  reasons: string[];
}

export interface Side {
  account: string;
  report: string;
  by: string;
  quote: string;
  says: string;
  day: Day | null;
  others: string[];
}

export interface Contradiction {
  id: string;
  kind: string;
  about: string[];
  sides: Side[];
  score: number;
  reasons: string[];
}

export interface Session {
  id: string;
  name: string;
  csrf: string | null;
  /** Whether people sign in here; one user on one machine does not. */
  login?: boolean;
  roles?: Record<string, string>;
  everywhere?: string | null;
}

export type ClaimKind = "event" | "statement" | "figure" | "commitment";
export type Pair = [start: number, end: number];

export interface ReportMeta {
  id: string;
  version: string;
  source: string | null;
  title: string | null;
  published: Day | null;
  written: Day | null;
  placed: Day | null;
  url: string | null;
  licence: string;
  redistributable: boolean;
}

/** A claim with its fields and where its words stand in the report's text. */
export interface Claim {
  id: string;
  kind: ClaimKind;
  report: string;
  outlet: string | null;
  reported: Day | null;
  of: ReportMeta;
  by: string;
  day: Day | null;
  quote: string;
  quotes: string[];
  context: string;
  position: number;
  fields: Record<string, unknown>;
  spans: Pair[];
  field_spans: Record<string, Pair>;
  coder: string;
  score: number;
  reasons: string[];
  chain: { source: string | null; stance: string; words: Pair | null }[];
  vouched: boolean;
  when: Day | null;
  where: Where | null;
  actor_ids: (string | null)[];
  recipient_ids: (string | null)[];
  groups: string[];
  judged: boolean;
}

export interface Mention {
  start: number;
  end: number;
  kind: "actor" | "place" | "time" | "number" | "quotation";
  more: Record<string, unknown>;
}

export interface Judgement {
  id: string;
  number: number;
  verdict: string;
  things: string[];
  field: string;
  value: string;
  reasons: string[];
  author: string;
  role: string;
  at: string;
}

export interface ReportShown {
  report: ReportMeta;
  /** `null` if it may not be passed on: then only quotations are shown. */
  text: string | null;
  language: string | null;
  written_reasons: string[];
  claims: Claim[];
  mentions: Mention[];
  judgements: Judgement[];
  head: string;
}

export interface Explained {
  id: string;
  about: { what: string; because: { words: string; told: Told[] }[] }[];
}

export interface Judged {
  judgement: Judgement;
  into: string | null;
  conflict: boolean;
  others: Judgement[];
  head: string;
}

export interface Overview {
  counts: Record<string, number>;
  span: Day | null;
  reports: ReportMeta[];
  /** With or without the words behind them. */
  incidents: (Omit<Incident, "told"> & { told?: Told[] })[];
  contested: { tally: Tally; spread: number }[];
  contradictions: Contradiction[];
  ending: Commitment[];
  gaps: {
    sources: { name: string; count: number }[];
    days: { first: Day; last: Day; days: number }[];
    countries: { name: string; count: number }[];
  };
  head: string;
  reported?: { first: Day; last: Day; count: number }[];
}
