"""What is said of a promise: that it was broken, has collapsed, or was not broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Commitment, Event, Statement
from servanda.model.days import Days, days_of, overlap
from servanda.model.views import Pledge
from servanda.reconciliation.closeness import NEAR, close
from servanda.reconciliation.deeds import life
from servanda.reconciliation.fulfilment import PRESENT, STEP, TOLD_DONE
from servanda.reconciliation.sides import Sides, called, same_side
from servanda.reconciliation.witnesses import Witness, spoken, witness

Word = Literal["breaks", "doubts", "collapses", "denies", "keeps"]
BY_NAME: Final = "it names the agreement, not what was promised in it"
_NAMED: Final = 0.55
"""How surely a word bears on a promise if it names the instrument by its day, but not what was promised."""
_HEADS: Final = re.compile(
    r"\b(?:agreements?|accords?|pacts?|treat(?:y|ies)|deals?|declarations?|memorandums?|protocols?|statements?)\b"
)
_COLLAPSING: Final = frozenset({"ceasefire", "negotiate"})
_OF: Final = re.compile(r"^\w*\s+(?:of\s+)?(?:(?:the|a|an)\s+)?")
_HEARD_OF: Final = 730
"""Days after a promise was last told of within which words are about it."""
_LOCAL: Final = 60
"""The same where no report says whom it binds."""
_OBJECT: Final = 40
_TOLD_APART: Final = frozenset({"ceasefire", "release_prisoners", "withdraw_forces", "open_transport"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE: Final = re.compile(rf"\b(?:(?:(\d{{1,2}}) )?{_MONTH}|{_MONTH} (\d{{1,2}}))?,? ?\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """That a promise was broken, is in doubt, has collapsed or was not broken, in one account."""

    bearing: Word
    witness: Witness
    score: float
    reasons: tuple[str, ...]


def said_of(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> tuple[Said, ...]:
    """What ``account`` says of whether ``pledge`` holds; nothing, mostly. One record for each who says it."""
    claim = account.claim
    if not _in_life(account, pledge) or (
        account.id not in pledge.accounts and sides.elsewhere(account.sites)
    ):
        return ()
    if isinstance(claim, Commitment):
        found: tuple[Said | None, ...] = (_own_words(account, claim, pledge, sides),)
    elif isinstance(claim, Statement):
        found = (_statement(account, claim, _Promise(pledge, act), sides),)
    elif not isinstance(claim, Event) or claim.status != "happened":
        return ()
    elif claim.type == "ACCUSE":
        found = tuple(_accusation(account, claim, a, _Promise(pledge, act), sides) for a in claim.actors)
    elif claim.type == "REJECT":
        found = (_rejection(account, claim, _Promise(pledge, act), sides),)
    else:
        found = (_in_passing(account, claim, _Promise(pledge, act), sides),)
    return tuple(s for s in found if s)


@dataclass(frozen=True, slots=True)
class _Promise:
    """A promise and the line of the table for its act."""

    pledge: Pledge
    act: ActStanding


def _in_life(account: Account, pledge: Pledge) -> bool:
    """Words count from the day a promise was made to a month after its end: nobody speaks of it at once."""
    if account.id in pledge.accounts:
        return True  # a report of several days may bear the first of them
    day = account.report.reported
    since, until = life(pledge)
    if day is None or since is None or day < since[0]:
        return False
    when = account.when if isinstance(account.claim, Event) else None
    if when and when[1] < since[0]:
        return False
    last = max(since[1], pledge.last_reported or since[1])
    if (day - last).days > (_LOCAL if not pledge.obligors else _HEARD_OF):
        return False  # by then another may be meant
    return until is None or (day - until).days <= 31


def _own_words(account: Account, claim: Commitment, pledge: Pledge, sides: Sides) -> Said | None:
    """The report says that it was breached, never held, or is at an end."""
    own = account.id in pledge.accounts
    if claim.act != pledge.act or not (own or _same_parties(claim, pledge, sides)):
        return None
    table = standing_table()
    act = table.acts[pledge.act]
    by = witness(account, sides, ())
    if claim.force not in ("broken", "ended"):
        if (
            own
            and claim.force in ("agreed", "declared", "in_force")
            and _ended(account.context, _Promise(pledge, act))
        ):
            return Said("collapses", by, round(0.75 * by.factor, 3), ("told to have come to nothing",))
        if own and (told := _in_one_sentence(account, claim, by, act)):
            return told
        return _presence(account, claim, by, act) if own and pledge.obligors else None
    text = " ".join((*account.quotes, account.context))
    if table.collapsed.search(text):
        return Said("collapses", by, round(0.9 * by.factor, 3), ("told to have collapsed or never held",))
    if claim.force == "broken":
        return Said("breaks", by, round(0.85 * by.factor, 3), ("told to have been breached",))
    if any(close(table.undone, w, text) for w in (table.names, act.about)):
        return Said("collapses", by, round(0.75 * by.factor, 3), ("told to have been given up",))
    if not act.prohibition or table.over.search(text) or pledge.phase in ("suspended", "completed"):
        return None  # a term that ran out, a duty that was done, a mandate that somebody ended
    if table.peace.search(text) or not any(close(w, table.ends, text) for w in (table.names, act.about)):
        return None  # it ended a war; or something else ended
    return Said("collapses", by, round(0.6 * by.factor, 3), ("told to be at an end before its term",))


def _in_one_sentence(account: Account, claim: Commitment, by: Witness, act: ActStanding) -> Said | None:
    """The sentence of the promise goes on that it was done, or tells what one bound did in spite of it."""
    table, text, words = standing_table(), account.context, account.quotes[0]
    rest = text.partition(words)[2][:_OBJECT]
    if table.failed.search(rest):
        return Said("collapses", by, round(0.75 * by.factor, 3), ("told to have come to nothing",))
    done = table.done.search(rest) or (act.duty == "once" and table.outcome.search(words))
    if not act.prohibition and (done or table.underway.search(words)):
        return Said("keeps", by, round(0.7 * by.factor, 3), (TOLD_DONE,))
    if table.despite.search(text) and any(called(o).search(text) for o in claim.obligors):
        return Said("breaks", by, round(0.7 * by.factor, 3), ("told as done in spite of the promise",))
    return None


def _presence(account: Account, claim: Commitment, by: Witness, act: ActStanding) -> Said | None:
    """Those who were to come are told to be there; of a first group it is a step."""
    table, words = standing_table(), account.quotes[0]
    there = act.present and claim.force == "in_force" and act.about.search(words) is not None
    if not there or any(p.search(words) for p in (table.names, table.polls, table.planned)):
        return None
    step = (STEP,) if table.started.search(account.context) else ()
    return Said("keeps", by, round(0.7 * by.factor, 3), (PRESENT, *step))


def _same_parties(claim: Commitment, pledge: Pledge, sides: Sides) -> bool:
    """Whether another undertaking's claim is about this promise: same parties, made no other day."""
    bound = [a for a in claim.obligors if sides.party(a)]
    if not bound or len(bound) < min(2, len(pledge.obligors)):
        return False
    made = days_of(claim.date)
    if pledge.made is None or (pledge.made[1] - pledge.made[0]).days > 31:
        return False
    return made is None or overlap(made, pledge.made) is not None


