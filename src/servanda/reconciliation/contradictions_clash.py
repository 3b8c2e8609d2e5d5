"""Whether two accounts cannot both hold. Looks at the two alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from servanda.codebook.contradictions import load_contradictions
from servanda.model import Event
from servanda.model.account import Account
from servanda.model.days import Days, gap
from servanda.reconciliation.contradictions_reading import ANYBODY, Reading
from servanda.reconciliation.tallies_attach import distance_km

ENOUGH: Final = 0.6
_NEAR: Final = 320
"""Characters between a claim and its denial in one report: about two sentences."""
_FAR: Final = 900
_DAYS: Final = 7
"""Days between two reports, or two deeds, that can still be about one thing."""
_KM: Final = 60
_WHOM: Final = "civilians"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two readings that cannot both hold; ``one`` is the claim, ``other`` the denial or rival claim."""

    kind: str
    one: Reading
    other: Reading
    score: float
    reasons: tuple[str, ...]


def clash(a: Reading, b: Reading, *, one_incident: bool = False) -> Clash | None:
    """How two readings contradict each other; ``None`` if they may both hold. Symmetric.

    Args:
        a: of one account.
        b: of another.
        one_incident: whether both tell one incident, as somebody or something judged.
    """
    if a.years and b.years and not a.years & b.years:
        return None
    for claim, denial in ((a, b), (b, a)):
        if denial.stance in ("denial", "negative") and claim.stance in ("claim", "accusation"):
            return _denied(claim, denial, one_incident)
    first, second = sorted((a, b), key=lambda r: r.account.key)
    return _rivals(first, second, one_incident)


def _denied(claim: Reading, denial: Reading, one_incident: bool) -> Clash | None:
    named = claim.doers & denial.doers or (ANYBODY in denial.doers and _one_sentence(claim, denial))
    if claim.by & denial.by or not named:  # without a doer nobody can deny it
        return None
    one_report = claim.account.report.id == denial.account.report.id
    apart = _characters(claim.account, denial.account) if one_report else None
    if not _same_time(claim.account, denial.account, one_report) or _elsewhere(claim.account, denial.account):
        return None
    topics = claim.topics & denial.topics
    shared = frozenset(w for w in claim.words & denial.words if not _of_topic(w, topics))
    doers = _names(claim.doers & denial.doers or claim.doers)
    reasons = [f"{doers} is said to have done it, and {_names(denial.by) or 'the report'} denies it"]
    score = 0.2
    if denial.generic:
        score += _open_denial(claim, denial, apart)
        reasons.append("the denial names no deed; this is the accusation next to it")
    else:
        if not topics or not _close(claim, denial, shared, apart):
            return None
        if _WHOM in denial.topics - claim.topics:  # "no civilians" denies nothing of what befell others
            return None
        score += 0.25 + 0.15 * min(3, len(shared))
        reasons.append("both are about " + ", ".join(sorted(topics) or sorted(shared)))
    if apart is not None and apart <= _NEAR:
        score += 0.2
        reasons.append("told next to each other")
    elif apart is not None and apart <= _FAR:
        score += 0.1
    if one_incident:
        score += 0.2
        reasons.append("both tell one incident")
    if claim.stance == "accusation":
        score += 0.15
    elif claim.by:
        score += 0.05
    if denial.stance == "negative":
        score -= 0.15
    if score < ENOUGH:
        return None
    return Clash(
        kind=_kind(claim, denial),
        one=claim,
        other=denial,
        score=min(1.0, round(score, 3)),
        reasons=tuple(reasons),
    )


def _one_sentence(a: Reading, b: Reading) -> bool:
    return a.account.report.id == b.account.report.id and a.account.context == b.account.context


def _open_denial(claim: Reading, denial: Reading, apart: int | None) -> float:
    """A denial of "any responsibility" or "it": only what stands just before it, or an accusation near it."""
    if apart is None or apart > _FAR:
        return 0.0
    if claim.stance != "accusation" and not (claim.by and claim.topics):
        return 0.0
    before = claim.account.position <= denial.account.position
    return 0.3 + (0.1 if before else 0.0)


