"""A second reading, blind to the first: what others judged, as the coder left it, for one who did not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.model.account import Account
from servanda.model.judgement import Judgement, in_force
from servanda.model.reviewing import Doubtful
from servanda.run.recording_review import coded

if TYPE_CHECKING:
    from servanda.api.record import Record

_OF_CLAIMS: Final = frozenset({"accept", "correct", "reject"})
_OF_JOINS: Final = frozenset({"same", "different"})
_MOST_JOINED: Final = 40
"""Of larger merges each claim against the first is asked for, not each two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Entries to read again, and the claims in them as the coder made them, before anybody corrected one."""

    entries: tuple[Doubtful, ...]
    accounts: Mapping[str, Account]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who judged, and how many things he did."""

    name: str
    things: int


def second_reading(record: Record, reviewer: str) -> Second:
    """What other people judged and ``reviewer`` did not, in the order of ids, without a hint of how.

    Claims that the first reader rejected or corrected are among them, in the coder's words; what he joined or
    parted is asked as an open question.
    """
    people = [j for j in in_force(record.judgements()) if j.role == "person"]
    own = [j for j in people if j.author == reviewer]
    done = {t for j in own if j.verdict in _OF_CLAIMS for t in j.things}
    parted = {pair for j in own for pair in _pairs(j)}
    others = [j for j in people if j.author != reviewer]
    claims = {t for j in others if j.verdict in _OF_CLAIMS for t in j.things} - done
    pairs = {pair for j in others for pair in _pairs(j)} - parted
    known = coded(record.recorder, sorted(claims | {i for pair in pairs for i in pair}))
    entries = [
        _entry("claim", (one,), f"Was this {known[one].claim.kind} read rightly?")
        for one in sorted(claims)
        if one in known
    ]
    entries += [
        _entry("join", pair, "Do these two tell one and the same?")
        for pair in sorted(pairs)
        if all(one in known for one in pair)
    ]
    return Second(entries=tuple(entries), accounts=known)


def reviewers(record: Record) -> tuple[Reviewer, ...]:
    """People whose judgements hold, by name."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for one in in_force(record.judgements()):
        if one.role == "person" and one.verdict in _OF_CLAIMS | _OF_JOINS | {"grade"}:
            found.setdefault(one.author, set()).add(one.things)
    return tuple(Reviewer(name=name, things=len(found[name])) for name in sorted(found))


def _pairs(judgement: Judgement) -> set[tuple[str, str]]:
    """Each two claims that a judgement joins or parts."""
    if judgement.verdict not in _OF_JOINS:
        return set()
    things = sorted(judgement.things)
    if len(things) > _MOST_JOINED:
        return {(things[0], other) for other in things[1:]}
    return {(a, b) for k, a in enumerate(things) for b in things[k + 1 :]}


def _entry(kind: str, things: tuple[str, ...], title: str) -> Doubtful:
    return Doubtful(
        kind="join" if kind == "join" else "claim",
        things=things,
        title=title,
        accounts=things,
        doubt=1.0,
        weight=1.0,
        why=("somebody else read it first",),
    )
