/** Every view of the page, in the order of the navigation. A view is one line here and a module loaded when asked for. */

import type { ComponentType } from "preact";
import type { Role } from "./api/people";
import { to } from "./shell/router";
import { S } from "./strings";

export type FilterName =
  | "between"
  | "pair"
  | "actor"
  | "source"
  | "place"
  | "type"
  | "act"
  | "standing"
  | "measure"
  | "status"
  | "policy"
  | "text";

export interface Route {
  view: string;
  title: string;
  /** Where it stands in the navigation; a view without a group is reached by links only. */
  group?: "look" | "check" | "decide" | "people";
  /** Second key after "g". */
  key?: string;
  filters: readonly FilterName[];
  /** No day slider: the view shows what does not depend on a day. */
  timeless?: boolean;
  /** Only where the server has accounts, for who has this role in the record. */
  least?: Role;
  /** Of the site, not of a record: its address is `/{view}`. Only where the server has accounts. */
  site?: "anybody" | "admin";
  load: () => Promise<{ default: ComponentType }>;
}

export const ROUTES: readonly Route[] = [
  {
    view: "overview",
    title: S.nav.overview,
    group: "look",
    key: "o",
    filters: [],
    load: () => import("./views/overview/Overview"),
  },
  {
    view: "timeline",
    title: S.nav.timeline,
    group: "look",
    key: "t",
    filters: ["between", "pair", "actor", "type", "place"],
    load: () => import("./views/timeline/Timeline"),
  },
  {
    view: "map",
    title: S.nav.map,
    group: "look",
    key: "m",
    filters: ["between", "pair", "actor", "type", "status", "source"],
    load: () => import("./views/map/MapView"),
  },
  {
    view: "network",
    title: S.nav.network,
    group: "look",
    key: "n",
    filters: ["between", "pair", "actor", "source"],
    load: () => import("./views/network/NetworkView"),
  },
  {
    view: "commitments",
    title: S.nav.commitments,
    group: "check",
    key: "c",
    filters: ["pair", "actor", "act", "standing", "between", "source", "place"],
    load: () => import("./views/commitments/Commitments"),
  },
  {
    view: "figures",
    title: S.nav.figures,
    group: "check",
    key: "f",
    filters: ["measure", "pair", "actor", "between", "source", "place"],
    load: () => import("./views/figures/Figures"),
  },
  {
    view: "incidents",
    title: S.nav.incident,
    filters: [],
    load: () => import("./views/incident/IncidentView"),
  },
  {
    view: "search",
    title: S.nav.search,
    group: "check",
    key: "s",
    filters: [],
    load: () => import("./views/search/SearchView"),
  },
  {
    view: "review",
    title: S.nav.review,
    group: "decide",
    key: "r",
    filters: [],
    load: () => import("./views/review/ReviewView"),
  },
  {
    view: "reports",
    title: S.nav.reports,
    group: "look",
    key: "p",
    filters: ["source"],
    load: () => import("./views/report/Report"),
  },
  {
    view: "things",
    title: S.nav.thing,
    filters: [],
    load: () => import("./views/thing/Thing"),
  },
  {
    view: "add",
    title: S.nav.add,
    group: "decide",
    key: "a",
    filters: [],
    timeless: true,
    load: () => import("./views/add/Add"),
  },
  {
    view: "codebook",
    title: S.nav.codebook,
    group: "decide",
    key: "b",
    filters: [],
    timeless: true,
    load: () => import("./views/codebook/Codebook"),
  },
  {
    view: "marks",
    title: S.nav.marks,
    group: "people",
    key: "h",
    filters: [],
    timeless: true,
    least: "reviewer",
    load: () => import("./views/people/Marks"),
  },
  {
    view: "members",
    title: S.nav.members,
    group: "people",
    key: "e",
    filters: [],
    timeless: true,
    least: "admin",
    load: () => import("./views/people/Members"),
  },
  {
    view: "account",
    title: S.nav.account,
    key: "y",
    filters: [],
    timeless: true,
    site: "anybody",
    load: () => import("./views/people/Account"),
  },
  {
    view: "keys",
    title: S.nav.keys,
    group: "people",
    key: "k",
    filters: [],
    timeless: true,
    site: "anybody",
    load: () => import("./views/people/Keys"),
  },
  {
    view: "accounts",
    title: S.nav.accounts,
    group: "people",
    key: "u",
    filters: [],
    timeless: true,
    site: "admin",
    load: () => import("./views/people/Accounts"),
  },
  {
    view: "audit",
    title: S.nav.audit,
    group: "people",
    key: "d",
    filters: [],
    timeless: true,
    site: "admin",
    load: () => import("./views/people/Audit"),
  },
];

export function routeOf(view: string): Route | undefined {
  return ROUTES.find((r) => r.view === (view || "overview"));
}

/** The address of a view: of this record, or of the site. */
export function addressOf(route: Route): string {
  return route.site ? `/${route.view}` : to(route.view);
}
