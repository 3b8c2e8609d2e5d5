"""Figures: which event they belong to, what is comparable, what is a part, how a toll grows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconciliation.telling import ARM, AZE, MONITOR, PASHINYAN, Told

from servanda.codebook.tallies import load_policies
from servanda.errors import RecordError
from servanda.model import Actor
from servanda.model.account import Account
from servanda.model.views import Tally
from servanda.reconciliation.tallies import TALLIES, attach, build_tallies, set_beside
from servanda.reconciliation.tallies_scope import scope_of


def test_a_figure_belongs_to_the_act_of_its_sentence() -> None:
    told = Told(
        "A mine killed four people near Tovk on Monday. Shelling of Amar on Tuesday killed nine people."
    )
    mine = told.event("A mine killed four people near Tovk on Monday", date="2022-09-12", place="Tovk")
    shelling = told.event("Shelling of Amar on Tuesday killed nine people", date="2022-09-13", place="Amar")
    four = told.figure("four people", low=4, of="people", date="2022-09-12", place="Tovk")
    nine = told.figure("nine people", low=9, of="people", date="2022-09-13", place="Amar")
    assert attach(four, [shelling, mine]) == mine.id
    assert attach(nine, [mine, shelling]) == shelling.id


def test_the_sentence_after_may_count_for_it_if_nothing_speaks_against() -> None:
    told = Told("Rockets hit the market of Amar on Tuesday. Twelve people were wounded.")
    rockets = told.event("Rockets hit the market of Amar on Tuesday", date="2022-09-13", place="Amar")
    twelve = told.figure("Twelve people", "wounded", 12, of="people", date="2022-09-13", place="Amar")
    assert attach(twelve, [rockets]) == rockets.id
    later = told.figure("Twelve people", "wounded", 12, of="people", date="2022-10-20", place="Amar")
    assert attach(later, [rockets]) is None


def test_an_act_of_another_kind_has_no_dead() -> None:
    told = Told("The ministers met in Geneva, where five people had died in a raid.")
    met = told.event("The ministers met in Geneva", "CONSULT", place="Geneva")
    five = told.figure("five people", low=5, of="people")
    assert attach(five, [met]) is None


def test_a_war_has_no_single_act() -> None:
    told = Told("The war of 2020 killed more than 6,500 people.")
    war = told.event("The war of 2020", background=True, date="2020")
    total = told.figure(
        "6,500 people", low=6500, high=None, of="people", event="The war", date="2020", cumulative=True
    )
    assert attach(total, [war]) is None


@pytest.mark.parametrize(
    ("of", "kind", "side"),
    [
        ("Armenian soldiers", "soldiers", "ARM"),
        ("people", "people", ""),
        (None, "people", ""),
        ("rebel fighters", "fighters", "rebels"),
        ("wounded children", "children", ""),
        ("police officers", "police", ""),
        ("Syrian civilians", "civilians", "SYR"),
        ("rockets", "rocket", ""),
    ],
)
def test_who_is_counted(of: str | None, kind: str, side: str) -> None:
    figure = Told("Seven of them were counted.").figure("Seven", low=7, of=of)
    assert (scope_of(figure).kind, scope_of(figure).side) == (kind, side)


def test_a_teller_counts_its_own() -> None:
    told = Told("Azerbaijan's ministry said that 50 of its servicemen had been killed.")
    figure = told.figure("50 of its servicemen", low=50, of="servicemen", says=AZE)
    assert scope_of(figure).side == "AZE"
    tally = one(build_tallies([figure], {}))
    assert tally.counts[0].stance == "own"


def test_own_and_enemy_losses_are_told_apart() -> None:
    by_armenia = Told("Armenia said that 60 Azerbaijani soldiers were killed.", name="a")
    by_azerbaijan = Told(
        "Azerbaijan said that 50 Azerbaijani soldiers were killed.", name="b", source="Herald"
    )
    by_monitor = Told("The monitor said that 55 Azerbaijani soldiers were killed.", name="c", source="Post")
    figures = [
        by_armenia.figure("60 Azerbaijani soldiers", low=60, of="Azerbaijani soldiers", says=ARM),
        by_azerbaijan.figure("50 Azerbaijani soldiers", low=50, of="Azerbaijani soldiers", says=AZE),
        by_monitor.figure("55 Azerbaijani soldiers", low=55, of="Azerbaijani soldiers", says=MONITOR),
    ]
    incident = {f.id: "I-1" for f in figures}
    tally = one(build_tallies(figures, incident, parties_of={"I-1": (ARM, AZE)}))
    assert {c.by.name: c.stance for c in tally.counts if c.by} == {
        "Armenia": "enemy",
        "Azerbaijan": "own",
        "Frontline Monitor": "other",
    }
    assert (tally.low, tally.best, tally.high) == (50, 55, 60)


def test_children_among_the_dead_are_never_added() -> None:
    told = Told("Shelling killed at least 16 people, including five children and three women.")
    figures = [
        told.figure("at least 16 people", low=16, high=None, of="people"),
        told.figure("five children", low=5, of="children"),
        told.figure("three women", low=3, of="women"),
    ]
    total, children, women = build_tallies(figures, {f.id: "I-1" for f in figures})
    assert (total.of, total.best, total.part_of) == ("people", 16, ())
    assert children.part_of == (total.id,) == women.part_of


def test_part_of_the_same_kind_is_apart() -> None:
    told = Told("Shelling killed 30 people, among them 12 people of one family.")
    figures = [
        told.figure("30 people", low=30, of="people"),
        told.figure("12 people of one family", low=12, of="people"),
    ]
    whole, part = build_tallies(figures, {f.id: "I-1" for f in figures})
    assert (whole.best, part.best, part.part_of) == (30, 12, (whole.id,))
    assert "told as a part of a greater number" in part.reasons[-1]


def test_revisions_make_a_series() -> None:
    figures = [
        Told(
            f"Pashinyan said that {n} Armenian soldiers had been killed.",
            name=f"r{k}",
            day=day,
            lands=("ARM", "AZE"),
        ).figure(f"{n} Armenian soldiers", low=n, of="Armenian soldiers", date=day, says=PASHINYAN)
        for k, (day, n) in enumerate((("2022-09-13", 49), ("2022-09-14", 105), ("2022-09-16", 135)))
    ]
    groups = grouped(figures)
    assert groups == [[f.id for f in figures]]
    tally = one(build_tallies(figures, {}))
    assert tally.series == tuple(f.id for f in figures)
    assert [c.revises for c in tally.counts] == [None, figures[0].id, figures[1].id]
    assert (tally.low, tally.best, tally.high) == (135, 135, 135)


def test_a_side_is_one_teller_on_its_own_losses() -> None:
    def told(name: str, day: str, low: int, by: Actor, high: int | None = -1) -> Account:
        text = f"{by.name} said that {low} Armenian soldiers had been killed."
        report = Told(text, name=name, day=day, source=name, lands=("ARM", "AZE"))
        words = f"{low} Armenian soldiers"
        return report.figure(words, low=low, high=high, of="Armenian soldiers", date=day, says=by)

    figures = [
        told("a", "2022-09-14", 105, PASHINYAN),
        told("b", "2022-09-15", 105, ARM),
        told("c", "2022-09-16", 135, PASHINYAN, None),
    ]
    tally = one(build_tallies(figures, {}))
    assert (tally.low, tally.best, tally.high) == (135, 135, None)


def test_few_dead_are_of_another_day() -> None:
    figures = [
        Told(f"Armenia lost {n} soldiers in the clashes.", name=str(n), day=day, lands=("ARM", "AZE")).figure(
            f"{n} soldiers", low=n, of="soldiers", date=day, says=ARM
        )
        for n, day in ((3, "2022-09-14"), (5, "2022-09-20"))
    ]
    assert grouped(figures) == [[figures[0].id], [figures[1].id]]


def test_a_toll_does_not_shrink_back_in_time() -> None:
    early = Told(
        "Armenia lost 105 soldiers in the clashes.", name="a", day="2022-09-14", lands=("ARM", "AZE")
    )
    late = Told(
        "Armenia lost three soldiers in the clashes.", name="b", day="2022-09-20", lands=("ARM", "AZE")
    )
    many = early.figure("105 soldiers", low=105, of="soldiers", date="2022-09-14", says=ARM)
    few = late.figure("three soldiers", low=3, of="soldiers", date="2022-09-20", says=ARM)
    assert grouped([many, few]) == [[many.id], [few.id]]


def test_totals_of_one_war_are_one_tally_and_those_of_another_are_not() -> None:
    def total(name: str, text: str, words: str, low: float, event: str, date: str) -> Account:
        told = Told(text, name=name, day="2022-11-01", lands=("ARM", "AZE"))
        return told.figure(words, low=low, high=None, of="people", cumulative=True, event=event, date=date)

    first = total(
        "a", "The war of 2020 killed 6,500 people.", "6,500 people", 6500, event="The war", date="2020"
    )
    second = total(
        "b",
        "The autumn war left 6,700 people dead.",
        "6,700 people",
        6700,
        event="The autumn war",
        date="2020-09/2020-11",
    )
    other = total(
        "c",
        "The first war killed 30,000 people.",
        "30,000 people",
        30000,
        event="The first war",
        date="1990/1994",
    )
    assert grouped([first, second, other]) == [[first.id, second.id], [other.id]]


def test_what_may_count_the_same_stands_beside() -> None:
    clashes = Told("Border clashes of Armenia and Azerbaijan killed 286 people in September.", name="a")
    fighting = Told(
        "Fighting between Azerbaijan and Armenia left 210 soldiers dead.", name="b", source="Herald"
    )
    elsewhere = Told("Fighting between France and Spain left 90 soldiers dead.", name="c", source="Post")
    figures = [
        clashes.figure("286 people", low=286, of="people", date="2022-09"),
        fighting.figure("210 soldiers", low=210, of="soldiers", date="2022-09-13"),
        elsewhere.figure("90 soldiers", low=90, of="soldiers", date="2022-09-13"),
    ]
    tallies = [t for k, f in enumerate(figures) for t in build_tallies([f], {f.id: f"I-{k}"})]
    first, second, third = set_beside(tallies, {f.id: f for f in figures})
    assert (first.beside, second.beside, third.beside) == ((second.id,), (first.id,), ())
    assert (first.best, second.best) == (286, 210)


def test_unknown_policy() -> None:
    with pytest.raises(RecordError, match="R011"):
        build_tallies([], {}, "mean")


# ---- Whatever is told --------------------------------------------------------------------------------

_TELLERS: tuple[Actor | None, ...] = (None, ARM, AZE, MONITOR, PASHINYAN)


@st.composite
def told(draw: st.DrawFn) -> Account:
    low = draw(st.one_of(st.none(), st.integers(1, 400)))
    high = draw(st.one_of(st.none(), st.integers(low or 1, 500), st.just(low)))
    if low is None and high is None:
        low = 7
    day = draw(st.sampled_from(("2022-09-13", "2022-09-14", "2022-09-16", "2022-09-20", None)))
    of = draw(st.sampled_from(("people", "children", "Armenian soldiers", "soldiers", "civilians", None)))
    lead = draw(
        st.sampled_from(
            ("The shelling killed ", "The shelling killed many, including ", "It killed another ")
        )
    )
    number = draw(st.integers(0, 9999))
    source = draw(st.sampled_from("PQR"))
    name = f"r{number}{source}{day}{lead}"
    report = Told(f"{lead}seven of {of} there.", name=name, day=day, source=source)
    figure = report.figure("seven", low=low, high=high, of=of, says=draw(st.sampled_from(_TELLERS)))
    return replace(figure, id=f"F-{name}-{low}-{high}-{of}-{figure.claim.says}")  # type: ignore[union-attr]


FIGURES = st.lists(told(), min_size=1, max_size=7, unique_by=lambda f: f.id)


@given(
    FIGURES,
    st.randoms(use_true_random=False),
    st.sampled_from(sorted(load_policies())),
)
@settings(max_examples=120, deadline=None)
def test_order_changes_nothing_and_bounds_hold(figures: list[Account], random: object, policy: str) -> None:
    incident = {f.id: "I-1" for f in figures}
    built = build_tallies(figures, incident, policy)
    shuffled = list(figures)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert build_tallies(shuffled, incident, policy) == built
    told_numbers = {v for f in figures for v in (f.claim.low, f.claim.high)}  # type: ignore[union-attr]
    for tally in built:
        known = [v for v in (tally.low, tally.best, tally.high) if v is not None]
        assert known == sorted(known)
        if policy != "acled":
            assert set(known) <= told_numbers  # nothing is added or averaged
    assert {c.account for t in built for c in t.counts} == {f.id for f in figures}


@given(FIGURES, st.sampled_from(sorted(load_policies())))
@settings(max_examples=80, deadline=None)
def test_a_copy_changes_no_number(figures: list[Account], policy: str) -> None:
    incident = {f.id: "I-1" for f in figures}
    copies = [
        replace(f, id=f.id + "-copy", report=replace(f.report, id=f.report.id + "-copy", source="Z"))
        for f in figures
    ]
    original = {c.report.id: f.report.id for f, c in zip(figures, copies, strict=True)}
    both = {**incident, **{c.id: "I-1" for c in copies}}
    alone = build_tallies(figures, incident, policy)
    joined = build_tallies([*figures, *copies], both, policy, original_of=original)
    assert [(t.id, t.low, t.best, t.high, t.series) for t in alone] == [
        (t.id, t.low, t.best, t.high, t.series) for t in joined
    ]


def test_of_copies_without_their_original_one_counts() -> None:
    """What the original does not tell is told once all the same; a number of a copy's own is its own."""
    made = [
        Told("The shelling killed many.", name=name, source=name).figure("many", low=low)
        for name, low in (("a", 7), ("b", 7), ("c", 9))
    ]
    text = {"a": "agency", "b": "agency", "c": "agency"}
    tally = one(build_tallies(made, {f.id: "I-1" for f in made}, "range", original_of=text))
    assert [(c.report, c.copy_of) for c in tally.counts] == [("a", None), ("b", "agency"), ("c", None)]
    assert (tally.low, tally.high) == (7, 9)


