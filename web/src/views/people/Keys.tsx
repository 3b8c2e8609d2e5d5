/** One's own keys for programs; admins of the site see and revoke those of others too. */

import "./people.css";
import { useState } from "preact/hooks";
import { write } from "../../api/client";
import { SCOPES, type Key, type KeyList, type NewKey, type Scope, type WantedKey } from "../../api/people";
import { useQuery } from "../../api/query";
import { Confirm } from "../../parts/Confirm";
import { DoneLine, useDoing, type Doing } from "../../parts/Doing";
import { Answered } from "../../parts/states";
import { useSigning, type RecordInfo } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { S } from "../../strings";
import { days, iso, number } from "../../words";
import { Form, plain } from "./Form";
import { Secret } from "./Secret";

const DAYS = 90;
const MOST_DAYS = 366;

export default function Keys() {
  const listed = useQuery<KeyList>("/keys");
  const records = useQuery<{ records: RecordInfo[] }>("/records").data?.records ?? [];
  const doing = useDoing();
  const [made, setMade] = useState<NewKey>();
  const name = useSigning().session?.name;
  const named = (id: string): string => records.find((r) => r.id === id)?.name ?? id;
  return (
    <>
      <Head title={S.nav.keys} lead={S.keys.lead} />
      <DoneLine doing={doing} />
      <div class="people">
        {made && <Secret made={made} close={() => setMade(undefined)} />}
        <div>
          <Answered answer={listed}>
            {({ items }) => {
              const own = items.filter((k) => k.user === name);
              const others = items.filter((k) => k.user !== name);
              const shared = { named, doing, again: listed.again };
              return (
                <div class="people">
                  <section aria-labelledby="keys">
                    <h2 id="keys">{S.keys.list}</h2>
                    <List keys={own} {...shared} />
                  </section>
                  {others.length > 0 && (
                    <section aria-labelledby="others">
                      <h2 id="others">{S.keys.others}</h2>
                      <List keys={others} {...shared} />
                    </section>
                  )}
                </div>
              );
            }}
          </Answered>
        </div>
        <Make
          records={records}
          doing={doing}
          made={(key) => {
            setMade(key);
            listed.again();
          }}
        />
      </div>
    </>
  );
}

interface Listed {
  named: (record: string) => string;
  doing: Doing;
  again: () => void;
}

function holds(key: Key): boolean {
  return !key.revoked && key.expires * 1000 > Date.now();
}

function List({ keys, ...shared }: Listed & { keys: readonly Key[] }) {
  const holding = keys.filter(holds);
  const gone = keys.filter((k) => !holds(k));
  return (
    <>
      {holding.length === 0 && <p class="soft">{S.keys.none}</p>}
      <ul class="rows">
        {holding.map((k) => (
          <Row key={k.id} one={k} {...shared} />
        ))}
      </ul>
      {gone.length > 0 && (
        <details>
          <summary>{S.keys.gone(number(gone.length))}</summary>
          <ul class="rows">
            {gone.map((k) => (
              <Row key={k.id} one={k} {...shared} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Row({ one, named, doing, again }: Listed & { one: Key }) {
  const own = one.user === useSigning().session?.name;
  const [made, until] = [days(iso(one.created * 1000)), days(iso(one.expires * 1000))];
  return (
    <li>
      <span class="who">
        <b>{one.label}</b>
        {!own && <span class="soft">{one.user}</span>}
        {!holds(one) && <span class="tag">{one.revoked ? S.keys.revoked : S.keys.expired}</span>}
      </span>
      <p class="small">
        {one.scopes.map((s) => S.keys.scope[s as Scope]).join("; ")} ·{" "}
        {one.record ? named(one.record) : own ? S.keys.every : S.keys.everyOf}
      </p>
      <p class="soft small">{holds(one) ? S.keys.until(made, until) : S.keys.was(made, until)}</p>
      {holds(one) && (
        <div class="acts">
          <Confirm
            label={S.keys.revoke}
            says={S.keys.revokeOf(one.label)}
            question={S.keys.sure(one.label)}
            yes={S.keys.yes}
            act={() =>
              void doing.run(async () => {
                await write(`/keys/${encodeURIComponent(one.id)}`, undefined, "DELETE");
                again();
                return S.keys.didRevoke(one.label);
              }, true)
            }
          />
        </div>
      )}
    </li>
  );
}

function Make({ records, doing, made }: { records: readonly RecordInfo[]; doing: Doing; made: (key: NewKey) => void }) {
  return (
    <Form
      id="make"
      title={S.keys.add}
      button={S.keys.doAdd}
      doing={doing}
      wrong={(said) => (said.has("scope") ? undefined : { field: "scope", why: S.keys.noScope })}
      send={async (said) => {
        const wanted: WantedKey = {
          label: plain(said, "label"),
          scopes: said.getAll("scope") as Scope[],
          record: String(said.get("record")),
          days: Number(said.get("days")),
        };
        const answer = await write<NewKey>("/keys", wanted);
        made(answer);
        return S.keys.made(answer.key.label);
      }}
    >
      <label class="field">
        {S.keys.label}
        <input name="label" required maxLength={100} pattern=".*\S.*" autocomplete="off" placeholder={S.keys.labelHint} />
      </label>
      <label class="field">
        {S.keys.record}
        <select name="record">
          <option value="">{S.keys.every}</option>
          {records.map((r) => (
            <option key={r.id} value={r.id}>
              {r.name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {S.keys.days}
        <input name="days" type="number" required min={1} max={MOST_DAYS} defaultValue={String(DAYS)} />
      </label>
      <fieldset class="all">
        <legend>{S.keys.scopes}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" name="scope" value={scope} defaultChecked={scope === "read"} />
            <span>{S.keys.scope[scope]}</span>
          </label>
        ))}
      </fieldset>
    </Form>
  );
}
