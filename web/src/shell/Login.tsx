import { useState } from "preact/hooks";
import { Problem } from "../api/client";
import type { Ways } from "../api/people";
import { useQuery } from "../api/query";
import { S } from "../strings";
import { Mark } from "./icons";
import type { Signing } from "./session";

/** Name and password, and the other ways the server offers. */
export function Login({ signing }: { signing: Signing }) {
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const ways = useQuery<Ways>("/session/ways").data;
  const refused = new URLSearchParams(location.search).has("problem");
  const back = `?next=${encodeURIComponent(location.pathname + location.search)}`;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setWrong("");
    try {
      await signing.signIn(String(form.get("name")), String(form.get("password")));
    } catch (error) {
      const failed = error instanceof Problem ? error : new Problem(0, {});
      setWrong(failed.status === 401 ? S.login.wrong : failed.message || S.state.offline);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="login">
      <form onSubmit={submit}>
        <span class="brand">
          <Mark />
          {S.brand}
        </span>
        <h1>{S.login.title}</h1>
        {refused && (
          <p class="error" role="alert">
            {S.login.refused}
          </p>
        )}
        {(ways?.password ?? true) && (
          <>
            <label class="field">
              {S.login.name}
              <input name="name" autocomplete="username" required autofocus />
            </label>
            <label class="field">
              {S.login.password}
              <input name="password" type="password" autocomplete="current-password" required />
            </label>
            <p class="error" role="alert">
              {wrong}
            </p>
            <button type="submit" class="button strong" disabled={busy}>
              {S.login.go}
            </button>
          </>
        )}
        {ways && ways.oidc.length > 0 && (
          <div class="ways">
            <span class="soft small">{S.login.or}</span>
            {ways.oidc.map((way) => (
              <a key={way.id} class="button" href={way.start + back}>
                {way.label}
              </a>
            ))}
          </div>
        )}
      </form>
    </main>
  );
}