def _accusation(
    account: Account, claim: Event, accuser: Actor, promise: _Promise, sides: Sides
) -> Said | None:
    about = _breach(account.context, promise)
    if about is None:
        return None
    others = [o for o in sides.obligors if not same_side(o, accuser)]
    accused = [o for o in others if any(same_side(r, o) for r in claim.recipients)]
    if not accused and not claim.recipients:
        accused = [o for o in others if called(o).search(account.context)]
    if not accused:
        return None
    by = spoken(claim.says or accuser, sides, accused)
    return _weigh(by, about, f"{accuser.name} accuses {_listed(accused)}")


def _statement(account: Account, claim: Statement, promise: _Promise, sides: Sides) -> Said | None:
    table = standing_table()
    text = account.quotes[0]
    if _ended(text, promise) and _meant(account, claim.speaker, promise, sides):
        by = spoken(claim.speaker, sides, ())
        return Said("collapses", by, round(0.8 * by.factor, 3), (f"{claim.speaker.name} says it is over",))
    denied = table.denied.search(account.context)
    about = _breach(account.context if denied else text, promise)
    if about is None:
        return None
    if denied:
        if not any(same_side(claim.speaker, o) for o in sides.obligors):
            return None
        return _denial(spoken(claim.speaker, sides, ()), claim.speaker, about)
    accused = [o for o in sides.obligors if not same_side(o, claim.speaker) and called(o).search(text)]
    if not accused:
        return None
    return _weigh(
        spoken(claim.speaker, sides, accused), about, f"{claim.speaker.name} says so of {_listed(accused)}"
    )


def _meant(account: Account, speaker: Actor, promise: _Promise, sides: Sides) -> bool:
    """Whether who says that talks are over may mean these: a party, or who names one, or in its report."""
    if not promise.act.wide or account.report.id in promise.pledge.reports or sides.party(speaker):
        return True
    return any(called(p).search(account.context) for p in sides.parties)


def _rejection(account: Account, claim: Event, promise: _Promise, sides: Sides) -> Said | None:
    doers = [a for a in claim.actors if sides.party(a)]
    text = account.context
    if not doers:
        return None
    by = spoken(doers[0], sides, ())
    if claim.mode == "yield" and _ended(text, promise):
        return Said("collapses", by, round(0.85 * by.factor, 3), (f"{doers[0].name} declares it over",))
    return _denial(by, doers[0], _breach(text, promise)) if standing_table().denied.search(text) else None


