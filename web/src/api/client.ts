/** Talks to the server: one function that reads, one that writes, and problems as typed errors. */

export const ROOT = "/api/v1";

/** What the server says went wrong (application/problem+json), or that it did not answer (`status` 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;

  constructor(status: number, body: Partial<Record<"title" | "detail" | "code" | "request_id", string>>) {
    super(body.detail ?? body.title ?? "");
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? "";
    this.title = body.title ?? "";
    this.requestId = body.request_id ?? "";
  }
}

/** A value a query may have: empty ones are left out of the address. */
export type Params = Record<string, string | number | null | undefined>;

/** `/records/main/figures?as_of=…`: the address of a question, the parameters in a fixed order. */
export function question(path: string, params: Params = {}): string {
  const said = Object.entries(params)
    .filter(([, v]) => v !== null && v !== undefined && v !== "")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`);
  return ROOT + path + (said.length ? `?${said.join("&")}` : "");
}

interface Kept {
  etag: string;
  data: unknown;
}

/** Answers already had, newest last, so that one is asked again with its ETag and shown meanwhile. */
const kept = new Map<string, Kept>();
const MOST_KEPT = 80;

/** The answer had before, if there is one. */
export function remembered<T>(address: string): T | undefined {
  return kept.get(address)?.data as T | undefined;
}

function remember(address: string, etag: string, data: unknown): void {
  kept.delete(address);
  kept.set(address, { etag, data });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
}

/** Forgets every answer: somebody else signed in. */
export function forget(): void {
  kept.clear();
}

let signedOut: ((problem: Problem) => void) | undefined;

/** Calls `then` when an answer says that nobody is signed in; returns what ends that. */
export function whenSignedOut(then: (problem: Problem) => void): () => void {
  signedOut = then;
  return () => {
    signedOut = undefined;
  };
}

async function problem(answer: Response): Promise<Problem> {
  let body: unknown = {};
  try {
    body = await answer.json();
  } catch {
    // A proxy's page or an empty body: the status is all there is to tell.
  }
  const made = new Problem(answer.status, body as Record<string, string>);
  if (made.code === "W006") signedOut?.(made);
  return made;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, {});
  }
}

/** Reads an address, with the ETag of the last answer; throws {@link Problem}. */
export async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const before = kept.get(address);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (before?.etag) headers["If-None-Match"] = before.etag;
  const answer = await send(address, { headers, cache: "no-store", ...(signal ? { signal } : {}) });
  if (answer.status === 304 && before) return before.data as T;
  if (!answer.ok) throw await problem(answer);
  const data: unknown = await answer.json();
  remember(address, answer.headers.get("ETag") ?? "", data);
  return data as T;
}

let csrf = "";

/** The token of the session that every write carries; from `GET /session`. */
export function useToken(token: string | null | undefined): void {
  csrf = token ?? "";
}

/** Writes: JSON, or a form for uploads; throws {@link Problem}. */
export async function write<T>(
  path: string,
  body: unknown,
  method: "POST" | "PUT" | "PATCH" | "DELETE" = "POST",
): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (csrf) headers["X-CSRF-Token"] = csrf;
  if (!form && body !== undefined) headers["Content-Type"] = "application/json";
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = form ? body : JSON.stringify(body);
  const answer = await send(ROOT + path, init);
  if (!answer.ok) throw await problem(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
