/** A form of these views: a heading, fields, and the button that sends them. */

import type { ComponentChildren } from "preact";
import type { Doing } from "../../parts/Doing";

interface Props {
  /** Of the heading, by which the form is called. */
  id: string;
  title: string;
  button: string;
  doing: Doing;
  /** Sends what is filled in, and says in words what was done. */
  send: (said: FormData) => Promise<string>;
  /** What is wrong with it before it is sent: in which field, and why. */
  wrong?: (said: FormData) => { field: string; why: string } | undefined;
  /** When it was taken; without this the form is emptied. */
  after?: (form: HTMLFormElement) => void;
  /** Between heading and fields. */
  above?: ComponentChildren;
  children: ComponentChildren;
}

export function Form({ id, title, button, doing, send, wrong, after = emptied, above, children }: Props) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {above}
      <form
        class="peopleform"
        onSubmit={(e) => {
          e.preventDefault();
          const form = e.currentTarget;
          const said = new FormData(form);
          const found = wrong?.(said);
          if (found) {
            doing.fail(found.why);
            form.querySelector<HTMLElement>(`[name=${found.field}]`)?.focus();
            return;
          }
          void doing.run(() => send(said)).then((done) => {
            if (done) after(form);
          });
        }}
      >
        {children}
        <div class="all">
          <button type="submit" class="button strong">
            {button}
          </button>
        </div>
      </form>
    </section>
  );
}

function emptied(form: HTMLFormElement): void {
  form.reset();
}

/** Emptied for the next one. */
export function anew(form: HTMLFormElement): void {
  form.reset();
  form.querySelector("input")?.focus();
}

/** What a field says, without blanks around it. */
export function plain(said: FormData, name: string): string {
  return String(said.get(name)).trim();
}
