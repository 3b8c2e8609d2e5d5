/** A new key, shown once. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { NewKey } from "../../api/people";
import { S } from "../../strings";

export function Secret({ made, close }: { made: NewKey; close: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState("");
  useEffect(() => {
    setCopied("");
    field.current?.focus();
    field.current?.select();
  }, [made.secret]);
  const copy = async (): Promise<void> => {
    try {
      // There only over https and on this machine.
      await navigator.clipboard.writeText(made.secret);
      setCopied(S.keys.copied);
    } catch {
      field.current?.select();
      setCopied(S.keys.notCopied);
    }
  };
  return (
    <section class="secret" aria-labelledby="secret">
      <h2 id="secret">{S.keys.secret}</h2>
      <p>{S.keys.once}</p>
      <div class="row">
        <input ref={field} readOnly value={made.secret} aria-labelledby="secret" onFocus={(e) => e.currentTarget.select()} />
        <button type="button" class="button strong" onClick={() => void copy()}>
          {S.keys.copy}
        </button>
        <button type="button" class="button" onClick={close}>
          {S.keys.done}
        </button>
      </div>
      <p role="status" class="small">
        {copied}
      </p>
    </section>
  );
}
