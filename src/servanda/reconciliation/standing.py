"""Whether a promise holds, by whose account: deeds and words held against it, and what comes of them.

The table of deeds is data (``codebook/data/standing.yaml``), the precedence is here (:func:`standing_of`).
Each deed or word is weighed against the promise alone, so that a record fed up to a day says the same as a
fuller one asked as of that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol

from servanda.codebook.agencies import outlet_key
from servanda.codebook.standing import ActStanding, standing_table
from servanda.model.account import Account, known_by
from servanda.model.claim import Event, Figure, Statement
from servanda.model.days import Days
from servanda.model.views import Evidence, Pledge, Standing, StandingName
from servanda.reconciliation.binding import unbound
from servanda.reconciliation.conditions import conditions_of
from servanda.reconciliation.deeds import Query, hold, life, query_of, tied
from servanda.reconciliation.due import due_day
from servanda.reconciliation.fulfilment import STEP, Done, done_of
from servanda.reconciliation.sides import Sides, sides_of
from servanda.reconciliation.sources import mouths
from servanda.reconciliation.standing_evidence import COUNTS, SHOWN, once, told_together, until_collapse
from servanda.reconciliation.standing_words import Said, said_of
from servanda.reconciliation.witnesses import witness

_SHORT: Final = 80
_LONGEST: Final = 400
_LONG: Final = timedelta(days=30)
ROUGHLY: Final = 7
"""Days of the making told within so many are exact enough to tell deeds after them."""


class Joined(Protocol):
    """What a judgement needs of an incident."""

    @property
    def id(self) -> str:
        """Of the incident."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Ids of the claims that tell it."""


def query(pledge: Pledge) -> Query:
    """What the store must look up to judge ``pledge``; see :class:`servanda.reconciliation.deeds.Query`."""
    return query_of(pledge)


def judge(
    pledge: Pledge,
    incidents: Iterable[Joined],
    accounts_by_id: Mapping[str, Account],
    as_of: date | None,
    told: Collection[Account] = (),
    original_of: Mapping[str, str] | None = None,
) -> Pledge:
    """The promise with its standing, evidence and conditions, as of a day.

    Args:
        pledge: built from what had been reported by ``as_of`` (lifecycle included).
        incidents: those of which :func:`query` wants an account; more do no harm.
        accounts_by_id: at least the accounts of ``pledge`` and ``incidents``.
        as_of: only what had been reported by this day counts; ``None``: everything.
        told: statements and commitment claims that :func:`query` wants, figures of the reports that tell the
            promise or its deeds; more do no harm.
        original_of: report id → id of the report it is a copy of; copies are no witnesses beside it.
    """
    act = standing_table().acts[pledge.act]
    wanted = query_of(pledge)
    own = known_by((accounts_by_id[i] for i in pledge.accounts if i in accounts_by_id), as_of)
    last = as_of or date.max
    known = [a for a in (*accounts_by_id.values(), *told) if (a.report.reported or date.max) <= last]
    bare = sides_of(pledge, tuple(dict.fromkeys(a.context for a in own)))
    sides = replace(
        bare,
        sites=_sites(pledge, act, own, known, bare),
        outlets=frozenset(outlet_key(s) for s in {a.report.source for a in known} if s),
    )
    evidence: list[Evidence] = []
    events: list[tuple[str, Account]] = []
    for incident in sorted(incidents, key=lambda i: i.id):
        accounts = known_by((accounts_by_id[i] for i in incident.accounts if i in accounts_by_id), as_of)
        events += ((incident.id, a) for a in accounts if wanted.wants(a))
    for incident_id, account in events:
        evidence += _of_event(incident_id, account, pledge, act, sides)
    tellers = {*pledge.reports, *(e.report for e in evidence)}
    others = known_by((a for a in {a.id: a for a in told}.values() if _wanted(a, wanted, tellers)), as_of)
    for account in {a.id: a for a in (*own, *others)}.values():
        evidence += _of_words(account, pledge, act, sides)
    if pledge.phase in ("offered", "demanded"):
        evidence = [e for e in evidence if e.bearing == "keeps"]  # nobody is bound, so nothing is broken
    if act.duty == "lasting":
        evidence = [e for e in evidence if e.bearing != "keeps" or not _is_of_the_making(e, pledge)]
    lack = unbound(act, own)
    if lack:
        evidence = []
    strong = [e for e in evidence if e.score >= (SHOWN if e.bearing == "doubts" else COUNTS)]
    evidence = until_collapse(told_together(once(strong, original_of or {})))
    deeds = {a.id: a for a in (*own, *(a for _, a in events))}
    figures = [a for a in others if isinstance(a.claim, Figure)]
    done = done_of(act, evidence, deeds, figures, own, sides)
    met = conditions_of(pledge, own, [a for _, a in events])
    return replace(
        pledge,
        standing=Standing(name="unknown", reasons=(lack,))
        if lack
        else standing_of(pledge, act, evidence, done, as_of, tuple(dict.fromkeys(a.context for a in own))),
        evidence=tuple(evidence),
        conditions=tuple((c.words, c.state) for c in met) or pledge.conditions,
        reasons=(*pledge.reasons, *(r for c in met for r in c.reasons)),
    )


