"""Words in quotation marks: which stretches of the text stand between an opening and a closing mark.

Marks are read one paragraph at a time. A mark that can only open or only close (“ ” « » „) says so itself;
straight marks and single curly ones are told by what stands beside them, and apostrophes are left out. A
quotation that is not closed goes on in the next paragraph if that one repeats the opening mark or closes it;
otherwise it ends where its sentence or paragraph does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from servanda.model import Analysis, Quotation, Span

Family = Literal["double", "single", "angle"]
Side = Literal["open", "close", "either"]

_MARKS: dict[str, tuple[Family, Side]] = {
    "“": ("double", "open"),
    "„": ("double", "open"),
    "‟": ("double", "open"),
    "”": ("double", "close"),
    '"': ("double", "either"),
    "＂": ("double", "either"),
    "«": ("angle", "open"),
    "»": ("angle", "close"),
    "‘": ("single", "open"),
    "‚": ("single", "open"),
    "’": ("single", "either"),
    "'": ("single", "either"),
}
_ELISIONS = ("tis", "twas", "em ", "til ", "cause", "n ")
_BRACKETS = "([{-–—/"
_FINAL = frozenset(".!?…")
SCARE_WORDS = 5
"""A quotation of at most this many words inside a sentence of the reporter's own is a scare quote."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark: where it stands, its family, and what it does."""

    at: int
    family: Family
    side: Side


def find_quotations(analysis: Analysis) -> tuple[Quotation, ...]:
    """The outermost stretches between quotation marks, in order, nests and paragraphs told apart."""
    text = analysis.document.text
    if not any(mark in text for mark in _MARKS):
        return ()
    found: list[tuple[int, int, int, int]] = []
    waiting: _Mark | None = None
    paragraphs = _paragraphs(analysis)
    for start, end in paragraphs:
        marks = list(_marks(text, start, end))
        waiting = _read(text, start, end, marks, waiting, found)
    if waiting is not None:
        found.append(_repair(text, waiting, min(_paragraph_end(paragraphs, waiting.at), len(text))))
    found.sort()
    return tuple(
        replace(quotation, scare=_is_scare(text, quotation))
        for start, end, inner, outer in found
        if inner < outer and (quotation := Quotation(span=Span(start, end), content=Span(inner, outer)))
    )


