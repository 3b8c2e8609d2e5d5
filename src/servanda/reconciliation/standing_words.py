"""What is said of a promise: that it was broken, has collapsed, or was not broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Statement
from servanda.model.days import days_of, overlap
from servanda.model.views import Pledge
from servanda.reconciliation.deeds import life
from servanda.reconciliation.sides import Sides, called, same_side
from servanda.reconciliation.witnesses import Witness, spoken, witness

Word = Literal["breaks", "doubts", "collapses", "denies"]
_NEAR: Final = 80
"""Characters between what was promised and the word for its end."""


@dataclass(frozen=True, slots=True)
class Said:
    """That a promise was broken, is in doubt, has collapsed or was not broken, in one account."""

    bearing: Word
    witness: Witness
    score: float
    reasons: tuple[str, ...]


def said_of(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> Said | None:
    """What ``account`` says of whether ``pledge`` holds, or ``None`` if nothing."""
    if not _in_life(account, pledge):
        return None
    claim = account.claim
    if isinstance(claim, Commitment):
        return _own_words(account, claim, pledge, sides)
    if isinstance(claim, Statement):
        return _statement(account, claim, act, sides)
    if isinstance(claim, Event) and claim.status == "happened":
        if claim.type == "ACCUSE":
            return _accusation(account, claim, act, sides)
        if claim.type == "REJECT":
            return _rejection(account, claim, act, sides)
        return _in_passing(account, claim, act, sides)
    return None


def _in_life(account: Account, pledge: Pledge) -> bool:
    """Words count from the day a promise was made to a month after its end: nobody speaks of it at once."""
    day = account.report.reported
    since, until = life(pledge)
    if day is None or since is None or day < since[0]:
        return False
    when = account.when if isinstance(account.claim, Event) else None
    if when and when[1] < since[0]:
        return False
    return until is None or (day - until).days <= 31


def _own_words(account: Account, claim: Commitment, pledge: Pledge, sides: Sides) -> Said | None:
    """The report says that it was breached or is at an end."""
    if claim.force not in ("broken", "ended") or claim.act != pledge.act:
        return None
    if account.id not in pledge.accounts and not _same_parties(claim, pledge, sides):
        return None
    table = standing_table()
    text = " ".join((*account.quotes, account.context))
    by = witness(account, sides, ())
    if table.collapsed.search(text):
        return Said("collapses", by, round(0.9 * by.factor, 3), ("told to have collapsed or never held",))
    if claim.force == "broken":
        return Said("breaks", by, round(0.85 * by.factor, 3), ("told to have been breached",))
    if table.over.search(text):
        return None  # a term that ran out, a duty that was done
    return Said("collapses", by, round(0.6 * by.factor, 3), ("told to be at an end before its term",))


def _same_parties(claim: Commitment, pledge: Pledge, sides: Sides) -> bool:
    """Whether another undertaking's claim is about this promise: same parties, made no other day."""
    bound = [a for a in claim.obligors if sides.party(a)]
    if not bound or len(bound) < min(2, len(pledge.obligors)):
        return False
    made = days_of(claim.date)
    return made is None or pledge.made is None or overlap(made, pledge.made) is not None


def _accusation(account: Account, claim: Event, act: ActStanding, sides: Sides) -> Said | None:
    text = account.context
    about = _breach(text, act)
    if about is None:
        return None
    accused = [o for o in sides.obligors if any(same_side(r, o) for r in claim.recipients)]
    accuser = next((a for a in claim.actors if not any(same_side(a, o) for o in accused)), None)
    if accuser is None:
        return None
    if not accused:
        named = _named(text, sides, accuser)
        if claim.recipients or not named:
            return None
        accused = named
    by = spoken(claim.says or accuser, sides, accused)
    return _weigh(by, about, f"{accuser.name} accuses {' and '.join(dict.fromkeys(a.name for a in accused))}")


