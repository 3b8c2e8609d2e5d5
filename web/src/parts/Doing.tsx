/** What somebody does in a view of people: sent, then told in words, also when it failed. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api/client";
import { S } from "../strings";
import { capital } from "../words";
import "./doing.css";

interface Told {
  text: string;
  failed: boolean;
  /** What had the focus is gone: it goes to what is told. */
  focus: boolean;
}

export interface Doing {
  told: Told | undefined;
  /** Does `work`, which says in words what was done; whether it was. `gone`: what had the focus leaves with it. */
  run: (work: () => Promise<string>, gone?: boolean) => Promise<boolean>;
  fail: (text: string) => void;
}

/** `words` say what codes of problems mean here. */
export function useDoing(words: Readonly<Record<string, string>> = {}): Doing {
  // No button is disabled meanwhile: one that had the focus would lose it.
  const busy = useRef(false);
  const [told, setTold] = useState<Told>();
  const run: Doing["run"] = async (work, gone = false) => {
    if (busy.current) return false;
    busy.current = true;
    setTold(undefined);
    try {
      setTold({ text: await work(), failed: false, focus: gone });
      return true;
    } catch (error) {
      setTold({ text: inWords(error, words), failed: true, focus: gone });
      return false;
    } finally {
      busy.current = false;
    }
  };
  return { told, run, fail: (text) => setTold({ text, failed: true, focus: false }) };
}

function inWords(error: unknown, words: Readonly<Record<string, string>>): string {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) return S.state.offline;
  return words[error.code] ?? S.people.errors[error.code] ?? `${capital(error.message || error.title)}.`;
}

/** The line on which it is told. */
export function DoneLine({ doing: { told } }: { doing: Doing }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (told?.focus) line.current?.focus();
  }, [told]);
  return (
    <div ref={line} tabIndex={-1} class="told">
      <p role="status">{told && !told.failed ? told.text : ""}</p>
      <p role="alert" class="error">
        {told?.failed ? told.text : ""}
      </p>
    </div>
  );
}
