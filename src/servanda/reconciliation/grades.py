"""Admiralty grades: reliability of the source and credibility of the information, apart; F6 until judged.

Rules propose, with reasons; only judgements grade, people's before others', later before earlier. Both stand
in the reasons. See `docs/record/sources.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from servanda.codebook.grading import INFORMATION_GRADES, SOURCE_GRADES, GradeRule, load_grade_rules
from servanda.model import Actor, Event
from servanda.model.account import Account
from servanda.model.judgement import Judgement, in_force
from servanda.model.views import Grade
from servanda.reconciliation.sources import outlet_of, witness_of

Stance = Literal["own", "enemy", "other"]
_HEARD: Final = frozenset({"hearsay", "unverified"})
_BELLIGERENT: Final = frozenset({"GOV", "MIL", "COP", "SPY", "REB", "SEP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What rules look at.

    Attributes:
        witnesses: first sources apart, in reports that stand on their own.
        alone: whether no other account tells it.
        denied: whether another account says that it did not happen.
        stance: whether a party speaks of its own losses or of its enemy's deeds and losses.
        hearsay: whether the report passes it on as heard or unverified.
    """

    witnesses: int
    alone: bool
    denied: bool
    stance: Stance
    hearsay: bool


def signs_of(
    account: Account, others: Iterable[Account] = (), rests: Mapping[str, Sequence[str]] | None = None
) -> Signs:
    """Signs of one claim.

    Args:
        account: the claim.
        others: accounts of the same thing by other reports; the claim itself among them counts for nothing.
        rests: which report depends on which (:func:`servanda.reconciliation.sources.dependence`).
    """
    beside = [a for a in others if a.report.id != account.report.id]
    agreeing = [account, *(a for a in beside if _told(a) == _told(account))]
    standing = _standing([a.report.id for a in agreeing], rests or {})
    witnesses = {witness_of(a) for a in agreeing if a.report.id in standing}
    return Signs(
        witnesses=len(witnesses),
        alone=len(agreeing) == 1,
        denied=_told(account) and any(not _told(a) for a in beside),
        stance=stance_of(account),
        hearsay=any(link.stance in _HEARD for link in account.claim.provenance.chain),
    )


def stance_of(account: Account) -> Stance:
    """Whether a party speaks of its own losses or of its enemy's, by the parties of the event.

    ``own``: it is among those who suffered; ``enemy``: it is the doer and tells what befell others; ``other``
    for everybody else. A party is its country, or its own name if it fights for no state. Whose losses a
    figure counts is told by its tally (:attr:`servanda.model.views.Count.stance`).
    """
    claim = account.claim
    if not isinstance(claim, Event) or claim.says is None or claim.says.sector not in _BELLIGERENT:
        return "other"
    speaker = _side(claim.says)
    suffered, did = {_side(a) for a in claim.recipients}, {_side(a) for a in claim.actors}
    if speaker in suffered:
        return "own"
    return "enemy" if speaker in did and suffered else "other"


def grade(account: Account, judgements: Iterable[Judgement] = (), signs: Signs | None = None) -> Grade:
    """The grade of a claim's source and information, with all that was proposed and judged.

    Args:
        account: the claim; judgements may name its id, its report's or its outlet's (source axis only).
        judgements: in any order; only ``grade`` in force counts. A value is a letter, a figure, or both.
        signs: for what rules propose; without them nothing is proposed.
    """
    graded = {"source": "F", "information": "6"}
    reasons = []
    about = {account.report.id, outlet_of(account)}
    for one in in_force(judgements):
        if one.verdict != "grade" or not {account.id, *about} & set(one.things):
            continue
        own = account.id in one.things
        for axis, value in _values(one.value):
            if axis == "information" and not own:
                continue  # how credible a claim is does not follow from its report
            graded[axis] = value
            why = f": {'; '.join(one.reasons)}" if one.reasons else ""
            reasons.append(f"judged {value} by {one.author} ({one.role}, {one.at[:10]}){why}")
    if signs is not None:
        rules = (rule for rule in load_grade_rules() if _holds(rule, signs))
        reasons += [f"rule {rule.name} proposes {rule.grade}: {rule.says}" for rule in rules]
    return Grade(source=graded["source"], information=graded["information"], reasons=tuple(reasons))


def _values(value: str) -> list[tuple[str, str]]:
    found = []
    for sign in value.strip().strip('"').upper():
        if sign in SOURCE_GRADES:
            found.append(("source", sign))
        elif sign in INFORMATION_GRADES:
            found.append(("information", sign))
    return found


def _holds(rule: GradeRule, signs: Signs) -> bool:
    for key, wanted in rule.when.items():
        given = getattr(signs, key)
        if key == "witnesses":
            if given < int(str(wanted)):
                return False
        elif given != wanted:
            return False
    return True


def _told(account: Account) -> bool:
    """Whether an account tells it as so, and not as denied."""
    return not isinstance(account.claim, Event) or account.claim.status != "denied"


def _standing(reports: Iterable[str], rests: Mapping[str, Sequence[str]]) -> set[str]:
    """Reports that depend on no other of them; one of each circle."""
    among = sorted(set(reports))
    return {r for r in among if not set(rests.get(r, ())) & set(among)} or set(among[:1])


def _side(actor: Actor) -> str:
    return actor.name if actor.sector in {"REB", "SEP"} or not actor.country else actor.country
