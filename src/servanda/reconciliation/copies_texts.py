"""What of a report's text is compared to find copies, and the keys under which likely ones meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final
from zlib import crc32

from servanda.codebook.agencies import agency_named, load_agencies
from servanda.codebook.house_style import load_house_style
from servanda.model import Coding
from servanda.model.days import Days

_WORD: Final = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,/:-]\d+)*|[^\W\d_]+(?:[.'’-][^\W_]+)*|[^\W_]+")
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS: Final = (
    {word: str(n) for n, word in enumerate(_ONES.split())}
    | {word: str(30 + 10 * n) for n, word in enumerate(_TENS.split())}
    | {"nil": "0", "one-half": "1/2", "one-quarter": "1/4", "three-quarters": "3/4"}
)
_CALENDAR: Final = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS: Final = {word: word[:3] for word in _CALENDAR.split()}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DATE: Final = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_PART: Final = re.compile(r"\d/\d")
_ORDINAL: Final = re.compile(r"\d+[a-z]+")
_SENTENCE: Final = re.compile(r"(?:^|[.!?:]['’”\")]*\s+|\n\s*|[“\"‘(]\s*)$")

SHINGLE: Final = 3
"""Words in a shingle by which texts are compared."""
_KEY_SHINGLE: Final = 4
_SKETCH: Final = 12
"""How many of a text's shingles, those with the smallest hashes, are its keys (bottom-k MinHash)."""
_ANCHORS: Final = 3
_ANCHOR_SKETCH: Final = 5
"""Likewise for names and numbers, so many in a row: they outlast rewording."""
_BUCKET: Final = 14
"""Days that share a key; reports of different buckets meet if no more than ``_NEAR`` days part them."""
_NEAR: Final = 4
_WIDEST: Final = 60
"""A report whose days are wider apart than this is met by its first words only."""
_LEAD: Final = 60
"""First words that give the keys without a day, for undated reports and for copies after weeks."""
_LEAD_SKETCH: Final = 4
_WHO: Final = 2
"""So many first names, each with the first number, are keys: they outlast other words for all else."""
_COMMON_WORDS: Final = (
    "the a an of to in and on at for by with from that said was were is are be has have had it its he his"
    " they their as would will an which who after been not but or"
)
COMMON: Final = frozenset(_COMMON_WORDS.split())
_SALTS: Final = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)
_ROWS: Final = 3
_SHOUTED: Final = 0.6
LEAST_WORDS: Final = 15
"""Shorter texts are compared with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report's text as it is compared.

    Attributes:
        id: of the report.
        words: without marks, in small letters, numbers as digits, house style evened out.
        kinds: one letter for each word: ``d`` number, ``t`` part of a date, ``n`` name, ``c`` capitalised at
            the head of a sentence only, ``w`` other.
        shingles: hashes of each :data:`SHINGLE` words in a row.
        days: when it was written, from the report itself only.
        source: the outlet.
        agency: whose copy it is by its dateline or the name it is signed with.
        corrects: whether it says that it corrects an earlier text.
    """

    id: str
    words: tuple[str, ...]
    kinds: str
    shingles: frozenset[int]
    days: Days | None = None
    source: str | None = None
    agency: str | None = None
    corrects: bool = False

    @property
    def day(self) -> date | None:
        """The last of its days."""
        return self.days[1] if self.days else None

    @property
    def outlet_agency(self) -> str | None:
        """The agency that the outlet itself is, if it is one."""
        return agency_named(self.source)


def text_of(
    report_id: str,
    text: str,
    *,
    title: str | None = None,
    days: Days | None = None,
    source: str | None = None,
    agency: str | None = None,
) -> Text:
    """A report's text made ready.

    Args:
        report_id: of the report.
        text: main text.
        title: headline, read for the mark of a correction only: outlets write their own.
        days: when it was written, from the report itself.
        source: the outlet.
        agency: the name that its dateline or sign-off gives.
    """
    style = load_house_style()
    signed = _signature(text)
    body = text[: signed.start()] if signed else text
    words, kinds = _read(style.evened(body))
    marks = style.correction
    return Text(
        id=report_id,
        words=words,
        kinds=kinds,
        shingles=frozenset(shingles_of(words)),
        days=days,
        source=source,
        agency=agency_named(agency)
        or agency
        or (agency_named(signed[0]) if signed else None)
        or agency_named(source),
        corrects=bool(marks.search(title or "") or marks.search(body[:80]) or marks.search(body[-120:])),
    )


def text_from(coding: Coding) -> Text:
    """The same from a coding: its text after the dateline, the days its own words give it."""
    doc = coding.document
    line = doc.dateline
    body = doc.text[: line.span.start] + doc.text[line.span.end :] if line else doc.text
    days = coding.written or ((doc.published, doc.published) if doc.published else None)
    signed = next((words for reason, words in doc.removed if reason == "agency sign-off"), None)
    return text_of(
        doc.id,
        body,
        title=doc.title,
        days=days,
        source=doc.source,
        agency=(line.agency if line else None) or agency_named(signed),
    )


def words_in(text: str) -> frozenset[str]:
    """The different words of some text as they are compared, house style evened out."""
    return frozenset(_read(load_house_style().evened(text))[0])


@cache
def _sign() -> re.Pattern[str]:
    signs = load_agencies().pattern
    return re.compile(rf"[\s(\[/—–-]+(?:{signs})(?:[\s/,&-]+(?:{signs}))*[\s)\].]*\Z")


