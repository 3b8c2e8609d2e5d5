"""What stands before a report's first sentence: dateline, date, header lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.intake.dates import DATE, MONTH, day_near, parse_date
from servanda.model import Dateline, Span

_WORD: Final = r"[A-ZÀ-Þ][\w.'’-]*"
_PLACE: Final = rf"(?P<place>{_WORD}(?:[ -]{_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD}){{0,2}})?)"
_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /-](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|de|of|el|al))*"
_AGENCY: Final = r"\((?P<agency>[A-Z][\w .&/'’-]{1,40})\)"
_DAY: Final = rf"(?P<day>(?:{MONTH})\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} (?:{MONTH})\.?(?: \d{{4}})?)"
_DASH: Final = r"(?:\s*(?:—|–|--)(?:\s*-)?\s*|\s+-\s*|-\s+)"

_FORMS: Final = tuple(
    re.compile(rf"\s*(?:{form})")
    for form in (
        rf"(?P<place>{_CAPITALS}(?:, {_WORD}(?: {_WORD})?)?),? {_DAY}(?:,? {_AGENCY})?{_DASH}",
        rf"(?P<place>{_CAPITALS}(?:, {_WORD}(?: {_WORD})?)?),? {_AGENCY}{_DASH}",
        rf"(?P<place>{_CAPITALS}(?:, {_WORD}(?: {_WORD})?)?){_DASH}",
        rf"{_PLACE},? (?:{_DAY},? )?{_AGENCY}{_DASH}",
        rf"{_PLACE}, {_DAY}{_DASH}",
        rf"{_PLACE}\s*(?:—|–|--)(?:\s*-)?\s*(?=[A-Z“\"‘])",
        rf"(?P<place>{_WORD}(?:[ -]{_WORD})?) -(?=[A-Z“\"‘])",
        rf"{_AGENCY}{_DASH}",
        r"\((?P<agency>CNN|Reuters|AP|AFP|UPI|Xinhua|TASS|Interfax|dpa|BBC)\)\s+(?=[A-Z“\"‘])",
    )
)

_NO_PLACE: Final = re.compile(
    r"(?i)(?:analysis|exclusive|opinion|update[ds]?|breaking|watch|video|photos?|live|factbox|explainer|timeline|interview|profile|feature|"
    r"editorial|comment|news|report|special|summary|background|correction|by|the|read|more|related)\b"
)
_AGENCIES: Final = re.compile(
    r"(?i)\b(?:reuters?|ap|afp|cnn|upi|xinhua|tass|interfax|dpa|bbc|voa|associated press|agence|news|agency|"
    r"times|post)\b"
)

_LABEL: Final = (
    r"(?:(?:date of publication|publication date|publish(?:ed)?(?: on| date)?|posted(?: on)?|date|"
    r"(?:last )?updated?(?: on| at)?)\s*:?\s*)"
)
_CLOCK: Final = (
    r"(?:,?\s+(?:at\s+\d{1,2}:?\d{2}|\d{1,2}:\d{2}|\d{4}(?=\s?(?:UTC|GMT)))(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:GMT|UTC|E[SD]T|CET)(?:[+-]\d{1,2})?)?)"
)
_REPORT_DATE: Final = re.compile(rf"\s*(?P<label>{_LABEL})?(?P<date>{DATE}){_CLOCK}?", re.IGNORECASE)
_HEADLINE_DATE: Final = re.compile(rf"(?P<date>{DATE})(?=\s+[A-Z“\"])", re.IGNORECASE)
_HYPHEN: Final = re.compile(r"(?:\b(?!(?i:al|el)-)[A-Z0-9][\w.’']*|[)”\"'—]) ?-(?=[A-Z“\"])")
_HYPHEN_DATELINE: Final = re.compile(r"-(?=[A-Z][A-Z ,.’'/]+ ?(?:—|--) ?-$)")
_LETTERS: Final = re.compile(r"[^\W\d_][\w'’.]*")
_SMALL: Final = re.compile(r"\b[a-z]+")
_LEADS_IN: Final = re.compile(
    r"(?i)\b(?:on|by|since|of|from|until|till|before|after|to|in|and|between|for|the|dated|early|late|around)\s*$"
)

_HEADER: Final = re.compile(
    r"(?im)\A(?P<key>title|headline|source|outlet|publisher|date|published|publication date|url|link|author|"
    r"byline|by)\s*:[ \t]*(?P<value>\S[^\n]{0,300})$\n?"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the head of a text says of the report.

    Attributes:
        dateline: if it opens with one.
        published: a date that stands before the first sentence as the report's own.
        breaks: where, after such a date, the report's first sentence starts.
    """

    dateline: Dateline | None = None
    published: date | None = None
    breaks: tuple[int, ...] = ()


