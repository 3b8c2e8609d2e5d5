/** The navigation: views, the record, theme, keys, who is here. On narrow screens it folds behind a button. */

import { useEffect, useState } from "preact/hooks";
import { addressOf, ROUTES, routeOf, type Route } from "../routes";
import { S } from "../strings";
import { Icon, Mark } from "./icons";
import { go, lately, to, useAddress } from "./router";
import type { RecordInfo } from "./Context";
import { opens, type Signing } from "./session";
import { setTheme, theme, type Theme } from "./theme";

const GROUPS = ["look", "check", "decide", "people"] as const;

export interface RailProps {
  records: readonly RecordInfo[];
  signing: Signing;
  showHelp: () => void;
}

export function Rail({ records, signing, showHelp }: RailProps) {
  const address = useAddress();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Theme>(theme());
  useEffect(() => setOpen(false), [address.view, address.id]);
  const view = address.view || (address.record && "overview");
  const record = lately();
  const shown = (route: Route): boolean => (route.site || record ? opens(signing.session, route, record) : false);
  /** The same view of another record, if it is there for him. */
  const change = (other: string): void => {
    const route = routeOf(view);
    const same = route && !route.site && opens(signing.session, route, other);
    go(`/r/${encodeURIComponent(other)}/${same ? route.view : "overview"}`);
  };
  return (
    <header class="rail">
      <a class="brand" href={record ? to("overview") : "/"}>
        <Mark />
        {S.brand}
      </a>
      <button type="button" class="button menu" aria-expanded={open} aria-controls="rail" onClick={() => setOpen(!open)}>
        {open ? S.nav.close : S.nav.menu}
      </button>
      <div id="rail" class={open ? "inner open" : "inner"}>
        {records.length > 1 && (
          <label class="field">
            {S.nav.record}
            <select value={record} onChange={(e) => change(e.currentTarget.value)}>
              {records.map((r) => (
                <option key={r.id} value={r.id}>
                  {r.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <nav aria-label={S.nav.label}>
          {GROUPS.map((group) => {
            const routes = ROUTES.filter((r) => r.group === group && shown(r));
            if (routes.length === 0) return null;
            return (
              <div key={group}>
                <h2>{S.nav[group]}</h2>
                <ul>
                  {routes.map((r) => (
                    <li key={r.view}>
                      <a class="go" href={addressOf(r)} aria-current={r.view === view ? "page" : undefined}>
                        <Icon name={r.view} />
                        {r.title}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </nav>
        <div class="feet">
          <label class="field">
            {S.theme.label}
            <select
              value={chosen}
              onChange={(e) => {
                const next = e.currentTarget.value as Theme;
                setTheme(next);
                setChosen(next);
              }}
            >
              <option value="auto">{S.theme.auto}</option>
              <option value="light">{S.theme.light}</option>
              <option value="dark">{S.theme.dark}</option>
            </select>
          </label>
          <button type="button" class="button" onClick={showHelp}>
            <kbd>?</kbd> {S.help.open}
          </button>
          {signing.session && !signing.session.local && (
            <div class="here">
              <a href="/account" aria-current={view === "account" ? "page" : undefined}>
                {S.nav.signedInAs(signing.session.name)}
              </a>
              <button type="button" class="button" onClick={() => void signing.signOut()}>
                {S.nav.signOut}
              </button>
            </div>
          )}
        </div>
      </div>
    </header>
  );
}
