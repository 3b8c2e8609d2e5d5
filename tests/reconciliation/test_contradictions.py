"""Contradictions: denials, rivals, counts and garbled wishes; and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from tests.reconciliation.telling import ARM, AZE, MONITOR, PASHINYAN, Told

from servanda.codebook.contradictions import read_contradictions
from servanda.errors import ConfigError
from servanda.model import Actor
from servanda.model.account import Account
from servanda.model.views import Contradiction
from servanda.reconciliation.contradictions import (
    against_record,
    find_contradictions,
    gather,
    keys,
    reports_of,
    within_report,
)
from servanda.reconciliation.tallies import build_tallies

RUS = Actor(name="Russia", country="RUS", sector="GOV")


def denied(text: str, claim: str, denial: str, *, kind: str = "allege", name: str = "r1") -> Told:
    """A report in which Armenia accuses and Azerbaijan denies."""
    told = Told(text, name=name)
    told.event(claim, "ACCUSE", mode=kind, actors=(ARM,), recipients=(AZE,))
    told.event(denial, "REJECT", actors=(AZE,))
    return told


def test_a_denial_is_paired_with_the_accusation() -> None:
    told = denied(
        "Armenia accused Azerbaijan of shelling Amar. Azerbaijan denied any responsibility.",
        "Armenia accused Azerbaijan",
        "Azerbaijan denied any responsibility",
    )
    found = one(within_report(told.accounts))
    assert found.kind == "denial"
    assert [s.by for s in found.sides] == ["Armenia|ARM|GOV", "Azerbaijan|AZE|GOV"]
    assert found.sides[0].quote == "Armenia accused Azerbaijan of shelling Amar."
    assert found.sides[1].says == "not so: any responsibility"
    assert "told next to each other" in found.reasons


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        (
            "Armenia accused Azerbaijan of shelling Amar. Azerbaijan denied the monitors access to it.",
            "Azerbaijan denied the monitors access",
        ),
        (
            "Armenia accused Azerbaijan of shelling Amar. Azerbaijan did not deny it.",
            "Azerbaijan did not deny it",
        ),
        (
            "Armenia accused Azerbaijan of shelling Amar. Azerbaijan rejected a request for talks.",
            "Azerbaijan rejected a request",
        ),
        (
            "Armenia accused Azerbaijan of shelling Amar in 2020. Azerbaijan denied shelling Tovk in 2022.",
            "Azerbaijan denied shelling Tovk",
        ),
    ],
)
def test_what_is_no_denial_of_it(text: str, denial: str) -> None:
    assert within_report(denied(text, "Armenia accused Azerbaijan", denial).accounts) == ()


def test_who_began() -> None:
    told = Told(
        "Armenia said that Azerbaijani forces fired on it. Azerbaijan said that Armenian troops fired first."
    )
    told.event("Azerbaijani forces fired on it", actors=(AZE,), says=ARM)
    told.event("Armenian troops fired first", actors=(ARM,), says=AZE)
    found = one(within_report(told.accounts))
    assert found.kind == "who"
    assert [s.by for s in found.sides] == ["Armenia|ARM|GOV", "Azerbaijan|AZE|GOV"]


def test_each_may_have_shelled_the_other() -> None:
    told = Told(
        "Armenia said that Azerbaijani forces shelled Amar. Azerbaijan said that Armenian units shelled Tovk."
    )
    told.event("Azerbaijani forces shelled Amar", actors=(AZE,), says=ARM)
    told.event("Armenian units shelled Tovk", actors=(ARM,), says=AZE)
    assert within_report(told.accounts) == ()


def test_each_blames_the_other() -> None:
    told = Told("Armenia and Azerbaijan blamed each other for the attack.")
    told.event(
        "Armenia and Azerbaijan blamed each other",
        "ACCUSE",
        mode="allege",
        actors=(ARM, AZE),
        recipients=(ARM, AZE),
    )
    found = one(within_report(told.accounts))
    assert (found.kind, [s.says for s in found.sides]) == ("who", ["Azerbaijan did it", "Armenia did it"])


def test_withdrawn_or_not() -> None:
    told = Told(
        "Azerbaijan said that its forces had withdrawn. Armenia said that Azerbaijan had not withdrawn them."
    )
    told.event("its forces had withdrawn", "RETREAT", mode="withdraw", actors=(AZE,), says=AZE)
    told.statement("Azerbaijan had not withdrawn them", ARM)
    assert [x.kind for x in find_contradictions(told.accounts)] == ["withdrawn"]


def test_whose_village() -> None:
    told = Told(
        "The army said that it had taken control of Amar. Rebels said that they still held Amar.",
        lands=("SYR",),
    )
    army = Actor(name="Syrian army", country="SYR", sector="MIL")
    rebels = Actor(name="rebels", country="SYR", sector="REB")
    told.event("it had taken control of Amar", actors=(army,), says=army, place="Amar", date="2022-09-13")
    told.event(
        "they still held Amar", "MOBILIZE", actors=(rebels,), says=rebels, place="Amar", date="2022-09-14"
    )
    assert [x.kind for x in within_report(told.accounts)] == ["whose"]
    told.accounts[1] = replace(told.accounts[1], when=(date(2022, 9, 20), date(2022, 9, 20)))
    assert within_report(told.accounts) == ()


def test_a_claim_rejected_by_whom_it_counts_against() -> None:
    told = Told("Rebels said that they had captured 50 soldiers, a claim rejected by the army.")
    rebels = Actor(name="rebels", country="NPL", sector="REB")
    told.statement("they had captured 50 soldiers", rebels)
    told.event(
        "a claim rejected by the army", "REJECT", actors=(Actor(name="army", country="NPL", sector="MIL"),)
    )
    found = one(within_report(told.accounts))
    assert (found.kind, found.sides[0].by) == ("whether", "rebels|NPL|REB")


def test_across_reports() -> None:
    claim = Told("Armenia said that Azerbaijan had moved mines along the road.", name="a", day="2023-04-23")
    said = claim.event("Azerbaijan had moved mines along the road", "MOBILIZE", actors=(AZE,), says=ARM)
    reply = Told("Azerbaijan denied that it had moved mines along the road.", name="b", day="2023-04-25")
    denial = reply.event("Azerbaijan denied that it had moved mines", "REJECT", actors=(AZE,))
    assert set(keys(said)) & set(keys(denial))
    found = one(against_record(denial, [said]))
    assert against_record(said, [denial]) == (found,)
    late = replace(said, report=replace(said.report, published=None, written=None))
    assert keys(late) == () == against_record(denial, [late])


COUNT_TEXT = "{by} said that {n} people were killed."


def counted(*told: tuple[Actor | None, int, str], low_only: bool = False) -> tuple[Contradiction, ...]:
    figures = []
    for k, (by, n, day) in enumerate(told):
        report = Told(
            COUNT_TEXT.format(by=by.name if by else "It", n=n), name=f"r{k}", day=day, source=f"Outlet {k}"
        )
        high = None if low_only else n
        figures.append(report.figure(f"{n} people", low=n, high=high, of="people", says=by))
    tallies = build_tallies(figures, {f.id: "I-1" for f in figures})
    return find_contradictions((), tallies)


def test_how_many() -> None:
    found = one(counted((MONITOR, 55, "2022-09-14"), (AZE, 31, "2022-09-14")))
    assert found.kind == "how_many"
    assert found.sides[0].says == "55 killed, not 31"
    assert found.about[0] == "I-1"


@pytest.mark.parametrize(
    "told",
    [
        ((MONITOR, 55, "2022-09-14"), (AZE, 54, "2022-09-14")),
        ((MONITOR, 55, "2022-09-14"), (AZE, 31, "2022-09-17")),
        ((MONITOR, 55, "2022-09-14"), (MONITOR, 31, "2022-09-13")),
        ((MONITOR, 300, "2022-09-14"), (AZE, 286, "2022-09-14")),
        ((None, 55, "2022-09-14"), (None, 31, "2022-09-14")),
    ],
    ids=["a count apart", "days apart", "one teller", "rounded", "outlets' own voice"],
)
def test_a_difference_that_is_none(told: tuple[tuple[Actor | None, int, str], ...]) -> None:
    assert counted(*told) == ()


def test_at_least_excludes_nothing_above() -> None:
    assert counted((MONITOR, 20, "2022-09-14"), (AZE, 55, "2022-09-14"), low_only=True) == ()


WISH = (
    "He said that his priorities were the withdrawal of {whose} {what} and the release of prisoners of war."
)


def wish(whose: str, what: str, name: str, day: str | None = "2022-11-01") -> Account:
    told = Told(WISH.format(whose=whose, what=what), name=name, day=day, source=name)
    start = told.text.index("his priorities")
    return told.statement(told.text[start:-1], PASHINYAN)


def test_garbled_against_what_others_report() -> None:
    odd = wish("Russian", "peacekeeping forces", "a")
    others = [wish("Azerbaijani", "troops", "b"), wish("Azerbaijani", "troops", "c")]
    found = against_record(odd, others)
    assert [x.kind for x in found] == ["garbled", "garbled"]
    gathered = one(gather(found))
    assert [s.says for s in gathered.sides] == [
        "Nikol Pashinyan wants the forces of Russia to leave",
        "Nikol Pashinyan wants the forces of Azerbaijan to leave",
    ]
    assert gathered.sides[1].others == ("Nikol Pashinyan|ARM|GOV (c)",)
    assert against_record(odd, [wish("Azerbaijani", "troops", "d", "2022-12-24")]) == ()


def test_a_demanded_withdrawal_is_a_wish() -> None:
    told = Told(
        "He said that his priorities were the withdrawal of Azerbaijani troops and the release of prisoners."
    )
    troops = Actor(name="Azerbaijani troops", country="AZE", sector="MIL")
    demand = told.event(
        "the withdrawal of Azerbaijani troops",
        "RETREAT",
        mode="withdraw",
        status="demanded",
        actors=(troops,),
        says=PASHINYAN,
    )
    odd = wish("Russian", "peacekeeping forces", "a", "2022-09-14")
    assert one(against_record(odd, [demand])).kind == "garbled"


def test_garbled_within_itself() -> None:
    told = Told(
        "Pashinyan said that his priority was the withdrawal of Russian peacekeeping forces. "
        "He was ready to extend the presence of 2,000 Russian peacekeepers."
    )
    told.statement("his priority was the withdrawal of Russian peacekeeping forces", PASHINYAN)
    told.offer("He was ready to extend the presence of 2,000 Russian peacekeepers", PASHINYAN)
    assert one(within_report(told.accounts)).kind == "garbled"


def test_whose_troops_withdraw_is_read_from_before_the_verb() -> None:
    told = Told("Armenia wanted Azerbaijani troops to withdraw from the area of the Russian peacekeepers.")
    told.statement(
        "Armenia wanted Azerbaijani troops to withdraw from the area of the Russian peacekeepers", PASHINYAN
    )
    other = wish("Azerbaijani", "troops", "b", "2022-09-14")
    assert against_record(told.accounts[0], [other]) == ()


def test_gathered_across_copies() -> None:
    text = "Armenia accused Azerbaijan of shelling Amar. Azerbaijan denied the accusation."
    found: list[Contradiction] = []
    for name in ("a", "b", "c"):
        found += within_report(
            denied(text, "Armenia accused Azerbaijan", "Azerbaijan denied", name=name).accounts
        )
    assert len(found) == 3
    first = one(gather(found))
    assert first.sides[1].report == "a"
    assert first.sides[1].others == ("Azerbaijan|AZE|GOV (b)", "Azerbaijan|AZE|GOV (c)")
    for order in permutations(found):
        assert gather(order) == (first,)


def test_that_no_civilians_were_hit_denies_nothing_of_what_befell_others() -> None:
    text = "Armenia accused Azerbaijan of a large-scale attack. Azerbaijan denied firing on civilians."
    told = denied(
        text, "Armenia accused Azerbaijan of a large-scale attack", "Azerbaijan denied firing on civilians"
    )
    assert within_report(told.accounts) == ()
    hit = text.replace("a large-scale attack", "an attack on civilians")
    told = denied(
        hit, "Armenia accused Azerbaijan of an attack on civilians", "Azerbaijan denied firing on civilians"
    )
    assert one(within_report(told.accounts)).kind == "denial"


def test_copies_of_one_text_are_nobody_else_who_says_so() -> None:
    text = "Armenia accused Azerbaijan of shelling Amar. Azerbaijan denied the accusation."
    found: list[Contradiction] = []
    for name in ("a", "b", "c", "d"):
        found += within_report(
            denied(text, "Armenia accused Azerbaijan", "Azerbaijan denied", name=name).accounts
        )
    first = one(gather(found, {"b": "a", "d": "c"}))
    assert first.sides[1].report == "a"
    assert first.sides[1].others == ("Azerbaijan|AZE|GOV (c)",)
    # the original may itself be outside: then one of its copies speaks for it
    assert one(gather(found[1:], {"c": "a", "d": "a"})).sides[1].others == ("Azerbaijan|AZE|GOV (c)",)
    assert reports_of(first) == {"a", "c"}


def test_order_changes_nothing() -> None:
    told = denied(
        "Armenia accused Azerbaijan of shelling Amar. Azerbaijan denied shelling Amar.",
        "Armenia accused Azerbaijan",
        "Azerbaijan denied shelling Amar",
    )
    told.statement("Azerbaijan denied shelling Amar", RUS)
    expected = within_report(told.accounts)
    assert expected
    for order in permutations(told.accounts):
        assert within_report(order) == expected
        assert find_contradictions(order) == find_contradictions(told.accounts)


def test_rules_that_break_their_own_form() -> None:
    with pytest.raises(ConfigError, match="C002"):
        read_contradictions({"topics": {}})


def one(found: Sequence[Contradiction]) -> Contradiction:
    assert len(found) == 1, found
    return found[0]
