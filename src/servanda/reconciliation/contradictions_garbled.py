"""Garbled: what one report says somebody wanted, against what he is told to have wanted elsewhere.

A wish is read as: who wants whose forces to leave or to stay. Two reports of one man's wish of the same days
contradict each other if the same forces are to leave in one and to stay in the other, or if in otherwise
like words one puts other forces in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal

from servanda.codebook.contradictions import load_contradictions
from servanda.knowledge.countries import country_name, demonym_country, find_land
from servanda.model import Actor, Commitment, Event, Statement
from servanda.model.account import Account
from servanda.model.days import Days, gap
from servanda.model.view_json import group_id
from servanda.model.views import Contradiction, Side
from servanda.reconciliation.contradictions_reading import party

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_KEPT: Final = 4096
"""Wishes kept in memory: an account is held against many others."""
_REACH: Final = 8
"""Words after "withdrawal of" among which the forces must be named."""
_DAYS: Final = 7
"""Days between two reports that can still tell one utterance."""
_ALIKE: Final = 3
"""Content words two tellings must share beside names, to be tellings of one utterance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    account: Account
    who: str
    by: Actor
    pole: Literal["leave", "stay"]
    whose: str
    words: frozenset[str]
    days: Days | None
    text: str


def garbled_among(accounts: Sequence[Account]) -> list[Contradiction]:
    """Wishes of one report that exclude each other; each pair of sentences once."""
    wishes = _distinct(accounts)
    return [found for a, b in combinations(wishes, 2) if (found := _garbled(a, b))]


def garbled_against(account: Account, accounts: Sequence[Account]) -> list[Contradiction]:
    """What excludes the wish that an account tells, if it tells one, among accounts of other reports."""
    mine = _wish(account)
    if mine is None:
        return []
    return [found for other in _distinct(accounts) if (found := _garbled(mine, other))]


def _distinct(accounts: Sequence[Account]) -> list[_Wish]:
    """One wish of each sentence: a statement, a request and an offer may tell the same."""
    kept: dict[tuple[str, ...], _Wish] = {}
    for account in accounts:
        wish = _wish(account)
        if wish:
            kept.setdefault((account.report.id, account.context, wish.who, wish.pole, wish.whose), wish)
    return list(kept.values())


def wisher(account: Account) -> str | None:
    """Whose wish about forces the account tells; ``None`` if it tells none."""
    wish = _wish(account)
    return wish.who if wish else None


def garbled(a: Account, b: Account) -> Contradiction | None:
    """A contradiction of kind ``garbled`` if two accounts tell one wish in ways that exclude each other.

    Symmetric; the account reported first is the first side.
    """
    x, y = _wish(a), _wish(b)
    return _garbled(x, y) if x and y else None


def _garbled(x: _Wish, y: _Wish) -> Contradiction | None:
    a, b = x.account, y.account
    if x.who != y.who or not _about_when(x, y):
        return None
    opposite = x.whose == y.whose and x.pole != y.pole
    swapped = x.whose != y.whose and x.pole == y.pole and a.report.id != b.report.id
    if swapped and (len(x.words & y.words) < _ALIKE or {x.pole} != {"leave"}):
        return None
    if not opposite and not swapped:
        return None
    first, second = sorted((x, y), key=lambda w: w.account.key)
    name = first.by.name
    reason = (
        f"{name} is told to want the forces of {_land(x.whose)} to leave, and to want them to stay"
        if opposite
        else f"in like words, forces of {_land(first.whose)} here and of {_land(second.whose)} there"
    )
    return Contradiction(
        id=group_id("X", "garbled", *sorted((a.id, b.id))),
        kind="garbled",
        about=(),
        sides=(_side(first), _side(second)),
        score=0.8 if swapped else 0.7,
        reasons=(reason, f"both tell what {name} said within {_DAYS} days"),
    )


@lru_cache(_KEPT)
def _wish(account: Account) -> _Wish | None:
    claim = account.claim
    if isinstance(claim, Statement):
        by: Actor | None = claim.speaker
    elif isinstance(claim, Event) and claim.type == "RETREAT" and claim.status == "demanded":
        return _demanded(account, claim)
    elif isinstance(claim, Event) and claim.type in {"REQUEST", "AGREE"} and claim.status == "happened":
        by = claim.actors[0] if len(claim.actors) == 1 else claim.says
    elif isinstance(claim, Commitment) and claim.force in {"offered", "declared", "demanded"}:
        by = claim.obligors[0] if len(claim.obligors) == 1 else None
    else:
        return None
    if by is None:
        return None
    text = account.quotes[0]
    rules = load_contradictions()
    words = [w.casefold() for w in _WORD.findall(text)]
    if isinstance(claim, Statement) and not set(words) & rules.wishing:
        return None
    stays, leaves = rules.remain.search(text), rules.leave.search(text)
    pole: Literal["leave", "stay"] = "stay" if stays else "leave"
    found = stays or leaves
    if found is None or (stays is None and re.search(r"\bnot\b|n't", text)):
        return None
    whose = _forces(text, found)
    if whose is None:
        return None
    return _Wish(
        account=account,
        who=party(by),
        by=by,
        pole=pole,
        whose=whose,
        words=_content(words),
        days=_days(account),
        text=text,
    )


def _demanded(account: Account, event: Event) -> _Wish | None:
    """A withdrawal that is told as what somebody wants."""
    states = {a.country for a in event.actors if a.sector in {"MIL", "GOV"} and a.country}
    if event.says is None or event.mode != "withdraw" or len(states) != 1:
        return None
    words = [w.casefold() for w in _WORD.findall(account.context)]
    return _Wish(
        account=account,
        who=party(event.says),
        by=event.says,
        pole="leave",
        whose=next(iter(states)),
        words=_content(words),
        days=_days(account),
        text=account.quotes[0],
    )


def _content(words: Sequence[str]) -> frozenset[str]:
    """Beginnings of the words that tell something, without names of states."""
    idle = load_contradictions().idle
    return frozenset(w[:6] for w in words if w not in idle and not find_land(w))


def _forces(text: str, found: re.Match[str]) -> str | None:
    """Whose forces leave or stay: the first state named before a word for forces."""
    rules = load_contradictions()
    after = _WORD.findall(text[found.end() :])[:_REACH]
    before = _WORD.findall(text[: found.start()])[-6:]
    noun = bool(after) and after[0].casefold() in {"of", "by"}
    for words in (after,) if noun else (before, after):
        state: str | None = None
        for word in words:
            bare = word.removesuffix("’s").removesuffix("'s")
            if word[0].isupper():
                land = find_land(bare)
                state = (land.country if land else demonym_country(bare)) or state
            elif word.casefold() in rules.forces and state:
                return state
    return None


def _days(account: Account) -> Days | None:
    day = account.report.reported
    return (day, day) if day else None


def _about_when(x: _Wish, y: _Wish) -> bool:
    if x.account.report.id == y.account.report.id:
        return True
    return x.days is not None and y.days is not None and gap(x.days, y.days) <= _DAYS


def _land(code: str) -> str:
    return country_name(code) or code


def _side(wish: _Wish) -> Side:
    account = wish.account
    verb = "leave" if wish.pole == "leave" else "stay"
    return Side(
        account=account.id,
        report=account.report.id,
        by=str(wish.by),
        quote=account.quotes[0],
        says=f"{wish.by.name} wants the forces of {_land(wish.whose)} to {verb}",
        day=account.report.reported,
    )
