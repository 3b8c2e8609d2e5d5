/** Accounts as columns, fields as rows; where they part is marked by sign, word and colour. */

import type { Beside, BesideAccount, BesideField } from "../../api/drawings";
import { Evidence } from "../../parts/Evidence";
import { Masked } from "../../parts/Masked";
import { Term } from "../../parts/Term";
import { S } from "../../strings";
import { days } from "../../words";

const SIGNS = { agree: "=", fit: "≈", differ: "≠", silent: "" } as const;

const TERMS: Partial<Record<BesideField["field"], string>> = { status: "status", type: "type", mode: "mode" };

export interface AccountsProps {
  beside: Beside;
  picked: readonly string[];
  /** Picks an account for a split; absent where nobody may. */
  toggle?: (account: string) => void;
}

export function Accounts({ beside, picked, toggle }: AccountsProps) {
  const { accounts, fields } = beside;
  const told = fields.filter((f) => f.values.some((v) => v.text !== null));
  return (
    <section>
      <h2>{S.incident.accounts(accounts.length)}</h2>
      <Summary fields={told} />
      <div class="scroll" tabIndex={0} role="region" aria-label={S.incident.accounts(accounts.length)}>
        <table class="accounts">
          <thead>
            <tr>
              <td />
              {accounts.map((a) => (
                <th key={a.account} scope="col" class={picked.includes(a.account) ? "picked" : ""}>
                  <Teller account={a} />
                  {toggle && (
                    <label class="pick">
                      <input type="checkbox" checked={picked.includes(a.account)} onChange={() => toggle(a.account)} />
                      {S.incident.pick}
                    </label>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((f) => (
              <tr key={f.field} class={f.state}>
                <th scope="row">
                  {S.incident.fields[f.field]}
                  <State field={f} />
                </th>
                {accounts.map((a) => (
                  <Cell key={a.account} field={f} account={a} picked={picked.includes(a.account)} />
                ))}
              </tr>
            ))}
            <tr class="words">
              <th scope="row">{S.incident.words}</th>
              {accounts.map((a) => (
                <td key={a.account} class={picked.includes(a.account) ? "picked" : ""}>
                  <Evidence account={a.account} report={a.report} quote={a.quote} outlet={a.outlet} by={a.by} />
                  {a.context && a.context !== a.quote && (
                    <p class="context small soft">
                      <Masked text={a.context} />
                    </p>
                  )}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Teller({ account }: { account: BesideAccount }) {
  return (
    <>
      <strong>{account.outlet ?? account.report}</strong>
      <span>{account.reported ? days(account.reported) : S.words.noDay}</span>
      {account.copy_of && <span class="copy">{S.incident.copyOf(account.copy_of)}</span>}
    </>
  );
}

function State({ field }: { field: BesideField }) {
  if (field.state === "silent") return null;
  return (
    <span class={`state-of ${field.state}`}>
      <span aria-hidden="true">{SIGNS[field.state]}</span> {S.incident.states[field.state]}
    </span>
  );
}

function Cell({ field, account, picked }: { field: BesideField; account: BesideAccount; picked: boolean }) {
  const index = field.values.findIndex((v) => v.accounts.includes(account.account));
  const text = field.values[index]?.text ?? null;
  const kind = TERMS[field.field];
  // What most tell stands plain; what parts from it is marked.
  const apart = text !== null && index > 0 && field.state !== "agree";
  return (
    <td class={`${apart ? `apart ${field.state}` : ""}${picked ? " picked" : ""}`}>
      {text === null ? (
        <span class="soft">{S.words.unknown}</span>
      ) : kind ? (
        <Term kind={kind} id={text} />
      ) : field.field === "date" ? (
        days(text)
      ) : (
        <Masked text={text} />
      )}
    </td>
  );
}

/** In words, for those who do not see the marks: on what the accounts agree, on what they part. */
function Summary({ fields }: { fields: readonly BesideField[] }) {
  const of = (state: BesideField["state"]): string[] => fields.filter((f) => f.state === state).map((f) => S.incident.fields[f.field].toLowerCase());
  const [agree, fit, differ] = [of("agree"), of("fit"), of("differ")];
  if (agree.length + fit.length + differ.length === 0) return null;
  return (
    <p class="summary">
      {agree.length > 0 && <span class="state-of agree">{S.incident.agreeOn(agree)}</span>}
      {fit.length > 0 && <span class="state-of fit">{S.incident.fitOn(fit)}</span>}
      {differ.length > 0 && <span class="state-of differ">{S.incident.differOn(differ)}</span>}
    </p>
  );
}
