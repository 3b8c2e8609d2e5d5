/** Names of victims and detainees that are hidden in a record: for its reviewers. */

import "./people.css";
import { useState } from "preact/hooks";
import { changed } from "../../api/changes";
import { write } from "../../api/client";
import type { Found } from "../../api/drawings";
import type { Mark, MarkList } from "../../api/people";
import { useQuery } from "../../api/query";
import { Confirm } from "../../parts/Confirm";
import { DoneLine, useDoing, type Doing } from "../../parts/Doing";
import { Answered } from "../../parts/states";
import { useRecordPath } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { to, useAddress } from "../../shell/router";
import { S } from "../../strings";
import { days, list, moment, number } from "../../words";
import { Form } from "./Form";

export default function Marks() {
  const listed = useQuery<MarkList>(useRecordPath("/marks"));
  const doing = useDoing({ R007: S.marks.noThing });
  return (
    <>
      <Head title={S.nav.marks} lead={S.marks.lead} />
      <DoneLine doing={doing} />
      <div class="people">
        <section aria-labelledby="marks">
          <h2 id="marks">{S.marks.list}</h2>
          <Answered answer={listed}>
            {({ items }) =>
              items.length === 0 ? (
                <p class="soft">{S.marks.none}</p>
              ) : (
                <ul class="rows">
                  {items.map((m) => (
                    <Row key={m.judgement} mark={m} doing={doing} />
                  ))}
                </ul>
              )
            }
          </Answered>
        </section>
        <Hide doing={doing} />
      </div>
    </>
  );
}

function Row({ mark, doing }: { mark: Mark; doing: Doing }) {
  const path = useRecordPath(`/judgements/${encodeURIComponent(mark.judgement)}/undo`);
  const name = mark.names[0] ?? "";
  const as = number(mark.number);
  return (
    <li>
      <span class="who">
        <b>{list(mark.names)}</b>
        <span class="soft small">
          <span aria-hidden="true">{S.marks.shownAs(as)}</span>
          <span class="sr">{S.marks.spoken(as)}</span>
        </span>
      </span>
      <p>
        {S.marks.reason}: {mark.reasons.join("; ")}
      </p>
      <p class="soft small">
        {S.marks.by(mark.author, moment(mark.at))} · {S.marks.in}{" "}
        {mark.things.map((thing) => (
          <a key={thing} href={to("things", thing)}>
            {thing}
          </a>
        ))}
      </p>
      <div class="acts">
        <Confirm
          label={S.marks.takeBack}
          says={S.marks.takeBackOf(name)}
          question={S.marks.sure(name)}
          yes={S.marks.yes}
          act={() =>
            void doing.run(async () => {
              await write(path, { reasons: [] });
              changed();
              return S.marks.shown(name);
            }, true)
          }
        />
      </div>
    </li>
  );
}

function Hide({ doing }: { doing: Doing }) {
  const path = useRecordPath("/marks");
  const { params } = useAddress();
  const [text, setText] = useState("");
  const [thing, setThing] = useState(params.get("thing") ?? "");
  const [reason, setReason] = useState("");
  const names = text.split("\n").map((n) => n.trim()).filter(Boolean);
  return (
    <Form
      id="hide"
      title={S.marks.add}
      button={S.marks.doAdd}
      doing={doing}
      send={async () => {
        const made = await write<Mark>(path, { thing: thing.trim(), names, reasons: [reason.trim()] });
        changed();
        return S.marks.hidden(made.names[0] ?? "");
      }}
      after={(form) => {
        setText("");
        setReason("");
        form.querySelector("textarea")?.focus();
      }}
    >
      <label class="field all">
        {S.marks.names}
        <textarea required rows={3} value={text} autocomplete="off" spellcheck={false} aria-describedby="forms" onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <p id="forms" class="hint all">
        {S.marks.namesHint}
      </p>
      <Where name={names[0] ?? ""} value={thing} choose={setThing} />
      <label class="field all">
        {S.marks.why}
        <input required value={reason} maxLength={2000} onInput={(e) => setReason(e.currentTarget.value)} />
      </label>
    </Form>
  );
}

const MOST = 20;

/** Reports that hold the name, to choose from; any other by its id. */
function Where({ name, value, choose }: { name: string; value: string; choose: (thing: string) => void }) {
  const path = useRecordPath("/search");
  const asked = name.length > 2 ? `"${name.replaceAll('"', " ")}"` : "";
  const found = useQuery<Found>(asked ? path : null, { text: asked, kind: "report", limit: MOST });
  const hits = asked ? (found.data?.hits ?? []) : [];
  return (
    <>
      {hits.length > 0 && (
        <fieldset class="all">
          <legend>{S.marks.found}</legend>
          {hits.map((hit) => (
            <label key={hit.report} class="check">
              <input type="radio" name="report" value={hit.report} checked={value === hit.report} onChange={() => choose(hit.report)} />
              <span>
                {hit.title ?? hit.report}{" "}
                <span class="soft small">
                  {hit.source ?? ""} {days(hit.reported)}
                </span>
              </span>
            </label>
          ))}
          {(found.data?.total ?? 0) > hits.length && <p class="hint">{S.marks.moreFound(number(found.data?.total ?? 0))}</p>}
        </fieldset>
      )}
      {asked && found.data && !found.loading && hits.length === 0 && <p class="soft all">{S.marks.notFound}</p>}
      <label class="field all">
        {S.marks.thing}
        <input required value={value} maxLength={300} autocomplete="off" spellcheck={false} onInput={(e) => choose(e.currentTarget.value)} />
      </label>
    </>
  );
}
