/** What the record holds: newest, most contested, promises ending soon, and where coverage is thin. */

import "./overview.css";
import { useQuery } from "../../api/query";
import type { Contradiction, Overview as Held, Told } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Days } from "../../parts/Days";
import { Evidence } from "../../parts/Evidence";
import { Masked } from "../../parts/Masked";
import { Standing } from "../../parts/Standing";
import { Term } from "../../parts/Term";
import { Answered } from "../../parts/states";
import { wordsOf } from "../../parts/Actor";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { actorName, capital, days, number, term } from "../../words";
import { scope, title } from "../figures/tallies";
import { Spread } from "./Spread";

export default function Overview() {
  const { params } = useAddress();
  const { record } = useShell();
  const answer = useQuery<Held>(useRecordPath("/overview"), { as_of: params.get("as_of") });
  return (
    <>
      <Head title={record.name} lead={S.overview.lead} />
      <Answered answer={answer} empty={(d) => (d.counts["reports"] ?? 0) === 0}>
        {(held) => <All held={held} />}
      </Answered>
    </>
  );
}

const TILES: readonly [count: string, view: string][] = [
  ["reports", "reports"],
  ["incidents", "timeline"],
  ["commitments", "commitments"],
  ["tallies", "figures"],
];

function All({ held }: { held: Held }) {
  return (
    <div class="overview">
      <section class="tiles" aria-label={S.overview.holds}>
        {TILES.map(([count, view]) => (
          <a key={count} class="tile" href={to(view)}>
            <b class="num">{number(held.counts[count] ?? 0)}</b>
            <span>{S.overview.tile[count] ?? count}</span>
          </a>
        ))}
        <p class="soft">
          {S.overview.claims(number(held.counts["claims"] ?? 0))}
          {held.span && (
            <>
              {" "}
              {S.overview.reported} {days(held.span)}
            </>
          )}
        </p>
      </section>

      <div class="column">
        <section class="newest" aria-labelledby="newest">
          <h2 id="newest">{S.overview.newest}</h2>
          <ul class="lines">
            {held.incidents.map((i) => (
              <IncidentLine key={i.id} one={i} />
            ))}
          </ul>
        </section>

        <section class="ending" aria-labelledby="ending">
          <h2 id="ending">{S.overview.ending}</h2>
          {held.ending.length === 0 && <p class="soft">{S.overview.noneEnding}</p>}
          <ul class="lines">
            {held.ending.map((k) => (
              <li key={k.id}>
                <a class="quiet" href={to("commitments", null, { open: k.id })}>
                  <b>{capital(term("act", k.act))}</b> · <Actors texts={k.obligors} />
                </a>
                <span class="soft small">
                  {S.overview.endsOn} <Days value={k.expiry ?? k.end} />
                </span>
                <Standing name={k.standing} />
              </li>
            ))}
          </ul>
          <p class="small">
            <a href={to("commitments")}>{S.overview.allCommitments}</a>
          </p>
        </section>
      </div>

      <div class="column">
        <section class="contested" aria-labelledby="contested">
          <h2 id="contested">{S.overview.contested}</h2>
          {held.contested.length === 0 && held.contradictions.length === 0 && <p class="soft">{S.overview.nothing}</p>}
          <ul class="spreads">
            {held.contested.map(({ tally, spread }) => (
              <li key={tally.id}>
                <a class="quiet" href={to("figures", null, { open: tally.id })}>
                  {title(tally)}
                </a>
                <span class="soft small"> {scope(tally).join(" · ")}</span>
                <Spread tally={tally} />
                <span class="soft small">{S.overview.spread(number(Math.round(spread * 10) / 10))}</span>
              </li>
            ))}
          </ul>
          <ul class="clashes">
            {held.contradictions.slice(0, 3).map((x) => (
              <Clash key={x.id} one={x} />
            ))}
          </ul>
        </section>

        <section class="latest" aria-labelledby="latest">
          <h2 id="latest">{S.overview.latestReports}</h2>
          <ul class="lines">
            {held.reports.slice(0, 7).map((r) => (
              <li key={r.id}>
                <a class="headline" href={to("reports", r.id)}>
                  <Masked text={r.title ?? r.id} />
                </a>
                <span class="soft small">
                  {r.source ?? S.evidence.unknownOutlet} · <Days value={r.published ?? r.placed ?? r.written} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>

      <Gaps gaps={held.gaps} />
    </div>
  );
}

function IncidentLine({ one }: { one: Held["incidents"][number] & { told?: Told[] } }) {
  const first = one.told?.[0];
  return (
    <li>
      <a class="quiet" href={to("incidents", one.id)}>
        <b>{capital(term("type", one.type))}</b>{" "}
        <Actors texts={one.actors} />
        {one.recipients.length > 0 && (
          <>
            {" → "}
            <Actors texts={one.recipients} />
          </>
        )}
      </a>
      {first ? (
        <a class="said" href={wordsOf(first.report, first.account)}>
          <Masked text={one.words} />
        </a>
      ) : (
        <a class="said" href={to("incidents", one.id)}>
          <Masked text={one.words} />
        </a>
      )}
      <span class="soft small">
        <Days value={one.when} />
        {one.where && ` · ${one.where.name}`}
        {one.reports.length > 1 && ` · ${S.overview.toldBy(number(one.reports.length))}`}
      </span>
    </li>
  );
}

function Clash({ one }: { one: Contradiction }) {
  return (
    <li>
      <p class="small soft">
        <Term kind="contradiction" id={one.kind} text={capital(S.overview.clash(term("contradiction", one.kind)))} />
      </p>
      <div class="sides">
        {one.sides.slice(0, 2).map((s) => (
          <Evidence key={s.account} account={s.account} report={s.report} quote={s.quote} outlet={actorName(s.by)} reported={s.day} />
        ))}
      </div>
    </li>
  );
}

function Gaps({ gaps }: { gaps: Held["gaps"] }) {
  const most = Math.max(1, ...gaps.sources.map((s) => s.count));
  return (
    <section class="gaps" aria-labelledby="gaps">
      <h2 id="gaps">{S.overview.gaps}</h2>
      <div class="three">
        <div>
          <h3>{S.overview.thinSources}</h3>
          <ul class="bars">
            {gaps.sources.map((s) => (
              <li key={s.name}>
                <a class="quiet" href={to("reports", null, { source: s.name })}>
                  {s.name === "unknown" ? S.evidence.unknownOutlet : s.name}
                </a>
                <meter min={0} max={most} value={s.count} aria-hidden="true" />
                <span class="num">{number(s.count)}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{S.overview.thinDays}</h3>
          <ul class="bars plain">
            {gaps.days.slice(0, 7).map((d) => (
              <li key={d.first}>
                <a class="quiet" href={to("timeline", null, { between: `${d.first}/${d.last}` })}>
                  {days(`${d.first}/${d.last}`)}
                </a>
                <span class="num">{S.overview.dayCount(number(d.days))}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{S.overview.thinPlaces}</h3>
          <ul class="bars plain">
            {gaps.countries.slice(0, 7).map((c) => (
              <li key={c.name}>
                <span>{c.name}</span>
                <span class="num">{S.overview.timesNamed(number(c.count))}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

