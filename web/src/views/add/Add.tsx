/** Reports into the record: files or an address; how far each ingestion is, told as it goes. */

import "./add.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { changed } from "../../api/changes";
import { Problem, ROOT, write } from "../../api/client";
import { useQuery } from "../../api/query";
import type { Job } from "../../api/types";
import { Masked } from "../../parts/Masked";
import { Answered } from "../../parts/states";
import { useRecordPath, useShell } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { may } from "../../shell/session";
import { S } from "../../strings";
import { number, share } from "../../words";

const RUNNING = new Set(["waiting", "running"]);

export default function Add() {
  const { record, session } = useShell();
  const path = useRecordPath("/jobs");
  const listed = useQuery<{ items: Job[] }>(path);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const allowed = may(session, record.id, "coder");

  const send = async (body: FormData | { url: string }): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await write<Job>(path, body);
      listed.again();
    } catch (failed) {
      setError(failed instanceof Problem && failed.message ? failed.message : S.state.offline);
    } finally {
      setBusy(false);
    }
  };
  const upload = (files: FileList | null | undefined): void => {
    if (!files?.length) return;
    const form = new FormData();
    for (const file of files) form.append("file", file);
    void send(form);
  };

  return (
    <>
      <Head title={S.nav.add} lead={S.add.lead} />
      {!allowed && <p class="soft">{S.add.notAllowed}</p>}
      {allowed && (
        <div class="adding">
          <label
            class={over ? "drop over" : "drop"}
            onDragOver={(e) => {
              e.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(e) => {
              e.preventDefault();
              setOver(false);
              upload(e.dataTransfer?.files);
            }}
          >
            <span>{S.add.drop}</span>
            <input type="file" multiple disabled={busy} onChange={(e) => upload(e.currentTarget.files)} />
            <span class="soft small">{S.add.kinds}</span>
          </label>
          <form
            onSubmit={(e) => {
              e.preventDefault();
              const form = e.currentTarget;
              void send({ url: String(new FormData(form).get("url")).trim() }).then(() => form.reset());
            }}
          >
            <label class="field">
              {S.add.address}
              <input name="url" type="url" required placeholder="https://" autocomplete="off" />
            </label>
            <button type="submit" class="button strong" disabled={busy}>
              {S.add.fetch}
            </button>
          </form>
        </div>
      )}
      <p role="alert" class="error">
        {error}
      </p>
      <Answered answer={listed}>
        {({ items }) =>
          items.length > 0 && (
            <section aria-labelledby="jobs">
              <h2 id="jobs">{S.add.jobs}</h2>
              <ul class="jobs">
                {items.map((job) => (
                  <JobLine key={job.id} job={job} path={path} />
                ))}
              </ul>
            </section>
          )
        }
      </Answered>
    </>
  );
}

/** A job as the server tells of it, event by event, until it has ended. */
function useTold(job: Job, path: string): Job {
  const [told, setTold] = useState(job);
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    if (job.version > latest.current.version) setTold(job);
    if (!RUNNING.has(job.state)) return;
    const source = new EventSource(`${ROOT}${path}/${encodeURIComponent(job.id)}/events`);
    const hear = (event: MessageEvent<string>): void => {
      const next = JSON.parse(event.data) as Job;
      setTold(next);
      if (RUNNING.has(next.state)) return;
      source.close();
      changed();
    };
    source.addEventListener("job", hear);
    source.addEventListener("end", () => source.close());
    return () => source.close();
  }, [job.id, job.version]);
  return told.version >= job.version ? told : job;
}

function JobLine({ job: first, path }: { job: Job; path: string }) {
  const job = useTold(first, path);
  const running = RUNNING.has(job.state);
  const part = job.all ? Math.min(1, job.done / job.all) : undefined;
  return (
    <li data-state={job.state}>
      <div class="row">
        <b>
          <Masked text={job.source} />
        </b>
        <span role="status">
          {S.add.states[job.state]}
          {running && part !== undefined && ` · ${share(part)}`}
        </span>
      </div>
      {running && (
        <progress aria-label={S.add.progress(job.source)} max={1} {...(part === undefined ? {} : { value: part })} />
      )}
      <p class="soft small">
        {S.add.counts(number(job.added), number(job.earlier), number(job.failed))}
        {job.claims !== null && ` · ${S.add.claims(number(job.claims))}`} · {S.add.by(job.by)}
      </p>
      {job.message && (
        <p class="error small">
          {job.message} {job.code && <code>{job.code}</code>}
        </p>
      )}
      {job.failures.length > 0 && (
        <details class="small">
          <summary>{S.add.failures(job.failures.length)}</summary>
          <ul>
            {job.failures.map((f) => (
              <li key={f.where + f.code}>
                {f.where}: {f.message} <code>{f.code}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
