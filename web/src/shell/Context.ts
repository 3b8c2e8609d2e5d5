/** What every view may ask: the record it shows, its span of days, who is here. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session, Signing } from "./session";

export interface RecordInfo {
  id: string;
  name: string;
  counts: Record<string, number>;
  role: string;
  /** First and last day on which anything was reported, `FIRST/LAST`; null for an empty record. */
  span: string | null;
}

export interface Shell {
  record: RecordInfo;
  session: Session | undefined;
}

export const ShellContext = createContext<Shell | undefined>(undefined);

/** Only inside a record's views. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("useShell outside of a record");
  return shell;
}

/** `/records/{record}` + path, for useQuery and useListing. */
export function useRecordPath(path: string): string {
  return `/records/${encodeURIComponent(useShell().record.id)}${path}`;
}

export const SigningContext = createContext<Signing | undefined>(undefined);

/** Who is here, and signing in and out; in every view. */
export function useSigning(): Signing {
  const signing = useContext(SigningContext);
  if (!signing) throw new Error("useSigning outside of the page");
  return signing;
}
