"""Views of a record made by hand, with the accounts behind them; invented people, places and words."""

from __future__ import annotations

from datetime import date

from servanda.model import Actor, Commitment, Event, Provenance, Span
from servanda.model.account import Account, Report
from servanda.model.views import (
    Contradiction,
    Count,
    Evidence,
    Incident,
    Pledge,
    Round,
    Side,
    Standing,
    Tally,
    Term,
    Track,
)

NORLAND = Actor("Norland", "NOR", "GOV")
SULAND = Actor("Suland", "SUL", "GOV")
ENVOY = Actor("Union of Lakes", "INT", "IGO")


def told(
    name: str,
    words: str,
    *,
    report: str,
    outlet: str | None = "The Lake Post",
    day: date = date(2031, 5, 2),
    says: Actor | None = None,
    status: str = "happened",
    act: str | None = None,
) -> Account:
    """An account of an attack, or of a commitment if ``act`` is given."""
    made = Provenance(evidence=(Span(0, len(words)),), coder="rule", score=1.0)
    claim: Event | Commitment
    if act:
        claim = Commitment(act=act, obligors=(NORLAND, SULAND), force="agreed", provenance=made)
    else:
        claim = Event(type="ASSAULT", actors=(NORLAND,), recipients=(SULAND,), says=says, provenance=made)
        if status == "denied":
            claim = Event(type="ASSAULT", actors=(NORLAND,), status="denied", says=says, provenance=made)
    teller = Report(id=report, version="0" * 64, source=outlet, title=f"Report {report}", published=day)
    return Account(id=name, report=teller, claim=claim, quotes=(words,), when=(day, day))


VOW = told("C-1", "Norland and Suland vowed not to use force", report="post-1", act="non_use_of_force")
RAID = told("E-1", "Norland shelled Eastford", report="post-2", day=date(2031, 9, 4))
AGAIN = told("E-2", "shells fell on Eastford", report="radio-1", outlet="Radio Ford", day=date(2031, 9, 5))
DENIAL = told(
    "E-3", "it had not shelled Eastford", report="post-3", says=NORLAND, status="denied", day=date(2031, 9, 6)
)
ACCOUNTS = {a.id: a for a in (VOW, RAID, AGAIN, DENIAL)}

INCIDENT = Incident(
    id="I-00000000000000aa",
    accounts=("E-1", "E-2", "E-3"),
    type="ASSAULT",
    mode="heavy-weapons",
    actors=(NORLAND,),
    recipients=(SULAND,),
    statuses=(("happened", 2), ("denied", 1)),
    when=(date(2031, 9, 4), date(2031, 9, 4)),
    words="Norland shelled Eastford",
    reports=("post-2", "radio-1", "post-3"),
    originals=3,
    reasons=("one day, one place",),
)
KEPT = Pledge(
    id="K-00000000000000aa",
    accounts=("C-1",),
    act="non_use_of_force",
    obligors=(NORLAND, SULAND),
    beneficiaries=(),
    force="agreed",
    made=(date(2031, 5, 1), date(2031, 5, 1)),
    term="P5Y",
    instrument="joint statement",
    quotes=("Norland and Suland vowed not to use force",),
    terms=(
        Term(number=1, start=(date(2031, 5, 1),) * 2, end=(date(2036, 4, 30),) * 2),
        Term(number=2, start=(date(2036, 5, 1),) * 2, end=(date(2041, 4, 30),) * 2, renewal="automatic"),
    ),
    expiry=(date(2036, 4, 30),) * 2,
    phase="in_force",
    reports=("post-1",),
    standing=Standing(name="no_breach_reported"),
)
BROKEN = Pledge(
    **{
        **{f: getattr(KEPT, f) for f in KEPT.__dataclass_fields__},
        "standing": Standing(name="breach_reported", by=("The Lake Post",), since=date(2031, 9, 4)),
        "evidence": (
            Evidence(
                incident=INCIDENT.id,
                account="E-1",
                report="post-2",
                outlet="The Lake Post",
                quote="Norland shelled Eastford",
                kind="observed",
                bearing="breaks",
                by="The Lake Post",
                day=(date(2031, 9, 4),) * 2,
                reported=date(2031, 9, 4),
                days_after=126,
            ),
            Evidence(
                incident=INCIDENT.id,
                account="E-3",
                report="post-3",
                outlet="The Lake Post",
                quote="it had not shelled Eastford",
                kind="alleged",
                bearing="denies",
                by="Norland",
                day=None,
                reported=date(2031, 9, 6),
            ),
        ),
    }
)


def count(low: float, by: Actor, day: date, account: str = "E-1") -> Count:
    """A count of dead soldiers."""
    return Count(
        account=account,
        report="post-2",
        low=low,
        high=low,
        approx=False,
        by=by,
        outlet="The Lake Post",
        day=day,
        quote=f"{low:.0f} soldiers",
        stance="own",
    )


TALLY = Tally(
    id="N-00000000000000aa",
    incident=INCIDENT.id,
    measure="killed",
    of="soldiers",
    side="SUL",
    event="border clashes",
    when=(date(2031, 9, 4), date(2031, 9, 5)),
    place=None,
    cumulative=False,
    unit=None,
    counts=(count(4, SULAND, date(2031, 9, 4)), count(9, SULAND, date(2031, 9, 5), "E-2")),
    low=4,
    best=9,
    high=9,
    policy="latest",
    why=("the latest count of the side concerned",),
)
CONTRADICTION = Contradiction(
    id="X-00000000000000aa",
    kind="denial",
    about=(INCIDENT.id,),
    sides=(
        Side(
            account="E-1",
            report="post-2",
            by="The Lake Post",
            quote="Norland shelled Eastford",
            says="it happened",
            day=date(2031, 9, 4),
            others=("Radio Ford",),
        ),
        Side(
            account="E-3",
            report="post-3",
            by="Norland",
            quote="it had not shelled Eastford",
            says="it did not happen",
        ),
    ),
    score=0.9,
    reasons=("a denial of the same act",),
)
TRACK = Track(
    id="T-00000000000000aa",
    mediator=ENVOY,
    parties=(NORLAND, SULAND),
    rounds=(
        Round(
            incident="I-00000000000000bb",
            when=(date(2031, 5, 1),) * 2,
            where=None,
            hosts=(ENVOY,),
            parties=(NORLAND, SULAND),
            commitments=(KEPT.id,),
            words="met at the lake",
        ),
    ),
)
