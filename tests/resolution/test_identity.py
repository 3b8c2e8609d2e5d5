"""Stable ids of actors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Actor, Document, Entity
from servanda.resolution import actor_id, resolve_mentions


def make_document(text: str = "Calm returned to the valley.") -> Document:
    return make_analysis(f"{text.split(maxsplit=1)[0]}/NOUN/NN/0/root").document


def test_a_state_has_its_code() -> None:
    assert actor_id(Actor("Azerbaijan", "AZE", "GOV"), make_document()) == "state:AZE"


def test_a_capital_is_its_state() -> None:
    table = "Baku/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/root ./PUNCT/./2/punct"
    mention = resolve_mentions(find_mentions(make_analysis(table))).mention_at(0)
    assert mention is not None
    assert mention.ids == ("state:AZE",)


def test_a_body_has_the_id_of_its_row() -> None:
    assert actor_id(Actor("Hezbollah", "LBN", "REB"), make_document()) == "org:lbn:hezbollah"
    assert actor_id(Actor("UN", "INT", "IGO"), make_document()) == "org:int:united-nations"


def test_a_name_of_the_tables_in_another_country_is_somebody_else() -> None:
    assert actor_id(Actor("Hezbollah", "TUR", "REB"), make_document()).startswith("local:")


def test_a_person_keeps_his_id_when_he_leaves_office() -> None:
    document = make_document()
    early = actor_id(Actor("Angela Merkel", "DEU", "GOV"), document, date(2010, 1, 1))
    late = actor_id(Actor("Angela Merkel", "DEU", "CVL"), document, date(2023, 1, 1))
    assert early == late == "person:deu:angela-merkel"


def test_the_unknown_are_told_apart_by_report_and_name() -> None:
    one, other = make_document("Calm"), replace(make_document("Calm"), sha256="f" * 64)
    kessel, brandt = Actor("Otto Kessel", "SYR", "MIL"), Actor("Uta Brandt", "SYR", "MIL")
    ids = {actor_id(kessel, one), actor_id(kessel, other), actor_id(brandt, one)}
    assert len(ids) == 3
    assert actor_id(kessel, one).endswith(":syr:otto-kessel")


def test_a_name_in_another_script_has_an_id() -> None:
    assert actor_id(Actor("Фёдор", "", "CVL"), make_document()).rpartition(":")[2]


def test_short_names_share_the_id_of_the_full_one() -> None:
    table = (
        "Otto/PROPN/NNP/3/nsubj Kessel/PROPN/NNP/1/flat spoke/VERB/VBD/0/root ./PUNCT/./3/punct\n"
        "Kessel/PROPN/NNP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"
    )
    entities = (Entity(0, 2, "person", 1.0), Entity(4, 5, "person", 1.0))
    analysis = resolve_mentions(find_mentions(make_analysis(table, entities=entities)))
    first, second = analysis.mention_at(0), analysis.mention_at(4)
    assert first is not None
    assert second is not None
    assert first.ids == second.ids != ()
