"""The queue: the formula of doubt and weight, what leaves it, and that no order matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconciliation.accounts_made import AZERBAIJAN, account

from servanda.codebook.heads import load_head
from servanda.model import Commitment, Provenance, Span
from servanda.model.account import Account, Report
from servanda.model.judgement import Judgement, Role, Verdict
from servanda.model.pair import Pair
from servanda.model.reviewing import Doubtful
from servanda.model.views import Contradiction, CopyGroup, Count, Evidence, Incident, Pledge, Side, Tally
from servanda.reconciliation.pledges import THRESHOLD
from servanda.reconciliation.review import Holding, Settled, doubt_of, held_by, queue, settled_by

LEAST = load_head("selection").threshold
DAY = date(2016, 6, 5)


def incident(name: str, *accounts: str, reports: int = 1) -> Incident:
    return Incident(
        id=name, accounts=accounts, type="ASSAULT", reports=tuple(f"r{n}" for n in range(reports))
    )


def undertaking(name: str, score: float = 0.8) -> Account:
    made = account(name)
    claim = Commitment(
        act="ceasefire",
        obligors=(AZERBAIJAN,),
        force="agreed",
        provenance=Provenance(evidence=(Span(0, 3),), coder="test", score=score),
    )
    return replace(made, claim=claim)


def pledge(name: str, *accounts: str, rests_on: tuple[str, ...] = ()) -> Pledge:
    evidence = tuple(
        Evidence(
            incident=None, account=one, report="a", outlet=None, quote="", kind="observed", bearing="breaks",
            by="x", day=None, reported=None, days_after=None,
        )
        for one in rests_on
    )  # fmt: skip
    return Pledge(
        id=name, accounts=accounts, act="ceasefire", obligors=(AZERBAIJAN,), beneficiaries=(), force="agreed",
        made=None, evidence=evidence, reports=("a",),
    )  # fmt: skip


def tally(name: str, *counts: tuple[str, float], best: float | None) -> Tally:
    return Tally(
        id=name, incident=None, measure="killed", of=None, side=None, event=None, when=None, place=None,
        cumulative=False, unit=None, low=best, best=best, high=best, policy="ucdp",
        counts=tuple(
            Count(account=a, report=a, low=n, high=n, approx=False, by=None, outlet=None, day=None, quote="")
            for a, n in counts
        ),
    )  # fmt: skip


def holding(*given: Account, **views: object) -> Holding:
    return Holding(accounts={a.id: a for a in given}, **views)  # type: ignore[arg-type]


def of(found: tuple[Doubtful, ...], *things: str) -> Doubtful:
    return next(d for d in found if d.things == things)


def judged(number: int, verdict: Verdict, *things: str, field: str = "", role: Role = "person") -> Judgement:
    return Judgement(
        id=f"J-{number}", number=number, verdict=verdict, things=things, field=field, author="ann",
        role=role, at="2026-01-01T00:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize(("score", "doubt"), [(0.5, 1.0), (0.4, 1.0), (0.75, 0.5), (1.0, 0.0)])
def test_doubt_is_greatest_at_the_threshold(score: float, doubt: float) -> None:
    assert doubt_of(score, 0.5) == doubt


def test_a_claim_weighs_by_the_reports_of_its_incident() -> None:
    found = queue(
        holding(
            account("E-1", score=0.5),
            account("E-2", score=0.5),
            incidents=[incident("I-1", "E-1", reports=8), incident("I-2", "E-2")],
        )
    )

    assert [d.things for d in found] == [("E-1",), ("E-2",)]
    assert found[0].doubt == round((1 - 0.5) / (1 - LEAST), 3)
    assert (found[0].weight, found[1].weight) == (1 + log2(8), 1)
    assert found[0].priority == pytest.approx(4 * found[0].doubt)
    assert "8 reports tell it" in found[0].depends
    assert "score 0.50" in found[0].why[0]


def test_standing_undertakings_and_best_numbers_weigh_more() -> None:
    found = queue(
        holding(
            account("E-1"),
            undertaking("C-1"),
            account("E-2"),
            account("E-3"),
            incidents=[incident("I-1", "E-1")],
            pledges=[pledge("K-1", "C-1", rests_on=("E-1",)), pledge("K-2", rests_on=("E-1",))],
            tallies=[tally("N-1", ("E-2", 12), ("E-3", 15), best=15)],
        )
    )

    assert of(found, "E-1").weight == 1 + 2 * 2
    assert "the standing of K-1 rests on it" in of(found, "E-1").depends
    assert of(found, "C-1").weight == 1 + 2
    assert of(found, "E-3").weight == 2
    assert of(found, "E-2").weight == 1
    assert of(found, "E-3").depends == ("it is the best number of N-1",)


def test_of_claims_alike_the_second_weighs_half() -> None:
    told = [account(f"E-{n}", score=0.5 + n / 100) for n in range(4)]
    found = queue(holding(*told, incidents=[incident("I-1", *(a.id for a in told), reports=16)]))

    assert [(d.things[0], d.weight) for d in found] == [
        ("E-0", 5), ("E-1", 2.5), ("E-2", pytest.approx(5 / 3, abs=1e-3)), ("E-3", 1.25),
    ]  # fmt: skip


def test_only_the_joins_that_hold_a_group_together_are_asked() -> None:
    pairs = [Pair("a", "b", 0.9), Pair("b", "c", 0.8), Pair("a", "c", 0.71), Pair("c", "d", 0.2, same=False)]

    assert [(p.left, p.right) for p in held_by(pairs)] == [("a", "b"), ("b", "c")]


def test_a_join_near_its_threshold_is_asked_with_the_weight_of_the_group() -> None:
    sure, doubtful = Pair("C-1", "C-2", 1.0), Pair("C-2", "C-3", THRESHOLD + 0.1, ("one names no party",))
    told = [undertaking(f"C-{n}", score=1.0) for n in (1, 2, 3)]
    found = queue(holding(*told, pledges=[pledge("K-1", "C-1", "C-2", "C-3")], pairs=[doubtful, sure]))

    (one,) = found
    assert (one.kind, one.things, one.about) == ("join", ("C-2", "C-3"), ("K-1",))
    assert one.doubt == pytest.approx(0.8)
    assert one.weight == 3
    assert one.why[1:] == ("one names no party",)


def test_copies_contradictions_and_placements() -> None:
    sides = tuple(
        Side(account=a, report="a", by=a, quote="", says="", day=None, others=()) for a in ("E-1", "E-2")
    )
    undated = Report(id="u", version="u", written=(DAY, date(2016, 6, 7)))
    found = queue(
        holding(
            account("E-1", score=1.0),
            account("E-2", score=0.9),
            contradictions=[Contradiction(id="X-1", kind="denial", about=("I-1",), sides=sides, score=0.9)],
            copies=[CopyGroup(id="D-1", original="r1", reports=("r1", "r2"))],
            pairs=[Pair("r1", "r2", 0.75)],
            undated=[(undated, (), 3), (Report(id="v", version="v"), (), 0)],
        )
    )

    assert {d.kind for d in found} == {"join", "contradiction", "placement"}
    assert of(found, "E-1", "E-2").doubt == 0.5
    assert of(found, "r1", "r2").title == "Are these one text?"
    assert (of(found, "u").doubt, of(found, "u").weight) == (0.5, 3)
    assert of(found, "v").doubt == 1.0


def test_what_a_person_decided_is_not_asked_again() -> None:
    told = [account(f"E-{n}", score=0.5) for n in range(6)]
    views = holding(
        *told,
        incidents=[incident("I-1", *(a.id for a in told))],
        pairs=[Pair("E-0", "E-1", 0.75), Pair("E-1", "E-2", 0.74)],
    )
    given = [
        judged(1, "accept", "E-0"),
        judged(2, "correct", "E-1", field="mode"),
        judged(3, "accept", "E-2", field="mode"),
        judged(4, "accept", "E-3", role="model"),
        judged(5, "reject", "E-4"),
        judged(6, "undo", "J-5"),
        judged(7, "same", "E-0", "E-1"),
    ]
    left = {d.things for d in queue(views, settled_by(given))}

    assert left == {("E-2",), ("E-3",), ("E-4",), ("E-5",), ("E-1", "E-2")}
    assert ("E-0",) in {d.things for d in queue(views)}


@given(st.permutations(range(7)), st.lists(st.floats(0.16, 1.0), min_size=7, max_size=7))
def test_the_order_of_what_is_given_changes_nothing(order: list[int], scores: list[float]) -> None:
    told = [account(f"E-{n}", score=s) for n, s in enumerate(scores)]
    views = [incident(f"I-{n}", f"E-{n}", f"E-{n + 1}", reports=n + 1) for n in range(0, 6, 2)]
    pairs = [Pair(f"E-{n}", f"E-{n + 1}", 0.72 + n / 100) for n in range(6)]
    whole = queue(holding(*told, incidents=views, pairs=pairs))
    mixed = queue(
        Holding(
            accounts={told[n].id: told[n] for n in order},
            incidents=[views[n] for n in order if n < 3],
            pairs=[pairs[n] for n in order if n < 6],
        ),
        Settled(),
    )

    assert whole == mixed
    assert [d.priority for d in whole] == sorted((d.priority for d in whole), reverse=True)
    assert all(0 < d.doubt <= 1 <= d.weight for d in whole)