def _signature(text: str) -> re.Match[str] | None:
    """The name at the foot of a text: "--Reuters", "(AFP)"."""
    return _sign().search(text, max(0, len(text) - 60))


def _read(text: str) -> tuple[tuple[str, ...], str]:
    synonyms = load_house_style().synonyms
    words: list[str] = []
    kinds: list[str] = []
    opens: list[bool] = []
    named: set[str] = set()
    for match in _WORD.finditer(text):
        word, kind = _word(match[0])
        if _PART.fullmatch(word) and words[-1:] == ["and"] and kinds[-2:-1] == ["d"] and words[-2].isdigit():
            word = f"{words[-2]}-{word}"  # "three and one-half" is 3-1/2
            del words[-2:], kinds[-2:], opens[-2:]
        opening = kind == "n" and bool(_SENTENCE.search(text[max(0, match.start() - 4) : match.start()]))
        if kind == "n" and not opening:
            named.add(word)
        words.append(word if kind == "n" else synonyms.get(word, word))
        kinds.append(kind)
        opens.append(opening)
    for i, kind in enumerate(kinds):
        beside = "".join(kinds[max(0, i - 1) : i + 2])
        if kind == "d" and "m" in beside:
            kinds[i] = "t"
        elif kind == "n" and opens[i] and words[i] not in named:
            # a capital at the head of a sentence makes a name only of what is one elsewhere
            kinds[i], words[i] = "c", synonyms.get(words[i], words[i])
    marks = "".join(kinds).replace("m", "t")
    if marks.count("n") > _SHOUTED * len(marks):  # all in capitals: no telling what is a name
        marks = marks.replace("n", "w").replace("c", "w")
    return tuple(words), marks


def _word(raw: str) -> tuple[str, str]:
    """A word as compared, and its kind; ``m`` for a month or weekday."""
    word = raw.lower().replace("’", "'").removesuffix("'s")
    word = _NUMBERS.get(word, word)
    if _ORDINAL.fullmatch(word):
        return word, "w"
    if word[0].isdigit():
        dated = _YEAR.fullmatch(word) or _DATE.fullmatch(word)
        return word.replace(",", ""), "t" if dated else "d"
    if word in _DAYS and raw[0].isupper():
        return _DAYS[word], "m"
    return word, "n" if raw[0].isupper() else "w"


def anchors_of(text: Text) -> tuple[str, ...]:
    """Names and numbers in their order; of the same name twice running once."""
    found = [w for w, kind in zip(text.words, text.kinds, strict=True) if kind in "nd"]
    return tuple(w for w, before in zip(found, ["", *found], strict=False) if w != before)


def shingles_of(words: tuple[str, ...], size: int = SHINGLE) -> list[int]:
    """Hashes of each so many words in a row; of all of them, if they are fewer."""
    if len(words) < size:
        return [crc32(" ".join(words).encode())] if words else []
    return [crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1)]


def _mixed(value: int, salt: int) -> int:
    """The hash under which shingles are in another order for each ``salt``."""
    value = (value ^ salt) * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF
    return (value ^ (value >> 29)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF


def keys_of(text: Text) -> tuple[str, ...]:
    """Keys for blocking, sorted."""
    if len(text.words) < LEAST_WORDS:
        return ()
    lead = sorted(set(shingles_of(text.words[:_LEAD], SHINGLE)))
    keys = []
    for number, salt in enumerate(_SALTS):
        least = sorted(_mixed(h, salt) for h in lead)[:_ROWS]
        keys.append(f"L{number}:" + ".".join(f"{v >> 40:x}" for v in least))
    sketch = sorted(_mixed(h, 0) for h in set(shingles_of(text.words, _KEY_SHINGLE)))[:_SKETCH]
    anchors = sorted(_mixed(h, 0) for h in set(shingles_of(anchors_of(text), _ANCHORS)))[:_ANCHOR_SKETCH]
    opening = sorted(_mixed(h, 0) for h in set(shingles_of(text.words[:_LEAD], _KEY_SHINGLE)))[:_LEAD_SKETCH]
    who = [f"{name}:{number}" for number in _first(text, "d", 1) for name in _first(text, "nc", _WHO)]
    for bucket in _buckets(text.days):
        keys += [f"W{bucket}:{found}" for found in who]
        keys += [f"S{bucket}:{value >> 24:x}" for value in opening]  # as a shortened copy of it would have
        keys += [f"S{bucket}:{value >> 24:x}" for value in sketch]
        keys += [f"A{bucket}:{value >> 24:x}" for value in anchors]
    return tuple(sorted(set(keys)))


def _first(text: Text, kinds: str, count: int) -> list[str]:
    """The first different words of some kinds in the first sentences, the commonest apart."""
    lead = zip(text.words[:_LEAD], text.kinds, strict=False)
    return list(dict.fromkeys(w for w, kind in lead if kind in kinds and w not in COMMON))[:count]


def _buckets(days: Days | None) -> tuple[int, ...]:
    """Numbers of the fortnights in which a copy of a text of these days would stand."""
    if days is None or (days[1] - days[0]).days > _WIDEST:
        return ()
    first, last = days[0].toordinal() // _BUCKET, (days[1].toordinal() + _NEAR) // _BUCKET
    return tuple(range(first, last + 1))
