/** Answers about accounts, keys, members and hidden names: names for the description of the API. */

import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Ways = Schemas["Ways"];
export type Role = Me["roles"][string];
export type Scope = Schemas["WantedKey"]["scopes"][number];

export type Member = Schemas["MemberShown"];
export type MemberList = Schemas["MemberList"];
export type Key = Schemas["KeyShown"];
export type KeyList = Schemas["KeyList"];
export type NewKey = Schemas["NewKey"];
export type Mark = Schemas["MarkShown"];
export type MarkList = Schemas["MarkList"];
export type User = Schemas["UserShown"];
export type UserList = Schemas["UserList"];
export type AuditEntry = Schemas["AuditEntry"];

/** What is sent; what has a default may be left out. */
export type NewUser = Partial<Schemas["NewUser"]> & Pick<Schemas["NewUser"], "name">;
export type ChangedUser = Partial<Schemas["ChangedUser"]>;
export type WantedKey = Schemas["WantedKey"];

/** Each may do what those before it may. */
export const ROLES: readonly Role[] = ["reader", "coder", "reviewer", "admin"];
export const SCOPES: readonly Scope[] = ["read", "judge", "ingest", "admin"];