def _paragraphs(analysis: Analysis) -> list[tuple[int, int]]:
    """Start and end of each paragraph, from the first character of the text to the last."""
    text = analysis.document.text
    starts = [0]
    paragraph = analysis.sentences[0].paragraph if analysis.sentences else 0
    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph:
            starts.append(sentence.start)
            paragraph = sentence.paragraph
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _paragraph_end(paragraphs: Sequence[tuple[int, int]], offset: int) -> int:
    return paragraphs[bisect_left(paragraphs, (offset + 1, 0)) - 1][1]


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The quotation marks of a paragraph, without apostrophes, feet and inches."""
    at = start
    while at < end:
        char = text[at]
        if char in _MARKS:
            family, side = _MARKS[char]
            before = text[at - 1] if at > start else " "
            after = text[at + 1] if at + 1 < end else " "
            if family == "single" and side == "either":
                if after == char:  # two single marks typed for a double one
                    yield _Mark(at, "double", _side(before, text[at + 2] if at + 2 < end else " "))
                    at += 2
                    continue
                side = _side(before, after)
                if not _is_apostrophe(text, at, before, after, char, side):
                    yield _Mark(at, family, side)
            elif family == "single" and after.isdigit():
                pass  # a year: ‘80s
            elif side == "either":
                if not (before.isdigit() and after in " ,.;)" and _is_inch(text, start, at)):
                    yield _Mark(at, family, _side(before, after))
            else:
                yield _Mark(at, family, side)
        elif char == "`" and text.startswith("``", at):
            yield _Mark(at, "double", "open")
            at += 1
        at += 1


def _side(before: str, after: str) -> Side:
    """What a mark with two uses does here: it leans on the word it belongs to."""
    opens = before.isspace() or before in _BRACKETS or before in "“‘«„"
    closes = after.isspace() or after in ".,;:!?)]}-–—/”’»…"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "either"


def _is_apostrophe(text: str, at: int, before: str, after: str, char: str, side: Side) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    if side == "open":
        return char == "’" or after.isdigit() or text.startswith(_ELISIONS, at + 1)
    return side == "either"


def _is_inch(text: str, start: int, at: int) -> bool:
    """Whether a mark after a digit is a sign of measure: nothing was opened shortly before it."""
    start = max(start, at - 600)
    return text.count('"', start, at) % 2 == 0 and text.count("“", start, at) == text.count("”", start, at)


def _read(
    text: str,
    start: int,
    end: int,
    marks: Sequence[_Mark],
    waiting: _Mark | None,
    found: list[tuple[int, int, int, int]],
) -> _Mark | None:
    """Pair the marks of one paragraph; return what is still open at its end."""
    stack: list[_Mark] = []
    singles = [m.at for m in marks if m.family == "single" and m.side == "close"]
    marks = list(marks)
    if waiting is not None:
        doubles = [m for m in marks if m.family == waiting.family]
        if doubles and doubles[0].side == "open" and not text[start : doubles[0].at].strip():
            stack.append(waiting)
            marks.remove(doubles[0])  # the opening mark repeated
        elif doubles and doubles[0].side == "close":
            stack.append(waiting)
        else:
            found.append(_repair(text, waiting, start))
    for mark in marks:
        opened = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == mark.family), -1)
        closes_low = text[mark.at] == "“" and opened >= 0 and text[stack[opened].at] == "„"
        if (mark.side == "open" and not closes_low) or (mark.side == "either" and opened < 0):
            if mark.family == "single" and not _closes_later(singles, mark.at):
                continue
            if opened >= 0 and text[mark.at] not in "“„«‘":
                # a second straight mark opens: the first was never closed
                if opened == 0:
                    found.append(_repair(text, stack[0], mark.at))
                del stack[opened:]
            stack.append(mark)
        elif opened >= 0:
            first = stack[opened]
            del stack[opened:]
            if not stack:
                found.append(_between(text, first.at, mark.at))
    if not stack or stack[0].family == "single":
        return None
    if not _is_whole(text, stack[0].at):
        found.append(_repair(text, stack[0], end))
        return None
    return stack[0]


def _closes_later(closing: Sequence[int], at: int) -> bool:
    return bisect_left(closing, at + 2) < len(closing)


def _width(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in {"''", "``", "’’"} else 1


def _between(text: str, first: int, last: int) -> tuple[int, int, int, int]:
    inner = first + _width(text, first)
    return first, last + _width(text, last), inner, last


def _repair(text: str, mark: _Mark, limit: int) -> tuple[int, int, int, int]:
    """End an unclosed quotation: a whole sentence runs to the end of its paragraph, a phrase to its own."""
    inner = mark.at + _width(text, mark.at)
    end = limit
    if not _is_whole(text, mark.at):
        for at in range(inner, limit):
            if text[at] in _FINAL and (at + 1 >= limit or text[at + 1].isspace()):
                end = at
                break
    while end > inner and text[end - 1].isspace():
        end -= 1
    return mark.at, max(end, inner), inner, max(end, inner)


def _is_whole(text: str, at: int) -> bool:
    """Whether a quotation that opens here starts a sentence or follows words that introduce one."""
    before = text[max(0, at - 4) : at]
    return not before.strip() or before.endswith("\n") or before.rstrip()[-1] in ':,.!?…”"'


def _is_scare(text: str, quotation: Quotation) -> bool:
    """A few words that are neither a sentence nor set off by a colon or comma."""
    words = quotation.content.of(text)
    if len(words.split()) > SCARE_WORDS or words[-1:] in {",", ".", "!", "?", "…"}:
        return False
    before = text[max(0, quotation.span.start - 2) : quotation.span.start].rstrip()[-1:]
    after = text[quotation.span.end : quotation.span.end + 1]
    return before not in {"", ":"} and not (before in {",", ".", "!", "?"} and after in {",", ""})
