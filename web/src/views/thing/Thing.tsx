/** Whatever an id stands for. What has a view of its own is shown there; the rest with its words and reasons. */

import "./thing.css";
import { useEffect } from "preact/hooks";
import { useQuery } from "../../api/query";
import type { Claim, Explained, Judgement } from "../../api/types";
import { Evidence } from "../../parts/Evidence";
import { Answered, Empty } from "../../parts/states";
import { Reason } from "../../parts/Reason";
import { useRecordPath } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { go, to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { actors, capital } from "../../words";

interface Shown {
  kind: string;
  thing: Record<string, unknown>;
  accounts: Claim[];
  judgements: Judgement[];
  moved?: string;
}

export default function Thing() {
  const { id, params } = useAddress();
  const as_of = params.get("as_of");
  const path = useRecordPath(`/things/${encodeURIComponent(id ?? "")}`);
  const answer = useQuery<Shown>(id ? path : null, { as_of });
  const why = useQuery<Explained>(id ? `${path}/explain` : null, { as_of });
  const shown = answer.data;
  useEffect(() => {
    const claim = shown?.kind === "account" ? shown.accounts[0] : undefined;
    if (claim) go(to("reports", claim.report, { claim: claim.id }), "replace");
    else if (shown?.kind === "report") go(to("reports", String(shown.thing["id"])), "replace");
  }, [shown]);
  if (!id) return <Empty />;
  return (
    <Answered answer={answer} alone>
      {(found) => (
        <>
          <Head title={heading(found)} lead={S.thing.kinds[found.kind] ?? capital(found.kind)}>
            {viewOf(id) && (
              <a class="button" href={viewOf(id) ?? ""}>
                {S.thing.toView}
              </a>
            )}
          </Head>
          {found.moved && <p>{S.thing.moved(found.moved)}</p>}
          <div class="thing">
            {why.data && why.data.about.length > 0 && (
              <section aria-labelledby="why">
                <h2 id="why">{S.thing.why}</h2>
                {why.data.about.map((part) => (
                  <div key={part.what}>
                    <h3>{capital(part.what.replaceAll("_", " "))}</h3>
                    <ul class="because">
                      {part.because.map((b, i) => (
                        <li key={i}>
                          <Reason text={capital(b.words)} />
                          {b.told.slice(0, 2).map((t) => (
                            <Evidence key={t.account} {...t} />
                          ))}
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              </section>
            )}
            {found.accounts.length > 0 && (
              <section aria-labelledby="words">
                <h2 id="words">{S.thing.words}</h2>
                <div class="evidences">
                  {found.accounts.map((a) => (
                    <Evidence
                      key={a.id}
                      account={a.id}
                      report={a.report}
                      quote={a.quote}
                      outlet={a.outlet}
                      by={a.by}
                      reported={a.reported}
                      day={a.day}
                    />
                  ))}
                </div>
              </section>
            )}
          </div>
        </>
      )}
    </Answered>
  );
}

function heading(found: Shown): string {
  const t = found.thing;
  const text = (name: string): string => (typeof t[name] === "string" ? (t[name] as string) : "");
  const who = ["actors", "obligors", "parties"].map((n) => t[n]).find(Array.isArray) as string[] | undefined;
  const what = text("name") || text("act") || text("type") || text("measure") || text("verdict") || text("kind");
  const said = [capital(what.replaceAll("_", " ").toLowerCase()), who?.length ? actors(who) : ""].filter(Boolean);
  return said.join(": ") || text("id");
}

function viewOf(id: string): string | null {
  if (id.startsWith("I-")) return to("incidents", id);
  if (id.startsWith("N-")) return to("figures", null, { open: id });
  if (id.startsWith("K-")) return to("commitments", null, { open: id });
  return null;
}
