/** How far two reviewers agree on what both judged, and where they differ. */

import type { Agreement as Answer, Reviewer } from "../../api/drawings";
import { useQuery } from "../../api/query";
import { Answered } from "../../parts/states";
import { useRecordPath } from "../../shell/Context";
import { setParams, to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { number } from "../../words";

const MOST = 100;

export function Agreement() {
  const { params } = useAddress();
  const base = useRecordPath("/review");
  const people = useQuery<{ items: Reviewer[] }>(`${base}/reviewers`);
  const [one, other] = [params.get("one"), params.get("other")];
  const two = one && other && one !== other ? { one, other } : null;
  const found = useQuery<Answer>(two ? `${base}/agreement` : null, two ?? {});
  return (
    <Answered answer={people}>
      {({ items }) =>
        items.length < 2 ? (
          <p class="soft">{S.review.fewPeople}</p>
        ) : (
          <>
            <div class="controls">
              <Pick name="one" value={one} people={items} />
              <Pick name="other" value={other} people={items} />
            </div>
            {two ? (
              <Answered answer={found}>{(data) => <Shown found={data} {...two} />}</Answered>
            ) : (
              <p class="soft">{S.review.pickTwo}</p>
            )}
          </>
        )
      }
    </Answered>
  );
}

function Pick({ name, value, people }: { name: "one" | "other"; value: string | null; people: readonly Reviewer[] }) {
  return (
    <label class="field">
      {S.review[name]}
      <select value={value ?? ""} onChange={(e) => setParams({ [name]: e.currentTarget.value || null }, "push")}>
        <option value="">{S.review.nobody}</option>
        {people.map((p) => (
          <option key={p.name} value={p.name}>
            {S.review.person(p.name, number(p.things))}
          </option>
        ))}
      </select>
    </label>
  );
}

function Shown({ found, one, other }: { found: Answer; one: string; other: string }) {
  if (found.all.items === 0) return <p class="soft">{S.review.nothingCommon}</p>;
  const rows = [...Object.entries(found.fields), ["all", found.all] as const];
  const C = S.review.columns;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={S.review.readings.agreement}>
        <table class="agreement">
          <thead>
            <tr>
              <th scope="col">{C.field}</th>
              {[C.items, C.same, C.percent, C.kappa].map((c) => (
                <th key={c} scope="col" class="n">
                  {c}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([field, share]) => (
              <tr key={field} class={field === "all" ? "sum" : ""}>
                <th scope="row">{field === "all" ? S.review.all : S.report.field(field)}</th>
                <td class="n">{number(share.items)}</td>
                <td class="n">{number(share.same)}</td>
                <td class="n">{share.percent === null ? "–" : number(share.percent)}</td>
                <td class="n">{share.kappa === null ? "–" : share.kappa.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{S.review.differ}</h2>
      {found.differ.length === 0 && <p class="soft">{S.review.noDiffer}</p>}
      <ul class="because">
        {found.differ.slice(0, MOST).map((d) => (
          <li key={`${d.things.join()} ${d.field}`}>
            {d.things.map((t) => (
              <a key={t} class="cite" href={to("things", t)}>
                {t}
              </a>
            ))}
            {S.review.said(S.report.field(d.field), one, d.one, other, d.other)}
          </li>
        ))}
      </ul>
    </>
  );
}
