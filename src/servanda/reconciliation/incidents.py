"""Which event accounts tell one act: the grouping ``INCIDENTS``, and the view of what was joined.

Keys (:mod:`servanda.reconciliation.incidents_keys`), features, a score from a small logistic model, and the
shared clustering. Two accounts of one report were told apart by the coder: they stay apart if anything tells
them apart, and are one only if type, parties, place and day are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from servanda.codebook.heads import Head, load_head
from servanda.model import Actor, Event
from servanda.model.account import Account, Where
from servanda.model.days import Days
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.model.view_json import group_id
from servanda.model.views import Incident
from servanda.reconciliation.grouping import split
from servanda.reconciliation.incidents_features import (
    count_relation,
    features_of,
    kind_relation,
    role_relation,
    site_relation,
    time_relation,
)
from servanda.reconciliation.incidents_keys import keys_of
from servanda.reconciliation.incidents_reasons import reasons_of
from servanda.reconciliation.incidents_sketch import Sketch, sketch
from servanda.reconciliation.sources import count_originals

HEAD: Final = "incident_pairs"
SUPPORT: Final = 0.2
"""Reports tell an act from many sides; many pairs of its accounts say too little to be joined alone."""
APART: Final = 0.02
"""At or below this score two accounts are held to tell different acts, and nothing joins them."""
_ALIKE: Final = 0.9
"""Score of two claims of one report that differ in nothing."""
_MOST_REASONS: Final = 4
_AT_SOMEBODY: Final = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_WORDS: Final = _AT_SOMEBODY | {"REJECT", "SUPPORT", "AGREE", "CONCEDE", "CONSULT", "COOPERATE"}
_Value = TypeVar("_Value")


class Incidents:
    """The grouping of event accounts into incidents (:class:`servanda.model.pair.Grouping`).

    Args:
        head: other weights than those shipped.
    """

    name: Final = "incidents"

    def __init__(self, head: Head | None = None) -> None:
        self._head = head

    def keys(self, thing: Account, /) -> tuple[str, ...]:
        """Keys for blocking; none for what is no event or has no day, which joins nothing."""
        return keys_of(sketch(thing)) if isinstance(thing.claim, Event) else ()

    def compare(self, a: Account, b: Account, /) -> Pair | None:
        """What two accounts have in common; ``None`` if they are neither one act nor plainly two."""
        first, second = sorted((a, b), key=lambda one: one.key)
        mine, theirs = sketch(first), sketch(second)
        if first.report.id == second.report.id:
            same, score = _within_one_report(mine, theirs)
        else:
            head = self._head or load_head(HEAD)
            score = 0.0 if _others_words(mine, theirs) else head.score(features_of(mine, theirs))
            same = True if score >= head.threshold else False if score <= APART else None
        if same is None:
            return None
        left, right = sorted((a.id, b.id))
        return Pair(left, right, round(score, 4), reasons_of(mine, theirs), same)

    def split(
        self, ids: Sequence[str], pairs: Iterable[Pair], decided: Iterable[Judgement], /
    ) -> tuple[tuple[str, ...], ...]:
        """See :func:`servanda.reconciliation.grouping.split`."""
        return split(ids, pairs, decided, support=SUPPORT)


INCIDENTS: Final = Incidents()


def _others_words(a: Sketch, b: Sketch) -> bool:
    """Whether acts that are words or meetings are of other people: what one says is no act of another.

    Deeds are not asked: rival accounts of one deed give it to other doers.
    """
    if a.type not in _WORDS or b.type not in _WORDS:
        return False
    if role_relation(a.actors, b.actors) == "apart":
        return True
    return a.type in _AT_SOMEBODY and role_relation(a.recipients, b.recipients) == "apart"


def _within_one_report(a: Sketch, b: Sketch) -> tuple[bool | None, float]:
    """The coder made two claims of them; ``None`` if they might still be one act told twice."""
    where, kinds, when = site_relation(a, b), kind_relation(a, b), time_relation(a, b)
    if a.type != b.type or when == "off":
        return False, 0.0
    if where == "apart" and a.level == b.level == "town":
        return False, 0.0
    if where != "spot" or when != "day" or not (a.told and b.told) or a.mode != b.mode or kinds == "apart":
        return None, 0.0
    roles = {role_relation(a.actors, b.actors), role_relation(a.recipients, b.recipients)}
    counts = {count_relation(a.counted(what), b.counted(what)) for what in ("dead", "hurt")}
    if roles <= {"same", "bloc", "open"} and not counts & {"far", "close"}:
        return True, _ALIKE
    return None, 0.0


def build_incident(
    accounts: Sequence[Account], original_of: Mapping[str, str], pairs: Iterable[Pair] = ()
) -> Incident:
    """One act by all accounts of it.

    Args:
        accounts: of one group, at least one, all events.
        original_of: report id → id of the report it is a copy of (itself if it is none); reports that it
            does not name are originals.
        pairs: comparisons among the accounts, for the reasons.
    """
    told = sorted(accounts, key=lambda a: a.key)
    events = [(a, a.claim) for a in told if isinstance(a.claim, Event)]
    if not events:
        raise ValueError("an incident needs at least one event")
    ids = {a.id for a, _ in events}
    reports = tuple(dict.fromkeys(a.report.id for a, _ in events))
    days = [a.report.reported for a, _ in events if a.report.reported]
    kind = _most([(e.type, e.mode) for _, e in events])
    return Incident(
        id=group_id("I", events[0][0].id),
        accounts=tuple(a.id for a, _ in events),
        type=kind[0],
        mode=kind[1] or _most([e.mode for _, e in events if e.type == kind[0] and e.mode] or [None]),
        actors=_parties([(e.actors, a.actor_ids) for a, e in events]),
        recipients=_parties([(e.recipients, a.recipient_ids) for a, e in events]),
        statuses=_counted([e.status for _, e in events]),
        when=when_of([a for a, _ in events]),
        where=_most_exact([a.where for a, _ in events]),
        words=_best_words([a for a, _ in events]),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        reports=reports,
        originals=count_originals([a for a, _ in events], original_of),
        background=all(e.background for _, e in events),
        reasons=_why(ids, pairs),
    )


def when_of(accounts: Sequence[Account]) -> Days | None:
    """The days that fit all accounts that give some; if none fit all, from the first to the last of them.

    News without a date counts by the day it was reported only if no account gives a date.
    """
    given = [a.when for a in accounts if a.when] or [a.likely for a in accounts if a.likely]
    days = [d for d in given if d]
    if not days:
        return None
    first, last = max(d[0] for d in days), min(d[1] for d in days)
    if first <= last:
        return first, last
    return min(d[0] for d in days), max(d[1] for d in days)


def _most(values: Sequence[_Value]) -> _Value:
    """The most frequent; of equals the first."""
    counts = Counter(values)
    return max(dict.fromkeys(values), key=lambda v: counts[v])


def _counted(values: Sequence[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(values)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _parties(sides: Sequence[tuple[tuple[Actor, ...], tuple[str | None, ...]]]) -> tuple[Actor, ...]:
    """Everybody named once, most named first; one id under several names is one."""
    shown: dict[str, Actor] = {}
    counts: Counter[str] = Counter()
    for actors, ids in sides:
        known = (*ids, *(None for _ in actors[len(ids) :]))
        for actor, one in zip(actors, known, strict=False):
            key = one if one and not one.startswith("local:") else str(actor)
            shown.setdefault(key, actor)
            counts[key] += 1
    return tuple(shown[k] for k in sorted(shown, key=lambda k: -counts[k]))


def _most_exact(places: Iterable[Where | None]) -> Where | None:
    """The place of the finest precision; of equals the one most often named, then the first."""
    given = [p for p in places if p]
    counts = Counter(p.id or p.name for p in given)
    return min(given, key=lambda p: (p.precision or 9, -counts[p.id or p.name]), default=None)


def _best_words(accounts: Sequence[Account]) -> str:
    """The quote of the account the coder is surest of that says it happened; else of any."""
    best = max(
        accounts,
        key=lambda a: (isinstance(a.claim, Event) and a.claim.status == "happened", a.claim.provenance.score),
    )
    return best.quotes[0] if best.quotes else ""


def _why(ids: set[str], pairs: Iterable[Pair]) -> tuple[str, ...]:
    inside = [p for p in pairs if p.same and p.left in ids and p.right in ids]
    counts = Counter(reason for p in inside for reason in p.reasons)
    return tuple(sorted(counts, key=lambda r: (-counts[r], r))[:_MOST_REASONS])
