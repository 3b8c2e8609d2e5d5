/** Split and merge: who may decide says why; what was decided can be taken back at once. */

import { useState } from "preact/hooks";
import { changed } from "../../api/changes";
import { Problem, write } from "../../api/client";
import type { Beside } from "../../api/drawings";
import { useListing } from "../../api/query";
import type { Incident, Judged } from "../../api/types";
import { Days } from "../../parts/Days";
import { useRecordPath } from "../../shell/Context";
import { go, to } from "../../shell/router";
import { S } from "../../strings";
import { actor, actors, bounds, DAY, iso, ms, term } from "../../words";

export function Decide({
  incident,
  beside,
  picked,
  done,
}: {
  incident: Incident;
  beside: Beside;
  picked: readonly string[];
  done: () => void;
}) {
  const path = useRecordPath("/judgements");
  const [what, setWhat] = useState<"split" | "merge" | null>(null);
  const [other, setOther] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [made, setMade] = useState<Judged>();
  const [busy, setBusy] = useState(false);
  const splits = picked.length > 0 && picked.length < beside.accounts.length;

  const send = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      changed();
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, { detail: String(error) }));
    } finally {
      setBusy(false);
    }
  };
  const decide = (): Promise<void> =>
    send(async () => {
      const things = what === "split" ? [incident.id, ...picked] : [incident.id, other.trim()];
      const answer = await write<Judged>(path, { verdict: what === "split" ? "different" : "same", things, reasons: [reason.trim()] });
      setMade(answer);
      setWhat(null);
      setReason("");
      setOther("");
      done();
      if (answer.into && answer.into !== incident.id) go(to("incidents", answer.into));
    });
  const undo = (): Promise<void> =>
    send(async () => {
      if (!made) return;
      await write(`${path}/${encodeURIComponent(made.judgement.id)}/undo`, { reasons: [] });
      setMade(undefined);
    });

  return (
    <section class="decide">
      <h2>{S.incident.decide}</h2>
      <div class="buttons">
        <button type="button" class="button" disabled={!splits} aria-expanded={what === "split"} onClick={() => setWhat(what === "split" ? null : "split")}>
          {S.incident.split(picked.length)}
        </button>
        <button type="button" class="button" aria-expanded={what === "merge"} onClick={() => setWhat(what === "merge" ? null : "merge")}>
          {S.incident.merge}
        </button>
      </div>
      {beside.accounts.length > 1 && !splits && what === null && <p class="soft small">{S.incident.splitHint}</p>}
      {what && (what === "merge" || splits) && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void decide();
          }}
        >
          {what === "merge" && <Near incident={incident} value={other} choose={setOther} />}
          <label class="field">
            {S.incident.reason}
            <input required value={reason} maxLength={2000} onInput={(e) => setReason(e.currentTarget.value)} />
          </label>
          <button type="submit" class="button strong" disabled={busy || !reason.trim() || (what === "merge" && !other.trim())}>
            {what === "split" ? S.incident.doSplit : S.incident.doMerge}
          </button>
        </form>
      )}
      {problem && (
        <p class="error" role="alert">
          {problem.message || S.state.offline}
        </p>
      )}
      {made && (
        <p role="status" class="made">
          {made.judgement.verdict === "different" ? S.incident.didSplit : S.incident.didMerge}{" "}
          {made.conflict && <strong>{S.incident.conflict(made.others[0]?.author ?? "")} </strong>}
          <button type="button" class="button" disabled={busy} onClick={() => void undo()}>
            {S.incident.undo}
          </button>
        </p>
      )}
    </section>
  );
}

const NEAR = 7;

/** Incidents of the same days and country that may be the same; any other by its id. */
function Near({ incident, value, choose }: { incident: Incident; value: string; choose: (id: string) => void }) {
  const country = [...incident.actors, ...incident.recipients].map((a) => actor(a).country).find((c) => c && c !== "INT");
  const [first, last] = bounds(incident.when ?? "");
  const between = incident.when ? `${iso(ms(first) - NEAR * DAY)}/${iso(ms(last) + NEAR * DAY)}` : null;
  const found = useListing<Incident>(useRecordPath("/incidents"), { between, actor: country ?? null, limit: 25 });
  const others = (found.data ?? []).filter((i) => i.id !== incident.id);
  return (
    <>
      {others.length > 0 && (
        <fieldset class="near">
          <legend>{S.incident.near}</legend>
          {others.map((i) => (
            <label key={i.id}>
              <input type="radio" name="near" checked={value === i.id} onChange={() => choose(i.id)} />
              <span>
                <strong>{term("type", i.type)}</strong> {actors(i.actors)} · <Days value={i.when} /> · <q>{i.words}</q>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <label class="field">
        {S.incident.otherId}
        <input required value={value} pattern="I-[0-9a-f]{4,16}" placeholder="I-…" onInput={(e) => choose(e.currentTarget.value)} />
      </label>
    </>
  );
}
