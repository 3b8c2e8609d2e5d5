import type { Lanes } from "../api/drawings";
import { useQuery } from "../api/query";
import { useRecordPath, useShell } from "../shell/Context";
import { setParams, useAddress } from "../shell/router";
import { bounds } from "../words";
import { Period } from "./Period";

const TAKEN: readonly string[] = ["as_of", "pair", "actor", "type", "place"];

/** The time slider of a view: how much happened when, under the view's other filters; sets `between`. */
export function ByPeriod({ label, filters }: { label: string; filters: Record<string, string | null> }) {
  const { params } = useAddress();
  const path = useRecordPath("/timeline/lanes");
  const { record } = useShell();
  // Over the time in which reports were written; without a period also what they tell of before counts.
  const span = record.span;
  const [from, to] = bounds(span ?? "");
  const known = Object.fromEntries(Object.entries(filters).filter(([name]) => TAKEN.includes(name)));
  const lanes = useQuery<Lanes>(span ? path : null, { ...known, buckets: 120, from: from ?? null, to: to ?? null });
  if (!span) return null;
  return (
    <Period
      span={span}
      value={params.get("between")}
      histogram={lanes.data?.histogram ?? []}
      label={label}
      onChange={(between) => setParams({ between })}
    />
  );
}
