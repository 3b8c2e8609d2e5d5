/** The filters of the address that an end point takes. */
export function filtersOf(params: URLSearchParams, names: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(names.map((n) => [n, params.get(n)]));
}