@given(FIGURES, st.integers(1, 40), st.sampled_from(sorted(load_policies())))
@settings(max_examples=80, deadline=None)
def test_a_subset_never_raises_a_total(figures: list[Account], children: int, policy: str) -> None:
    """The number of children told by one more report leaves every other tally as it was."""
    people = [f for f in figures if f.claim.of != "children"]  # type: ignore[union-attr]
    more = Told("The shelling killed many, including children.", name="s1").figure(
        "children", low=children, of="children"
    )
    before = {t.id: t for t in build_tallies(people, {f.id: "I-1" for f in people}, policy)}
    after = {t.id: t for t in build_tallies([*people, more], {f.id: "I-1" for f in [*people, more]}, policy)}
    assert {k: numbers(t) for k, t in after.items() if k in before} == {
        k: numbers(t) for k, t in before.items()
    }


def numbers(tally: Tally) -> tuple[float | None, float | None, float | None]:
    return tally.low, tally.best, tally.high


def one(tallies: tuple[Tally, ...]) -> Tally:
    assert len(tallies) == 1
    return tallies[0]


def grouped(figures: list[Account]) -> list[list[str]]:
    pairs = []
    for k, a in enumerate(figures):
        for b in figures[:k]:
            assert TALLIES.compare(a, b) == TALLIES.compare(b, a)
            if set(TALLIES.keys(a)) & set(TALLIES.keys(b)) and (pair := TALLIES.compare(a, b)):
                pairs.append(pair)
    return [list(g) for g in TALLIES.split([f.id for f in figures], pairs, ())]
