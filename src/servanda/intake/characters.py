"""Characters that are in the way of reading: controls, direction marks, ligatures, soft hyphens, mojibake.

What carries meaning stays as it came, no-break spaces, curly quotes, dashes and composed or decomposed
letters included: whoever looks for a quote in the text as it was given finds it. Only characters that no
reader sees, and words that no reader could read, are changed, and each change is traced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from servanda.errors import Issue
from servanda.intake.tracing import Edit, TracedText

_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_ODD: Final = re.compile(
    "(?P<line>\r\n|[\r\x0b\x0c\x1c-\x1e\u2028\u2029])"
    "|(?P<hyphen>\u00ad[ \t]*\r?\n?)"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<windows>[\x80-\x9f])"
    "|(?P<lone>[\ud800-\udfff])"
    "|(?P<unseen>[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb])"
)
"""Everything that is changed. Joiners (U+200C, U+200D) stay: Persian and Hindi are spelled with them."""

_MOJIBAKE: Final = re.compile(
    "[ÂÃÄÅÎÏÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\u0080\u0081\u0082\u0084€‚„][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
"""Two or three characters that are the bytes of one UTF-8 character read in a one-byte encoding."""

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_WORD: Final = re.compile(r"\S+")


def mend_characters(traced: TracedText) -> tuple[TracedText, tuple[Issue, ...]]:
    """Mend mojibake and ligatures, take out what is not seen, and make every line end a line feed.

    Returns:
        The mended text, and one ``I015`` if control or direction characters were taken out, one ``I014`` if
        halves of surrogate pairs had to be replaced.
    """
    traced = traced.edit(_mojibake_edits(traced.text))
    counts = {"unseen": 0, "lone": 0}
    traced = traced.edit(_character_edits(traced.text, counts))
    issues = []
    if counts["unseen"]:
        message = f"{counts['unseen']} control or text-direction characters were taken out for reading"
        issues.append(Issue(code="I015", message=message, level="info"))
    if counts["lone"]:
        message = f"{counts['lone']} halves of characters could not be decoded and were replaced"
        issues.append(Issue(code="I014", message=message))
    return traced, tuple(issues)


def _character_edits(text: str, counts: dict[str, int]) -> Iterator[Edit]:
    for match in _ODD.finditer(text):
        found = match.group()
        kind = match.lastgroup
        new = ""
        if kind == "line":
            new = "\n"
        elif kind == "ligature":
            new = _LIGATURES[found]
        elif kind == "windows":
            # Windows-1252 that passed for Latin-1 on its way; U+0085 is also Unicode's own "next line".
            new = bytes([ord(found)]).decode("cp1252", "ignore")
            counts["unseen"] += not new
        elif kind == "lone":
            new = "\ufffd"
            counts["lone"] += 1
        elif kind == "unseen":
            counts["unseen"] += 1
        yield match.start(), match.end(), new


def _mojibake_edits(text: str) -> Iterator[Edit]:
    """Line by line, for ftfy tells what it changed but not where."""
    done = -1
    for match in _MOJIBAKE.finditer(text):
        if match.start() < done:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = done = len(text) if end < 0 else end
        # ftfy looks at a line as a whole: a long one is judged by the neighbourhood of the first oddity
        if end - start > _LINE:
            start, end = max(start, match.start() - _LINE // 2), min(end, match.start() + _LINE // 2)
            done = end
        yield from _line_edits(text[start:end], start)


_LINE: Final = 4000


def _line_edits(line: str, at: int) -> Iterator[Edit]:
    from ftfy import fix_encoding  # noqa: PLC0415 - few texts need it

    fixed = fix_encoding(line)
    if fixed == line:
        return
    for pattern in (_NOT_ASCII, _WORD):
        edits = [(m.start(), m.end(), fix_encoding(m.group())) for m in pattern.finditer(line)]
        if TracedText.whole(line).edit(edits).text == fixed:
            yield from ((at + s, at + e, new) for s, e, new in edits if line[s:e] != new)
            return
    # the oddities lie across words (a no-break space was part of one): keep what agrees at both ends
    head = next(
        (i for i, (a, b) in enumerate(zip(line, fixed, strict=False)) if a != b), min(len(line), len(fixed))
    )
    room = min(len(line), len(fixed)) - head
    tail = next((i for i in range(room) if line[-1 - i] != fixed[-1 - i]), room)
    yield at + head, at + len(line) - tail, fixed[head : len(fixed) - tail]
