import { useEffect, useRef, useState } from "preact/hooks";
import { S } from "../strings";
import { keysOn, registered, switchKeys, type Shortcut } from "./keys";

/** The list of keys; `close` is called however it is closed. */
export function Help({ close }: { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(keysOn());
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} class="help" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{S.help.title}</h2>
      <div class="keys">
        {acting().map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map((one) => (
                <div key={one.keys}>
                  <dt>
                    {one.keys.split(" ").map((key, i) => (
                      <span key={key}>
                        {i > 0 && <span class="soft small"> {S.help.then} </span>}
                        <kbd>{key}</kbd>
                      </span>
                    ))}
                  </dt>
                  <dd>{one.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p>
        <label>
          <input
            type="checkbox"
            checked={on}
            onChange={(e) => {
              switchKeys(e.currentTarget.checked);
              setOn(e.currentTarget.checked);
            }}
          />{" "}
          {S.help.on}
        </label>{" "}
        <span class="soft small">{S.help.onHint}</span>
      </p>
      <button type="button" class="button" onClick={() => box.current?.close()}>
        {S.help.close}
      </button>
    </dialog>
  );
}

/** Without the keys that a view has taken over from the page. */
function acting(): { title: string; shortcuts: readonly Shortcut[] }[] {
  const groups = registered();
  const taken = (keys: string, at: number): boolean => groups.slice(at + 1).some((g) => g.shortcuts.some((s) => s.keys === keys));
  return groups
    .map(({ title, shortcuts }, at) => ({ title, shortcuts: shortcuts.filter((one) => !taken(one.keys, at)) }))
    .filter(({ shortcuts }) => shortcuts.length > 0);
}
