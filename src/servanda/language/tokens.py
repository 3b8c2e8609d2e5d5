"""Words: where each token of a text starts and ends, as Universal Dependencies for English counts them.

The conventions are those of the EWT and GUM treebanks since UD 2.14: clitics are words ("do|n't",
"Moscow|'s", "can|not"), so are the parts of a hyphenated word and the hyphen ("Moscow|-|sponsored"), but not
after a prefix ("pro-Russian", "re-elected"). A currency sign, a per cent sign and a unit stand alone
("$|1.5|m", "7:30|pm"); the full stop of an abbreviation belongs to it ("Gen.", "U.S.").

Text is read from left to right with one pattern. Every repetition in it that may have to be given back is
bounded, so that time is linear in the length of any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servanda.language.surface_tables import (
    ABBREVIATIONS,
    ABBREVIATIONS_BEFORE_NUMBER,
    APOSTROPHES,
    FUSED,
    PREFIXES,
    STARTERS,
    UNITS,
)

BLANK = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
"""Inside a character class: what stands between tokens, characters without a shape of their own included."""

_LETTER = r"[^\W\d_]"
_IN_WORD = r"[\u0300-\u036f\u00ad\u200c\u200d]"
_LETTERS = rf"{_LETTER}+(?:{_IN_WORD}+{_LETTER}*)*"
_APOSTROPHE = rf"[{APOSTROPHES}]"
_CLITIC = r"(?:s|re|ve|ll|d|m)"
_END = r"(?![^\W_])"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


_PATTERN = rf"""
    # addresses and names of files
      (?:https?|ftp)://[^{BLANK}<>"“”]{{0,2000}}[^{BLANK}<>"“”.,;:!?)\]{APOSTROPHES}]
    | www\.[^{BLANK}<>"“”]{{0,2000}}[^{BLANK}<>"“”.,;:!?)\]{APOSTROPHES}]
    | [^\W_][\w.+-]{{0,63}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}
    | (?:[a-zA-Z0-9][\w-]{{0,62}}\.){{1,4}}(?:com|org|net|edu|gov|mil|info|(?:co|ac|gov|org)\.uk
        |htm|html|pdf|doc|docx|xls|jpg|png){_END}
        (?:/[^{BLANK}<>"“”]{{0,2000}}[^{BLANK}<>"“”.,;:!?)\]{APOSTROPHES}])?
    | (?<![^\W_])[@\#][^\W\d]\w*
    # days, times, telephone numbers, fractions
    | \d{{1,4}}([/.-])\d{{1,2}}\1\d{{2,4}}(?![\d/])
    | (?:\d-)?\d{{3}}-\d{{3}}-\d{{4}}(?!\d)
    | \d{{1,2}}(?::\d\d){{1,2}}(?!\d)
    | \d{{1,4}}/\d{{1,4}}(?![\d/])
    # abbreviations
    | (?:{_LETTER}\.){{2,12}}(?:{_LETTER}{_END}(?!\.))?
    | {_LETTER}\.{_LETTER}{_END}
    | (?:Ph|M|B)\.(?:D|Sc|Phil|A)\.
    | {_any(ABBREVIATIONS)}\.(?=[^.]|\Z)
    | {_any(ABBREVIATIONS_BEFORE_NUMBER)}\.(?=\s?\d)
    | (?<=\bet\ )al\.
    # numbers, and letters with numbers
    | (?:US|NZ|HK|AU|A|C|R|S|NT)\$
    | {_APOSTROPHE}\d\ds{_END}
    | \d+(?:[.,]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH|s){_END}
    | \d+(?:[.,]\d+)*(?={_any(UNITS)}{_END})
    | \d+(?:[.,]\d+)*{_LETTER}{{1,2}}\d*{_END}
    | \d+(?:[.,]\d+)*
    | (?<![^\W_])\.\d+
    | [A-Z]{{1,5}}\d+{_LETTER}{{0,2}}{_END}
    # words
    | {_any({"w/o", "w/out", "b/c", "l/c", "c/o", "24/7"})}{_END}
    | [A-Z]{{1,4}}(?:&[A-Z]{{1,4}}){{1,3}}{_END}
    | (?i:{_LETTER}{{1,20}}?(?=n{_APOSTROPHE}t{_END}) | n{_APOSTROPHE}t{_END})
    | (?i:{_APOSTROPHE}{_CLITIC}{_END})
    | (?i:{_any(PREFIXES)})-(?:{_LETTERS}|\d{{2,4}}s?{_END})
    | {_LETTERS}(?:{_APOSTROPHE}(?!(?i:{_CLITIC}){_END}){_LETTERS})*
    # marks
    | \.{{2,}} | \.?[!?]{{2,}} | \.[!?] | -{{2,}} | ={{2,}} | \*{{2,}} | _{{2,}} | ~{{2,}} | \+{{2,}}
    | <<+ | >>+ | '' | ``
    | (?<!\S)[:;=]-?[()DP](?!\S)
    | [^{BLANK}]
"""
_TOKEN = re.compile(_PATTERN, re.VERBOSE)
_INITIAL = re.compile(rf"\.(?={_LETTER})|\.(?=\s{{1,3}}(?:[A-Z]|{_APOSTROPHE}))")


def tokenise(text: str, breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` of the tokens of ``text``, in order, without overlaps.

    No token is empty, holds white space, or spans one of ``breaks``.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*sorted({b for b in breaks if 0 < b < len(text)}), len(text)):
        spans.extend(_tokenise(text, start, end))
        start = end
    return spans


def _tokenise(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Tokens of ``text[start:end]``: fused words apart, initials with their full stops."""
    matches = _TOKEN.finditer(text, start, end)
    for match in matches:
        first, last = match.span()
        word = match[0]
        if (
            last - first == 1
            and word.isupper()
            and last < end
            and text[last] == "."
            and _is_initial(text, start, first)
        ):
            stop = next(matches)
            if stop.end() - stop.start() == 1:
                yield first, last + 1
                continue
            yield first, last
            first, last = stop.span()
        elif 2 <= last - first <= 8 and (cut := FUSED.get(word.lower())) and word != "Im":
            yield first, first + cut
            first += cut
        yield first, last


def _is_initial(text: str, start: int, at: int) -> bool:
    """Whether the capital at ``at``, a full stop after it, is an initial ("W. Bush", not "Plan B.")."""
    after = _INITIAL.match(text, at + 1)
    if after is None:
        return False
    follower = re.compile(_LETTERS).search(text, at + 2, at + 40)
    if follower is not None and follower[0] in STARTERS:
        return False
    before = text[max(start, at - 40) : at].rstrip()
    return text[at] != "I" or before.split(" ")[-1][:1].isupper()
