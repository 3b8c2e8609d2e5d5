"""How commitments of the same parties hang together: one reaffirms, extends, replaces or ends another.

A tie comes from the later one's words ("reaffirmed", "ready to extend"), from what its act undoes (a
withdrawal of the force whose deployment was agreed), or, for truces, from a new one between the same sides.
The one it points to is the last made before it that fits. A tie that changes the other's life adds a step to
it, with the later one as its reason; an offer changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from servanda.codebook.pledges import pledge_table
from servanda.model.days import gap
from servanda.model.views import Phase, Pledge, Step, Term, Tie
from servanda.reconciliation import terms as arithmetic
from servanda.reconciliation.lifecycle import by_terms, ordered, phase_of
from servanda.reconciliation.pledges_marks import lands_in, side_of

How = Literal["reaffirms", "extends", "offers_to_extend", "supersedes", "implements", "ends"]
_BACK: Final = 40
"""How many earlier commitments of an act and a side are looked at."""
_SOON: Final = 60
"""Days within which a new truce between the same sides takes the place of the last, broken or not."""
_BINDING: Final = frozenset({"agreed", "declared", "in_force", "ended", "broken"})
_CHANGES: Final[dict[str, Phase]] = {"extends": "extended", "supersedes": "replaced", "ends": "ended"}


def tie(pledges: Iterable[Pledge], as_of: date | None = None) -> tuple[Pledge, ...]:
    """The same commitments in the same order, each with its ties, and with the steps that ties bring.

    Args:
        pledges: of any parties; only those that share a side are compared.
        as_of: the day asked; steps that begin later are left out.
    """
    given = tuple(pledges)
    order = sorted(given, key=_when)
    earlier: dict[tuple[str, str], list[Pledge]] = {}
    ties: dict[str, list[Tie]] = {}
    changes: dict[str, list[tuple[Pledge, Tie]]] = {}
    for pledge in order:
        for found, other in _ties(pledge, earlier):
            ties.setdefault(pledge.id, []).append(found)
            if found.how in _CHANGES:
                changes.setdefault(other.id, []).append((pledge, found))
        for side in _sides(pledge):
            earlier.setdefault((pledge.act, side), []).append(pledge)
    return tuple(
        _changed(replace(p, ties=tuple(ties.get(p.id, ()))), changes.get(p.id, ()), as_of) for p in given
    )


def _ties(pledge: Pledge, earlier: dict[tuple[str, str], list[Pledge]]) -> list[tuple[Tie, Pledge]]:
    table = pledge_table()
    words = " ".join(pledge.quotes)
    out: list[tuple[Tie, Pledge]] = []
    before = _before(pledge, earlier, pledge.act)
    if pledge.force in ("offered", "agreed", "declared") and table.extends.search(words):
        other = _last(p for p in before if p.force in _BINDING and not _lengthens(p))
        if other is not None and pledge.renewal != "automatic":
            how: How = "offers_to_extend" if pledge.force == "offered" else "extends"
            out.append((_tie(how, other, f"“{pledge.quotes[0]}”"), other))
            return out
    same = [p for p in before if p.force in _BINDING and _same_sides(p, pledge)]
    other = _last(p for p in same if _apart(p, pledge))
    if other is not None and pledge.force in ("agreed", "declared"):
        if table.reaffirms.search(words):
            out.append((_tie("reaffirms", other, f"“{pledge.quotes[0]}”"), other))
        elif table.replaces.search(words) or _new_truce(pledge, other):
            why = "a new one between the same sides" if pledge.act == "ceasefire" else f"“{pledge.quotes[0]}”"
            out.append((_tie("supersedes", other, why), other))
    for act in table.undoes.get(pledge.act, ()):
        undone = _last(
            p
            for p in _before(pledge, earlier, act)
            if p.force in _BINDING and set(p.reports) & set(pledge.reports)
        )
        if undone is not None and pledge.force in ("agreed", "declared", "ended"):
            why = f"“{pledge.quotes[0]}”, told beside it in {_shared(undone, pledge)}"
            out.append((_tie("ends", undone, why), undone))
    if not out and table.implements.search(words):
        carried = _last(p for act in table.lasting for p in _before(pledge, earlier, act) if _named(p, words))
        if carried is not None:
            out.append((_tie("implements", carried, f"“{pledge.quotes[0]}”"), carried))
    return out


def _tie(how: How, other: Pledge, why: str) -> Tie:
    return Tie(how=how, other=other.id, why=why)


def _before(pledge: Pledge, earlier: dict[tuple[str, str], list[Pledge]], act: str) -> list[Pledge]:
    """Commitments of an act made before, that share a side or bind one that the words name, oldest first."""
    sides = _sides(pledge) | lands_in(" ".join(pledge.quotes))
    found = {p.id: p for s in sorted(sides) for p in earlier.get((act, s), ())[-_BACK:]}
    found.pop(pledge.id, None)
    return sorted(found.values(), key=_when)


def _lengthens(pledge: Pledge) -> bool:
    """Whether it is itself the lengthening of another, rather than one that renews itself."""
    return pledge.renewal != "automatic" and pledge_table().extends.search(pledge.quotes[0]) is not None


def _same_sides(a: Pledge, b: Pledge) -> bool:
    """Whether all parties of one are parties of the other; who brokered it may be told beside them."""
    one, other = _sides(a), _sides(b)
    return bool(one & other) and (one <= other or other <= one)


def _apart(a: Pledge, b: Pledge) -> bool:
    return a.made is None or b.made is None or gap(a.made, b.made) > 1


def _new_truce(pledge: Pledge, other: Pledge) -> bool:
    """Whether a truce comes soon after another, or after one that was broken or is over."""
    if pledge.act != "ceasefire" or pledge.made is None or other.made is None:
        return False
    return other.force in ("broken", "ended") or gap(pledge.made, other.made) <= _SOON


def _named(other: Pledge, words: str) -> bool:
    """Whether words name a commitment's instrument with its year."""
    if other.made is None or other.instrument is None:
        return False
    return str(other.made[0].year) in words and other.instrument.split()[-1].lower() in words.lower()


