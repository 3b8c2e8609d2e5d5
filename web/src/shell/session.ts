/** Who is here: asked for at the start, and again after signing in or out. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { forget, Problem, question, read, useToken, write } from "../api/client";

export interface Session {
  /** Absent where nobody signs in: one user on one machine. */
  signed_in?: boolean;
  name: string | null;
  /** One user on one machine: nobody signs out. */
  local?: boolean;
  roles: Record<string, string>;
  everywhere: string | null;
  csrf: string | null;
}

/** How one may sign in. */
export interface Ways {
  password: boolean;
  oidc: { id: string; label: string; start: string }[];
}

const RANK = ["reader", "coder", "reviewer", "admin"];

/** Whether the caller's role in a record reaches `least`. */
export function may(session: Session | undefined, record: string, least: string): boolean {
  const role = session?.roles?.[record] ?? session?.everywhere ?? "";
  return RANK.indexOf(role) >= RANK.indexOf(least);
}

export interface Signing {
  session: Session | undefined;
  error: Problem | undefined;
  refresh: () => void;
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
    read<Session>(question("/session")).then(take, (e: unknown) =>
      setError(e instanceof Problem ? e : new Problem(0, { detail: String(e) })),
    );
  }, []);
  useEffect(refresh, []);
  const signIn = useCallback(async (name: string, password: string) => {
    await write<unknown>("/session", { name, password });
    forget();
    take(await read<Session>(question("/session")));
  }, []);
  const signOut = useCallback(async () => {
    await write<unknown>("/session", undefined, "DELETE");
    forget();
    setSession(undefined);
    refresh();
  }, []);
  return { session, error, refresh, signIn, signOut };
}
