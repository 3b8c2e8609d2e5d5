/** One incident: every account of it side by side, where they part, who has it from whom, and why they were joined. */

import { useState } from "preact/hooks";
import type { Beside, Thing } from "../../api/drawings";
import { useQuery } from "../../api/query";
import type { Explained, Incident } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Statuses, TypeMode } from "../../parts/Cards";
import { Days } from "../../parts/Days";
import { Evidence } from "../../parts/Evidence";
import { Answered, Failed, Loading } from "../../parts/states";
import { useRecordPath, useShell } from "../../shell/Context";
import { may } from "../../shell/session";
import { to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { days, term } from "../../words";
import { Accounts } from "./Accounts";
import { Decide } from "./Decide";
import { Sources } from "./Sources";
import { WhenWhere } from "./WhenWhere";
import "../../parts/common.css";
import { Reason } from "../../parts/Reason";
import "./incident.css";

export default function IncidentView() {
  const { id, params } = useAddress();
  if (!id) return <Choose />;
  return <One id={id} asOf={params.get("as_of")} />;
}

function Choose() {
  return (
    <div class="state">
      <h1>{S.incident.none}</h1>
      <a class="button" href={to("timeline")}>
        {S.nav.timeline}
      </a>
    </div>
  );
}

function One({ id, asOf }: { id: string; asOf: string | null }) {
  const base = useRecordPath("");
  const code = encodeURIComponent(id);
  const shown = useQuery<Thing>(`${base}/things/${code}`, { as_of: asOf });
  const beside = useQuery<Beside>(`${base}/incidents/${code}/beside`, { as_of: asOf });
  if (!shown.data) {
    return (
      <>
        <h1>{S.nav.incident}</h1>
        {shown.error ? <Failed problem={shown.error} again={shown.again} /> : <Loading />}
      </>
    );
  }
  const incident = shown.data.thing as unknown as Incident;
  return (
    <article class="incident">
      <Title incident={incident} moved={shown.data.moved} />
      <Answered answer={beside}>{(data) => <Body incident={incident} beside={data} thing={shown.data as Thing} />}</Answered>
    </article>
  );
}

function Title({ incident, moved }: { incident: Incident; moved: string | undefined }) {
  return (
    <header class="head">
      <div>
        <h1>
          {incident.actors.length > 0 ? <Actors texts={incident.actors} /> : S.words.nobody}
          {incident.recipients.length > 0 && (
            <>
              {" → "}
              <Actors texts={incident.recipients} />
            </>
          )}
        </h1>
        <p class="dotted">
          <TypeMode type={incident.type} mode={incident.mode} />
          <Days value={incident.when} />
          {incident.where && <span>{incident.where.name}</span>}
          <Statuses statuses={incident.statuses} />
          <span>{S.cards.reports(incident.reports.length, incident.originals)}</span>
          {incident.background && <span>{S.cards.background}</span>}
        </p>
        {moved && <p class="note">{moved}</p>}
      </div>
    </header>
  );
}

function Body({ incident, beside, thing }: { incident: Incident; beside: Beside; thing: Thing }) {
  const { session, record } = useShell();
  const [picked, pick] = useState<readonly string[]>([]);
  const decides = may(session, record.id, "reviewer");
  const toggle = (account: string): void =>
    pick(picked.includes(account) ? picked.filter((p) => p !== account) : [...picked, account]);
  return (
    <>
      <Accounts beside={beside} picked={picked} {...(decides && beside.accounts.length > 1 ? { toggle } : {})} />
      {decides && <Decide incident={incident} beside={beside} picked={picked} done={() => pick([])} />}
      <WhenWhere beside={beside} incident={incident} />
      <div class="two">
        <Sources beside={beside} />
        <Against beside={beside} />
      </div>
      <Why id={incident.id} />
      <Decisions thing={thing} />
    </>
  );
}

function Against({ beside }: { beside: Beside }) {
  return (
    <section>
      <h2>{S.incident.against}</h2>
      {beside.contradictions.length === 0 && <p class="soft">{S.incident.noAgainst}</p>}
      {beside.contradictions.map((c) => (
        <div key={c.id} class="clash">
          <h3>{S.incident.clash[c.kind] ?? term("contradiction", c.kind)}</h3>
          {c.sides.map((side) => (
            <div key={side.account}>
              <p class="small">
                <strong>{side.by}</strong>: {side.says}
              </p>
              <Evidence account={side.account} report={side.report} quote={side.quote} outlet={outletOf(beside, side.account)} reported={side.day} />
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}

function outletOf(beside: Beside, account: string): string | null {
  return beside.accounts.find((a) => a.account === account)?.outlet ?? null;
}

function Why({ id }: { id: string }) {
  const { params } = useAddress();
  const path = useRecordPath(`/things/${encodeURIComponent(id)}/explain`);
  const answer = useQuery<Explained>(path, { as_of: params.get("as_of") });
  return (
    <section>
      <h2>{S.incident.why}</h2>
      <Answered answer={answer}>
        {({ about }) =>
          about.length === 0 ? (
            <p class="soft">{S.incident.single}</p>
          ) : (
            <div class="whys">
              {about.map(({ what, because }) => (
                <div key={what}>
                  <h3>{S.incident.about[what] ?? what}</h3>
                  <ul class="because">
                    {because.slice(0, 12).map((reason, i) => (
                      <li key={i}>
                        <Reason text={reason.words} />
                        {reason.told.length > 0 && (
                          <span class="small soft">
                            {" "}
                            {reason.told.slice(0, 2).map((t) => (
                              <a key={t.account} class="cite" href={to("reports", t.report, { claim: t.account })} title={t.quote}>
                                {t.outlet ?? t.report}
                              </a>
                            ))}
                          </span>
                        )}
                      </li>
                    ))}
                  </ul>
                  {because.length > 12 && <p class="soft small">{S.cards.more(String(because.length - 12))}</p>}
                </div>
              ))}
            </div>
          )
        }
      </Answered>
    </section>
  );
}

function Decisions({ thing }: { thing: Thing }) {
  if (thing.judgements.length === 0) return null;
  return (
    <section>
      <h2>{S.incident.decided}</h2>
      <ul class="because">
        {thing.judgements.map((j) => (
          <li key={j.id}>
            {S.incident.decision(term("verdict", j.verdict), j.author, days(j.at.slice(0, 10)))}
            {j.reasons.length > 0 && `: ${j.reasons.join("; ")}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
