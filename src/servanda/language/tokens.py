"""Words: where each token of a text starts and ends, after the conventions of Universal Dependencies for English.

The conventions are those of the EWT and GUM treebanks since UD 2.14: clitics are words ("do|n't", "Moscow|'s", "can|not"), so are the
parts of a hyphenated word and the hyphen ("Moscow|-|sponsored"), but not after a prefix ("pro-Russian", "re-elected"). A currency
sign, a per cent sign and a unit stand alone ("$|1.5|m", "7:30|pm"); the full stop of an abbreviation belongs to it ("Gen.", "U.S.").

Text is read from left to right with one pattern. Every repetition in it that may have to be given back is bounded, so
that time is linear in the length of any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BLANK = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
"""Inside a character class: what stands between tokens. Characters without a shape of their own count as blank."""

APOSTROPHES = "'’ʼ´`＇"

PREFIXES = ["anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mono", "multi", "neo", "non", "over", "pan", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "socio", "sub", "super", "supra", "tele", "trans", "tri", "ultra", "un", "uni"]
"""Before a hyphen these are no words of their own."""

UNITS = ["a.m.", "p.m.", "am", "pm", "AM", "PM", "b", "bn", "c", "cm", "ft", "g", "h", "hr", "hrs", "k", "K", "kg", "km", "kmh", "kph", "kt", "kW", "kWh", "lb", "lbs", "m", "M", "mi", "min", "mins", "ml", "mm", "mn", "mln", "MM", "mph", "MW", "oz", "s", "sec", "secs", "sq", "t", "tn", "trn", "x", "yd", "yds"]
"""Written close to a number these are words of their own."""

_ALWAYS = ["Adm", "Amb", "Assn", "Atty", "Ave", "Blvd", "Brig", "Bros", "Capt", "Cdr", "Cmdr", "Co", "Col", "Corp", "Cpl", "Dept", "Det", "Dr", "Drs", "Fr", "Ft", "Gen", "Gens", "Gov", "Govs", "Hon", "Inc", "Insp", "Jr", "Lt", "Ltd", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Mt", "Mts", "Ph", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sec", "Sen", "Sens", "Sgt", "Sr", "St", "Ste", "Supt", "Univ", "Apr", "Aug", "Dec", "Feb", "Jan", "Jul", "Jun", "Nov", "Oct", "Sep", "Sept", "Tue", "Tues", "Thu", "Thur", "Thurs", "Wed", "Ala", "Ariz", "Assoc", "Calif", "Colo", "Conn", "Fla", "Mich", "Minn", "Okla", "Ont", "Pa", "Que", "Tenn", "Tex", "Va", "Vt", "Wis", "Wyo", "approx", "cf", "dept", "esp", "est", "etc", "eg", "ie", "incl", "ext", "vs", "viz"]
_BEFORE_NUMBER = ["Art", "Arts", "Ch", "Fig", "Figs", "Fri", "Mar", "Mon", "No", "Nos", "Nr", "Para", "Sat", "Sun", "Vol", "art", "c", "ca", "chap", "fig", "no", "nos", "p", "para", "pp", "vol"]
_FUSED = {
    "gonna": 3, "wanna": 3, "gotta": 3, "cannot": 3, "gimme": 3, "lemme": 3, "outta": 3,
    "dont": 2, "didnt": 3, "doesnt": 4, "cant": 2, "wont": 2, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "isnt": 2,
    "arent": 3, "wasnt": 3, "werent": 4, "hasnt": 3, "havent": 4, "hadnt": 3, "aint": 2,
    "thats": 4, "theres": 5, "whats": 4, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4, "ive": 1, "im": 1,
}  # fmt: skip
"""Two words written as one without a mark, and the length of the first."""

_LETTER = r"[^\W\d_]"
_IN_WORD = r"[\u0300-\u036f\u00ad\u200c\u200d]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|{_IN_WORD})*"
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
    | (?:[a-zA-Z0-9][\w-]{{0,62}}\.){{1,4}}(?:com|org|net|edu|gov|mil|info|co\.uk|ac\.uk|gov\.uk|org\.uk|htm|html|pdf|doc|docx|xls|jpg|png)
        {_END}(?:/[^{BLANK}<>"“”]{{0,2000}}[^{BLANK}<>"“”.,;:!?)\]{APOSTROPHES}])?
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
    | {_any(_ALWAYS)}\.(?=[^.]|\Z)
    | {_any(_BEFORE_NUMBER)}\.(?=\s?\d)
    | (?<=\bet\ )al\.
    # numbers, and letters with numbers
    | (?:US|NZ|HK|AU|A|C|R|S|NT)\$
    | {_APOSTROPHE}\d\ds{_END}
    | \d+(?:[.,]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH|s){_END}
    | \d+(?:[.,]\d+)*(?={_any(UNITS)}{_END})
    | \d+(?:[.,]\d+)*{_LETTER}{{1,2}}\d*{_END}
    | \d+(?:[.,]\d+)*
    | \.\d+(?<![^\W_]\.\d)
    | [A-Z]{{1,5}}\d+{_LETTER}{{0,2}}{_END}
    # words
    | {_any({"w/o", "w/out", "b/c", "l/c", "c/o", "24/7"})}{_END}
    | [A-Z]{{1,4}}(?:&[A-Z]{{1,4}}){{1,3}}{_END}
    | (?i:{_LETTER}{{1,20}}?(?=n{_APOSTROPHE}t{_END}) | n{_APOSTROPHE}t{_END})
    | (?i:{_APOSTROPHE}{_CLITIC}{_END})
    | (?i:{_any(PREFIXES)})-(?:{_LETTERS}|\d{{2,4}}s?{_END})
    | {_LETTERS}(?:{_APOSTROPHE}(?!(?i:{_CLITIC}){_END}){_LETTERS})*
    # marks
    | \.{{2,}} | [!?]{{2,}} | -{{2,}} | ={{2,}} | \*{{2,}} | _{{2,}} | ~{{2,}} | \+{{2,}} | <<+ | >>+ | '' | ``
    | (?<!\S)[:;=]-?[()DP](?!\S)
    | [^{BLANK}]
"""
_TOKEN = re.compile(_PATTERN, re.VERBOSE)
_INITIAL = re.compile(rf"\.(?={_LETTER})|\.(?=\s{{1,3}}(?:[A-Z]|{_APOSTROPHE}))")
_STARTERS = frozenset(
    ["A", "After", "All", "Also", "An", "And", "As", "At", "Both", "But", "By", "During", "Each", "For", "From", "He", "Her", "His", "However", "I", "If", "In", "It", "Its", "Last", "Later", "Most", "My", "No", "Now", "On", "One", "Our", "She", "So", "Some", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "Though", "Two", "We", "What", "When", "While", "With", "Yes", "You"]
)  # fmt: skip


def tokenise(text: str, breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` of the tokens of ``text``, in order, without overlaps, none empty; none spans one of ``breaks``."""
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
        elif 2 <= last - first <= 8 and (cut := _FUSED.get(word.lower())) and word != "Im":
            yield first, first + cut
            first += cut
        yield first, last


def _is_initial(text: str, start: int, at: int) -> bool:
    """Whether the capital at ``at``, a full stop after it, is an initial ("George W. Bush") and not a name's end ("Plan B.")."""
    after = _INITIAL.match(text, at + 1)
    if after is None:
        return False
    follower = re.compile(_LETTERS).search(text, at + 2, at + 40)
    if follower is not None and follower[0] in _STARTERS:
        return False
    before = text[max(start, at - 40) : at].rstrip()
    return text[at] != "I" or before.split(" ")[-1][:1].isupper()
