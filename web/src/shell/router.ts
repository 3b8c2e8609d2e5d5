/**
 * The address is the state: `/r/{record}/{view}/{id}?as_of=…&pair=…`. Every view is a link that can be sent.
 * Any `<a href="/…">` navigates without a reload; nothing needs a component for it.
 */

import { useEffect, useState } from "preact/hooks";

export interface Address {
  /** Id of the record; empty on the list of records and in views of the site (`/keys`). */
  record: string;
  /** Name of the view (see routes.ts); empty for the record's first. */
  view: string;
  /** What the view shows: an incident, a report, any thing; or null. */
  id: string | null;
  params: URLSearchParams;
}

/** Parameters that follow the reader from view to view; all others belong to the view they were set on. */
const LASTING = ["as_of", "between", "pair"] as const;

export function parse(url: URL): Address {
  const parts = url.pathname.split("/").filter(Boolean).map(decodeOrAsIs);
  const params = url.searchParams;
  if (parts[0] !== "r") return { record: "", view: parts[0] ?? "", id: null, params };
  return { record: parts[1] ?? "", view: parts[2] ?? "", id: parts.slice(3).join("/") || null, params };
}

function decodeOrAsIs(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

let current = parse(new URL(location.href));
/** The record looked at last: views outside of a record lead back to it. */
let last = current.record;
const listeners = new Set<() => void>();

export function here(): Address {
  return current;
}

/** The record of the address, else the one looked at last. */
export function lately(): string {
  return current.record || last;
}

/** Which record views outside of one lead to. */
export function lookAt(record: string): void {
  last = record;
}

function moved(): void {
  current = parse(new URL(location.href));
  last = lately();
  for (const listener of listeners) listener();
}

/** Goes to an address of the page. `replace` for steps that "back" should not stop at (a slider's days). */
export function go(to: string, how: "push" | "replace" = "push"): void {
  if (to === location.pathname + location.search + location.hash) return;
  const before = current;
  if (how === "replace") history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  moved();
  if (how === "push" && (before.view !== current.view || before.id !== current.id)) scrollTo(0, 0);
}

export type Patch = Record<string, string | null | undefined>;

function path(record: string, view: string, id: string | null): string {
  const parts = ["r", record, view, ...(id ? [id] : [])];
  return `/${parts.map((p) => encodeURIComponent(p)).join("/")}`;
}

function withParams(base: string, params: URLSearchParams): string {
  params.sort();
  const said = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return said ? `${base}?${said}` : base;
}

/** The address of another view (or thing) of this record, with the day and pair that last, and `patch`. */
export function to(view: string, id: string | null = null, patch: Patch = {}): string {
  const params = new URLSearchParams();
  for (const name of LASTING) {
    const value = current.params.get(name);
    if (value) params.set(name, value);
  }
  apply(params, patch);
  return withParams(path(lately(), view, id), params);
}

/** This view with some parameters changed (null drops one). */
export function withPatch(patch: Patch): string {
  const params = new URLSearchParams(current.params);
  apply(params, patch);
  return withParams(location.pathname, params);
}

function apply(params: URLSearchParams, patch: Patch): void {
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === "") params.delete(name);
    else params.set(name, value);
  }
}

/** Changes parameters of this view's address. */
export function setParams(patch: Patch, how: "push" | "replace" = "replace"): void {
  go(withPatch(patch), how);
}

/** The address, and again whenever it changes. */
export function useAddress(): Address {
  const [address, set] = useState(current);
  useEffect(() => {
    const listener = (): void => set(current);
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return address;
}

/** Listens for the browser's back and forward and for links; once, at the start. */
export function listen(): void {
  addEventListener("popstate", moved);
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    // An HTML or an SVG link: the attribute is what both have.
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || link.hasAttribute("target") || link.hasAttribute("download")) return;
    const to = new URL(link.getAttribute("href") ?? "", location.href);
    if (to.origin !== location.origin || /^\/(api|licences)\//.test(to.pathname)) return;
    // A part of this very page: the browser's own jump.
    if (to.hash && to.pathname === location.pathname && to.search === location.search) return;
    event.preventDefault();
    go(to.pathname + to.search + to.hash);
  });
}
