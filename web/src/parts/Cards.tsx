/** Incidents and commitments by their ids, each with its words: what opens beside a drawing. */

import { useEffect, useState } from "preact/hooks";
import type { Thing } from "../api/drawings";
import { useQuery } from "../api/query";
import type { Commitment, Incident, Told } from "../api/types";
import { useRecordPath } from "../shell/Context";
import { to, useAddress } from "../shell/router";
import { S } from "../strings";
import { number, term } from "../words";
import { Actors } from "./Actor";
import { Days } from "./Days";
import { Evidence } from "./Evidence";
import { Failed, Loading } from "./states";
import { Standing } from "./Standing";
import { Term } from "./Term";
import "./cards.css";
import "./common.css";

const FIRST = 4;

/** Cards of some of `all` things; the others one press away. */
export function Cards({ ids, all = ids.length }: { ids: readonly string[]; all?: number }) {
  const [most, setMost] = useState(FIRST);
  const key = ids.join(" ");
  useEffect(() => setMost(FIRST), [key]);
  const left = ids.length - most;
  return (
    <div class="cards">
      {ids.slice(0, most).map((id) => (
        <Card key={id} id={id} />
      ))}
      {left > 0 && (
        <button type="button" class="button" onClick={() => setMost(most + 8)}>
          {S.cards.more(number(left))}
        </button>
      )}
      {left <= 0 && all > ids.length && <p class="soft small">{S.cards.listed(number(ids.length), number(all))}</p>}
    </div>
  );
}

export function Card({ id }: { id: string }) {
  const { params } = useAddress();
  const answer = useQuery<Thing>(useRecordPath(`/things/${encodeURIComponent(id)}`), { as_of: params.get("as_of") });
  if (answer.error) return <Failed problem={answer.error} again={answer.again} />;
  if (!answer.data) return <Loading />;
  const { kind, thing, told } = answer.data;
  if (kind === "incident") return <IncidentCard incident={thing as unknown as Incident} told={told} />;
  if (kind === "pledge" || kind === "commitment") return <CommitmentCard one={thing as unknown as Commitment} told={told} />;
  return (
    <article class="thing">
      <h3>{term("kind", kind)}</h3>
      <Words told={told} />
      <a href={to("things", id)}>{S.cards.other}</a>
    </article>
  );
}

export function Words({ told, most = 2 }: { told: readonly Told[]; most?: number }) {
  return (
    <div class="evidences">
      {told.slice(0, most).map((t) => (
        <Evidence key={t.account} {...t} />
      ))}
    </div>
  );
}

/** "ASSAULT · drone" with the codebook's words behind each. */
export function TypeMode({ type, mode }: { type: string; mode: string | null }) {
  return (
    <span class="typemode">
      <Term kind="type" id={type} />
      {mode && (
        <>
          {" · "}
          <Term kind="mode" id={mode} />
        </>
      )}
    </span>
  );
}

export function Statuses({ statuses }: { statuses: readonly [string, number][] }) {
  if (statuses.length === 1 && statuses[0]?.[0] === "happened") return null;
  return (
    <span>
      {statuses.map(([status, n], i) => (
        <span key={status}>
          {i > 0 && ", "}
          {S.cards.told(term("status", status), n)}
        </span>
      ))}
    </span>
  );
}

function IncidentCard({ incident, told }: { incident: Incident; told: readonly Told[] }) {
  return (
    <article class="thing event">
      <h3>
        <TypeMode type={incident.type} mode={incident.mode} />
      </h3>
      <p>
        <Actors texts={incident.actors} />
        {incident.recipients.length > 0 && (
          <>
            {" → "}
            <Actors texts={incident.recipients} />
          </>
        )}
      </p>
      <p class="soft small dotted">
        <Days value={incident.when} />
        {incident.where && <span>{incident.where.name}</span>}
        <Statuses statuses={incident.statuses} />
        <span>{S.cards.reports(incident.reports.length, incident.originals)}</span>
      </p>
      <Words told={told} />
      <a href={to("incidents", incident.id)}>{S.cards.incident}</a>
    </article>
  );
}

function CommitmentCard({ one, told }: { one: Commitment; told: readonly Told[] }) {
  return (
    <article class="thing commitment">
      <h3>
        <Term kind="act" id={one.act} />
      </h3>
      <p>
        <Actors texts={one.obligors} />
        {one.beneficiaries.length > 0 && (
          <>
            {" → "}
            <Actors texts={one.beneficiaries} />
          </>
        )}
      </p>
      <p class="soft small dotted">
        <Days value={one.date} />
        <Term kind="force" id={one.force} />
        <Standing name={one.standing} plain />
      </p>
      <Words told={told.filter((t) => one.accounts.includes(t.account))} />
      <a href={to("commitments", null, { open: one.id })}>{S.cards.commitment}</a>
    </article>
  );
}
