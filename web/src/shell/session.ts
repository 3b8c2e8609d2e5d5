/** Who is here: asked for at the start, and again after signing in or out. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { forget, Problem, question, read, useToken, whenSignedOut, write } from "../api/client";
import { ROLES, type Me, type Role } from "../api/people";
import type { Route } from "../routes";

export type Session = Me;

/** Whether the caller's role in a record, the higher of the two he may have, reaches `least`. */
export function may(session: Session | undefined, record: string, least: Role): boolean {
  const roles = [session?.roles[record], session?.everywhere];
  return roles.some((role) => role && ROLES.indexOf(role) >= ROLES.indexOf(least));
}

/** Whether the caller may open a view: those for several people are there only where the server has accounts. */
export function opens(session: Session | undefined, route: Route, record: string): boolean {
  if (!route.site && !route.least) return true;
  if (!session?.accounts) return false;
  if (route.site) return route.site === "anybody" || session.everywhere === "admin";
  return may(session, record, route.least ?? "admin");
}

export interface Signing {
  session: Session | undefined;
  error: Problem | undefined;
  refresh: () => Promise<void>;
  signIn: (name: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
}

export function useSession(): Signing {
  const [session, setSession] = useState<Session>();
  const [error, setError] = useState<Problem>();
  const take = useCallback((next: Session) => {
    useToken(next.csrf);
    setError(undefined);
    setSession(next);
  }, []);
  const refresh = useCallback(() => {
    return read<Session>(question("/session")).then(take, (e: unknown) =>
      setError(e instanceof Problem ? e : new Problem(0, { detail: String(e) })),
    );
  }, []);
  useEffect(() => void refresh(), []);
  // The session ended, here or elsewhere: whatever was asked next says so.
  useEffect(() => whenSignedOut(setError), []);
  const signIn = useCallback(async (name: string, password: string) => {
    await write<unknown>("/session", { name, password });
    forget();
    take(await read<Session>(question("/session")));
  }, []);
  const signOut = useCallback(async () => {
    await write<unknown>("/session", undefined, "DELETE");
    forget();
    setSession(undefined);
    await refresh();
  }, []);
  return { session, error, refresh, signIn, signOut };
}
