/** The frame around every view: navigation, the day slider, filters, and the view's module loaded when asked for. */

import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useQuery } from "../api/query";
import { watch } from "../api/changes";
import type { Overview, Stretch } from "../api/types";
import { Failed, Loading } from "../parts/states";
import { addressOf, ROUTES, routeOf, type Route } from "../routes";
import { S } from "../strings";
import { number } from "../words";
import { AsOf } from "./AsOf";
import { ShellContext, SigningContext, type RecordInfo } from "./Context";
import { Help } from "./Help";
import { Login } from "./Login";
import { Rail } from "./Rail";
import { useShortcuts } from "./keys";
import { go, lately, lookAt, to, useAddress } from "./router";
import { opens, useSession, type Signing } from "./session";

export function App() {
  const signing = useSession();
  const { session, error, refresh } = signing;
  if (error?.status === 401) return <Login signing={signing} />;
  if (error) {
    return (
      <main id="main">
        <Failed problem={error} again={() => void refresh()} alone />
      </main>
    );
  }
  if (session?.signed_in === false) return <Login signing={signing} />;
  // The frame does not wait for who is here: whoever may not look is told so by the answers.
  return <Signed signing={signing} />;
}

function Signed({ signing }: { signing: Signing }) {
  const address = useAddress();
  const records = useQuery<{ records: RecordInfo[] }>("/records");
  const [help, setHelp] = useState(false);
  const list = records.data?.records ?? [];
  const record = list.find((r) => r.id === address.record);
  const only = list.length === 1 ? list[0] : undefined;
  const route = routeOf(address.view);
  const ofSite = !address.record && address.view !== "" && route?.site !== undefined;
  if (records.data && !list.some((r) => r.id === lately())) lookAt(list[0]?.id ?? "");

  useEffect(() => watch(record?.id ?? ""), [record?.id]);
  // One record needs no list of records.
  useEffect(() => {
    if (!address.record && !ofSite && only) go(`/r/${encodeURIComponent(only.id)}/overview`, "replace");
  }, [address.record, ofSite, only?.id]);

  useShortcuts(S.help.everywhere, [
    { keys: "?", does: S.help.showHelp, run: () => setHelp(true), always: false },
    ...ROUTES.filter((r) => r.key && opens(signing.session, r, lately())).map((r) => ({
      keys: `g ${r.key ?? ""}`,
      does: S.help.go(r.title),
      run: () => go(addressOf(r)),
    })),
  ]);

  return (
    <SigningContext.Provider value={signing}>
      <a class="skip" href="#main">
        {S.skip}
      </a>
      <div class="page">
        <Rail records={list} signing={signing} showHelp={() => setHelp(true)} />
        {ofSite ? (
          <Shown signing={signing} />
        ) : record ? (
          <ShellContext.Provider value={{ record, session: signing.session }}>
            <Shown record={record} signing={signing} />
          </ShellContext.Provider>
        ) : (
          <main id="main" tabIndex={-1}>
            {records.error ? (
              <Failed problem={records.error} again={records.again} alone />
            ) : !records.data || (only && !address.record) ? (
              <Loading />
            ) : (
              <Records list={list} />
            )}
          </main>
        )}
      </div>
      {help && <Help close={() => setHelp(false)} />}
    </SigningContext.Provider>
  );
}

function Records({ list }: { list: readonly RecordInfo[] }) {
  useEffect(() => {
    document.title = S.title(S.records.title, "");
  }, []);
  return (
    <>
      <div class="head">
        <div>
          <h1>{S.records.title}</h1>
          <p>{list.length ? S.records.lead : S.records.none}</p>
        </div>
      </div>
      <ul class="plainlist">
        {list.map((r) => (
          <li key={r.id}>
            <a href={`/r/${encodeURIComponent(r.id)}/overview`}>{r.name}</a>{" "}
            <span class="soft">{S.records.reports(number(r.counts["reports"] ?? 0))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A view; of the site if there is no record. */
function Shown({ record, signing }: { record?: RecordInfo; signing: Signing }) {
  const { view, id } = useAddress();
  const found = routeOf(view);
  // In one-person mode there are no views for several, and those of the site have no record.
  const route = found && !found.site === !!record && (signing.session?.accounts !== false || opens(signing.session, found, "")) ? found : undefined;
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const daily = useDaily(record?.id);

  useEffect(() => {
    document.title = S.title(route?.title ?? S.state.empty, record?.name ?? "");
    // After the first, a new view takes the focus, so that reading and tabbing go on from its start.
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [view, id]);

  return (
    <div class="pane">
      {record && !route?.timeless && (
        <section class="topbar" aria-label={S.asOf.label}>
          <AsOf span={record.span} daily={daily} />
        </section>
      )}
      <main id="main" tabIndex={-1} ref={main}>
        {route ? (
          <Guard key={`${view}/${id ?? ""}`}>
            {opens(signing.session, route, record?.id ?? "") ? (
              <Loaded route={route} />
            ) : signing.session ? (
              <NotFor route={route} />
            ) : (
              <Loading />
            )}
          </Guard>
        ) : (
          <div class="state">
            <h1>{S.state.noView}</h1>
            <a class="button" href={to("overview")}>
              {S.state.toOverview}
            </a>
          </div>
        )}
      </main>
    </div>
  );
}

/** Who came by a link to a view that is not for him. */
function NotFor({ route }: { route: Route }) {
  return (
    <div class="state">
      <h1>{route.title}</h1>
      <p>{S.people.notFor(route.least ?? "site")}</p>
      <a class="button" href={to("overview")}>
        {S.state.toOverview}
      </a>
    </div>
  );
}

/** Reports by stretches of days, for the slider; asked for when the view has had its turn. */
function useDaily(record: string | undefined): readonly Stretch[] | undefined {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), 800);
    return () => clearTimeout(timer);
  }, []);
  const path = record === undefined ? null : `/records/${encodeURIComponent(record)}/overview`;
  return useQuery<Overview>(idle ? path : null).data?.reported;
}

const loaded = new Map<string, ComponentType>();

function Loaded({ route }: { route: Route }) {
  const [, again] = useState(0);
  const [failed, setFailed] = useState(false);
  const View = loaded.get(route.view);
  useEffect(() => {
    if (View) return;
    route.load().then(
      (module) => {
        loaded.set(route.view, module.default);
        again((n) => n + 1);
      },
      () => setFailed(true),
    );
  }, [route.view]);
  if (failed) return <Broken />;
  if (!View) return <Loading />;
  return <View />;
}

function Broken() {
  return (
    <div class="state" role="alert">
      <h1>{S.state.error}</h1>
      <p>{S.state.broken}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {S.state.reload}
      </button>
    </div>
  );
}

/** A fault of one view leaves the frame standing. */
class Guard extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}
