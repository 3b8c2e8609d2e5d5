/** Incidents, meetings and commitments on lanes; zoom and period live in the address. */

import { useEffect, useRef } from "preact/hooks";
import type { Bar, Lanes as LanesAnswer } from "../../api/drawings";
import { useListing, useQuery } from "../../api/query";
import type { Commitment, Incident } from "../../api/types";
import { Actors } from "../../parts/Actor";
import { Card, TypeMode, Words } from "../../parts/Cards";
import { Choice, chosenOf } from "../../parts/Choice";
import { Days } from "../../parts/Days";
import { Figure } from "../../parts/Figure";
import { Period } from "../../parts/Period";
import { Answered, Empty, TooMany } from "../../parts/states";
import { Term } from "../../parts/Term";
import { daysOf, spanOf, within, type Span } from "../../parts/time";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { useShortcuts } from "../../shell/keys";
import { setParams, to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { bounds, days, DAY, number } from "../../words";
import { filtersOf } from "./filters";
import { Lanes, Shape } from "./Lanes";
import "./timeline.css";

const FILTERS = ["as_of", "between", "pair", "actor", "type", "place"] as const;
const BUCKETS = 120;
const ALL = "all";

export default function Timeline() {
  const { params } = useAddress();
  const as = chosenOf(params, "as", ["drawing", "table"], "drawing");
  return (
    <>
      <Head title={S.timeline.title} lead={S.timeline.lead} />
      {as === "table" ? <Table /> : <Drawing />}
    </>
  );
}

function As() {
  return (
    <Choice
      name="as"
      label={S.timeline.as}
      first="drawing"
      options={[
        ["drawing", S.timeline.drawing],
        ["table", S.timeline.table],
      ]}
    />
  );
}

function Drawing() {
  const { params } = useAddress();
  const path = useRecordPath("/timeline/lanes");
  const asked = filtersOf(params, FILTERS);
  const by = chosenOf(params, "by", ["pair", "track"], "pair");
  const { record } = useShell();
  // Opens on the time in which reports were written: what they tell of decades before would squeeze it.
  const said = params.get("period");
  const period = said === ALL ? null : (said ?? record.span);
  const [from, until] = period ? bounds(period) : [null, null];
  const whole = useQuery<LanesAnswer>(path, { ...asked, by, buckets: BUCKETS });
  const part = useQuery<LanesAnswer>(period ? path : null, { ...asked, by, from, to: until, buckets: BUCKETS });
  const answer = period ? part : whole;
  return (
    <Answered answer={whole} empty={(d) => d.span === null && d.total === 0}>
      {(all) => {
        const span = all.span;
        if (span === null) return <Empty />;
        const wide = spanOf(span);
        const shown = period ? within(spanOf(period), wide) : wide;
        return (
          <>
            <Period
              span={span}
              value={period}
              histogram={all.histogram}
              label={S.timeline.zoom}
              onChange={(value) => setParams({ period: value ?? ALL })}
            />
            <Zoom shown={shown} whole={wide} />
            <Answered answer={answer}>{(data) => <Drawn data={data} shown={shown} whole={wide} />}</Answered>
          </>
        );
      }}
    </Answered>
  );
}

function look(window: Span, whole: Span): void {
  const all = window.from <= whole.from && window.to >= whole.to;
  setParams({ period: all ? ALL : daysOf(window) });
}

function Zoom({ shown, whole }: { shown: Span; whole: Span }) {
  const middle = (shown.from + shown.to) / 2;
  const half = (shown.to - shown.from) / 2;
  const zoom = (by: number): void => look(within({ from: middle - half * by, to: middle + half * by }, whole), whole);
  const move = (by: number): void => {
    const step = half * by;
    look(within({ from: shown.from + step, to: shown.to + step }, whole), whole);
  };
  useShortcuts(S.timeline.title, [
    { keys: "+", does: S.timeline.keys.closer, run: () => zoom(0.5) },
    { keys: "-", does: S.timeline.keys.wider, run: () => zoom(2) },
    { keys: "[", does: S.timeline.keys.back, run: () => move(-1) },
    { keys: "]", does: S.timeline.keys.forth, run: () => move(1) },
    { keys: "0", does: S.timeline.keys.whole, run: () => setParams({ period: ALL }) },
  ]);
  const day = shown.to - shown.from <= DAY;
  const all = shown.from <= whole.from && shown.to >= whole.to;
  return (
    <div class="controls">
      <span class="buttons">
        <button type="button" class="button" disabled={day} onClick={() => zoom(0.5)}>
          {S.timeline.closer}
        </button>
        <button type="button" class="button" disabled={all} onClick={() => zoom(2)}>
          {S.timeline.wider}
        </button>
        <button type="button" class="button" disabled={shown.from <= whole.from} onClick={() => move(-1)}>
          {S.timeline.earlier}
        </button>
        <button type="button" class="button" disabled={shown.to >= whole.to} onClick={() => move(1)}>
          {S.timeline.later}
        </button>
      </span>
      <Choice
        name="by"
        label={S.timeline.by}
        first="pair"
        options={[
          ["pair", S.timeline.pair],
          ["track", S.timeline.track],
        ]}
      />
      <As />
    </div>
  );
}

function Drawn({ data, shown, whole }: { data: LanesAnswer; shown: Span; whole: Span }) {
  const { params } = useAddress();
  const { record } = useShell();
  const item = params.get("item");
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    if (item) side.current?.focus({ preventScroll: true });
  }, [item]);
  const hrefOf = (bar: Bar): string => linkOf(bar.kind !== "commitment", bar.id);
  const span = daysOf(shown);
  return (
    <div class={item ? "beside open" : "beside"}>
      <div>
        {data.lanes.length === 0 ? (
          <p class="soft">{S.timeline.nothing}</p>
        ) : (
          <Figure title={S.timeline.figure(days(span))} sources={[S.cards.ofRecord(record.name)]}>
            <Lanes
              lanes={data.lanes}
              shown={shown}
              whole={whole}
              asOf={params.get("as_of")}
              chosen={item}
              choose={(id) => setParams({ item: id === item ? null : id }, "push")}
              look={(window) => look(window, whole)}
              hrefOf={hrefOf}
            />
          </Figure>
        )}
        <Legend />
        <p class="soft small">{S.timeline.drag}</p>
        {data.lanes_left > 0 && <p class="soft small">{S.timeline.left(number(data.lanes_left))}</p>}
        {data.undated > 0 && <p class="soft small">{S.timeline.undated(number(data.undated))}</p>}
      </div>
      {item && (
        <aside class="side" ref={side} tabIndex={-1} aria-label={S.timeline.chosen}>
          <header>
            <h2>{S.timeline.chosen}</h2>
            <button type="button" class="button plain" onClick={() => setParams({ item: null }, "push")}>
              {S.cards.close}
            </button>
          </header>
          <Card id={item} />
        </aside>
      )}
    </div>
  );
}

