/** What stands where a view has nothing to show: loading, empty, an error, too many. */

import type { ComponentChildren } from "preact";
import type { Answer, Listing } from "../api/query";
import type { Problem } from "../api/client";
import { setParams, useAddress } from "../shell/router";
import { S } from "../strings";
import { days, number } from "../words";

export function Loading() {
  return (
    <div class="skeleton" role="status">
      <span class="sr">{S.state.loading}</span>
      {Array.from({ length: 9 }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  );
}

/** Nothing to list: says whether the day, the filters or the record is the reason, and offers the way out. */
export function Empty({ children, title = S.state.empty }: { children?: ComponentChildren; title?: string }) {
  const { params } = useAddress();
  const asOf = params.get("as_of");
  const others = [...params.keys()].filter((k) => k !== "as_of");
  return (
    <div class="state" role="status">
      <h2>{title}</h2>
      <p>
        {others.length > 0 ? S.state.emptyFiltered : asOf ? S.state.emptyAsOf(days(asOf)) : S.state.emptyRecord}
      </p>
      {children}
      <div class="row">
        {others.length > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => setParams(Object.fromEntries(others.map((k) => [k, null])), "push")}
          >
            {S.state.clearFilters}
          </button>
        )}
        {asOf && (
          <button type="button" class="button" onClick={() => setParams({ as_of: null }, "push")}>
            {S.state.showEverything}
          </button>
        )}
      </div>
    </div>
  );
}

/** `alone`: it stands for the whole view, so it has the view's heading. */
export function Failed({ problem, again, alone = false }: { problem: Problem; again?: () => void; alone?: boolean }) {
  const gone = problem.status === 404;
  const Title = alone ? "h1" : "h2";
  return (
    <div class="state" role="alert">
      <Title>{gone ? S.state.empty : S.state.error}</Title>
      <p>{problem.status === 0 ? S.state.offline : problem.message || problem.title || S.state.notFound}</p>
      {(problem.code || problem.requestId) && (
        <p class="code num">{S.state.code(problem.code, problem.requestId)}</p>
      )}
      {again && (
        <div class="row">
          <button type="button" class="button" onClick={again}>
            {S.state.again}
          </button>
        </div>
      )}
    </div>
  );
}

/** Below a listing: how many are shown, and more if there are. */
export function TooMany<T>({ listing }: { listing: Listing<T> }) {
  const shown = listing.data?.length ?? 0;
  if (!listing.more) return shown > 12 ? <p class="many">{S.state.shown(number(shown))}</p> : null;
  return (
    <div class="many">
      <span>{S.state.moreThan(number(shown))}</span>
      <button type="button" class="button" onClick={listing.more} disabled={listing.loading}>
        {listing.loading ? S.state.loading : S.state.more}
      </button>
    </div>
  );
}

/** The right state for an answer, or `children` of its data; old data stays while new data is on its way. */
export function Answered<T>({
  answer,
  empty,
  alone = false,
  children,
}: {
  answer: Answer<T>;
  /** The view has no heading of its own before there is an answer. */
  alone?: boolean;
  /** Whether the data is nothing to show. */
  empty?: (data: T) => boolean;
  children: (data: T) => ComponentChildren;
}) {
  const { data, error, loading, again } = answer;
  if (error && data === undefined) return <Failed problem={error} again={again} alone={alone} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div class={loading ? "busy on" : "busy"} aria-hidden="true" />
      {error && <Failed problem={error} again={again} />}
      {empty?.(data) ? <Empty /> : children(data)}
    </>
  );
}
