/** Hooks that ask the server: one answer, or a listing page by page. Both ask again when the record changed. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Problem, question, read, remembered, type Params } from "./client";
import { useChanges } from "./changes";

export interface Answer<T> {
  /** The answer; the one before while a new one is on its way. */
  data: T | undefined;
  /** What went wrong with the last question. */
  error: Problem | undefined;
  /** A question is under way. */
  loading: boolean;
  /** Asks again. */
  again: () => void;
}

function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { detail: String(error) });
}

/**
 * Asks for `path` (below /api/v1) and again when it, `params` or the record changes. `null` asks nothing.
 *
 * `path` with other parameters keeps showing the answer before until the new one has come.
 */
export function useQuery<T>(path: string | null, params: Params = {}): Answer<T> {
  const address = path === null ? null : question(path, params);
  const changes = useChanges();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ path: string | null; data?: T; error?: Problem; loading: boolean }>(() => {
    const before = address === null ? undefined : remembered<T>(address);
    return { path, loading: address !== null, ...(before === undefined ? {} : { data: before }) };
  });

  useEffect(() => {
    if (address === null) {
      setState({ path, loading: false });
      return;
    }
    const stop = new AbortController();
    const before = remembered<T>(address);
    setState((s) => {
      const data = before ?? (s.path === path ? s.data : undefined);
      return { path, loading: true, ...(data === undefined ? {} : { data }) };
    });
    read<T>(address, stop.signal).then(
      (data) => setState({ path, data, loading: false }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ path, error: asProblem(error), loading: false });
      },
    );
    return () => stop.abort();
  }, [address, changes, turn]);

  const again = useCallback(() => setTurn((t) => t + 1), []);
  const current = state.path === path;
  return {
    data: current ? state.data : undefined,
    error: current ? state.error : undefined,
    loading: current ? state.loading : true,
    again,
  };
}

export interface Listing<T> extends Answer<T[]> {
  /** Asks for the next page; `null` if there is none. */
  more: (() => void) | null;
}

interface Page<T> {
  items: T[];
  cursor: string | null;
}

/** A listing page by page: `more` adds the next page below. A changed record reads the first page again. */
export function useListing<T>(path: string | null, params: Params = {}): Listing<T> {
  const first = useQuery<Page<T>>(path, params);
  const [rest, setRest] = useState<{ of: Page<T> | undefined; items: T[]; cursor: string | null; busy: boolean }>({
    of: undefined,
    items: [],
    cursor: null,
    busy: false,
  });
  const [error, setError] = useState<Problem>();
  const page = first.data;
  const mine = page !== undefined && rest.of === page;
  const cursor = mine ? rest.cursor : (page?.cursor ?? null);
  const latest = useRef(page);
  latest.current = page;

  const more = useCallback(() => {
    if (!page || path === null || cursor === null) return;
    const before = mine ? rest.items : [];
    setError(undefined);
    setRest({ of: page, items: before, cursor, busy: true });
    read<Page<T>>(question(path, { ...params, cursor })).then(
      (next) => {
        if (latest.current === page)
          setRest({ of: page, items: [...before, ...next.items], cursor: next.cursor, busy: false });
      },
      (failed: unknown) => {
        setError(asProblem(failed));
        setRest({ of: page, items: before, cursor, busy: false });
      },
    );
  }, [page, path, cursor, mine, rest.items]);

  return {
    data: page && [...page.items, ...(mine ? rest.items : [])],
    error: first.error ?? error,
    loading: first.loading || (mine && rest.busy),
    again: first.again,
    more: cursor === null ? null : more,
  };
}
