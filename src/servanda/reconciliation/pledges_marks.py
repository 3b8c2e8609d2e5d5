"""What of an undertaking tells whether another report tells the same: sides, days, instrument, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from servanda.codebook.pledges import pledge_table
from servanda.knowledge import ISO_INTERNATIONAL, find_land, fold_name
from servanda.model import Actor, Commitment
from servanda.model.account import Account
from servanda.model.days import Days, days_of

_APART: Final = frozenset({"SEP", "REB", "OPP", "CRM", "CVL", "REF", "MED", "NGO", "BUS", "REL", "EDU"})
"""Sectors whose actors are not bound by what the state of their country is bound to."""
_CARRIERS: Final = frozenset({"peacekeepers", "observers", "monitors", "personnel"})
_ANYBODY: Final = frozenset({"GOV", "UNK", ""})
_NEWS_LAG: Final = timedelta(days=2)
"""How long before its report something may have been made that a report tells as its news, without a day."""
_EXACT: Final = timedelta(days=20)
"""A date at least this narrow tells one making from the next."""
_NEWS: Final = frozenset({"agreed", "declared", "offered", "demanded"})
_STANDING: Final = frozenset({"in_force", "ended", "broken"})
_NAME: Final = re.compile(r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)?")
"""A capitalised word, or two."""
_NEW: Final = re.compile(r"(?:an?|another)\s", re.IGNORECASE)
_PAST: Final = re.compile(r"\bhad (?:\w+ly |also |once |already )?(?:\w+ed|undertaken|sworn|given|made)\b")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY: Final = re.compile(
    rf"\b(?:(?P<month>{_NAMES}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_NAMES}))\b(?!,? \d{{4}})"
)
_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d{2,4}")


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one undertaking.

    Attributes:
        act, force: of the claim.
        bound, toward: sides of its obligors and beneficiaries (:func:`side_of`).
        lands: countries its report speaks of, the most often named first.
        here: countries that its own sentence names.
        spoken: both.
        made: the days in which it was made, if anything tells.
        exact: whether ``made`` is narrow enough to tell one making from another.
        reported: by when it was reported.
        begins: from when it runs, if that is told apart.
        past: whether its words put it before what the report tells ("had guaranteed").
        fresh: whether it names something not heard of before ("a truce held"): it is of these weeks.
        extends: whether it is the lengthening of another.
        instrument: whether it names one.
        named: words and years of the instrument's own name; generic ones left out.
        sites: towns and districts of its sentence.
        words: stems of its quotes.
    """

    act: str
    force: str
    bound: frozenset[str]
    toward: frozenset[str]
    lands: tuple[str, ...]
    here: frozenset[str]
    spoken: frozenset[str]
    made: Days | None
    exact: bool
    reported: date | None
    begins: Days | None
    past: bool
    fresh: bool
    extends: bool
    instrument: bool
    named: frozenset[str]
    sites: frozenset[str]
    words: frozenset[str]

    @property
    def points_back(self) -> bool:
        """Whether it speaks of something made before, without a day."""
        return self.made is None

    @property
    def running(self) -> bool:
        """Whether it speaks, without a day, of something that may well run on: a named or running thing."""
        if self.made is not None or self.act not in pledge_table().lasting:
            return False
        told = self.instrument or self.past
        return self.force in _STANDING or (told and self.force not in ("offered", "demanded"))

    @property
    def sides(self) -> frozenset[str]:
        """All parties named."""
        return self.bound | self.toward


@lru_cache(maxsize=4096)
def marks_of(account: Account) -> Marks:
    """The marks of a commitment's account.

    Raises:
        TypeError: if the account's claim is no commitment.
    """
    claim = account.claim
    if not isinstance(claim, Commitment):
        raise TypeError(f"{account.id} is no commitment")
    made = made_days(account, claim)
    quotes = " ".join(account.quotes)
    return Marks(
        act=claim.act,
        force=claim.force,
        bound=_sides(claim.obligors, account.actor_ids),
        toward=_sides(claim.beneficiaries, account.recipient_ids),
        lands=account.lands,
        here=lands_in(account.context),
        spoken=frozenset(account.lands) | lands_in(account.context),
        made=made,
        exact=made is not None and made[1] - made[0] <= _EXACT,
        reported=account.report.reported,
        begins=days_of(claim.start),
        past=any(_PAST.search(quote) for quote in account.quotes),
        fresh=claim.force == "in_force" and _NEW.match(account.quotes[0]) is not None,
        extends=claim.force in _NEWS
        and claim.renewal != "automatic"
        and pledge_table().extends.search(account.quotes[0]) is not None,
        instrument=claim.instrument is not None,
        named=_named(claim.instrument),
        sites=frozenset(account.sites),
        words=_words(quotes) - _names((*claim.obligors, *claim.beneficiaries)),
    )


