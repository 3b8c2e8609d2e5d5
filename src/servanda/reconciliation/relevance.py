"""Whether a deed has anything in common with a promise but its doer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account
from servanda.model.actor import Actor
from servanda.model.claim import Event
from servanda.model.views import Pledge
from servanda.reconciliation.sides import Sides, called, same_side

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_CUT: Final = 6
_FEW: Final = 3
"""Of a promise of more words a refusal must share two: people refuse all day long, and one is soon shared."""


def unrelated(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> bool:
    """Whether a refusal, meeting, gift … shares nothing with a promise of wide words but who did it.

    Who rejects one thing has not broken his word on another, and whoever promised to talk meets many. Such a
    deed bears on the promise if two parties take part in it, if it is told in a report of the promise, or if
    its sentence has a word of what was promised that is neither a party's name nor a word of every promise.
    """
    event = account.claim
    if not act.wide or not isinstance(event, Event) or event.type not in standing_table().loose:
        return False
    if account.report.id in pledge.reports or _of_two(event, pledge, sides):
        return False
    named = (*sides.parties, *event.actors)
    mine = _content(" ".join(pledge.quotes), act, named)
    shared = mine & _content(" ".join((*account.quotes, account.context)), act, named)
    return len(shared) < (2 if event.type == "REJECT" and len(mine) > _FEW else 1)


def _of_two(event: Event, pledge: Pledge, sides: Sides) -> bool:
    """Whether two sides of a promise take part in a deed.

    A meeting may be with one whom no report has as a party: the other country, if the promise's words name
    it, or a body's sides.
    """
    there = (*event.actors, *event.recipients)
    met = event.type == "CONSULT"
    words = " ".join(pledge.quotes)
    told = [p for p in sides.parties if p not in sides.implied or (met and called(p).search(words))]
    present = [p for p in told if any(same_side(a, p) for a in there)]
    if any(not same_side(present[0], p) for p in present[1:]):
        return True
    bodies = bool(present) and all(o.country in ("", "INT") for o in pledge.obligors)
    return met and bodies and any(a.country in pledge.lands for a in there)


def _content(text: str, act: ActStanding, named: tuple[Actor, ...]) -> frozenset[str]:
    """Stems of the words that say what was promised or done, without names, and without those of the act."""
    for actor in dict.fromkeys(named):
        text = called(actor).sub(" ", text)
    names = {w.casefold() for a in named for w in _WORD.findall(a.name)}
    return frozenset(s for s in _stems(text, act.about) if not any(n.startswith(s) for n in names))


@lru_cache(maxsize=16384)
def _stems(text: str, about: re.Pattern[str]) -> frozenset[str]:
    dull = standing_table().dull
    words = (w for w in _WORD.findall(text) if not dull.match(w) and not about.match(w))
    return frozenset(w.casefold()[:_CUT].rstrip("s") for w in words)