def _changed(pledge: Pledge, changes: Sequence[tuple[Pledge, Tie]], as_of: date | None) -> Pledge:
    """A commitment with the steps, and the further term, that later ones bring."""
    if not changes:
        return pledge
    steps = list(pledge.steps)
    terms = list(pledge.terms)
    for later, found in changes:
        phase = _CHANGES[found.how]
        quote = later.quotes[0] if later.quotes else None
        why = {"extends": "extended by", "supersedes": "replaced by", "ends": "ended by"}[found.how]
        if later.made is not None:
            account = later.accounts[0]
            steps.append(
                Step(phase=phase, when=later.made, account=account, quote=quote, why=f"{why} {later.id}")
            )
        if found.how == "extends" and (longer := _further(terms, later)) is not None:
            terms.append(longer)
    day = as_of or pledge.last_reported
    if len(terms) > len(pledge.terms):  # the arithmetic of the steps was done without them
        steps = [s for s in steps if s.account is not None or s.phase not in ("expired", "extended")]
        steps += by_terms(tuple(terms), day)
    kept = ordered(steps, day)
    now = arithmetic.running(tuple(terms), day)
    return replace(
        pledge,
        steps=kept,
        phase=phase_of(kept),
        terms=tuple(terms),
        expiry=now.end if now is not None else pledge.expiry,
    )


def _further(terms: Sequence[Term], later: Pledge) -> Term | None:
    """The term that an extension adds."""
    begins = terms[-1].end if terms else later.start
    duration = arithmetic.duration_of(later.term)
    ends = later.expiry
    if begins is not None and duration is not None:  # "by two years" counts from the end of the last
        ends = arithmetic.add_to_days(begins, duration)
    if ends is None:
        return None
    return Term(number=len(terms) + 1, start=begins, end=ends, renewal="by_consent")


def _sides(pledge: Pledge) -> frozenset[str]:
    return frozenset(side_of(a) for a in (*pledge.obligors, *pledge.beneficiaries))


def _shared(a: Pledge, b: Pledge) -> str:
    return next(r for r in a.reports if r in b.reports)


def _last(pledges: Iterable[Pledge]) -> Pledge | None:
    found: Pledge | None = None
    for found in pledges:  # noqa: B007 - the last one is wanted
        pass
    return found


def _when(pledge: Pledge) -> tuple[date, date, str]:
    made = pledge.made[0] if pledge.made else pledge.first_reported
    return made or date.max, pledge.first_reported or date.max, pledge.id
