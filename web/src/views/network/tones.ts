/** Colours of relations, by the tokens of the style sheet. */

export const TONES: Record<string, string> = {
  meets: "--event",
  agrees: "--keeps",
  helps: "--statement",
  yields: "--soft",
  asks: "--mute",
  accuses: "--doubts",
  rejects: "--denies",
  presses: "--ink",
  attacks: "--breaks",
  promises: "--commitment",
};

export const toneOf = (kind: string): string => TONES[kind] ?? "--mute";
