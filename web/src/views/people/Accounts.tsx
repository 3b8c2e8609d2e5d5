/** Accounts of the site: for its admins. */

import "./people.css";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { write } from "../../api/client";
import type { ChangedUser, NewUser, User, UserList } from "../../api/people";
import { useQuery } from "../../api/query";
import { Confirm } from "../../parts/Confirm";
import { DoneLine, useDoing, type Doing } from "../../parts/Doing";
import { Answered } from "../../parts/states";
import { useSigning } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { S } from "../../strings";
import { days } from "../../words";
import { anew, Form, plain } from "./Form";

export default function Accounts() {
  const listed = useQuery<UserList>("/users");
  const doing = useDoing({ W023: S.accounts.taken, W024: S.accounts.lastAdmin });
  return (
    <>
      <Head title={S.nav.accounts} lead={S.accounts.lead} />
      <DoneLine doing={doing} />
      <div class="people">
        <section aria-labelledby="accounts">
          <h2 id="accounts">{S.accounts.list}</h2>
          <Answered answer={listed}>
            {({ items }) => (
              <ul class="rows">
                {items.map((u) => (
                  <Row key={u.id} user={u} doing={doing} again={listed.again} />
                ))}
              </ul>
            )}
          </Answered>
        </section>
        <Add doing={doing} again={listed.again} />
      </div>
    </>
  );
}

function Row({ user, doing, again }: { user: User; doing: Doing; again: () => void }) {
  const { session, refresh } = useSigning();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const self = user.name === session?.name;
  const send = (changes: ChangedUser, said: string, gone: boolean): Promise<boolean> =>
    doing.run(async () => {
      await write(`/users/${encodeURIComponent(user.id)}`, changes, "PUT");
      // Who changes his own account may see less, or be signed out.
      if (self) await refresh();
      again();
      return said;
    }, gone);
  const close = (): void => {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <li>
      <span class="who">
        <b>{user.name}</b>
        {user.label !== user.name && <span class="soft">{user.label}</span>}
        {self && <span class="tag strong">{S.people.you}</span>}
        {user.everywhere && <span class="tag">{S.accounts.siteAdmin}</span>}
        {user.disabled && <span class="tag">{S.people.closed}</span>}
        {!user.password && (
          <span class="tag" title={S.accounts.noPasswordHint}>
            {S.accounts.noPassword}
          </span>
        )}
      </span>
      <p class="soft small">{S.accounts.since(days(user.created.slice(0, 10)))}</p>
      <div class="acts">
        <button
          ref={opener}
          type="button"
          class="button"
          aria-expanded={open}
          aria-label={S.accounts.changeOf(user.name)}
          onClick={() => setOpen(!open)}
        >
          {S.accounts.change}
        </button>
        {user.disabled ? (
          <button
            type="button"
            class="button"
            aria-label={S.accounts.openOf(user.name)}
            onClick={() => void send({ disabled: false }, S.accounts.didOpen(user.name), true)}
          >
            {S.accounts.open}
          </button>
        ) : (
          <Confirm
            label={S.accounts.close}
            says={S.accounts.closeOf(user.name)}
            question={self ? S.accounts.sureSelf : S.accounts.sure(user.name)}
            yes={S.accounts.yes}
            act={() => void send({ disabled: true }, S.accounts.didClose(user.name), true)}
          />
        )}
      </div>
      {open && (
        <Change
          user={user}
          close={close}
          save={async (changes) => {
            if (await send(changes, S.accounts.didChange(user.name), false)) close();
          }}
        />
      )}
    </li>
  );
}

function Change({
  user,
  close,
  save,
}: {
  user: User;
  close: () => void;
  save: (changes: ChangedUser) => Promise<void>;
}) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []); // before it is painted
  return (
    <form
      ref={form}
      class="peopleform wide"
      aria-label={S.accounts.changeForm(user.name)}
      onKeyDown={(e) => {
        if (e.key === "Escape") close();
      }}
      onSubmit={(e) => {
        e.preventDefault();
        const said = new FormData(e.currentTarget);
        const [label, password, everywhere] = [plain(said, "label"), String(said.get("password")), said.has("everywhere")];
        void save({
          ...(label === user.label ? {} : { label }),
          ...(everywhere === user.everywhere ? {} : { everywhere }),
          ...(password ? { password } : {}),
        });
      }}
    >
      <label class="field">
        {S.accounts.label}
        <input name="label" maxLength={200} autocomplete="off" defaultValue={user.label} />
      </label>
      <label class="field">
        {S.accounts.newPassword}
        <input name="password" type="password" autocomplete="new-password" aria-description={S.accounts.newPasswordHint} />
        <span class="hint" aria-hidden="true">{S.accounts.newPasswordHint}</span>
      </label>
      <label class="check">
        <input name="everywhere" type="checkbox" defaultChecked={user.everywhere} />
        <span>{S.accounts.admin}</span>
      </label>
      <div class="row all">
        <button type="submit" class="button strong">
          {S.accounts.doChange}
        </button>
        <button type="button" class="button" onClick={close}>
          {S.accounts.cancel}
        </button>
      </div>
    </form>
  );
}

function Add({ doing, again }: { doing: Doing; again: () => void }) {
  return (
    <Form
      id="add-account"
      title={S.accounts.add}
      button={S.accounts.doAdd}
      doing={doing}
      send={async (said) => {
        const password = String(said.get("password"));
        const wanted: NewUser = {
          name: plain(said, "name"),
          label: plain(said, "label"),
          everywhere: said.has("everywhere"),
          ...(password ? { password } : {}),
        };
        const made = await write<User>("/users", wanted);
        again();
        return S.accounts.added(made.name);
      }}
      after={anew}
    >
      <label class="field">
        {S.accounts.name}
        <input name="name" required maxLength={64} autocomplete="off" autocapitalize="none" spellcheck={false} aria-description={S.accounts.nameHint} />
        <span class="hint" aria-hidden="true">{S.accounts.nameHint}</span>
      </label>
      <label class="field">
        {S.accounts.label}
        <input name="label" maxLength={200} autocomplete="off" />
      </label>
      <label class="field">
        {S.accounts.password}
        <input name="password" type="password" autocomplete="new-password" aria-description={S.accounts.passwordHint} />
        <span class="hint" aria-hidden="true">{S.accounts.passwordHint}</span>
      </label>
      <label class="check all">
        <input name="everywhere" type="checkbox" />
        <span>{S.accounts.admin}</span>
      </label>
    </Form>
  );
}
