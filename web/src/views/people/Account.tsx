/** Who one is on this site: roles, password, leaving. */

import "./people.css";
import { write } from "../../api/client";
import { useQuery } from "../../api/query";
import { DoneLine, useDoing } from "../../parts/Doing";
import { Answered } from "../../parts/states";
import { useSigning, type RecordInfo } from "../../shell/Context";
import { Head } from "../../shell/Head";
import type { Role } from "../../api/people";
import { S } from "../../strings";
import { Form } from "./Form";

export default function Account() {
  const signing = useSigning();
  const records = useQuery<{ records: RecordInfo[] }>("/records");
  const session = signing.session;
  return (
    <>
      <Head title={S.nav.account} lead={S.account.lead(session?.name ?? "")} />
      <div class="people">
        <section aria-labelledby="roles">
          <h2 id="roles">{S.account.roles}</h2>
          {session?.everywhere && <p>{S.account.site}</p>}
          <Answered answer={records}>
            {({ records: all }) =>
              all.length === 0 ? (
                <p class="soft">{S.account.noRoles}</p>
              ) : (
                <ul class="rows">
                  {all.map((r) => (
                    <li key={r.id}>
                      <a href={`/r/${encodeURIComponent(r.id)}/overview`}>{r.name}</a>
                      <span>{S.people.roles[r.role as Role]}</span>
                    </li>
                  ))}
                </ul>
              )
            }
          </Answered>
        </section>
        <Password />
        <section aria-labelledby="leave">
          <h2 id="leave">{S.account.leave}</h2>
          <button type="button" class="button" onClick={() => void signing.signOut()}>
            {S.nav.signOut}
          </button>
        </section>
      </div>
    </>
  );
}

function Password() {
  const { session, signIn } = useSigning();
  const doing = useDoing({ W021: S.account.wrong });
  return (
    <Form
      id="password"
      title={S.account.password}
      button={S.account.doChange}
      doing={doing}
      above={<DoneLine doing={doing} />}
      wrong={(said) => (said.get("new") === said.get("again") ? undefined : { field: "again", why: S.account.differ })}
      send={async (said) => {
        const [old, next] = [String(said.get("old")), String(said.get("new"))];
        await write("/session/password", { old, new: next }, "PUT");
        // A new password ends every session, this one too.
        await signIn(session?.name ?? "", next);
        return S.account.changed;
      }}
    >
      <input type="hidden" name="username" autocomplete="username" value={session?.name ?? ""} />
      <label class="field">
        {S.account.old}
        <input name="old" type="password" required autocomplete="current-password" />
      </label>
      <label class="field">
        {S.account.new}
        <input name="new" type="password" required minLength={12} autocomplete="new-password" aria-describedby="good" />
      </label>
      <label class="field">
        {S.account.again}
        <input name="again" type="password" required autocomplete="new-password" />
      </label>
      <p id="good" class="hint all">
        {S.account.passwordHint}
      </p>
    </Form>
  );
}
