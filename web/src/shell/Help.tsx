import { useEffect, useRef, useState } from "preact/hooks";
import { S } from "../strings";
import { keysOn, registered, switchKeys } from "./keys";

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
        {registered().map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((one) => (
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
