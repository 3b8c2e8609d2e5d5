/** A reason as the server words it: days in the reader's own words, ids as links, names withheld. */

import { to } from "../shell/router";
import { S } from "../strings";
import { days } from "../words";
import { Masked } from "./Masked";

/** Days and ids that stand alone; a day within the id of a report is none. */
const PART = /(?<![\w-])(\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?|[A-Z]-[0-9a-f]{16})(?![\w-])/;
const REPORTS = /^(.*\btold by \d+ reports?: )(.+)$/is;

export function Reason({ text }: { text: string }) {
  const named = REPORTS.exec(text);
  if (!named) return <Words text={text} />;
  const [, lead = "", ids = ""] = named;
  return (
    <>
      <Words text={lead} />
      {ids.split(", ").map((id, i) => (
        <span key={id}>
          {i > 0 && ", "}
          <a href={to("reports", id)}>{id}</a>
        </span>
      ))}
    </>
  );
}

function Words({ text }: { text: string }) {
  return (
    <>
      {text.split(PART).map((part, i) =>
        i % 2 === 0 ? (
          <Masked key={i} text={part} />
        ) : /^\d/.test(part) ? (
          days(part)
        ) : (
          <a key={i} href={to("things", part)}>
            {S.reason.of[part.charAt(0)] ?? S.reason.other}
          </a>
        ),
      )}
    </>
  );
}
