/** Keyboard shortcuts: views register theirs while they are shown; the help lists all of them. */

import { useLayoutEffect, useRef } from "preact/hooks";

export interface Shortcut {
  /** "j", "?", "Escape", or two in turn: "g o". Letters as typed. */
  keys: string;
  /** What it does, for the help. */
  does: string;
  run: () => void;
  /** Works also while single keys are switched off, or in a field. */
  always?: boolean;
}

const groups: { title: string; shortcuts: readonly Shortcut[] }[] = [];
const OFF = "servanda.keys";

/** Whether single keys act; readers who speak to their machine switch them off (WCAG 2.1.4). */
export function keysOn(): boolean {
  return localStorage.getItem(OFF) !== "off";
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "off");
}

export function registered(): readonly { title: string; shortcuts: readonly Shortcut[] }[] {
  return groups;
}

let waiting = "";
let timer = 0;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button|range)$/.test(target.type))
  );
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const inField = typing(event.target);
  if (document.querySelector("dialog[open]") && event.key !== "?") return;
  const said = waiting ? `${waiting} ${event.key}` : event.key;
  // The newest registered wins: a view may take a key over from the page.
  for (const group of [...groups].reverse()) {
    for (const one of group.shortcuts) {
      if (one.keys !== said || (!one.always && (inField || !keysOn()))) continue;
      waiting = "";
      event.preventDefault();
      one.run();
      return;
    }
  }
  waiting = "";
  clearTimeout(timer);
  if (!inField && groups.some((g) => g.shortcuts.some((s) => s.keys.startsWith(`${event.key} `)))) {
    waiting = event.key;
    timer = window.setTimeout(() => {
      waiting = "";
    }, 1200);
  }
}

if (typeof document !== "undefined") document.addEventListener("keydown", pressed);

/** Registers shortcuts under a title while the component is shown; `run` may be new on every render. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // Before the view is painted: a key pressed at first sight must not be lost.
  useLayoutEffect(() => {
    const group = {
      title,
      get shortcuts() {
        return latest.current;
      },
    };
    groups.push(group);
    return () => {
      groups.splice(groups.indexOf(group), 1);
    };
  }, [title]);
}
