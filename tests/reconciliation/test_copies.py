"""Copies: a text cut, headed anew, reworded or with more added; no series, no update, no correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.codebook.agencies import agency_named, outlet_key
from servanda.codebook.house_style import load_house_style
from servanda.model.judgement import Judgement
from servanda.model.pair import Pair
from servanda.reconciliation.copies import COPIES, Text, build_copy_group, original_of, text_of
from servanda.reconciliation.copies_alignment import liken, shared_of
from servanda.reconciliation.copies_numbers import unmatched, values_of

DAY = date(2022, 9, 14)
RIVER = (
    "Gunmen attacked a convoy of the Border Guard near the village of Amar on Tuesday and killed "
    "14 soldiers, the interior ministry said. The convoy of 6 lorries was on its way from Tovk to the bridge "
    "over the Lenka when mines went off under the first two. "
    "Colonel Ivan Petrow told reporters in Tovk that 23 men were wounded and that 9 of them were in danger. "
    "He blamed fighters of the Northern Front, who hold the hills above Amar. "
    "The Northern Front denied it. Its spokesman Karim Daud said that no unit was within 40 kilometres. "
    "A truce between the two sides had held since 3 May."
)
MORE = (
    " The Frontline Monitor, a group of observers in Geneva, said that it had counted 61 breaches of the "
    "truce in August alone, more than in any month before. It called on both sides to let its teams pass."
)


def _text(name: str, text: str, day: date | None = DAY, **fields: str) -> Text:
    return text_of(name, text, days=(day, day) if day else None, **fields)


def _pair(a: Text, b: Text) -> Pair | None:
    return COPIES.compare(a, b)


def _same(a: Text, b: Text) -> bool:
    pair = _pair(a, b)
    return pair is not None and pair.same


def _meet(a: Text, b: Text) -> bool:
    return bool(set(COPIES.keys(a)) & set(COPIES.keys(b)))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(RIVER, id="as it is"),
        pytest.param(RIVER + MORE, id="more added"),
        pytest.param(RIVER[: RIVER.index(" The Northern Front denied")], id="cut"),
        pytest.param("TOVK, Sept 14 - " + RIVER.replace("Gunmen", "Armed men"), id="headed anew"),
        pytest.param(RIVER.replace("fighters", "terrorists").replace("near", "close to"), id="reworded"),
        pytest.param(RIVER.replace("Daud", "Daoud").replace("14", "fourteen"), id="spelled otherwise"),
    ],
)
def test_one_text_in_two_reports(other: str) -> None:
    a, b = _text("a", RIVER), _text("b", other, DAY + timedelta(days=1))

    assert _same(a, b)
    assert _meet(a, b)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        pytest.param(RIVER.replace("14 soldiers", "19 soldiers"), "numbers", id="another toll"),
        pytest.param(
            RIVER.replace("14 soldiers", "31 soldiers").replace("23 men", "40 men").replace("Amar", "Sotun"),
            "numbers",
            id="the next of its kind",
        ),
        pytest.param(RIVER + " (Corrects place of the attack.)", "corrects", id="a correction"),
    ],
)
def test_what_tells_otherwise_is_no_copy(other: str, why: str) -> None:
    pair = _pair(_text("a", RIVER), _text("b", other))

    assert pair is not None
    assert not pair.same
    assert why in pair.reasons[0]


def test_a_series_of_one_form_is_no_copy() -> None:
    form = "The central bank left its main rate at 4.5 pct after a meeting of its council, it said in Tovk."

    assert _same(_text("a", form), _text("b", form, DAY + timedelta(days=1)))
    assert not _same(_text("a", form), _text("b", form, DAY + timedelta(days=14)))
    assert not _same(_text("a", form), _text("b", form.replace("4.5", "4.25"), DAY + timedelta(days=1)))


def test_another_who_does_the_same_in_the_same_words_is_no_copy() -> None:
    form = (
        "{} Petroleum said it raised the contract price it will pay for all grades of crude oil by 50 cts "
        "a barrel, effective Oct 16. The increase brings the postings of {} for the grades of West Texas to "
        "19.00 dlrs a barrel. It last changed its crude oil postings on Sept 9."
    )
    pair = COPIES.compare(*(text_of(w, form.format(w, w)) for w in ("Phillips", "Citgo")))

    assert pair is not None
    assert not pair.same


def test_background_that_two_reports_share_makes_no_copy() -> None:
    mine = (
        "A mine killed four people at the market of Sotun on Friday, the mayor said. Two women lost a leg."
        + MORE
    )
    raid = (
        "Drones hit the port of Wesk at night and set fire to a ship with grain, its captain said there."
        + MORE
    )

    assert not _same(_text("a", mine), _text("b", raid))


DEAL = (
    "Tovk Milling Co said it has agreed to acquire the privately held Sotun Bakeries Ltd, a maker of rusks "
    "based in Wesk, for about 14.5 mln dlrs in cash and notes. It said the acquisition, which is subject to "
    "approval by shareholders of Sotun, is expected to be completed in May. Sotun Bakeries had sales of "
    "about 31 mln dlrs in 1986, the company said."
)
DEAL_RETOLD = (
    "Tovk Milling Co said it signed an agreement to buy Sotun Bakeries Ltd, a privately held maker of rusks "
    "in Wesk, for 14.5 mln dlrs in cash and notes. Subject to approval by shareholders of Sotun, the company "
    "expects to complete the acquisition in May. Sotun Bakeries had 1986 sales of 31 mln dlrs. Tovk Milling "
    "owns mills in Amar."
)
DEAL_REWORDED = (
    "Tovk Milling Co agreed to buy Sotun Bakeries Ltd, a privately held rusk maker in Wesk, for 14.5 mln "
    "dlrs cash and notes. Completion of the acquisition is expected in May, subject to approval of Sotun "
    "shareholders. Sales at Sotun Bakeries in 1986 were 31 mln dlrs."
)
NEWS = " Its chairman, a baker, wants to shut old ovens, cut pay, sell bread."


@pytest.mark.parametrize(
    ("other", "later", "rows"),
    [
        pytest.param(DEAL_RETOLD, 0, 0.5, id="the same day"),
        pytest.param(DEAL_REWORDED, 0, 0.2, id="with few rows of words in common"),
        pytest.param(DEAL_RETOLD, 3, 0.5, id="days later with few words of its own"),
    ],
)
def test_what_another_desk_retells_sentence_by_sentence_is_one_text(
    other: str, later: int, rows: float
) -> None:
    a, b = _text("a", DEAL), _text("b", other, DAY + timedelta(days=later))

    assert liken(a, b).shared < rows
    assert _same(a, b)
    assert _meet(a, b)


@pytest.mark.parametrize(
    ("other", "later"),
    [
        pytest.param(DEAL_RETOLD.replace("14.5", "16.5"), 0, id="another price"),
        pytest.param(DEAL_RETOLD.replace("Tovk Milling", "Amar Grain"), 0, id="another buyer"),
        pytest.param(DEAL_REWORDED + NEWS, 3, id="days later with news"),
    ],
)
def test_what_tells_more_than_other_words_is_no_retelling(other: str, later: int) -> None:
    assert not _same(_text("a", DEAL), _text("b", other, DAY + timedelta(days=later)))


def test_tables_and_signs_of_shares_are_read_the_same() -> None:
    read = load_house_style().evened

    assert read("Sales 16.4 mln. 12 mths") == read("Revs 16.4 mln. year")
    assert read("Lenka Corp <LNK.O> L.P.").split() == read("Lenka Corp LP").split()
    assert _text("a", "a 50-mln-dlr plan at 19:40").words == _text("b", "a 50 mln dlrs plan at 1940").words
    assert read("Sales rose") == "Sales rose"


def test_house_style_is_read_the_same() -> None:
    read = load_house_style().evened

    assert read("at 10 a.m. or 9 a.m. there").split() == ["at", "1000", "or", "0900", "there"]
    assert "15 a.m" in read("at 11.15 a.m. there")
    assert read("Wesk Manufacturing\nCo Limited").split() == read("Wesk Mfg Co Ltd").split()
    assert read("the extremist Islamic State group (IS) said").split() == read("Daesh said").split()
    assert "isis" in _text("a", "It is isis.").words  # a small word is no name of theirs


def test_numbers_agree_as_rounded() -> None:
    a = _text("a", "Sales were 1.46 billion and 2.5 mln in 4 towns.")
    b = _text("b", "Sales were 1,459,193,000 and 2.46 mln in four towns.")

    assert unmatched(values_of(a), values_of(b)) == ["2500000"]
    cut = [values_of(_text("c", f"A loss of {n} cts")) for n in ("17", "17.3", "18")]
    assert unmatched(cut[0], cut[1]) == []
    assert unmatched(cut[2], cut[1]) == ["18"]  # another number, not that one cut
    assert unmatched(["3100000"], ["3086386"]) == []  # to the last unit, or rounded to two figures
    assert unmatched(["3000000"], ["3086386"]) == ["3000000"]
    assert unmatched(["3000000"], ["3046386"]) == []  # "3.0 mln"
    assert unmatched(["8500000"], ["8574000"]) == []  # cut, not rounded
    assert unmatched(["8500000"], ["8714000"]) == ["8500000"]
    assert unmatched(["3200000"], ["3086386"]) == ["3200000"]
    assert unmatched(["31"], ["30.86"]) == [] == unmatched(["7500000"], ["7507000"])
    assert unmatched(["3100"], ["3086"]) == ["3100"]  # small numbers are seldom rounded so


def test_a_year_may_be_written_as_a_number() -> None:
    a = _text("a", RIVER.replace("3 May", "1 January 2,000"))
    b = _text("b", RIVER.replace("3 May", "1 January 2000"))
    assert liken(a, b).numbers_found == 1


def test_a_digest_has_no_name_and_no_number_of_its_own() -> None:
    digest = (
        "Gunmen attacked a convoy of the Border Guard on Tuesday near the village of Amar. The ministry said "
        "14 soldiers were killed. Colonel Ivan Petrow said in Tovk that 23 men were wounded and 9 of them in "
        "danger. The Northern Front denied it. Its spokesman said no unit was within 40 kilometres."
    )
    short, long = _text("a", digest), _text("b", RIVER)
    alike = liken(short, long)
    assert alike.shared < 0.6
    assert alike.opening < 0.6
    assert _same(short, long)
    assert not _same(_text("a", digest.replace("wounded and 9", "wounded and 5")), long)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11-20", "11 to 20"),
        ("1/2 ounce", "0.5 ounce"),
        ("6-1/4 pct", "6.25 pct"),
        ("35-40 dlrs", "35 to 40 dlrs"),
        ("three and one-half years", "3-1/2 years"),
        ("one-quarter point", "1/4 point"),
        ("19 bln", "19 billion"),
        ("181 miln", "181 mln"),
    ],
)
def test_spans_and_fractions_are_numbers_however_they_are_written(one: str, other: str) -> None:
    mine, theirs = (values_of(_text("a", f"They sold {told} of it")) for told in (one, other))
    assert mine == theirs
    assert mine


def test_two_runs_of_one_correction_are_copies_though_one_says_at_its_foot_what_it_corrects() -> None:
    noted = RIVER + " -- corrects in the first paragraph the day on which the convoy was attacked near Amar."
    first = _text("a", RIVER, title="CORRECTED - Convoy attacked")
    assert liken(first, _text("b", noted)).mutual < 0.9
    assert _same(first, _text("b", noted))
    assert not _same(_text("a", RIVER), _text("b", noted))  # what it corrects
    assert not _same(first, _text("b", noted.replace("9 of them", "5 of them")))


def test_a_fraction_is_no_date_and_an_ordinal_no_number() -> None:
    text = _text("a", "Funds traded at 6-5/16 pct on 3-4-1987 in the 2nd half")
    kinds = dict(zip(text.words, text.kinds, strict=True))
    assert (kinds["6-5/16"], kinds["3-4-1987"], kinds["2nd"]) == ("d", "t", "w")


def test_a_shortened_report_meets_a_long_one_whatever_their_days_within_four() -> None:
    long = RIVER + MORE * 3

    for days in range(5):
        assert _meet(_text("a", RIVER), _text("b", long, DAY + timedelta(days=days)))


def test_texts_with_no_row_of_words_in_common_meet_by_who_is_first_named_and_the_first_number() -> None:
    mine = "Veltrix Inc plans to offer 250,000 of its shares next month through two banks, it told us there."
    other = "An offer of 250,000 shares was filed for by Veltrix on Tuesday; it needs money for a mill."

    assert not shared_of(_text("a", mine), _text("b", other))
    assert _meet(_text("a", mine), _text("b", other))
    assert not _meet(_text("a", mine), _text("b", other.replace("250,000", "260,000")))


def test_undated_reports_meet_by_their_first_words() -> None:
    assert _meet(_text("a", RIVER), _text("b", RIVER + MORE, None))
    assert not _meet(_text("a", RIVER), _text("b", MORE, None))


_WORDS = st.lists(st.sampled_from([*RIVER.split(), *MORE.split(), "17", "Wesk", "Friday"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(_WORDS, _WORDS, st.integers(0, 20))
def test_a_comparison_is_the_same_from_both_sides(first: list[str], second: list[str], later: int) -> None:
    a = _text("a", RIVER + " " + " ".join(first))
    b = _text("b", RIVER + " " + " ".join(second), DAY + timedelta(days=later))

    assert _pair(a, b) == _pair(b, a)
    alike = liken(a, b)
    assert 0 <= alike.mutual <= alike.shared <= 1
    assert 0 <= alike.numbers_found <= 1
    assert 0 <= alike.anchors_kept <= 1


@settings(max_examples=40, deadline=None)
@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_groups_do_not_depend_on_the_order(order: list[str]) -> None:
    texts = {
        "a": _text("a", RIVER),
        "b": _text("b", RIVER + MORE, DAY + timedelta(days=1)),
        "c": _text("c", RIVER[:400], DAY + timedelta(days=1)),
        "d": _text("d", MORE + " Nobody could be reached in Wesk or in Sotun on that day, it said again."),
        "e": _text("e", RIVER.replace("14 soldiers", "19 soldiers"), DAY + timedelta(days=2)),
    }
    pairs = [p for k, x in enumerate(order) for y in order[:k] if (p := _pair(texts[x], texts[y]))]

    groups = COPIES.split(sorted(texts), pairs, ())

    assert groups == (("a", "b", "c"), ("d",), ("e",))
    group = build_copy_group([texts[x] for x in order if x in "abc"], pairs)
    assert group == build_copy_group([texts[x] for x in "abc"], reversed(pairs))
    assert (group.original, group.reports) == ("a", ("a", "b", "c"))
    assert any("of the shorter text" in reason for reason in group.reasons)
    assert original_of([group]) == {"a": "a", "b": "a", "c": "a"}


def test_people_part_what_the_program_joined() -> None:
    a, b = _text("a", RIVER), _text("b", RIVER)
    pair = _pair(a, b)
    assert pair is not None
    parted = Judgement(
        id="J-1",
        number=1,
        verdict="different",
        things=("a", "b"),
        author="Ann",
        role="person",
        at="2022-10-01",
    )

    assert COPIES.split(["a", "b"], [pair], [parted]) == (("a",), ("b",))


def test_the_original_is_the_agency_that_the_copies_name() -> None:
    own = _text("agency", RIVER, DAY, source="AFP")
    copy = _text("copy", RIVER, DAY - timedelta(days=1), source="Courier", agency="AFP")
    group = build_copy_group([own, copy])

    assert group.agency == "AFP"
    assert group.original == "agency"
    assert (
        group.id == build_copy_group([own, copy, replace(own, id="zz")]).id
    )  # later copies leave it as it is


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("Agence France-Presse", "AFP"),
        ("--Reuters", "Reuters"),
        ("Reuters, Yerevan", "Reuters"),
        ("The Courier", None),
        ("APA-Trend of the day", None),
        (None, None),
    ],
)
def test_agencies_are_known_by_their_signs(words: str | None, agency: str | None) -> None:
    assert agency_named(words) == agency


def test_outlets_have_one_key() -> None:
    assert outlet_key("sana") == outlet_key("SANA")
    assert outlet_key("Wayline") == outlet_key("Wayline News Agency")
    assert outlet_key("The Courier") != outlet_key("The Herald")
