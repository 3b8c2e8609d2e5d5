"""Words: where each token of a text starts and ends, after the conventions of Universal Dependencies for English."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
      https?://[^\s<>"”]+[^\s<>"”.,;:!?)\]'’]
    | www\.[^\s<>"”]+[^\s<>"”.,;:!?)\]'’]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \d{1,4}/\d{1,2}/\d{2,4}
    | \d{1,2}:\d{2}(?::\d{2})?
    | (?:[^\W\d_]\.){2,}
    | (?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|Sen|Rep|Gov|Prof|Rev|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|etc)\.
    | \b[A-Z]\.(?=\s)
    | \d+(?:[.,]\d+)*
    | (?i:[^\W\d_]+(?=n['’]t\b)|n['’]t\b|can(?=not\b))
    | ['’](?i:s|re|ve|ll|d|m)\b
    | [^\W\d_]+
    | \.{2,}|…|-{2,}
    | \S
    """,
    re.VERBOSE,
)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` of the tokens of ``text[start:end]``, in order, without overlaps, none empty."""
    return [m.span() for m in _TOKEN.finditer(text, start, len(text) if end is None else end)]