def _sites(
    pledge: Pledge, act: ActStanding, own: Iterable[Account], others: Iterable[Account], sides: Sides
) -> frozenset[str]:
    """Towns and districts that the promise's sentences name, or else those its reports name most."""
    named = frozenset(site for a in own for site in a.sites if not sides.seat(site))
    if named or not act.local:
        return named
    beside = {a.id: a for a in others if a.report.id in pledge.reports}
    told = Counter(site for a in beside.values() for site in a.sites if not sides.seat(site))
    return frozenset(site for site, times in told.items() if 2 * times >= max(told.values()))


def _wanted(account: Account, asked: Query, tellers: set[str]) -> bool:
    """Figures, and statements of those who are no party, count only beside the promise or a deed."""
    claim = account.claim
    if isinstance(claim, Figure) or (isinstance(claim, Statement) and not asked.concerns(claim.speaker)):
        return account.report.id in tellers and asked.wants(account)
    return asked.wants(account)


def _of_event(
    incident: str, account: Account, pledge: Pledge, act: ActStanding, sides: Sides
) -> Iterable[Evidence]:
    hit = hold(account, pledge, act, sides)
    if hit:
        bound = hit.doer is not None and hit.rule.by != "party"  # who asks for it did not do it
        by = witness(account, sides, (hit.doer,) if bound and hit.doer else ())
        score = round(hit.score * by.factor, 3)
        bearing: str = hit.rule.bearing
        reasons = (*hit.reasons, STEP if hit.rule.part else "", by.reason)
        if hit.denied:
            bearing = "denies" if bearing == "breaks" else "doubts"
            reasons = ("told not to have happened", *reasons)
        elif bearing == "doubts" and pledge.obligors and tied(account, act):
            bearing, score = "breaks", round(min(1.0, score + 0.25), 3)
            reasons = ("the words hold it against what was agreed", *reasons)
        elif bearing == "breaks" and (score < COUNTS or not pledge.obligors):
            bearing = "doubts"
            unsure = "too unsure to count as a breach" if pledge.obligors else "no report says whom it binds"
            reasons = (*reasons, unsure)
        yield _evidence(
            account, incident, bearing, by.kind, by.by, score, reasons, hit.days_after, hit.distance_km
        )
    for said in said_of(account, pledge, act, sides):
        if not (hit and said.bearing in ("breaks", "doubts")):
            yield _said(account, incident, said, pledge)


def _of_words(account: Account, pledge: Pledge, act: ActStanding, sides: Sides) -> Iterable[Evidence]:
    if isinstance(account.claim, Event):
        return
    for said in said_of(account, pledge, act, sides):
        yield _said(account, None, said, pledge)


def _said(account: Account, incident: str | None, said: Said, pledge: Pledge) -> Evidence:
    by = said.witness
    since, day = life(pledge)[0], account.report.reported
    after = max(0, (day - since[1]).days) if since and day else None
    reasons = (*said.reasons, by.reason)
    found = _evidence(account, incident, said.bearing, by.kind, by.by, said.score, reasons, after, None)
    early = since is not None and found.day is not None and found.day[1] < since[0]
    return replace(found, day=since) if early else found


