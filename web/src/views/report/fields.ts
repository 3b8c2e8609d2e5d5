/** Fields of a claim in words, and how each is typed. */

import type { Claim } from "../../api/types";
import { S } from "../../strings";
import { actors, days, duration, number, term } from "../../words";

/** Fields whose values are terms of the codebook. */
export const TERMS = new Set(["type", "mode", "status", "form", "measure", "act", "force", "renewal"]);
const ACTORS = new Set(["actors", "recipients", "addressees", "obligors", "beneficiaries", "says", "speaker"]);
const DATES = new Set(["date", "start", "end"]);

export function isEmpty(value: unknown): boolean {
  return value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

/** A field's value in words. */
export function inWords(name: string, value: unknown): string {
  if (isEmpty(value)) return value === false ? S.report.no : S.words.unknown;
  if (value === true) return S.report.yes;
  if (ACTORS.has(name)) return actors((Array.isArray(value) ? value : [value]).map(String), 9);
  if (DATES.has(name) && typeof value === "string") return days(value);
  if (name === "term" || name === "unit") return duration(String(value));
  if (typeof value === "number") return number(value);
  if (TERMS.has(name)) return term(name, String(value));
  return String(value);
}

/** What stands in the input when the field is corrected; actors one a line. */
export function asTyped(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.map(String).join("\n") : String(value);
}

export function isList(name: string): boolean {
  return ["actors", "recipients", "addressees", "obligors", "beneficiaries"].includes(name);
}

/** What a claim is, on one line: its term, and who. */
export function headline(claim: Claim): { kind: string; id: string; who: string[]; to: string[] } {
  const f = claim.fields;
  const texts = (v: unknown): string[] => (Array.isArray(v) ? v.map(String) : v ? [String(v)] : []);
  switch (claim.kind) {
    case "event":
      return { kind: "type", id: String(f["type"]), who: texts(f["actors"]), to: texts(f["recipients"]) };
    case "statement":
      return { kind: "form", id: String(f["form"]), who: texts(f["speaker"]), to: texts(f["addressees"]) };
    case "figure":
      return { kind: "measure", id: String(f["measure"]), who: texts(f["says"]), to: [] };
    case "commitment":
      return { kind: "act", id: String(f["act"]), who: texts(f["obligors"]), to: texts(f["beneficiaries"]) };
  }
}