def _statement(account: Account, claim: Statement, act: ActStanding, sides: Sides) -> Said | None:
    table = standing_table()
    text = account.quotes[0]
    party = sides.party(claim.speaker)
    if _ended(text, act):
        by = spoken(claim.speaker, sides, ())
        return Said("collapses", by, round(0.8 * by.factor, 3), (f"{claim.speaker.name} says it is over",))
    about = _breach(text, act)
    if about is None and not (table.denied.search(account.context) and _breach(account.context, act)):
        return None
    if table.denied.search(text) or (about is None and table.denied.search(account.context)):
        if not party or not any(same_side(claim.speaker, o) for o in sides.obligors):
            return None
        by = spoken(claim.speaker, sides, ())
        return Said("denies", by, 0.7, (f"{claim.speaker.name} denies it",))
    if about is None:
        return None
    accused = _named(text, sides, claim.speaker)
    if not accused:
        return None
    by = spoken(claim.speaker, sides, accused)
    return _weigh(
        by, about, f"{claim.speaker.name} says so of {' and '.join(dict.fromkeys(a.name for a in accused))}"
    )


def _rejection(account: Account, claim: Event, act: ActStanding, sides: Sides) -> Said | None:
    doers = [a for a in claim.actors if sides.party(a)]
    text = account.context
    if not doers:
        return None
    by = spoken(doers[0], sides, ())
    if claim.mode == "yield" and _ended(text, act):
        return Said("collapses", by, round(0.85 * by.factor, 3), (f"{doers[0].name} declares it over",))
    table = standing_table()
    if (
        claim.mode is None
        and (act.about.search(text) or table.names.search(text))
        and table.broken.search(text)
    ):
        return Said("denies", by, 0.7, (f"{doers[0].name} denies having broken it",))
    return None


def _in_passing(account: Account, claim: Event, act: ActStanding, sides: Sides) -> Said | None:
    """A deed told with words of collapse ("shelling resumed after the truce collapsed")."""
    if not any(sides.party(a) for a in (*claim.actors, *claim.recipients)):
        return None
    if not _ended(account.context, act):
        return None
    by = witness(account, sides, ())
    return Said("collapses", by, round(0.7 * by.factor, 3), ("told in passing to have collapsed",))


def _breach(text: str, act: ActStanding) -> float | None:
    """How surely a text says that what was promised was broken; ``None`` if it does not."""
    table = standing_table()
    found = table.broken.search(text)
    if not found or table.unreal.search(text[max(0, found.start() - 60) : found.end()]):
        return None
    if _close(act.about, table.broken, text):
        return 0.85
    return 0.45 if _close(table.names, table.broken, text) else None


def _ended(text: str, act: ActStanding) -> bool:
    table = standing_table()
    found = table.collapsed.search(text)
    if not found or table.unreal.search(text[max(0, found.start() - 60) : found.end()]):
        return False
    return _close(act.about, table.collapsed, text)


def _close(what: re.Pattern[str], word: re.Pattern[str], text: str) -> bool:
    """Whether one of each stands within a clause or so of the other."""
    return any(
        0 <= max(a.start(), b.start()) - min(a.end(), b.end()) <= _NEAR
        or (a.start() < b.end() and b.start() < a.end())
        for a in what.finditer(text)
        for b in word.finditer(text)
    )


def _named(text: str, sides: Sides, speaker: Actor) -> list[Actor]:
    """The obligors a text names, the speaker's own side left out."""
    others = [o for o in sides.obligors if not same_side(o, speaker)]
    return [o for o in others if called(o).search(text)]


def _weigh(by: Witness, about: float, reason: str) -> Said:
    """A breach, if what was promised is named; if only "the agreement" is, a doubt."""
    score = round(about * by.factor, 3)
    if about < 0.5:
        return Said("doubts", by, score, (reason, "it names the agreement, not what was promised in it"))
    return Said("breaks", by, score, (reason,))
