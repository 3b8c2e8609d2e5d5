"""Judgements of people: what they name is spelled out as claims, checked, added, and the views follow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from servanda.errors import RecordError
from servanda.model.account import Account, Report
from servanda.model.claim import Figure
from servanda.model.judgement import Judgement, Role, Verdict, taken_back
from servanda.reconciliation.corrections import check, check_report, fields_of
from servanda.record.store import Reading, Writing
from servanda.record.unseen import BLOCK
from servanda.run.recording import Recorder
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_decisions import Decisions
from servanda.run.recording_showing import Meant, Showing, rests_on

_FORMS: Final = 50
"""Of one name."""
_LETTERS: Final = 2
_LONGEST: Final = 200
_GROUPS: Final = frozenset({"incidents", "figures", "commitments", "copies"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What somebody decides; see :class:`servanda.model.judgement.Judgement`."""

    verdict: Verdict
    things: tuple[str, ...]
    author: str
    at: str
    field: str = ""
    value: str = ""
    reasons: tuple[str, ...] = ()
    role: Role = "person"


def judge(recorder: Recorder, ruling: Ruling) -> Judgement:
    """See :meth:`servanda.api.record.Record.judge`. A split of several claims makes several judgements.

    Returns the first of them; to undo it undoes all that were made with it.
    """
    with recorder.writing() as (work, before):
        given = _spelled_out(work, ruling)
        made = [
            work.add_judgement(
                ruling.verdict,
                things,
                field=ruling.field,
                value=value,
                reasons=ruling.reasons,
                author=ruling.author,
                role=ruling.role,
                at=ruling.at,
            )
            for things, value in given
        ]
        recorder.keeper.judged(work, made, decisions_of(work), before)
    return made[0]


def _spelled_out(work: Writing, ruling: Ruling) -> list[tuple[tuple[str, ...], str]]:
    """For each judgement to be made its things and value."""
    if not ruling.things:
        raise RecordError("R007", "nothing is named that this could be about")
    if not all(reason.strip() for reason in ruling.reasons):
        raise RecordError("R011", "a reason is empty", remedy="say why, in words")
    if ruling.verdict == "undo":
        return [(_made_together(work, ruling.things), ruling.value)]
    showing = Showing(work, None)
    meant = [_meant(showing, work, thing) for thing in ruling.things]
    if ruling.verdict == "same":
        return [(_merged(showing, meant), ruling.value)]
    if ruling.verdict == "different":
        value = json.dumps([m.id for m in meant])
        return [(pair, value) for pair in _parted(showing, meant)]
    if ruling.verdict == "correct":
        _check_correction(showing, meant, ruling, decisions_of(work))
    if ruling.verdict in ("accept", "reject"):
        _check_others(showing, meant, ruling)
    if ruling.verdict == "hide":
        _check_names(meant, ruling.value)
    return [(tuple(m.id for m in meant), ruling.value)]


def _meant(showing: Showing, work: Reading, thing: str) -> Meant:
    """Also claims of earlier codings, by their whole ids."""
    try:
        return showing.meant(thing)
    except RecordError:
        if work.claim(thing):
            return Meant("account", thing)
        raise


def _members(showing: Showing, meant: Meant) -> tuple[str, ...]:
    if meant.kind not in _GROUPS:
        return (meant.id,)
    view = showing.view(meant)
    if meant.kind == "copies":
        return tuple(view.reports)
    return rests_on(view) if meant.kind == "figures" else tuple(view.accounts)


def _merged(showing: Showing, meant: Sequence[Meant]) -> tuple[str, ...]:
    """Everything that becomes one.

    Raises:
        RecordError: R008.
    """
    groups = [_members(showing, m) for m in meant]
    members = tuple(dict.fromkeys(m for group in groups for m in group))
    if len(groups) < 2 or len(members) < 2 or len(members) < sum(len(set(g)) for g in groups):
        raise RecordError("R008", "a thing cannot be merged with itself: name two that are not joined")
    _check_kinds(members)
    if members[0].startswith("F-"):
        _check_figures(showing, members)
    return tuple(sorted(members))


def _check_figures(showing: Showing, members: Sequence[str]) -> None:
    """Figures of one incident, or of none: those of two incidents cannot count the same.

    Raises:
        RecordError: R008.
    """
    measures = sorted({a.claim.measure for a in showing.accounts(members) if isinstance(a.claim, Figure)})
    if len(measures) > 1:
        raise RecordError("R008", f"what counts {' and '.join(measures)} does not count the same")
    views = [
        showing.view(Meant("figures", n)) for g in showing.groups(members).values() for n in g if n[0] == "N"
    ]
    incidents = sorted({str(view.incident or "none") for view in views})
    if len(incidents) > 1:
        message = f"these figures belong to different incidents: {', '.join(incidents)}"
        raise RecordError("R008", message, remedy="merge the incidents first")


def _check_kinds(members: Sequence[str]) -> None:
    kinds = {member[:2] if member[:2] in ("E-", "F-", "C-", "S-") else "report" for member in members}
    if len(kinds) > 1 or kinds == {"S-"}:
        raise RecordError("R008", "only events, only figures, only commitments or only reports can be one")


