import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useEntry } from "../api/codebook";
import { to } from "../shell/router";
import { term } from "../words";

/**
 * A term of the codebook: hover, focus or the Escape key show and hide what the codebook says; the link leads there.
 *
 * `kind` and `id` are those of GET /codebook; without an entry it is plain text.
 */
export function Term({ kind, id, text }: { kind: string; id: string; text?: string }) {
  const entry = useEntry(kind, id);
  const [open, setOpen] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const tipId = useId();
  const said = text ?? term(kind, id);

  useEffect(() => {
    const box = tip.current;
    const at = link.current;
    if (!open || !box || !at) return;
    box.showPopover?.();
    const place = at.getBoundingClientRect();
    const width = box.offsetWidth;
    const left = Math.max(8, Math.min(place.left, innerWidth - width - 8));
    const below = place.bottom + 6 + box.offsetHeight < innerHeight;
    box.style.left = `${left}px`;
    box.style.top = below ? `${place.bottom + 6}px` : `${Math.max(8, place.top - 6 - box.offsetHeight)}px`;
    const hide = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      setOpen(false);
    };
    addEventListener("keydown", hide);
    addEventListener("scroll", hide, { passive: true, capture: true });
    return () => {
      removeEventListener("keydown", hide);
      removeEventListener("scroll", hide, { capture: true });
    };
  }, [open]);

  if (!entry) return <span>{said}</span>;
  return (
    <span class="term" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <a
        ref={link}
        href={`${to("codebook")}#${kind}.${id}`}
        aria-describedby={open ? tipId : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        {said}
      </a>
      {open && (
        <span ref={tip} id={tipId} role="tooltip" popover="manual" class="tip">
          {entry.definition}
        </span>
      )}
    </span>
  );
}
