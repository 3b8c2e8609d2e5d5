/** A button for what cannot be seen being done: it asks once more, in its place. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { S } from "../strings";
import "./doing.css";

export function Confirm({
  label,
  says,
  question,
  yes,
  act,
}: {
  label: string;
  /** What screen readers hear: the label with what it is about. */
  says: string;
  question: string;
  yes: string;
  act: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const sure = useRef<HTMLButtonElement>(null);
  const before = useRef(false);
  // Before it is painted: the next key must find it.
  useLayoutEffect(() => {
    if (asking) sure.current?.focus();
    else if (before.current) first.current?.focus();
    before.current = asking;
  }, [asking]);
  if (!asking) {
    return (
      <button ref={first} type="button" class="button" aria-label={says} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <span
      class="confirm"
      role="group"
      aria-label={question}
      onKeyDown={(e) => {
        if (e.key === "Escape") setAsking(false);
      }}
    >
      <span>{question}</span>
      <button
        ref={sure}
        type="button"
        class="button strong"
        onClick={() => {
          before.current = false; // what was done says where the focus goes
          setAsking(false);
          act();
        }}
      >
        {yes}
      </button>
      <button type="button" class="button" onClick={() => setAsking(false)}>
        {S.people.keep}
      </button>
    </span>
  );
}