def _close(claim: Reading, denial: Reading, shared: frozenset[str], apart: int | None) -> bool:
    """Whether a claim and a denial of like topic are near enough, in place or in words, to be of one deed."""
    need = 1 if claim.stance == "accusation" else 2
    if apart is not None and apart <= _NEAR:
        need -= 1
    elif apart is None and not (claim.by or claim.stance == "accusation"):
        return False
    if claim.by and apart is not None:
        need -= 1
    if denial.stance == "negative" and not denial.by & denial.doers:
        need += 1
    return len(shared) >= need


def _of_topic(stem: str, topics: frozenset[str]) -> bool:
    """Whether a beginning of a word only tells the topic once more."""
    return any(load_contradictions().topics[name].match(stem) for name in topics)


def _rivals(one: Reading, other: Reading, one_incident: bool) -> Clash | None:
    """Two parties each of which names the other as the doer or the one who began."""
    if one.stance not in ("claim", "accusation") or other.stance not in ("claim", "accusation"):
        return None
    if not one.by or not other.by or one.by & other.by:
        return None
    if held := _holders(one, other):
        return held
    if not (one.doers & other.by and other.doers & one.by) or one.doers & other.doers:
        return None
    one_report = one.account.report.id == other.account.report.id
    if not _same_time(one.account, other.account, one_report) or _elsewhere(one.account, other.account):
        return None
    if not (
        one.topics & other.topics & {"fire", "chemical", "ceasefire", "incursion", "killing", "civilians"}
    ):
        return None
    apart = _characters(one.account, other.account) if one_report else None
    if not (one.first or other.first or one_incident):  # each may have done what the other says
        return None
    score = 0.25 + 0.1 * min(2, len(one.words & other.words))
    reasons = [f"{_names(one.by)} names {_names(one.doers)}, {_names(other.by)} names {_names(other.doers)}"]
    if apart is not None and apart <= _NEAR:
        score += 0.15
        reasons.append("told next to each other")
    if one.first or other.first:
        score += 0.25
        reasons.append("about who began")
    if one_incident:
        score += 0.25
        reasons.append("both tell one incident")
    if score < ENOUGH:
        return None
    return Clash(kind="who", one=one, other=other, score=min(1.0, round(score, 3)), reasons=tuple(reasons))


def _holders(one: Reading, other: Reading) -> Clash | None:
    """Two sides each of which says that it holds one place, within a day of each other."""
    if not (one.holding and other.holding and one.by & one.doers and other.by & other.doers):
        return None
    a, b = one.account, other.account
    if one.doers & other.doers or a.where is None or b.where is None or a.where.name != b.where.name:
        return None
    x, y = _days(a), _days(b)
    if x is None or y is None or gap(x, y) > 1:
        return None
    reasons = (f"{_names(one.by)} and {_names(other.by)} each say that they hold {a.where.name}",)
    return Clash(kind="whose", one=one, other=other, score=0.8, reasons=reasons)


def _days(account: Account) -> Days | None:
    """The days told, else the day reported."""
    day = account.report.reported
    return account.when or ((day, day) if day else None)


def _kind(claim: Reading, denial: Reading) -> str:
    topics = claim.topics & denial.topics
    if denial.first and "fire" in denial.topics:
        return "who"
    if "control" in topics and not topics & {"fire", "killing", "driving_out"}:
        return "whose"
    if "withdrawal" in topics and not topics & {"fire", "killing", "driving_out"}:
        return "withdrawn"
    return "denial" if denial.by & denial.doers else "whether"


def _same_time(a: Account, b: Account, one_report: bool) -> bool:
    if a.when and b.when and not _dated_by_report(a) and not _dated_by_report(b):
        return gap(a.when, b.when) <= _DAYS
    if one_report:
        return True
    x, y = a.report.reported, b.report.reported
    return x is not None and y is not None and abs((x - y).days) <= _DAYS


def _dated_by_report(account: Account) -> bool:
    """Whether the date is that of the telling: a denial is made today, of a deed of any day."""
    claim = account.claim
    return isinstance(claim, Event) and claim.type in {"REJECT", "ACCUSE"}


def _elsewhere(a: Account, b: Account) -> bool:
    if a.where is None or b.where is None or a.where.name == b.where.name:
        return False
    km = distance_km(a.where, b.where)
    return km is not None and km > _KM + (a.where.radius_km or 0) + (b.where.radius_km or 0)


def _characters(a: Account, b: Account) -> int:
    return abs(a.position - b.position)


def _names(sides: frozenset[str]) -> str:
    return " and ".join(sorted(sides))