def side_of(actor: Actor, stable: str | None = None) -> str:
    """The party an actor is or stands for: a state for its organs, else the group or body itself."""
    if actor.country and actor.country != ISO_INTERNATIONAL:
        if actor.sector not in _APART:
            return actor.country
        return f"{actor.country}/{actor.sector}"
    return stable or fold_name(actor.name)


def is_bare(name: str) -> bool:
    """Whether the name of an instrument is only who carries it out ("Russian peacekeepers")."""
    return name.rsplit(maxsplit=1)[-1].lower() in _CARRIERS


def made_days(account: Account, claim: Commitment) -> Days | None:
    """When it was made: as told; for news without a day of its own, from shortly before the report.

    The date of what is told as ended is that of its end, and tells nothing of its making.
    """
    if claim.force == "ended":
        return days_of(claim.start) if claim.term else None
    if account.when is None:
        if named := _named_day(claim.instrument or "", account.report.reported):
            return named
        return days_of(claim.start) if claim.force in _STANDING and claim.term else None
    said = any(name == "date" for name, _ in claim.provenance.fields)
    reported = account.report.reported
    if not said and claim.force in _NEWS and reported is not None and account.when[1] == reported:
        return account.when[0] - _NEWS_LAG, account.when[1]
    return account.when


def _named_day(instrument: str, reported: date | None) -> Days | None:
    """The day by which an instrument is called ("the May 3 truce"): the last of that name."""
    found = _DAY.search(instrument)
    if found is None or reported is None:
        return None
    name = (found["month"] or found["month2"])[:3].lower()
    for year in (reported.year, reported.year - 1):
        days = days_of(f"{year}-{_MONTHS.index(name) + 1:02}-{int(found['day'] or found['day2']):02}")
        if days and days[1] <= reported:
            return days
    return None


def _sides(actors: Iterable[Actor], ids: tuple[str | None, ...]) -> frozenset[str]:
    """Sides of those who can be told from others; "the two countries" of no country are nobody."""
    known = [(a, i) for a, i in zip(actors, (*ids, *(None for _ in actors)), strict=False)]
    return frozenset(side_of(a, i) for a, i in known if a.country or a.sector not in _ANYBODY)


@lru_cache(maxsize=4096)
def _named(instrument: str | None) -> frozenset[str]:
    words = (w.lower() for w in _WORD.findall(instrument or ""))
    return frozenset(_stem(w) for w in words if w not in pledge_table().nameless)


def _names(actors: Iterable[Actor]) -> frozenset[str]:
    """Words of the parties' names, and of their peoples', which say nothing of what was undertaken."""
    return frozenset(w for a in actors for w in _words(a.name))


@lru_cache(maxsize=4096)
def lands_in(words: str) -> frozenset[str]:
    """Countries that words name: by name, people, capital or territory, in the possessive too."""
    out: set[str] = set()
    for found in _NAME.findall(words):
        name = re.sub(r"[’']s?$", "", found)
        lands = [find_land(name)] if find_land(name) is not None else [find_land(w) for w in name.split()]
        out.update(x.country for x in lands if x is not None)
    return frozenset(out - {"", ISO_INTERNATIONAL})


@lru_cache(maxsize=4096)
def _words(quotes: str) -> frozenset[str]:
    words = (w.lower() for w in _WORD.findall(quotes))
    return frozenset(_stem(w) for w in words if w not in pledge_table().empty)


def _stem(word: str) -> str:
    """A word without its commonest endings, so that "prisoners" meets "prisoner"."""
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ments",
        "ment",
        "ers",
        "er",
        "ies",
        "ed",
        "es",
        "s",
        "al",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
