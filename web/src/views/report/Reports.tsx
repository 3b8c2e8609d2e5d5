import { useListing } from "../../api/query";
import type { ReportMeta } from "../../api/types";
import { Days } from "../../parts/Days";
import { Masked } from "../../parts/Masked";
import { Answered, TooMany } from "../../parts/states";
import { useRecordPath } from "../../shell/Context";
import { Head } from "../../shell/Head";
import { to, useAddress } from "../../shell/router";
import { S } from "../../strings";

/** The reports of the record, by the day they were out. */
export function Reports() {
  const { params } = useAddress();
  const listing = useListing<ReportMeta>(useRecordPath("/reports"), {
    as_of: params.get("as_of"),
    source: params.get("source"),
    limit: 100,
  });
  return (
    <>
      <Head title={S.nav.reports} lead={S.report.listLead} />
      <Answered answer={listing} empty={(d) => d.length === 0}>
        {(all) => (
          <>
            <table class="reports">
              <caption class="sr">{S.nav.reports}</caption>
              <thead>
                <tr>
                  <th scope="col">{S.report.day}</th>
                  <th scope="col">{S.report.outlet}</th>
                  <th scope="col">{S.report.title}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((r) => (
                  <tr key={r.id}>
                    <td>
                      <Days value={r.published ?? r.placed ?? r.written} />
                    </td>
                    <td>{r.source ?? <span class="soft">{S.words.unknown}</span>}</td>
                    <th scope="row">
                      <a href={to("reports", r.id)}>
                        <Masked text={r.title ?? r.id} />
                      </a>
                    </th>
                  </tr>
                ))}
              </tbody>
            </table>
            <TooMany listing={listing} />
          </>
        )}
      </Answered>
    </>
  );
}
