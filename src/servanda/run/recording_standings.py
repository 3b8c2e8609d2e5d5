"""Commitments judged ahead, by all that is known: a page of them, or of one standing, is one look at rows.

Whatever changes marks the commitments that may rest on it (:mod:`servanda.record.index_judged`). They are
judged after the work that changed them, in steps; one that still waits is judged when it is asked for.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from servanda.model.account import Account
from servanda.model.views import Pledge
from servanda.record import index_judged
from servanda.record import index_views as view_rows
from servanda.record.index_codec import pack, unpack
from servanda.record.index_judged import Bound, Judged
from servanda.record.index_schema import ALWAYS, NEVER
from servanda.record.store import Writing
from servanda.run.recording_promises import Promises, asked_of
from servanda.run.recording_terms import PAIR

STEP: Final = 50
"""Commitments judged together, at most."""


def settle(work: Writing, seconds: float) -> bool:
    """Judge what waits, for about so long; whether nothing waits any more."""
    until = time.monotonic() + seconds
    while True:
        promises = Promises(work, ALWAYS)  # anew: what it holds in memory is to stay little
        if promises.today is None:
            return True
        marked = index_judged.waiting(work.connection, promises.today.toordinal(), STEP, PAIR)
        if not marked:
            return True
        _judge(work, promises, promises.today, marked)
        if time.monotonic() > until:
            return False


def _judge(work: Writing, promises: Promises, today: date, marked: dict[str, bool]) -> None:
    rows = view_rows.by_id(work.connection, "commitments", sorted(marked), ALWAYS)
    index_judged.forget(work.connection, marked.keys() - rows.keys())
    before = index_judged.load(work.connection, sorted(rows))
    made: list[Judged] = []
    rests: dict[str, list[Bound]] = {}
    order = sorted(rows.values(), key=lambda r: (r.sort, r.id))
    pledges = promises.among([unpack(Pledge, row.data) for row in order])
    lives = {p.id: _life(p, promises.beside(p)) for p in pledges}
    same = {one for one, old in before.items() if old.life == lives[one] and not marked[one]}
    promises.prepare([p for p in pledges if p.id not in same])
    for pledge in pledges:
        keys, life = promises.beside(pledge), lives[pledge.id]
        began, until = _spell(promises.about(pledge), today)
        if pledge.id in same:
            old = before[pledge.id]
            standing, data, known = old.standing, old.data, old.holds
        else:
            judged = promises.judge(pledge)
            standing, data = judged.standing.name if judged.standing else "", pack(judged)
            known = promises.known_since(pledge)
            rests[pledge.id] = [*_bounds(pledge, keys)]
        if pledge.start and pledge.start[0] > today:
            known = NEVER  # as of a day it is not due yet
        made.append(
            Judged(
                id=pledge.id,
                since=today.toordinal(),
                until=until,
                holds=max(known, began),
                standing=standing,
                life=life,
                data=data,
            )
        )
    index_judged.put(work.connection, made, rests)


def _life(pledge: Pledge, keys: tuple[str, ...]) -> str:
    """A hash of what is judged."""
    read = f"{pack(pledge)} {keys}".encode("utf-8", "replace")
    return hashlib.blake2b(read, digest_size=12).hexdigest()


def _bounds(pledge: Pledge, keys: Iterable[str]) -> Iterator[Bound]:
    """What an account must tell to bear on it, and terms of those that its life may follow from."""
    names, acts, (first, last) = asked_of(pledge)
    for name in sorted(names):
        for act in acts:
            yield Bound(name=name, act=act, since=first, until=last)
    for key in keys:
        yield Bound(name=key, act="", since=0, until=ALWAYS)


def _spell(told: Iterable[Pledge | Account], today: date) -> tuple[int, int]:
    """From which day on, and until which, lives read as they do today.

    They read otherwise from a day on that is named, or from the day after it.
    """
    now = today.toordinal()
    named = {day.toordinal() for one in told for day in _days(one)}
    days = named | {d + 1 for d in named}
    return max((d for d in days if d <= now), default=0), min((d for d in days if d > now), default=NEVER)


def _days(value: Any) -> Iterator[date]:  # noqa: ANN401 - any part of a record
    """All days in a record."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _days(one)
    elif is_dataclass(value):
        for f in fields(value):
            yield from _days(getattr(value, f.name))
