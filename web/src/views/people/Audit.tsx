/** What was done on the site: for its admins. */

import "./people.css";
import type { AuditEntry } from "../../api/people";
import { useListing } from "../../api/query";
import { Answered } from "../../parts/states";
import { Head } from "../../shell/Head";
import { S } from "../../strings";
import { moment, number } from "../../words";

const AT_ONCE = 50;

export default function Audit() {
  const listing = useListing<AuditEntry>("/audit", { limit: AT_ONCE });
  return (
    <>
      <Head title={S.nav.audit} lead={S.audit.lead} />
      <Answered answer={listing}>
        {(entries) => (
          <div class="people">
            <ol class="audit" aria-label={S.audit.list}>
              {entries.map((e) => (
                <li key={e.number}>
                  <time dateTime={e.at}>{moment(e.at)}</time>
                  <p>
                    <b>{S.audit.who[e.who] ?? e.who}</b> {said(e)}
                  </p>
                </li>
              ))}
            </ol>
            <div class="many">
              <span role="status">{listing.more ? S.state.shown(number(entries.length)) : S.audit.start}</span>
              {listing.more && (
                <button type="button" class="button" onClick={listing.more} disabled={listing.loading}>
                  {listing.loading ? S.state.loading : S.audit.more}
                </button>
              )}
            </div>
          </div>
        )}
      </Answered>
    </>
  );
}

function said(entry: AuditEntry): string {
  return S.audit.says[entry.action]?.(entry.thing, entry.detail) ?? S.audit.other(entry.action, entry.thing);
}
