"""Deeds held against a promise: what to look up, whether a deed falls into its life and bears on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Final

from servanda.codebook.standing import ActStanding, DeedRule, standing_table
from servanda.model.account import Account, Where
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Figure, Statement
from servanda.model.days import Days, overlap
from servanda.model.views import Pledge
from servanda.reconciliation.aims import aimed
from servanda.reconciliation.closeness import close
from servanda.reconciliation.relevance import unrelated
from servanda.reconciliation.sides import Sides, sides_of

_TO_COME: Final = re.compile(r"\b(?:will|would)\b")
_ENDED: Final = frozenset({"ended", "expired", "replaced", "completed"})
_WORDS: Final = ("ACCUSE", "REJECT")
MEETS: Final = frozenset({"AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "RETREAT", "SUPPORT"})
"""Types of deeds that may meet a condition, or refuse to."""
_FAR_KM: Final = 150.0
_SPOKEN_OF: Final = 183
_RECENT: Final = 92

_Nearness = tuple[float, tuple[str, ...], float | None]
"""A factor, 0 to 1; reasons; kilometres, ``None`` if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What the store must look up to judge one promise; :meth:`wants` says the same of one account.

    An event account is wanted if its type is one of ``types`` and either its report is one of ``reports`` or
    one of its actors, recipients, its source or the country of its place is of ``countries`` or ``names``.
    A statement or commitment account is wanted if its report is one of ``reports``, or its speaker,
    obligor or beneficiary is of ``countries`` or ``names``. In both cases it must not have been reported
    before ``days`` began, nor have happened (:attr:`Account.likely`) wholly outside of ``days``. Of the
    reports that tell the promise or a deed that bears on it, figures of ``measure`` and all statements are
    wanted too.

    Attributes:
        types: PLOVER event types, sorted.
        countries: ISO codes of the parties, sorted; ``INT`` and unknown left out.
        names: casefolded names of parties that have no country of their own, sorted.
        reports: those that tell the promise.
        days: from when it bound to when it ended; open ends are ``date.min`` and ``date.max``.
        measure: of the figures that are held against a promised number; empty if none is.
    """

    types: tuple[str, ...]
    countries: tuple[str, ...]
    names: tuple[str, ...]
    reports: tuple[str, ...]
    days: Days
    measure: str = ""

    def wants(self, account: Account) -> bool:
        """Whether :func:`servanda.reconciliation.standing.judge` may need this account."""
        claim = account.claim
        if isinstance(claim, Event) and claim.type not in self.types:
            return False
        if isinstance(claim, Figure):
            return claim.measure == self.measure
        when = account.likely
        if when and not overlap(when, self.days):
            return False
        if account.report.id in self.reports or isinstance(claim, Statement):
            return True
        if (account.report.reported or date.max) < self.days[0]:
            return False
        if account.where and set(account.where.countries) & set(self.countries):
            return True
        return any(self.concerns(a) for a in _who(account))

    def concerns(self, actor: Actor) -> bool:
        """Whether somebody is a party, or of a party's country."""
        return actor.country in self.countries or (bool(self.names) and actor.name.casefold() in self.names)


def query_of(pledge: Pledge) -> Query:
    """What must be looked up for ``pledge``."""
    act = standing_table().acts[pledge.act]
    parties = sides_of(pledge).parties
    since, until = life(pledge)
    types = {*act.types, *_WORDS}
    if pledge.conditions:
        types |= MEETS
    return Query(
        types=tuple(sorted(types)),
        countries=tuple(sorted({a.country for a in parties} - {"", "INT"})),
        names=tuple(sorted({a.name.casefold() for a in parties if a.country in ("", "INT")})),
        reports=pledge.reports,
        days=(since[0] if since else date.min, until or date.max),
        measure=act.counts or "",
    )