def _denial(by: Witness, speaker: Actor, about: float | None) -> Said | None:
    if about is None:
        return None
    by_name = (BY_NAME,) if about <= _NAMED else ()
    return Said("denies", by, 0.7, (f"{speaker.name} denies that it was broken", *by_name))


def _in_passing(account: Account, claim: Event, promise: _Promise, sides: Sides) -> Said | None:
    """A deed told with words of collapse ("shelling resumed after the truce collapsed")."""
    named = any(sides.party(a) for a in (*claim.actors, *claim.recipients))
    if sides.implied or not named or not _ended(account.context, promise):
        return None
    by = witness(account, sides, ())
    return Said("collapses", by, round(0.7 * by.factor, 3), ("told in passing to have collapsed",))


def _breach(text: str, promise: _Promise) -> float | None:
    """How surely a text says that what was promised was broken; ``None`` if it does not.

    It must name what was promised; or the instrument, by its name and not by another day than its own,
    without naming something else that was promised.
    """
    table = standing_table()
    found = table.broken.search(text)
    if not found or table.unreal.search(text[max(0, found.start() - 60) : found.end()]):
        return None
    pledge, act = promise.pledge, promise.act
    dates = _dates(text)
    other_day = bool(dates) and pledge.made is not None and not any(overlap(d, pledge.made) for d in dates)
    beside = table.besides.search(text)
    if other_day or (beside and not act.about.search(beside[0])):
        return None
    if _others(text, act):
        return None
    if close(act.about, table.broken, text) and not _of_instrument(text, act):
        return 0.85
    if not close(table.names, table.broken, text):
        return None
    if dates and pledge.made is not None:
        return _NAMED
    named = set(_HEADS.findall((pledge.instrument or "").casefold()))
    return 0.45 if named & set(_HEADS.findall(text.casefold())) else None


def _of_instrument(text: str, act: ActStanding) -> bool:
    """Whether what was broken is called by the name of an instrument alone: "violations of the accord"."""
    table = standing_table()
    for word in table.broken.finditer(text):
        behind = _OF.sub("", text[word.end() : word.end() + _OBJECT], count=1)
        if table.names.match(behind) and not act.about.search(behind):
            return True
    return False


def _others(text: str, act: ActStanding) -> bool:
    """Whether something else is told to be broken: "violated the ceasefire", "broke off talks"."""
    table = standing_table()
    for word in table.broken.finditer(text):
        behind = text[word.end() : word.end() + _OBJECT]
        if act.about.search(behind):
            return False
        others = (
            o for o in table.acts.values() if o.act in _TOLD_APART and o.about.pattern != act.about.pattern
        )
        if any(o.about.search(behind) for o in others):
            return True
    return False


def _dates(text: str) -> list[Days]:
    """Days that a text names in full ("9 November 2020", "November 9, 2020", "the 2020 agreement")."""
    out: list[Days] = []
    for found in _DATE.finditer(text):
        day, month, month2, day2, year = found.groups()
        name = month or month2
        number = day or day2
        iso = year if not name else f"{year}-{_MONTHS.index(name[:3].casefold()) + 1:02}"
        if number and name:
            iso = f"{iso}-{int(number):02}"
        if days := days_of(iso):
            out.append(days)
    return out


def _ended(text: str, promise: _Promise) -> bool:
    """Whether a text says that a truce or talks have collapsed; or an instrument of this one's own name."""
    table, pledge, act = standing_table(), promise.pledge, promise.act
    found = table.collapsed.search(text)
    if not found or table.unreal.search(text[max(0, found.start() - 60) : found.end()]):
        return False
    dates = _dates(text)
    if dates and pledge.made is not None and not any(overlap(d, pledge.made) for d in dates):
        return False
    if act.act in _COLLAPSING:
        return _follows(act.about, text)
    heads = set(_HEADS.findall((pledge.instrument or "").casefold()))
    return bool(heads & set(_HEADS.findall(text.casefold()))) and _follows(table.names, text)


def _follows(what: re.Pattern[str], text: str) -> bool:
    """Whether something collapses: "the truce has collapsed", "collapse of the truce", in one clause."""
    for word in standing_table().collapsed.finditer(text):
        before = text[max(0, word.start() - NEAR) : word.start()].rpartition(". ")[2]
        behind = _OF.sub("", text[word.end() : word.end() + 40], count=1)
        if what.search(before) or what.match(behind):
            return True
    return False


def _listed(actors: Iterable[Actor]) -> str:
    return " and ".join(dict.fromkeys(a.name for a in actors))


def _weigh(by: Witness, about: float, reason: str) -> Said:
    """A breach, if what was promised is named; if only "the agreement" is, a doubt."""
    score = round(about * by.factor, 3)
    if about <= _NAMED:
        return Said("doubts", by, score, (reason, BY_NAME))
    return Said("breaks", by, score, (reason,))
