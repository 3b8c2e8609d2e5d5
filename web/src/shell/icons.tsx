/** Icons of the navigation: strokes on 20 × 20, drawn for this page. */

const PATHS: Record<string, string> = {
  overview: "M3 4h6v6H3zM11 4h6v3h-6zM11 9h6v7h-6zM3 12h6v4H3z",
  timeline: "M3 5h7M6 10h9M4 15h6M13 15h4",
  map: "M3 5l4.5-1.5 5 2L17 4v11l-4.5 1.5-5-2L3 16zM7.5 3.5v11M12.5 5.5v11",
  network: "M5 6a2 2 0 1 0 0-.1M15 5a2 2 0 1 0 0-.1M10 15a2 2 0 1 0 0-.1M7 6.5l6-1M6.2 7.6l2.8 5.6M14 6.8l-3 6.4",
  commitments: "M3 5h9M3 10h14M3 15h6M12 14l2 2 3.5-3.5",
  figures: "M3 16h14M5 13V9M9 13V5M13 13v-3M17 13V7",
  reports: "M5 3h7l3 3v11H5zM8 9h5M8 12h5",
  search: "M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10M12.2 12.2L17 17",
  review: "M4 3.5h9l3 3v10H4zM7 11l2 2 4-4.5",
  add: "M10 4v12M4 10h12",
  marks: "M3 10c2-3.4 4.4-5 7-5s5 1.6 7 5c-2 3.4-4.4 5-7 5s-5-1.6-7-5M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4M4 17L16 3",
  members: "M7.5 4a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M3 16c0-3 2-4.5 4.5-4.5S12 13 12 16M13 5a2.2 2.2 0 0 1 0 4.2M14 11.8c2 .3 3 1.8 3 4.2",
  account: "M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M4 17c0-3.5 2.5-5 6-5s6 1.5 6 5",
  keys: "M7 9.5a3.5 3.5 0 1 0 0 .1M10.5 9.5H17M14 9.5v3M17 9.5v3",
  accounts: "M3.5 4h13v12h-13zM8 7.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M5.5 14c0-1.6 1-2.4 2.5-2.4s2.5.8 2.5 2.4M13 8h2M13 11h2",
  audit: "M5 3h10v14H5zM8 7h4M8 10h4M8 13h2",
  codebook: "M4 4.5c2-1 4-1 6 .5 2-1.5 4-1.5 6-.5v11c-2-1-4-1-6 .5-2-1.5-4-1.5-6-.5zM10 5v11",
};

export function Icon({ name }: { name: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
      <path d={PATHS[name] ?? "M4 10h12"} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1f4f8f" />
      <path d="M8 21.5h9.5M8 16h16M8 10.5h12" stroke="#fff" stroke-width="2.6" stroke-linecap="round" />
      <circle cx="22.5" cy="21.5" r="2.6" fill="#f2c14e" />
    </svg>
  );
}