def life(pledge: Pledge) -> tuple[Days | None, date | None]:
    """From when a promise bound (days within which it began), and the last day on which it did.

    One of which nobody says when it was made binds from the day it was first reported.
    """
    since = pledge.start or pledge.made
    if since is None and pledge.first_reported:
        since = (pledge.first_reported,) * 2
    ends = [s.when[1] for s in pledge.steps if s.phase in _ENDED and s.when]
    if pledge.expiry and not pledge.renewal:
        ends.append(pledge.expiry[1])
    return since, min(ends, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A deed that bears on a promise, as one account tells it.

    Attributes:
        rule: the line of the table.
        doer: the obligor who did it; ``None`` if it was none of them.
        score: 0 to 1.
        reasons: what speaks for and against it, in words.
        days_after: days from the promise to the deed; ``None`` if either is unknown.
        distance_km: from the place the promise is about; ``None`` if either is unknown.
        denied: whether the account says that it did not happen.
    """

    rule: DeedRule
    doer: Actor | None
    score: float
    reasons: tuple[str, ...]
    days_after: int | None
    distance_km: float | None
    denied: bool = False


def hold(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> Hit | None:
    """The strongest way in which the deed of ``account`` bears on ``pledge``, or ``None``.

    Only what happened (or is said not to have happened) within the promise's life counts.
    """
    event = account.claim
    if not isinstance(event, Event) or event.status not in ("happened", "denied"):
        return None
    fitting = [r for r in act.rules if r.fits(event.type, event.mode)]
    rules = [(r, doers) for r in fitting if (doers := tuple(_doers(r, event, sides)))]
    if not rules:
        return None
    timed = within(account, pledge)
    beside = timed is None and act.duty == "once" and _beside(account, pledge)
    if beside:
        timed = 0.75, None, ("told as done beside the vow",)
    if timed is None:
        return None
    factor, days_after, reasons = timed
    if is_mere(account) or asked_for(account) or _rebuts(event, account) or _vow(account, pledge):
        return None
    if not pledge.obligors and not _spoken_of(account, pledge):
        return None
    if _apart(account, pledge, act) or unrelated(account, pledge, act, sides):
        return None
    near = _placed(account, pledge, act, sides)
    shared = act.local and bool(sides.sites & set(account.sites))
    factor *= 1.0 if shared else _faded(days_after, act, pledge)
    hits = []
    for rule, doers in rules:
        if not worded(rule, account) or (beside and rule.bearing != "keeps"):
            continue
        if rule.tied and not (_here(account, pledge, sides) and tied(account, act)):
            continue
        for doer, sure, why in doers:
            aim = aimed(rule, account, sides, doer)
            if aim is None:
                continue
            score = rule.score * factor * sure * aim[0] * near[0]
            said = (rule.why, *why, *aim[1], *near[1], *reasons)
            hits.append(
                Hit(
                    rule=rule,
                    doer=doer,
                    score=round(score, 3),
                    reasons=tuple(dict.fromkeys(s for s in said if s)),
                    days_after=days_after,
                    distance_km=near[2],
                    denied=event.status == "denied",
                )
            )
            break
    return max(hits, key=lambda h: (h.score, h.rule.bearing == "breaks"), default=None)


def within(account: Account, pledge: Pledge) -> tuple[float, int | None, tuple[str, ...]] | None:
    """Whether what an account tells falls into a promise's life: factor, days after it, reasons."""
    since, until = life(pledge)
    when = account.likely
    if when is None or since is None:
        return None
    if (until and when[0] > until) or when[1] < since[0]:
        return None
    if when[0] > since[1]:
        after = (when[0] - since[1]).days
        undated = account.when is None or account.report.reported in account.when
        if undated and after <= _RECENT and standing_table().before.search(account.quotes[0]):
            return None  # "the recent talks": they may have come before
        told = f"{after} days after it was made" if after != 1 else "the day after it was made"
        return 1.0, after, (told,)
    background = isinstance(account.claim, Event) and account.claim.background
    table = standing_table()
    words = isinstance(account.claim, Event) and account.claim.type in table.loose
    later = table.after.search(account.context) or (not words and table.still.search(account.context))
    if background or not later:
        return None  # it may as well have come before
    return 0.75, None, ("about the time it was made; the words say it came after",)


def _beside(account: Account, pledge: Pledge) -> bool:
    """Whether the report of a vow tells, in another sentence, that it was done by the day it was reported."""
    day, since = account.likely, life(pledge)[0]
    return (
        (pledge.force == "declared" or _alone(pledge))
        and account.report.id in pledge.reports
        and not any(q in account.context for q in pledge.quotes)
        and day is not None
        and since is not None
        and day[1] >= since[0]
    )


def _alone(pledge: Pledge) -> bool:
    """Whether one country orders something by itself: nobody else is bound or meant."""
    return not pledge.beneficiaries and len({o.country for o in pledge.obligors}) == 1


def _apart(account: Account, pledge: Pledge, act: ActStanding) -> bool:
    """Whether the promise names a kind of thing (a railway) and the deed does not (a road)."""
    words = " ".join(pledge.quotes)
    named = [kind for kind in act.apart if kind.search(words)]
    told = " ".join((*account.quotes, account.context))
    return bool(named) and not any(kind.search(told) for kind in named)


def _here(account: Account, pledge: Pledge, sides: Sides) -> bool:
    """Whether a deed shares report or place with a promise about one place."""
    names = (*account.sites, *((account.where.name,) if account.where else ()))
    return (
        account.report.id in pledge.reports
        or bool(sides.sites & set(account.sites))
        or any(sides.names(n) for n in names)
    )


def tied(account: Account, act: ActStanding) -> bool:
    """Whether the sentence holds the deed against what was promised, or against what it calls by a name."""
    table = standing_table()
    return any(close(what, table.tied, account.context) for what in (table.names, act.about))


def _faded(days: int | None, act: ActStanding, pledge: Pledge) -> float:
    """The longer ago a promise was made, the less surely a deed has to do with it.

    What must not be done, or is left open, must be so years later too; what is to be done once, or while it
    is spoken of, is soon overtaken, unless it has a term.
    """
    if days is None or days <= 31:
        return 1.0
    if act.fades == "late" or pledge.terms:
        return 0.95 if days <= 366 else 0.85 if days <= 1830 else 0.7
    return 0.85 if days <= 100 else 0.55 if days <= 200 else 0.4 if days <= 400 else 0.25


def is_mere(account: Account) -> bool:
    """Whether the words only name a war or conflict, without telling that somebody fought."""
    table = standing_table()
    assert isinstance(account.claim, Event)
    return (
        account.claim.type == "ASSAULT"
        and table.wars.search(account.quotes[0]) is not None
        and table.fights.search(account.quotes[0]) is None
    )


def _rebuts(event: Event, account: Account) -> bool:
    """Whether what is rejected is a claim, a draft, or that others take part: no refusal of a promise."""
    return event.type == "REJECT" and standing_table().rebuts.search(account.context) is not None


def _vow(account: Account, pledge: Pledge) -> bool:
    """Whether the words tell the promise itself ("announced a withdrawal") and no deed beside it."""
    words, table = account.quotes[0], standing_table()
    if account.report.id not in pledge.reports:
        return False
    to_come = any(words in q for q in pledge.quotes) and _TO_COME.search(words) is not None
    return to_come or (words in pledge.quotes and table.vows.search(words) is not None)


def asked_for(account: Account) -> bool:
    """Whether a deed without a doer stands in a sentence in which somebody asks for it."""
    event = account.claim
    return (
        isinstance(event, Event)
        and not event.actors
        and event.type in ("RETREAT", "AID", "COOPERATE", "CONCEDE")
        and standing_table().asked.search(account.context) is not None
    )


def _spoken_of(account: Account, pledge: Pledge) -> bool:
    """Whether a promise of unknown parties was spoken of in the half year before a deed was told."""
    day, last = account.report.reported, pledge.last_reported
    return day is not None and last is not None and (day - last).days <= _SPOKEN_OF


def worded(rule: DeedRule, account: Account) -> bool:
    """Whether the words that tell a deed are those the rule asks for."""
    text = " ".join((*account.quotes, account.context))
    return (rule.words is None or rule.words.search(text) is not None) and (
        rule.unless is None or rule.unless.search(" ".join(account.quotes)) is None
    )


def _doers(
    rule: DeedRule, event: Event, sides: Sides
) -> Iterable[tuple[Actor | None, float, tuple[str, ...]]]:
    """Who did it, in the role the rule asks for: the party, how surely, and a reason."""
    if rule.by == "nobody":
        if not event.actors:
            yield None, 1.0, ()
    elif rule.by == "kin":
        for actor in event.actors:
            if kin := sides.kin(actor):
                yield None, 1.0, (f"done by {actor.name}, of {kin.name}'s country but not its state",)
    elif rule.by == "anybody":
        for actor in event.actors:
            found = sides.party(actor)
            yield found[0] if found else None, 1.0, ()
        if not event.actors:
            yield None, 0.9, ()
    else:
        for actor in event.actors:
            found = sides.obligor(actor) if rule.by == "obligor" else sides.party(actor)
            if found:
                yield found[0], found[1], (f"done by {actor.name}",)


def _near(where: Where | None, pledge: Pledge, sides: Sides) -> _Nearness:
    """How far from the place the promise is about: factor, reasons, kilometres."""
    there = pledge.where
    if where is None:
        return 1.0, (), None
    if sides.names(where.name):
        return 1.0, (f"{where.name} is named in the words of the promise",), 0.0
    if there is None or not sides.names(there.name):
        return 1.0, (), None
    km = distance(where, there)
    if km is None:
        return 1.0, (), None
    if km > _FAR_KM + (there.radius_km or 0) + (where.radius_km or 0):
        return 0.4, (f"{km:.0f} km from {there.name}, which the promise is about",), km
    return 1.0, (f"{km:.0f} km from {there.name}",), km


def _placed(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> _Nearness:
    """How far the place of a deed lets it bear on the promise."""
    factor, reasons, km = _near(account.where, pledge, sides)
    if km != 0 and sides.elsewhere(account.sites):
        return 0.5, (f"told of {account.sites[0]}, which the promise does not name", *reasons), km
    if act.local and sides.inner and not _here(account, pledge, sides):
        return factor * 0.5, ("it shares no place with the promise", *reasons), km
    return factor, reasons, km


def distance(a: Where, b: Where) -> float | None:
    """Kilometres between the centres of two places; ``None`` if one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2 = radians(a.lat), radians(b.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return round(2 * 6371.0 * asin(sqrt(half)), 1)


def _who(account: Account) -> tuple[Actor, ...]:
    claim = account.claim
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients, *((claim.says,) if claim.says else ()))
    if isinstance(claim, Commitment):
        return (*claim.obligors, *claim.beneficiaries)
    if isinstance(claim, Statement):
        return (claim.speaker,)
    return ()