def read_opening(text: str, *, title: str | None = None, published: date | None = None) -> Opening:
    """Find dateline and date before the first sentence.

    Args:
        text: main text.
        title: if the text repeats it at its head, it is read apart from what follows.
        published: date known from elsewhere; it gives a dateline's day its year.
    """
    at = _after_title(text, 0, title)
    breaks = [at] if at else []
    own, at = _own_date(text, at, breaks)
    if after := _after_title(text, at, title):
        breaks.append(after)
        at = after
    at = _after_headline(text, at, breaks)
    dateline = find_dateline(text, at, published or own)
    return Opening(dateline, own, tuple(breaks))


def _after_title(text: str, at: int, title: str | None) -> int:
    """Where the text goes on after its title at ``at``, or 0. A title may end in the outlet's name."""
    for part in (title, re.split(r" [-|–—] ", title)[0]) if title else ():
        end = at + len(part)
        if len(part) > 15 and text.startswith(part, at) and not text[end : end + 1].isalnum():
            rest = text[end : end + 80]
            start = end + len(rest) - len(rest.lstrip(" .:-–—|"))
            return start if start < len(text) else 0
    return 0


def _after_headline(text: str, at: int, breaks: list[int]) -> int:
    """Part ``Envoys Meet in Vienna-The two delegations …`` at the hyphen; a dateline may stand between."""
    head = text[at : at + 200].partition("\n")[0]
    found = 0
    for match in _HYPHEN.finditer(head):
        words = [word for word in _LETTERS.findall(head[: match.end()]) if len(word) > 3]
        titled = sum(word[0].isupper() for word in words) >= 0.75 * len(words)
        if len(words) >= 3 and titled and len(_SMALL.findall(head[match.end() : match.end() + 60])) >= 4:
            found = match.end()
    if not found:
        return at
    if line := _HYPHEN_DATELINE.search(head[:found]):
        breaks.append(at + line.end())
        return at + line.end()
    breaks.append(at + found)
    return at + found


def _own_date(text: str, at: int, breaks: list[int]) -> tuple[date | None, int]:
    match = _REPORT_DATE.match(text, at)
    if match is None:
        # "Envoys meet again in Vienna Friday 3 June 2016 The two delegations …": a headline, then the date
        end = text.find("\n", at, at + 220)
        end = min(at + 220, len(text)) if end < 0 else end
        dates = _HEADLINE_DATE.finditer(text, at, end)
        match = next((m for m in dates if not _inside_sentence(text[at : m.start()])), None)
    if match is None or (found := parse_date(match["date"])) is None:
        return None, at
    after = match.end()
    rest = text[after : after + 2]
    labelled = "label" in match.re.groupindex and bool(match["label"])
    # a date that goes on in small letters or with a comma is part of a sentence
    if not labelled and re.match(r"\s?[a-z,;’']", rest):
        return None, at
    gap = text[after : after + 40]
    start = after + len(gap) - len(gap.lstrip(" \t\n\xa0:;,.|)–—-"))
    if start < len(text) and "\n" not in text[after:start]:
        breaks.append(start)
    return found, start


def _inside_sentence(before: str) -> bool:
    return bool(_LEADS_IN.search(before)) or re.search(r"[.!?]\s", before) is not None


def find_dateline(text: str, at: int = 0, published: date | None = None) -> Dateline | None:
    """Recognise "SOCHI, Oct 31 (Reuters) –" and its kin at offset ``at``; the span ends with the dash."""
    head = text[at : at + 160]
    for form in _FORMS:
        match = form.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        place, day, agency = groups.get("place"), groups.get("day"), groups.get("agency")
        if place and _NO_PLACE.match(place):
            return None
        if agency and not place and not _AGENCIES.search(agency):
            return None
        start = at + len(match[0]) - len(match[0].lstrip())
        end = at + len(match[0].rstrip())
        return Dateline(
            span=Span(start, end), place=place, day=day_near(day, published) if day else None, agency=agency
        )
    return None


def read_headers(text: str) -> tuple[dict[str, str], int]:
    """Read lines such as ``Date: 31 October 2022`` at the head of a plain-text report.

    Returns:
        The values by field (``title``, ``source``, ``published``, ``url``), and the offset after the last
        such line; nothing and 0 unless there are at least two lines or the only one gives a date.
    """
    fields = {
        "headline": "title",
        "outlet": "source",
        "publisher": "source",
        "date": "published",
        "publication date": "published",
        "link": "url",
    }
    found: dict[str, str] = {}
    lines, end = 0, 0
    while match := _HEADER.match(text[end : end + 400]):
        key = match["key"].lower()
        found.setdefault(fields.get(key, key), match["value"].strip())
        lines += 1
        end += match.end()
    if lines >= 2 or (lines == 1 and parse_date(found.get("published", "")) is not None):
        return found, end
    return {}, 0
