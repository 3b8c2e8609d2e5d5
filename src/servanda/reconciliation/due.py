"""The day by which a promise is to be kept, out of its own words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.views import Pledge

_SOON: Final = ((2, "day"), (14, "week"), (45, "month"))
"""Days after which what is due "today", "this week", "this month" is surely past, and the words' name."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"  # in full
)
_AHEAD: Final = 240
"""A month further ahead than this is more likely the last of its name."""
_TO_COME: Final = re.compile(r"\b(?:to|will|would|shall|until|next)\b", re.IGNORECASE)
_MAKING: Final = re.compile(
    r"\b(?:agreed|signed|announced|reached|approved|made|struck|brokered|decided|adopted|promised|pledged|vowed|since|last)"
    r"(?: (?!to\b)\w+){0,2} $",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:by|on|in|before|until|from|during|late|early|mid|end of|and)[ -](?:the )?"
    r"(?:(?:end|middle|beginning) of )?"
    rf"(?:(?P<before>\d{{1,2}}) )?(?P<month>{_NAMES})\b"
    r"(?: (?P<after>\d{1,2}|one|first)\b(?:st|nd|rd|th)?(?: and (?P<last>\d{1,2})\b)?)?"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)
_MEETS: Final = re.compile(r"\b(?:meet|hold|host|attend|open|start|begin)\b")
"""What lasts may begin on a day: "agreed to meet today"."""
_YEAR: Final = re.compile(r"\b(?:by|in|before|until|from|end of) (?P<year>(?:19|20)\d\d)\b")
_NEXT_YEAR: Final = re.compile(r"\bnext year\b", re.IGNORECASE)
_REST: Final = re.compile(
    r"^,? ?(?:which (?:will|would|is to|are to)|by|on|in|next|tomorrow|until|before)\b[^.;]{0,60}"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is to be done.

    Attributes:
        day: the last one.
        own: whether it is a day for the deed, and not only the end of what binds.
    """

    day: date
    own: bool


def due_day(pledge: Pledge, act: ActStanding, contexts: Sequence[str] = ()) -> Due | None:
    """The day by which something is to be done; ``None`` if none is told or it binds at once and lasts.

    What lasts is due only where somebody alone announced it for a day.

    Args:
        pledge: with its quotes, its phase and the day it was first reported.
        act: its line of the table.
        contexts: the sentences it stands in; what follows its words there may give the day.
    """
    if act.prohibition:
        return None
    told = pledge.first_reported
    if told and pledge.made and pledge.made[0] > told and pledge.phase == "agreed":
        return Due(pledge.made[1], own=True)  # no promise is made after it is told: the day it was made for
    words = [" ".join((q + _follows(q, contexts)).split()) for q in pledge.quotes]
    day = max((d for w in words for d in _days(w, told)), default=None) if told else None
    if day and pledge.phase in ("agreed", "expired", "in_force"):
        return Due(day, own=True)
    lasts = act.duty == "lasting" and pledge.force != "declared"
    if lasts and not any(_MEETS.search(w) for w in words):
        return None
    made = pledge.made or ((pledge.first_reported,) * 2 if pledge.first_reported else None)
    if made and pledge.phase in ("agreed", "expired"):
        for days, word in _SOON:
            if any(standing_table().soon[word].search(w) for w in words):
                return Due(made[1] + timedelta(days=days), own=True)
    if lasts:
        return None
    if pledge.expiry is None or (act.due == "at_once" and act.duty == "once") or pledge.phase == "in_force":
        return None
    return Due(pledge.expiry[1], own=act.duty == "once")


def _follows(quote: str, contexts: Sequence[str]) -> str:
    """What follows a promise's words in its sentence, if that may say when it is due."""
    for context in contexts:
        if quote in context and (rest := _REST.search(" ".join(context.partition(quote)[2].split()))):
            return f" {rest[0]}"
    return ""


def _days(text: str, told: date) -> Iterable[date]:
    """The last days of the times to come that a promise's words name, told on a day."""
    for found in _DAY.finditer(text):
        if day := _to_come(found, text, told):
            yield day
    for found in _YEAR.finditer(text):
        if int(found["year"]) > told.year and _TO_COME.search(text[: found.start()]):
            yield date(int(found["year"]), 12, 31)
    if _NEXT_YEAR.search(text):
        yield date(told.year + 1, 12, 31)


def _to_come(found: re.Match[str], text: str, told: date) -> date | None:
    before = text[: found.start()]
    if not _TO_COME.search(before + found[0]) or _MAKING.search(before):
        return None
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    named = found["last"] or found["after"] or found["before"]
    for year in [int(found["year"])] if found["year"] else [told.year, told.year + 1]:
        length = monthrange(year, month)[1]
        number = length if not named else int(named) if named.isdigit() else 1
        day = date(year, month, min(max(number, 1), length))
        if day >= told and (found["year"] or (day - told).days <= _AHEAD):
            return day
    return None
