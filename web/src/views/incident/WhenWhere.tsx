/** When and where each account says it was: days as bars, places on a small map. */

import { useMemo } from "preact/hooks";
import type { Beside, Place } from "../../api/drawings";
import { useWorld } from "../../basemap/useWorld";
import { Figure } from "../../parts/Figure";
import { spanOf, ticks } from "../../parts/time";
import { useWidth } from "../../parts/useWidth";
import { S } from "../../strings";
import { DAY, days, ms } from "../../words";
import type { Incident, Where } from "../../api/types";
import { MapSvg } from "../map/MapSvg";

const ROW = 26;
const HEAD = 6;
const AXIS = 24;

export function WhenWhere({ beside, incident }: { beside: Beside; incident: Incident }) {
  const places = useMemo(() => placesOf(beside), [beside]);
  const dated = beside.accounts.some((a) => a.day ?? a.reported);
  return (
    <div class="two">
      {dated && (
        <section>
          <h2>{S.incident.when}</h2>
          <Times beside={beside} title={`${S.incident.when} · ${incident.id}`} />
        </section>
      )}
      <section>
        <h2>{S.incident.where}</h2>
        {places.length > 0 ? <Small places={places} sources={outlets(beside)} /> : <p class="soft">{S.incident.noWhere}</p>}
      </section>
    </div>
  );
}

/** One place for each that an account names; how many accounts name it is its size. */
function placesOf(beside: Beside): Place[] {
  const field = beside.fields.find((f) => f.field === "place");
  const out: Place[] = [];
  for (const { text, value, accounts } of field?.values ?? []) {
    const where = value as Where | null;
    if (text === null || !where || where.lat === null || where.lon === null) continue;
    const country = (where.precision ?? 0) >= 6 && where.countries.length > 0;
    out.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [where.lon, where.lat] },
      properties: {
        id: text,
        name: text,
        precision: where.precision,
        radius_km: where.radius_km,
        countries: where.countries,
        area: country ? "country" : where.precision === 1 ? "point" : "circle",
        count: accounts.length,
        types: [],
        denied: 0,
        first: null,
        last: null,
        ids: [],
        places: 1,
      },
    });
  }
  return out;
}

function outlets(beside: Beside): string[] {
  return [...new Set(beside.accounts.map((a) => a.outlet ?? a.report))];
}

function Small({ places, sources }: { places: readonly Place[]; sources: readonly string[] }) {
  const world = useWorld();
  const [box, width] = useWidth(480);
  return (
    <div ref={box}>
      {world && (
        <Figure title={S.incident.where} sources={sources}>
          <MapSvg world={world} places={places} width={width} height={260} label={S.incident.map(places.map((p) => p.properties.name))} />
        </Figure>
      )}
      <ul class="because small">
        {places.map(({ properties: p }) => (
          <li key={p.id}>
            {p.name}: {S.map.precision[p.precision ?? 0]} · {S.incident.by(p.count)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Times({ beside, title }: { beside: Beside; title: string }) {
  const [box, width] = useWidth(480);
  const rows = beside.accounts.filter((a) => a.day ?? a.reported);
  const all = rows.flatMap((a) => [a.day, a.reported].filter((d): d is string => d !== null).map(spanOf));
  const from = Math.min(...all.map((s) => s.from));
  const to = Math.max(...all.map((s) => s.to));
  const pad = Math.max(DAY, (to - from) * 0.04);
  const shown = { from: from - pad, to: to + pad };
  const left = Math.min(150, width * 0.32);
  const inner = width - left - 8;
  const x = (time: number): number => left + ((time - shown.from) / (shown.to - shown.from)) * inner;
  const height = HEAD + rows.length * ROW;
  return (
    <Figure title={title} sources={outlets(beside)}>
      <div ref={box}>
        <svg class="drawing times" role="img" width={width} height={height + AXIS} aria-label={S.incident.times(rows.map((a) => S.incident.time(a.outlet ?? a.report, days(a.day), days(a.reported))))}>
          {ticks(shown, inner, 90).map((t) => (
            <g key={t.at}>
              <line class="grid" x1={x(t.at)} x2={x(t.at)} y1={0} y2={height + 4} />
              <text x={Math.min(x(t.at) + 3, width - 60)} y={height + 17}>
                {t.label}
              </text>
            </g>
          ))}
          {rows.map((a, i) => {
            const y = HEAD + i * ROW + ROW / 2;
            const day = a.day === null ? null : spanOf(a.day);
            const said = S.incident.time(a.outlet ?? a.report, days(a.day), days(a.reported));
            return (
              <g key={a.account}>
                <title>{said}</title>
                <text class="teller" x={0} y={y + 4}>
                  {short(a.outlet ?? a.report, left)}
                </text>
                {day && (
                  <rect class={day.to - day.from > DAY ? "told vague" : "told"} x={x(day.from)} width={Math.max(7, x(day.to) - x(day.from))} y={y - 6} height={12} rx={2} />
                )}
                {a.reported && <path class="reported" d={`M${x(ms(a.reported) + DAY / 2)} ${y - 8}v16`} />}
              </g>
            );
          })}
        </svg>
      </div>
      <ul class="keys">
        <li>
          <svg viewBox="0 0 21 14" class="times" aria-hidden="true">
            <rect class="told" x={2} y={2} width={16} height={10} rx={2} />
          </svg>
          {S.incident.toldDay}
        </li>
        <li>
          <svg viewBox="0 0 21 14" class="times" aria-hidden="true">
            <path class="reported" d="M10 0v14" />
          </svg>
          {S.incident.reportedDay}
        </li>
      </ul>
    </Figure>
  );
}

function short(text: string, room: number): string {
  const most = Math.floor(room / 6.8);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
