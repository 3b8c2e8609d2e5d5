"""Incidents: what meets, what is joined, what is kept apart, and what the view says of it."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconciliation.accounts_made import (
    ARMENIA,
    ARMY,
    AZERBAIJAN,
    REBELS,
    STRELSAU,
    ZENDA,
    account,
)

from servanda.codebook.heads import Head
from servanda.codebook.incidents import incident_words, word_weights
from servanda.codebook.load import read_yaml
from servanda.errors import ConfigError
from servanda.model import Actor
from servanda.model.account import Account, known_by
from servanda.model.pair import Pair
from servanda.reconciliation.incidents import INCIDENTS, Incidents, build_incident, when_of
from servanda.reconciliation.incidents_features import features_of, likeness
from servanda.reconciliation.incidents_keys import MOST
from servanda.reconciliation.incidents_sketch import read_counts, sketch

PAIRS = Path(__file__).parents[2] / "training/reconciliation/syria_pairs.tsv"


def meet(a: Account, b: Account) -> bool:
    return bool(set(INCIDENTS.keys(a)) & set(INCIDENTS.keys(b)))


def compared(a: Account, b: Account) -> Pair | None:
    assert INCIDENTS.compare(a, b) == INCIDENTS.compare(b, a)
    return INCIDENTS.compare(a, b)


def joined(accounts: list[Account]) -> set[frozenset[str]]:
    pairs = [p for a, b in combinations(accounts, 2) if meet(a, b) and (p := INCIDENTS.compare(a, b))]
    return {frozenset(g) for g in INCIDENTS.split([a.id for a in accounts], pairs, ())}


STRIKE = account("s1", "a")
AGAIN = account("s2", "b", words="warplanes killed 14 civilians in a raid on the market of Zenda")
MARKET = account("s3", "c", said="2016-06-06", words="the air raid on a market in Zenda killed 14 civilians")
SHELLS = account(
    "s4",
    "d",
    words="rebel mortar shells hit a school in Strelsau, killing 3",
    mode="heavy-weapons",
    where=STRELSAU,
    actors=(REBELS,),
)


def test_two_reports_of_one_strike_are_joined_with_reasons() -> None:
    pair = compared(STRIKE, AGAIN)
    assert pair is not None
    assert pair.same
    assert pair.reasons[:3] == (
        "same place (Zenda)",
        "same day (2016-06-05)",
        "both tell of an air strike",
    )
    assert "12 against 14 dead" in pair.reasons


def test_another_place_and_another_act_are_kept_apart() -> None:
    pair = compared(STRIKE, SHELLS)
    assert pair is None or not pair.same
    assert joined([STRIKE, AGAIN, MARKET, SHELLS]) == {frozenset({"s1", "s2", "s3"}), frozenset({"s4"})}


def test_two_strikes_on_one_city_on_one_day_are_kept_apart() -> None:
    city = replace(ZENDA, name="Aleppo", id="geonames:170063")
    school = account(
        "x",
        "a",
        where=city,
        words="rebel rockets on the Midan quarter of Aleppo killed 3 pupils at a school",
        mode="heavy-weapons",
        actors=(REBELS,),
    )
    hospital = account(
        "y",
        "b",
        where=city,
        words="government jets bombed a hospital in the Sukkari quarter of Aleppo, killing 27",
        actors=(ARMY,),
    )
    school, hospital = (
        replace(school, sites=("Aleppo", "Midan")),
        replace(hospital, sites=("Aleppo", "Sukkari")),
    )
    pair = compared(school, hospital)
    assert meet(school, hospital)
    assert pair is None or not pair.same


def test_news_without_a_day_meets_the_dated() -> None:
    vague = account("v", "b", said="2016-06-07", when=None)
    assert vague.likely == (date(2016, 5, 31), date(2016, 6, 7))
    assert meet(STRIKE, vague)


def test_without_a_place_the_words_meet() -> None:
    assert meet(STRIKE, account("v", "b", where=None, words="jets bombed Zenda and killed many"))
    assert meet(STRIKE, account("v", "b", where=None, words="an air strike killed 12", actors=(ARMY,)))


def test_history_of_a_year_meets_rare_acts_at_the_place() -> None:
    gas = account("g", words="poison gas killed dozens in Zenda", mode="unconventional")
    year = account("y", "b", said="2018-01-01", words="the sarin attack on Zenda", mode=None, when="2016")
    assert meet(gas, year)
    assert not meet(STRIKE, account("y", "b", said="2018-01-01", when="2016", words="a raid on Zenda"))


@pytest.mark.parametrize("status", ["possible", "demanded"])
def test_what_only_might_happen_meets_nothing(status: str) -> None:
    assert INCIDENTS.keys(account("p", status=status)) == ()


def test_without_any_day_nothing_meets() -> None:
    assert INCIDENTS.keys(account("p", when=None, background=True)) == ()


def test_keys_are_bounded() -> None:
    names = " ".join(f"Name{chr(65 + k)}" for k in range(20))
    long = account(
        "l", when="2016-05-01/2016-06-10", context=f"air strikes and shells killed 12 near {names}"
    )
    assert len(INCIDENTS.keys(long)) == MOST


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(0, 2))
def test_accounts_up_to_two_days_apart_meet(day: date, apart: int) -> None:
    later = day + timedelta(days=apart)
    assert meet(account("a", when=day.isoformat()), account("b", "b", when=later.isoformat()))


def test_claims_of_one_report_that_differ_plainly_stay_apart() -> None:
    talks = account("t", kind="CONSULT", mode=None, words="they met in Zenda")
    pair = compared(STRIKE, talks)
    assert pair is not None
    assert not pair.same


def test_claims_of_one_report_that_differ_in_nothing_are_one() -> None:
    pair = compared(STRIKE, account("o", words="the air strike on Zenda that killed 12"))
    assert pair is not None
    assert pair.same


def test_claims_of_one_report_that_might_be_one_say_nothing() -> None:
    assert compared(STRIKE, account("o", words="the raid", when=None)) is None


def test_what_one_says_is_no_act_of_another() -> None:
    def denial(name: str, who: Actor) -> Account:
        said = f"{who.name} denied that it had broken the truce"
        return account(name, name, kind="REJECT", mode=None, words=said, actors=(who,), recipients=())

    theirs = compared(denial("a", ARMENIA), denial("b", AZERBAIJAN))
    assert theirs is not None
    assert not theirs.same
    own = compared(denial("a", ARMENIA), denial("c", ARMENIA))
    assert own is not None
    assert own.same


def test_rival_accounts_may_give_a_deed_to_other_doers() -> None:
    pair = compared(account("m", "a", actors=(ARMENIA,)), account("r", "b", actors=(AZERBAIJAN,)))
    assert pair is None or pair.same


def test_denial_and_claim_of_one_act_meet_in_one_incident() -> None:
    denied = account(
        "n", "b", status="denied", words="it had not bombed Zenda in an air strike that killed 12"
    )
    pair = compared(STRIKE, denied)
    assert pair is not None
    assert pair.same
    assert "one says happened, the other denied" in pair.reasons


POOL = [
    STRIKE,
    AGAIN,
    MARKET,
    SHELLS,
    account("s5", "e", said="2016-06-08", when=None, words="a raid on the market of Zenda killed 14"),
    account("s6", "f", said="2016-06-09", when="2016-06-08", words="shells hit Zenda", mode="heavy-weapons"),
    account("s7", "a", kind="CONSULT", mode=None, where=STRELSAU, words="they met in Strelsau"),
    account("s8", "b", kind="CONSULT", mode=None, where=STRELSAU, words="talks were held in Strelsau"),
]


def test_order_changes_nothing() -> None:
    whole = joined(POOL)
    for seed in range(10):
        mixed = list(POOL)
        random.Random(seed).shuffle(mixed)
        assert joined(mixed) == whole


@pytest.mark.parametrize("day", [date(2016, 6, d) for d in (5, 6, 8, 9)])
def test_as_of_a_day_is_fed_only_up_to_it(day: date) -> None:
    known = known_by(POOL, day)
    ids = [a.id for a in known]
    pairs = [p for a, b in combinations(POOL, 2) if meet(a, b) and (p := INCIDENTS.compare(a, b))]
    assert {frozenset(g) for g in INCIDENTS.split(ids, pairs, ())} == joined(list(known))


def test_view_of_an_incident() -> None:
    accounts = [MARKET, AGAIN, STRIKE]
    pairs = [p for a, b in combinations(accounts, 2) if (p := INCIDENTS.compare(a, b))]
    incident = build_incident(accounts, {"b": "a", "a": "a", "c": "c"}, pairs)
    assert incident.accounts == ("s1", "s2", "s3")
    assert incident.id == build_incident([STRIKE], {}).id
    assert (incident.type, incident.mode, incident.statuses) == ("ASSAULT", "aerial", (("happened", 3),))
    assert incident.when == (date(2016, 6, 5), date(2016, 6, 5))
    assert incident.where == ZENDA
    assert (incident.reports, incident.originals) == (("a", "b", "c"), 2)
    assert (incident.first_reported, incident.last_reported) == (date(2016, 6, 5), date(2016, 6, 6))
    assert "same place (Zenda)" in incident.reasons


def test_days_of_an_incident_are_what_fits_all_else_the_hull() -> None:
    month = account("m", when="2016-06")
    assert when_of([STRIKE, month]) == (date(2016, 6, 5), date(2016, 6, 5))
    assert when_of([STRIKE, account("n", when="2016-06-07")]) == (date(2016, 6, 5), date(2016, 6, 7))
    assert when_of([account("o", when=None, background=True)]) is None


def test_most_named_party_comes_first() -> None:
    accounts = [
        account("p1", actors=(ARMENIA,)),
        account("p2", "b", actors=(AZERBAIJAN,)),
        account("p3", "c", actors=(AZERBAIJAN,)),
    ]
    assert build_incident(accounts, {}).actors == (AZERBAIJAN, ARMENIA)


def test_an_incident_needs_an_account() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        build_incident([], {})


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("At least 12 people were killed and thirty-five wounded", (("dead", (12,)), ("hurt", (35,)))),
        ("On June 5 2016 some 1,300 died within 24 hours", (("dead", (1300,)),)),
        ("The village lies 30 km from where they were killed", ()),
    ],
)
def test_counts_of_a_sentence(sentence: str, counts: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    assert read_counts(sentence) == counts


def test_rare_words_weigh_more() -> None:
    assert word_weights().of("zenda") > word_weights().of("kill")
    words = [frozenset(["zenda", "kill"]), frozenset(["zenda", "peopl"]), frozenset(["strelsau", "kill"])]
    assert likeness(words[0], words[1]) > likeness(words[0], words[2])
    assert likeness(words[0], words[0]) == pytest.approx(1.0)
    assert likeness(words[0], frozenset()) == 0.0


def test_a_short_word_is_not_in_a_longer_one() -> None:
    """A dam is not in Damascus, a base not in "Britain-based"; their plurals count."""
    targets = incident_words().targets
    assert not targets["energy"].search("shells fell on damascus")
    assert not targets["base"].search("the britain-based group said")
    assert targets["energy"].search("both dams were hit")


def test_a_place_is_the_same_with_its_country_before_it() -> None:
    one = sketch(replace(account("one"), sites=("Syria's Hasakeh",)))
    other = sketch(replace(account("other"), sites=("Hasakeh",)))
    assert one.sites == other.sites


def test_a_number_in_both_sentences_counts_for_one_act() -> None:
    """Whatever it counts: words like "dying" are in no list."""
    told = "Raids on the town left 56 people dying, among them 11 children."
    other = "A raid on the town saw 56 dying and 11 children among them."
    third = "A raid on the town saw 57 dying and 12 children among them."
    mine, theirs, others = (
        sketch(account(str(k), report=str(k), words="a raid on the town", context=text))
        for k, text in enumerate((told, other, third))
    )
    assert "number:two" in features_of(mine, theirs)
    assert not {"number:one", "number:two"} & features_of(mine, others)


def test_weights_may_be_others_than_those_shipped() -> None:
    a, b = account("a"), account("b", report="b")
    pair = Incidents(Head({}, -9.0, 0.5)).compare(a, b)
    assert pair is not None
    assert not pair.same
    assert (shipped := INCIDENTS.compare(a, b)) is not None
    assert shipped.same


def test_report_pairs_hold_no_words_and_their_parts_share_no_report() -> None:
    path = Path(__file__).parents[2] / "training" / "reconciliation" / "syria_reports.tsv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    parts = {part: {r["report"] for r in rows if r["part"] == part} for part in ("tune", "held")}
    assert not parts["tune"] & parts["held"]
    known = parts["tune"] | parts["held"]
    for row in rows:
        assert re.fullmatch(r"(?:[a-z]+\d* ?)*", row["acts"])
        assert set(row["open"].split()) <= known


def test_sides_of_held_ground_do_not_count_as_doers() -> None:
    assert "armed" not in sketch(account("h", words="jets bombed rebel-held Zenda")).sides
    assert "armed" in sketch(account("h", words="rebel shells hit Zenda")).sides


def test_kinds_name_only_known_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_yaml("data/incidents.yaml")
    for part, name, value in (("groups", "force", "NONE"), ("kinds", "gas", None)):
        broken = {**whole, part: {**whole[part], name: value or {**whole[part][name], "apart": "nothing"}}}
        monkeypatch.setattr("servanda.codebook.incidents.read_yaml", lambda _, broken=broken: broken)
        incident_words.cache_clear()
        with pytest.raises(ConfigError, match="C002"):
            incident_words()
    monkeypatch.undo()
    incident_words.cache_clear()
    assert incident_words().groups["ASSAULT"] == ("force",)


def test_labelled_pairs_hold_no_words_and_the_parts_share_no_report() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 300
    assert sum(row["hard"] == "hard" for row in rows) >= 100
    allowed = re.compile(r"fk-\d{5}|\d+|[A-Z]+|same|different|hard||edge|plain|fit|held")
    assert all(allowed.fullmatch(value) for row in rows for value in row.values())
    reports = {
        part: {row[side] for row in rows if row["part"] == part for side in ("left_report", "right_report")}
        for part in ("fit", "held")
    }
    assert not reports["fit"] & reports["held"]
    assert sum(row["part"] == "held" for row in rows) >= 150