def _parted(showing: Showing, meant: Sequence[Meant]) -> list[tuple[str, str]]:
    """Each two that are to be kept apart: claims among themselves, or claims from the rest of a group.

    Raises:
        RecordError: R009.
    """
    groups = [m for m in meant if m.kind in _GROUPS]
    single = list(dict.fromkeys(m.id for m in meant if m.kind not in _GROUPS))
    if len(groups) > 1 or not single:
        raise RecordError("R009", "two groups are not joined: name a group and the claims that leave it")
    if groups:
        members = _members(showing, groups[0])
        if not set(single) <= set(members):
            lacking = ", ".join(sorted(set(single) - set(members)))
            raise RecordError("R009", f"{lacking} was never joined to {groups[0].id}")
        pairs = [(one, other) for one in single for other in members if other not in single]
    else:
        if not _together(showing, single):
            raise RecordError("R009", f"{' and '.join(single)} were never joined")
        pairs = [(a, b) for k, a in enumerate(single) for b in single[k + 1 :]]
    if not pairs:
        raise RecordError("R009", "nothing would be left to split it from")
    return [(min(p), max(p)) for p in pairs]


def _together(showing: Showing, single: Sequence[str]) -> bool:
    if len(single) < 2:
        return False
    homes = showing.groups(single)
    shared = [set(homes.get(one, ())) for one in single]
    if all(shared):
        return bool(set.intersection(*shared))
    texts = showing.copies_with(single)
    return bool(texts) and set.intersection(*texts) != set()


def _made_together(work: Reading, ids: Sequence[str]) -> tuple[str, ...]:
    """Judgements in force, and those that one call made with them.

    Raises:
        RecordError: R007 if there is no such judgement, R011 if it is undone already.
    """
    everything = {j.id: j for j in work.judgements()}
    gone = taken_back(everything.values())
    out: dict[str, None] = {}
    for one in ids:
        found = everything.get(one)
        if found is None:
            raise RecordError("R007", f"there is no judgement {one!r} in this record")
        if by := gone.get(one):
            raise RecordError(
                "R011", f"{one} is already undone by {by.id}", remedy=f"servanda undo {by.id} brings it back"
            )
        out[one] = None
        if found.verdict == "different" and found.value:
            mark = (found.verdict, found.value, found.author, found.at)
            alike = (j for j in everything.values() if (j.verdict, j.value, j.author, j.at) == mark)
            out.update(dict.fromkeys(j.id for j in alike))
    return tuple(sorted(out))


def _check_correction(showing: Showing, meant: Sequence[Meant], ruling: Ruling, decisions: Decisions) -> None:
    """A correction must be of a claim that stands, a field there is, and a value that the codebook knows.

    Raises:
        RecordError: R011.
    """
    try:
        value = json.loads(ruling.value)
    except ValueError:
        raise RecordError("R011", f"the new value is no JSON: {ruling.value!r}") from None
    for one in meant:
        if rejected := decisions.rejection(one.id):
            remedy = f"servanda undo {rejected.id} brings it back, so does servanda accept {one.id}"
            raise RecordError("R011", f"{one.id} was rejected, so it is not corrected", remedy=remedy)
        thing = showing.show(one.id).thing
        if isinstance(thing, Report):
            check_report(ruling.field, value)
        elif isinstance(thing, Account):
            check(thing.claim, ruling.field, value)
        else:
            raise RecordError(
                "R011", f"{one.id} is joined of claims: correct one of these", remedy="see show"
            )


def _check_names(meant: Sequence[Meant], value: str) -> None:
    """What is hidden is the name of one person, in forms that are no single letters.

    Raises:
        RecordError: R011.
    """
    for one in meant:
        if one.kind not in ("account", "report"):
            raise RecordError(
                "R011", f"{one.id} is joined of claims: mark these, or a report", remedy="see show"
            )
    try:
        names = json.loads(value)
    except ValueError:
        names = None
    if not isinstance(names, list) or not 1 <= len(names) <= _FORMS:
        raise RecordError("R011", f"name 1 to {_FORMS} forms of one name")
    for name in names:
        letters = sum(c.isalnum() for c in name) if isinstance(name, str) else 0
        if letters < _LETTERS or len(name) > _LONGEST or BLOCK in name:
            raise RecordError(
                "R011", f"{name!r} is no name that can be hidden", remedy="two letters at least"
            )


def _check_others(showing: Showing, meant: Sequence[Meant], ruling: Ruling) -> None:
    """What is accepted or rejected is a claim, a contradiction, or a report's date; its field exists.

    Raises:
        RecordError: R011.
    """
    for one in meant:
        if one.kind == "contradictions" and not ruling.field:
            continue
        if one.kind not in ("account", "report"):
            raise RecordError("R011", f"{one.id} is joined of claims: judge these", remedy="see show")
        if ruling.field and one.kind == "account":
            thing = showing.show(one.id).thing
            if isinstance(thing, Account) and ruling.field not in (known := fields_of(thing.claim)):
                raise RecordError("R011", f"no field {ruling.field!r}", remedy=f"one of {', '.join(known)}")
        if one.kind == "report" and ruling.verdict == "reject":
            raise RecordError("R011", f"{one.id} is a report", remedy="servanda withdraw takes it out")
