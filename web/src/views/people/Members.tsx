/** Who may do what in a record: for its admins. */

import "./people.css";
import { useEffect, useState } from "preact/hooks";
import { changed } from "../../api/changes";
import { write } from "../../api/client";
import { ROLES, type Member, type MemberList, type Role, type UserList } from "../../api/people";
import { useQuery } from "../../api/query";
import { Confirm } from "../../parts/Confirm";
import { DoneLine, useDoing, type Doing } from "../../parts/Doing";
import { Answered } from "../../parts/states";
import { useRecordPath, useSigning } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { S } from "../../strings";
import { anew, Form, plain } from "./Form";

export default function Members() {
  const path = useRecordPath("/members");
  const listed = useQuery<MemberList>(path);
  const doing = useDoing({ W002: S.people.noAccount, W020: S.people.noAccount });
  return (
    <>
      <Head title={S.nav.members} lead={S.members.lead} />
      <DoneLine doing={doing} />
      <div class="people">
        <section aria-labelledby="members">
          <h2 id="members">{S.members.list}</h2>
          <Answered answer={listed}>
            {({ items }) =>
              items.length === 0 ? (
                <p class="soft">{S.members.none}</p>
              ) : (
                <ul class="rows">
                  {items.map((m) => (
                    <Row key={m.user} member={m} last={isLast(m, items)} path={path} doing={doing} again={listed.again} />
                  ))}
                </ul>
              )
            }
          </Answered>
        </section>
        <Add path={path} doing={doing} again={listed.again} />
        <p class="roles">
          {ROLES.map((r) => (
            <span key={r}>
              <b>{S.people.roles[r]}</b> {S.people.rolesDo[r]}
            </span>
          ))}
        </p>
      </div>
    </>
  );
}

/** Whether nobody else could manage the record, admins of the site apart. */
function isLast(member: Member, all: readonly Member[]): boolean {
  return member.role === "admin" && !all.some((m) => m.user !== member.user && m.role === "admin" && !m.disabled);
}

interface Acting {
  path: string;
  doing: Doing;
  again: () => void;
}

function Row({ member, last, path, doing, again }: Acting & { member: Member; last: boolean }) {
  const { session, refresh } = useSigning();
  const [role, setRole] = useState<Role>(member.role);
  useEffect(() => setRole(member.role), [member.role]);
  const self = member.user === session?.name;
  const at = `${path}/${encodeURIComponent(member.user)}`;
  const after = async (): Promise<void> => {
    if (!self) return again();
    // Who changes what he may himself sees another page: first that, then what is on it.
    await refresh();
    changed();
  };
  const save = (): void => {
    void doing.run(async () => {
      await write(at, { role }, "PUT");
      await after();
      return S.members.saved(member.user, S.people.roles[role]);
    }, loses);
  };
  const remove = (): void => {
    void doing.run(async () => {
      await write(at, undefined, "DELETE");
      await after();
      return S.members.removed(member.user);
    }, true);
  };
  const loses = member.role === "admin" && (last || (self && session?.everywhere !== "admin"));
  const warning = last ? S.members.sureLast(member.user) : S.members.sureSelf;
  return (
    <li>
      <span class="who">
        <b>{member.user}</b>
        {member.label !== member.user && <span class="soft">{member.label}</span>}
        {self && <span class="tag strong">{S.people.you}</span>}
        {member.disabled && <span class="tag">{S.members.accountClosed}</span>}
      </span>
      <div class="acts">
        <form
          onSubmit={(e) => {
            e.preventDefault();
            if (role !== member.role) save();
          }}
        >
          <select
            aria-label={S.members.roleOf(member.user)}
            value={role}
            onChange={(e) => setRole(e.currentTarget.value as Role)}
          >
            <Roles />
          </select>
          {loses && role !== member.role ? (
            <Confirm label={S.members.save} says={S.members.saveOf(member.user)} question={warning} yes={S.members.yesSave} act={save} />
          ) : (
            <button type="submit" class="button" aria-label={S.members.saveOf(member.user)} aria-disabled={role === member.role}>
              {S.members.save}
            </button>
          )}
        </form>
        <Confirm
          label={S.members.remove}
          says={S.members.removeOf(member.user)}
          question={loses ? warning : S.members.sure(member.user)}
          yes={S.members.yes}
          act={remove}
        />
      </div>
    </li>
  );
}

function Roles() {
  return (
    <>
      {ROLES.map((r) => (
        <option key={r} value={r}>
          {S.people.roles[r]}
        </option>
      ))}
    </>
  );
}

function Add({ path, doing, again }: Acting) {
  const { session } = useSigning();
  // Only admins of the site may list accounts; others know whom they let in.
  const known = useQuery<UserList>(session?.everywhere === "admin" ? "/users" : null).data?.items ?? [];
  return (
    <Form
      id="let-in"
      title={S.members.add}
      button={S.members.doAdd}
      doing={doing}
      send={async (said) => {
        const at = `${path}/${encodeURIComponent(plain(said, "name"))}`;
        const made = await write<Member>(at, { role: said.get("role") }, "PUT");
        again();
        return S.members.saved(made.user, S.people.roles[made.role]);
      }}
      after={anew}
    >
      <label class="field">
        {S.members.name}
        <input name="name" required maxLength={80} autocomplete="off" autocapitalize="none" spellcheck={false} list={known.length ? "accounts" : undefined} />
      </label>
      {known.length > 0 && (
        <datalist id="accounts">
          {known.map((u) => (
            <option key={u.id} value={u.name}>
              {u.label}
            </option>
          ))}
        </datalist>
      )}
      <label class="field">
        {S.people.role}
        <select name="role">
          <Roles />
        </select>
      </label>
    </Form>
  );
}