def _evidence(
    account: Account,
    incident: str | None,
    bearing: str,
    kind: str,
    by: str,
    score: float,
    reasons: tuple[str, ...],
    days_after: int | None,
    km: float | None,
) -> Evidence:
    reported = account.report.reported
    day = _day(account)
    return Evidence(
        incident=incident,
        account=account.id,
        report=account.report.id,
        outlet=account.report.source,
        quote=_quote(account),
        kind=kind,  # type: ignore[arg-type]
        bearing=bearing,  # type: ignore[arg-type]
        by=by,
        day=day,
        reported=reported,
        days_after=days_after,
        distance_km=km,
        score=score,
        reasons=tuple(dict.fromkeys(r for r in reasons if r)),
    )


def _day(account: Account) -> Days | None:
    """When the deed was; words count from the day they were reported, unless told to be a little older.

    The day in an accusation is often that of what was broken.
    """
    reported, claim = account.report.reported, account.claim
    deed = isinstance(claim, Event) and claim.type not in ("ACCUSE", "REJECT")
    if deed or reported is None:
        return account.likely
    when = account.when if isinstance(claim, Event) else None
    recent = when is not None and 0 <= (reported - when[1]).days <= _LONG.days
    return when if recent else (reported, reported)


def _quote(account: Account) -> str:
    """The words; the whole sentence where the words alone do not say what somebody is accused of."""
    claim, words = account.claim, account.quotes[0]
    short = isinstance(claim, Event) and claim.type in ("ACCUSE", "REJECT") and len(words) < _SHORT
    return (
        account.context if short and words in account.context and len(account.context) <= _LONGEST else words
    )


@dataclass(frozen=True, slots=True)
class _Votes:
    """Evidence that counts, by what it says."""

    collapses: list[Evidence]
    reported: list[Evidence]
    alleged: list[Evidence]
    denied: list[Evidence]
    kept: list[Evidence]
    doubts: list[Evidence]


def standing_of(
    pledge: Pledge,
    act: ActStanding,
    evidence: Sequence[Evidence],
    done: Done,
    as_of: date | None,
    contexts: Sequence[str] = (),
) -> Standing:
    """What comes of the evidence: the first of these that applies.

    1. ``not_due``: nobody is bound yet (offered, demanded), or it begins later;
    2. ``collapsed``: a party, a mediator or a report says that it no longer holds;
    3. ``disputed``: a breach is alleged by parties only and the accused deny it; or one tells it fulfilled
       and another broken;
    4. ``breach_reported``: by somebody who is no party, by the doer, or found by a competent body;
    5. ``breach_alleged``: by a party only;
    6. ``kept``, ``partly_kept``: what was to be done is told to be done; never for what must not be done;
    7. ``unknown``: nobody is told to be bound; the codebook has no deeds for it (``other``); or its day has
       passed and nothing is told;
    8. ``not_due``: its day has not come, or what alone would bind has not; 9. ``no_breach_reported``.
    """
    if pledge.phase in ("offered", "demanded"):
        return Standing(name="not_due", reasons=(f"it is only {pledge.phase}: nobody is bound yet",))
    if as_of and pledge.start and pledge.start[0] > as_of:
        return Standing(name="not_due", reasons=(f"it begins on {pledge.start[0].isoformat()}",))
    votes = _count(evidence)
    broken = votes.reported + votes.alleged
    if votes.collapses:
        return _by("collapsed", votes.collapses, "told to have collapsed or to be over")
    full = done.full and not act.prohibition
    once = act.duty == "once" or act.wide  # what must last was broken, though it had been kept before
    if full and broken and votes.kept and once:
        return _by("disputed", [*votes.kept, *broken], "one tells it done, another broken")
    if votes.alleged and not votes.reported and votes.denied:
        return _by(
            "disputed", [*votes.alleged, *votes.denied], "alleged by a party and denied by the accused"
        )
    if votes.reported:
        more = ("denied by " + _mouths(votes.denied),) if votes.denied else ()
        return _by(
            "breach_reported", votes.reported, "a breach is reported by others than a party alone", *more
        )
    if votes.alleged:
        return _by("breach_alleged", votes.alleged, "a party alone says that it was broken")
    doubt = (f"put in doubt by {len(votes.doubts)} deeds or words",) if votes.doubts else ()
    if votes.kept and _runs_on(pledge, act, as_of):
        so_far = f"its term runs on; kept so far by the account of {_mouths(votes.kept)}"
        return Standing(name="no_breach_reported", reasons=(so_far, *doubt))
    if votes.kept and not act.prohibition:
        name: StandingName = "kept" if full else "partly_kept"
        return _by(name, votes.kept, *done.reasons, *doubt)
    return _unheard(pledge, act, as_of, contexts, doubt)


