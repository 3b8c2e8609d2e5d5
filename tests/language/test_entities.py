"""Kinds and edges of names."""

import pytest
from tests.factory import make_analysis

from servanda.language.entities import UNSEEN, make_entities


def entities(table: str, *found: tuple[int, int, str]) -> list[tuple[str, str]]:
    analysis = make_analysis(table)
    made = make_entities(analysis.tokens, [(*f, 0.9) for f in found])
    return [(analysis.text_of(e.first, e.last), e.type) for e in made]


def line(words: str, upos: str = "PROPN") -> str:
    return " ".join(f"{word}/{upos}/NNP/0/root" for word in words.split())


@pytest.mark.parametrize(
    ("words", "label", "kind"),
    [
        ("Armenia", "LOC", "country"),
        ("Yerevan", "LOC", "city"),
        ("Nagorno-Karabakh", "LOC", "place"),
        ("Qorvan River", "LOC", "place"),
        ("Turks", "NORP", "nationality"),
        ("Sunnis", "NORP", "nationality"),
        ("Ada Hale", "PER", "person"),
        ("Yerevan", "PER", "city"),
        ("Jordan", "PER", "person"),
        ("Ministry of Water", "ORG", "organisation"),
        ("Red Valley Brigades", "ORG", "armed-group"),
        ("Qorvan Treaty", "ORG", "instrument"),
        ("Qorvan War", "EVENT", "event"),
    ],
)
def test_kind(words: str, label: str, kind: str) -> None:
    table = line(words)
    assert entities(table, (0, len(words.split()), label)) == [(words, kind)]


def test_titles_and_articles_are_left_out() -> None:
    assert entities("the/DET/DT/0/root " + line("President Hale"), (0, 3, "PER")) == [("Hale", "person")]


def test_a_possessive_is_left_out() -> None:
    assert entities(line("Hale") + " 's/PART/POS/1/case", (0, 2, "PER")) == [("Hale", "person")]


def test_the_full_stop_of_initials_stays() -> None:
    assert entities(line("U.N."), (0, 1, "ORG")) == [("U.N.", "organisation")]


def test_an_arabic_name_is_kept_together() -> None:
    analysis = make_analysis(
        "Omar/PROPN/NNP/0/root al/PROPN/NNP/1/flat -/PUNCT/HYPH/4/punct Taleb/PROPN/NNP/1/flat",
        text="Omar al-Taleb",
    )
    made = make_entities(analysis.tokens, [(0, 2, "PER", 0.9)])
    assert [(e.first, e.last) for e in made] == [(0, 4)]


def test_the_halves_of_an_arabic_name_become_one() -> None:
    analysis = make_analysis(
        "Omar/PROPN/NNP/0/root al/PROPN/NNP/1/flat -/PUNCT/HYPH/4/punct Taleb/PROPN/NNP/1/flat",
        text="Omar al-Taleb",
    )
    made = make_entities(analysis.tokens, [(0, 1, "PER", 0.9), (3, 4, "PER", 0.8)])
    assert [(e.first, e.last) for e in made] == [(0, 4)]


def test_hyphens_between_countries_part() -> None:
    analysis = make_analysis(
        "Armenia/PROPN/NNP/0/root -/PUNCT/HYPH/3/punct Turkey/PROPN/NNP/1/flat", text="Armenia-Turkey"
    )
    made = make_entities(analysis.tokens, [(0, 1, "LOC", 0.9), (2, 3, "LOC", 0.9)])
    assert [(e.first, e.last) for e in made] == [(0, 1), (2, 3)]


def test_nationalities_the_model_left_out_are_added() -> None:
    analysis = make_analysis("Armenian/ADJ/JJ/2/amod troops/NOUN/NNS/0/root")
    assert [(e.first, e.type, e.score) for e in make_entities(analysis.tokens, [])] == [
        (0, "nationality", UNSEEN)
    ]


def test_an_article_alone_is_no_name() -> None:
    assert entities("The/DET/DT/2/det " + line("Agency"), (0, 1, "ORG"), (1, 2, "ORG")) == [
        ("Agency", "organisation")
    ]