function linkOf(incident: boolean, id: string): string {
  return incident ? to("incidents", id) : to("commitments", null, { open: id });
}

function Legend() {
  return (
    <ul class="keys lanes" aria-label={S.timeline.legend}>
      {(["incident", "meeting", "commitment"] as const).map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 21 14" class={`mark ${kind}`} aria-hidden="true">
            <Shape kind={kind} x={3} y={2} width={16} />
          </svg>
          {S.timeline[kind]}
        </li>
      ))}
    </ul>
  );
}

type Line = (Incident | Commitment) & { when: string | null; told?: Incident["told"] };

function Table() {
  const { params } = useAddress();
  const asked = filtersOf(params, FILTERS);
  const period = params.get("period");
  const listing = useListing<Line>(useRecordPath("/timeline"), {
    ...asked,
    between: asked["between"] ?? (period === ALL ? null : period),
    limit: 60,
  });
  return (
    <>
      <div class="controls">
        <As />
      </div>
      <Answered answer={listing} empty={(d) => d.length === 0}>
        {(lines) => (
          <>
            <div class="scroll" tabIndex={0} role="region" aria-label={S.timeline.title}>
              <table class="timetable">
                <thead>
                  <tr>
                    {Object.values(S.timeline.columns).map((c) => (
                      <th key={c} scope="col">
                        {c}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <Row key={line.id} line={line} />
                  ))}
                </tbody>
              </table>
            </div>
            <TooMany listing={listing} />
          </>
        )}
      </Answered>
    </>
  );
}

function Row({ line: view }: { line: Line }) {
  const incident = "type" in view;
  const [first, second] = incident ? [view.actors, view.recipients] : [view.obligors, view.beneficiaries];
  return (
    <tr>
      <td class="num">
        <Days value={view.when} />
      </td>
      <td>
        {incident ? <TypeMode type={view.type} mode={view.mode} /> : <Term kind="act" id={view.act} />}{" "}
        <a class="small" href={linkOf(incident, view.id)}>
          {incident ? S.cards.incident : S.cards.commitment}
        </a>
      </td>
      <td>
        <Actors texts={first} />
        {second.length > 0 && (
          <>
            {" → "}
            <Actors texts={second} />
          </>
        )}
      </td>
      <td>{view.told ? <Words told={view.told} most={1} /> : null}</td>
    </tr>
  );
}