def _unheard(
    pledge: Pledge, act: ActStanding, as_of: date | None, contexts: Sequence[str], doubt: tuple[str, ...]
) -> Standing:
    """The standing of a promise of which no deed and no word is told that counts."""
    if not pledge.obligors:
        return Standing(name="unknown", reasons=("no report says who is bound", *doubt))
    if act.act == "other":
        return Standing(name="unknown", reasons=("what would keep or break it is not in the table",))
    if not act.prohibition and _awaits(pledge, contexts):
        return Standing(name="not_due", reasons=("bound only once something comes that is not told", *doubt))
    due = due_day(pledge, act, contexts)
    if due and as_of and as_of < due.day and due.own:
        return Standing(name="not_due", reasons=(f"it is due by {due.day.isoformat()}", *doubt))
    if due and as_of and as_of > due.day:
        passed = f"it was due by {due.day.isoformat()} and nothing is told of it"
        return Standing(name="unknown", reasons=(passed, *doubt))
    return Standing(name="no_breach_reported", reasons=("no account says that it was broken", *doubt))


def _awaits(pledge: Pledge, contexts: Sequence[str]) -> bool:
    """Whether its words bind only once something has come ("only after they left") and it is not told met."""
    if any(state == "met" for _, state in pledge.conditions):
        return False
    only = standing_table().once_only
    told = [next((q + c.partition(q)[2] for c in contexts if q in c), q) for q in pledge.quotes]
    return bool(told) and all(only.search(words) for words in told)


def _is_of_the_making(evidence: Evidence, pledge: Pledge) -> bool:
    """Whether a deed is no later than the promise: where talks were promised, they were not yet held.

    Promises whose days are told roughly are left alone, as is what is said.
    """
    made, day = pledge.made, evidence.day
    if evidence.incident is None or made is None or day is None:
        return False
    return (made[1] - made[0]).days <= ROUGHLY and day[1] <= made[1]


def _runs_on(pledge: Pledge, act: ActStanding, as_of: date | None) -> bool:
    """Whether a lasting duty has a term that is not over: it may be kept so far, not once for all."""
    day = as_of or pledge.last_reported
    return bool(act.duty == "lasting" and pledge.expiry and day and day < pledge.expiry[1])


def _count(evidence: Sequence[Evidence]) -> _Votes:
    sure = [e for e in evidence if e.score >= COUNTS]
    breaks = [e for e in sure if e.bearing == "breaks"]
    return _Votes(
        collapses=[e for e in sure if e.bearing == "collapses"],
        reported=[e for e in breaks if e.kind != "alleged"],
        alleged=[e for e in breaks if e.kind == "alleged"],
        denied=[e for e in sure if e.bearing == "denies"],
        kept=[e for e in sure if e.bearing == "keeps"],
        doubts=[e for e in evidence if e.bearing == "doubts"],
    )


def _mouths(evidence: Iterable[Evidence]) -> str:
    return ", ".join(by.partition("|")[0] for by in mouths(e.by for e in evidence))


def _by(name: StandingName, evidence: Sequence[Evidence], *reasons: str) -> Standing:
    days = [e.day[1] for e in evidence if e.day]  # a deed of "the week before" is certain only by its end
    return Standing(
        name=name,
        by=mouths(e.by for e in evidence),
        since=min(days, default=None),
        reasons=(*(r for r in reasons if r), f"by the account of {_mouths(evidence)}"),
    )
