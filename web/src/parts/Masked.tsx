import { S } from "../strings";

/** Text in which names may be withheld (`█████3`): screen readers hear so, the eye sees the bar. */
export function Masked({ text }: { text: string }) {
  if (!text.includes("█")) return <>{text}</>;
  return (
    <>
      {text.split(/(█+\d*)/).map((part, i) =>
        part.startsWith("█") ? (
          <span key={i}>
            <span aria-hidden="true">{part}</span>
            <span class="sr">{S.words.withheld(part.replace(/█/g, ""))}</span>
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
