import type { ComponentChildren } from "preact";
import { routeOf } from "../routes";
import { Filters } from "./Filters";
import { useAddress } from "./router";

/** Heading of a view, its lead and its filters; every view starts with it. */
export function Head({ title, lead, children }: { title: string; lead?: ComponentChildren; children?: ComponentChildren }) {
  const { view } = useAddress();
  const filters = routeOf(view)?.filters ?? [];
  return (
    <>
      <div class="head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
      <Filters names={filters} />
    </>
  );
}
