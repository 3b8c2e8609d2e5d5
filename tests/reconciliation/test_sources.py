"""Sources: who has it from whom, how many reports stand on their own, and what grades are proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.reconciliation.telling import ARM, AZE, MONITOR, Told

from servanda.codebook.grading import load_grade_rules
from servanda.model import Actor, Event
from servanda.model.account import Account
from servanda.model.claim import Link, Stance
from servanda.model.judgement import Judgement, Role
from servanda.model.views import CopyGroup
from servanda.reconciliation.copies import text_of
from servanda.reconciliation.grades import grade, signs_of, stance_of
from servanda.reconciliation.sources import (
    count_originals,
    dependence,
    link_sources,
    mouth,
    mouths,
    originals,
    passage_between,
    witness_of,
)

WIRE = Actor(name="Wayline", country="", sector="MED")
RUN = (
    "The ministry said on Tuesday that 14 soldiers of the Third Brigade were killed near Amar when mines "
    "went off under two lorries on the road to Tovk."
)


def _told(
    name: str, *chain: Actor, source: str = "Courier", day: str = "2022-09-14", **given: Any
) -> Account:
    stance: Stance = given.pop("stance", "plain")
    account = Told("Shells hit Amar.", name=name, source=source, day=day).event("Shells hit Amar", **given)
    links = tuple(Link(source=actor, stance=stance) for actor in chain)
    claim = account.claim
    assert isinstance(claim, Event)
    says = chain[-1] if chain else None
    return replace(
        account, claim=replace(claim, says=says, provenance=replace(claim.provenance, chain=links))
    )


def test_a_chain_of_attribution_is_a_row_of_links() -> None:
    links = link_sources([_told("r", WIRE, ARM)])

    assert [(x.teller, x.source, x.how, x.count) for x in links] == [
        ("Courier", "Wayline", "cue", 1),
        ("Wayline", "Armenia", "attribution", 1),
    ]
    assert witness_of(_told("r", WIRE, ARM)) == "Armenia"
    assert witness_of(_told("r")) == "Courier"


def test_an_outlet_of_the_record_is_known_by_its_short_name() -> None:
    links = link_sources([_told("r", replace(WIRE, sector="CVL")), _told("w", source="Wayline News Agency")])

    assert [(x.teller, x.source, x.how) for x in links] == [("Courier", "Wayline News Agency", "cue")]


def test_copies_and_agencies_are_links() -> None:
    accounts = [_told("copy"), _told("orig", source="Herald")]
    group = CopyGroup(id="D-1", original="orig", reports=("copy", "orig"))
    text = text_of("copy", RUN, source="Courier", agency="AFP")

    links = link_sources(accounts, [group], [text])

    assert [(x.teller, x.source, x.how, x.reports) for x in links] == [
        ("Courier", "AFP", "cue", ("copy",)),
        ("Courier", "Herald", "copy", ("copy",)),
    ]


def test_a_shared_passage_tells_who_took_it() -> None:
    day = date(2022, 9, 14)
    first = text_of("first", RUN + " Nobody spoke.", days=(day, day), source="Herald")
    later = text_of(
        "later",
        "Families waited at the gates of the barracks. "
        + RUN
        + " They were told nothing all night, they said.",
        days=(day + timedelta(days=1),) * 2,
        source="Courier",
    )
    found = passage_between(later, first)

    assert found is not None
    assert (found.teller, found.source) == ("later", "first")
    assert found.words.startswith("the ministry said on tue that 14 soldiers")
    assert passage_between(first, later) == found
    assert passage_between(first, replace(later, days=(day, day))) is None  # who took it is not known
    assert passage_between(first, replace(later, days=(day + timedelta(days=9),) * 2)) is None


def test_reports_that_rest_on_another_are_no_witnesses() -> None:
    wire = _told("wire", source="Wayline News Agency", day="2022-09-13")
    naming, own = _told("naming", WIRE), _told("own", source="Herald")
    copy = _told("copy", source="Radio")
    rests = dependence(
        [wire, naming, own, copy], [CopyGroup(id="D-1", original="own", reports=("copy", "own"))]
    )

    assert rests == {"copy": ("own",), "naming": ("wire",)}
    assert originals(["wire", "naming", "own", "copy"], rests) == 2
    assert originals(["naming", "copy"], rests) == 2  # what they rest on is not among them
    assert originals([], rests) == 0


def test_a_report_does_not_rest_on_a_later_one() -> None:
    late = _told("late", source="Wayline News Agency", day="2022-09-20")

    assert dependence([_told("naming", WIRE), late]) == {}


def test_originals_of_one_thing_are_no_copies_and_name_no_other_of_them() -> None:
    wire = _told("wire", source="Wayline", day="2022-09-13")
    names, own = _told("names", WIRE), _told("own", source="Herald")

    assert count_originals([wire, names, own], {}) == 2
    assert count_originals([names, own], {}) == 2
    assert count_originals([wire, own], {"own": "wire"}) == 1
    assert count_originals([names, own], {"names": "elsewhere", "own": "elsewhere"}) == 1


def test_an_original_does_not_rest_on_what_its_copy_names() -> None:
    first = _told("first", source="Wayline", day="2022-09-12")
    second = _told("second", source="Wayline", day="2022-09-13")
    copy = _told("copy", WIRE)

    assert count_originals([first, second, copy], {"copy": "second"}) == 2


_REPORTS = st.lists(
    st.tuples(
        st.sampled_from(["Wayline", "Herald", "Courier"]), st.booleans(), st.sampled_from(["a0", "b", ""])
    ),
    min_size=1,
    max_size=6,
)


@given(_REPORTS, st.randoms())
def test_originals_are_counted_in_any_order(given_: list[tuple[str, bool, str]], order: Any) -> None:
    told = [
        _told(f"a{n}", *([WIRE] if names else []), source=outlet, day=f"2022-09-1{n}")
        for n, (outlet, names, _) in enumerate(given_)
    ]
    origin = {f"a{n}": other for n, (_, _, other) in enumerate(given_) if n and other}
    count = count_originals(told, origin)
    mixed = list(told)
    order.shuffle(mixed)

    assert count == count_originals(mixed, origin)
    assert 1 <= count <= len({origin.get(a.report.id, a.report.id) for a in told})


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_there_is_an_original_and_never_more_than_reports(rests: dict[str, list[str]]) -> None:
    names = list("abcdef")

    count = originals(names, rests)

    assert 1 <= count <= len(names)
    assert count == originals(reversed(names), {k: v[::-1] for k, v in rests.items()})
    assert originals(names, {}) == len(names)


def _judged(number: int, value: str, role: Role = "person", thing: str = "E-r-0") -> Judgement:
    return Judgement(
        id=f"J-{number}",
        number=number,
        verdict="grade",
        things=(thing,),
        value=value,
        author="Ann",
        role=role,
        at="2022-10-01T00:00:00Z",
    )


def test_everything_is_f6_until_judged() -> None:
    assert (grade(_told("r")).source, grade(_told("r")).information) == ("F", "6")


def test_rules_propose_and_people_grade() -> None:
    account = _told("r", AZE, actors=(AZE,), recipients=(ARM,))
    signs = signs_of(account)

    given = grade(account, [_judged(1, "B2"), _judged(2, "5", "rule")], signs)

    assert (given.source, given.information) == ("B", "2")  # people outrank rules
    assert "rule enemy proposes 4: only a party tells it of its enemy" in given.reasons
    assert any(reason.startswith("judged B by Ann (person, 2022-10-01)") for reason in given.reasons)
    assert grade(account, (), signs).information == "6"


def test_an_outlets_grade_holds_for_its_reports_but_not_for_what_they_tell() -> None:
    given = grade(_told("r"), [_judged(1, "C3", thing="Courier")])

    assert (given.source, given.information) == ("C", "6")


def test_a_grade_that_was_undone_is_gone() -> None:
    undo = replace(_judged(2, ""), verdict="undo", things=("J-1",))

    assert grade(_told("r"), [_judged(1, "B"), undo]).source == "F"


def test_witnesses_are_first_sources_of_reports_that_stand_alone() -> None:
    one, two = _told("r", MONITOR), _told("s", ARM, source="Herald")
    same = _told("t", MONITOR, source="Radio")

    assert signs_of(one, [one, two]).witnesses == 2
    assert signs_of(one, [one, same]).witnesses == 1
    assert signs_of(one, [one, two], {"s": ("r",)}).witnesses == 1
    assert signs_of(one).alone
    assert signs_of(one, [_told("d", AZE, status="denied")]).denied


def test_a_partys_word_on_its_own_and_on_its_enemys_losses() -> None:
    assert stance_of(_told("r", ARM, actors=(AZE,), recipients=(ARM,))) == "own"
    assert stance_of(_told("r", AZE, actors=(AZE,), recipients=(ARM,))) == "enemy"
    assert stance_of(_told("r", MONITOR, actors=(AZE,), recipients=(ARM,))) == "other"
    assert stance_of(_told("r", actors=(AZE,), recipients=(ARM,))) == "other"


def test_each_rule_of_grades_can_hold() -> None:
    heard = _told("r", MONITOR, stance="hearsay")
    cases = [
        (_told("r", MONITOR), [_told("s", ARM, source="Herald")]),
        (_told("r", ARM, actors=(AZE,), recipients=(ARM,)), []),
        (_told("r", AZE, actors=(AZE,), recipients=(ARM,)), []),
        (_told("r"), [_told("s", AZE, status="denied")]),
        (heard, []),
    ]
    proposed = {
        reason.split()[1]
        for account, others in cases
        for reason in grade(account, (), signs_of(account, others)).reasons
    }

    assert proposed == {rule.name for rule in load_grade_rules()}


def test_one_mouth_by_whatever_name() -> None:
    assert mouth("Wayline News Agency") == mouth("Wayline|GHA|MED")
    assert mouth("Chile's defence ministry|CHL|GOV") == mouth("defence ministry|CHL|GOV")
    assert mouth("defence ministry|CHL|GOV") != mouth("defence ministry|NOR|GOV")
    assert mouth("Doctors|INT|NGO") != mouth("Doctors")
    told = ("Wayline|GHA|MED", "army|CHL|MIL", "Wayline News Agency", "Chile's army|CHL|MIL")
    assert mouths(told) == told[:2]
