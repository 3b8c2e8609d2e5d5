"""Whom descriptions and pronouns refer to, and what stays open."""

from __future__ import annotations

from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Analysis, Entity
from servanda.resolution import Doubt, resolve_mentions

SURE = Doubt(least=0.0, lead=0.0)


def resolve(table: str, *entities: Entity, doubt: Doubt = SURE) -> Analysis:
    """Mentions found and resolved, none left open for doubt."""
    return resolve_mentions(find_mentions(make_analysis(table, entities=entities)), doubt)


def actors(analysis: Analysis, token: int) -> list[str]:
    """Actors of the mention at a token."""
    mention = analysis.mention_at(token)
    return [str(actor) for actor in mention.actors] if mention else []


TWO_MEN = (
    "General/PROPN/NNP/2/nmod:desc Kessel/PROPN/NNP/3/nsubj said/VERB/VBD/0/root that/SCONJ/IN/7/mark "
    "Minister/PROPN/NNP/6/nmod:desc Brandt/PROPN/NNP/7/nsubj lied/VERB/VBD/3/ccomp ./PUNCT/./3/punct\n"
    "He/PRON/PRP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct"
)
MEN = (Entity(1, 2, "person", 1.0), Entity(5, 6, "person", 1.0))


def test_a_pronoun_prefers_the_subject_of_the_main_clause() -> None:
    assert actors(resolve(TWO_MEN, *MEN), 8)[0].startswith("Kessel|")


def test_a_subject_kept_in_a_joined_clause_is_another() -> None:
    table = (
        "General/PROPN/NNP/2/nmod:desc Kessel/PROPN/NNP/3/nsubj met/VERB/VBD/0/root "
        "Minister/PROPN/NNP/5/nmod:desc Brandt/PROPN/NNP/3/obj and/CCONJ/CC/8/cc he/PRON/PRP/8/nsubj "
        "promised/VERB/VBD/3/conj help/NOUN/NN/8/obj"
    )
    met = (Entity(1, 2, "person", 1.0), Entity(4, 5, "person", 1.0))
    assert actors(resolve(table, *met), 6)[0].startswith("Brandt|")


def test_whom_a_pronoun_does_not_mean_is_kept_with_score_and_reason() -> None:
    mention = resolve(TWO_MEN, *MEN).mention_at(8)
    assert mention is not None
    chosen, lost = mention.candidates
    assert chosen.score > lost.score
    assert [a.name for a in lost.actors] == ["Brandt"]
    assert "Minister Brandt" in lost.reason


def test_two_candidates_too_near_leave_it_open_with_both() -> None:
    mention = resolve(TWO_MEN, *MEN, doubt=Doubt(least=0.0, lead=1.0)).mention_at(8)
    assert mention is not None
    assert mention.actors == ()
    assert len(mention.candidates) == 2
    assert mention.reason == "left open: Kessel or Brandt"


def test_a_given_name_tells_she_from_he() -> None:
    table = (
        "Uta/PROPN/NNP/3/nsubj Brandt/PROPN/NNP/1/flat met/VERB/VBD/0/root Maria/PROPN/NNP/3/obj "
        "Lind/PROPN/NNP/4/flat ./PUNCT/./3/punct\n"
        "John/PROPN/NNP/2/nsubj left/VERB/VBD/0/root ./PUNCT/./2/punct\n"
        "She/PRON/PRP/2/nsubj stayed/VERB/VBD/0/root ./PUNCT/./2/punct"
    )
    people = (Entity(0, 2, "person", 1.0), Entity(3, 5, "person", 1.0), Entity(6, 7, "person", 1.0))
    assert actors(resolve(table, *people), 9)[0].startswith("Uta Brandt|")


def test_a_counterpart_holds_the_office_of_the_other() -> None:
    table = (
        "The/DET/DT/3/det Turkish/ADJ/JJ/3/amod president/NOUN/NN/4/nsubj met/VERB/VBD/0/root "
        "his/PRON/PRP$/7/nmod:poss Greek/ADJ/JJ/7/amod counterpart/NOUN/NN/4/obj ./PUNCT/./4/punct"
    )
    assert actors(resolve(table), 6) == ["Greek president|GRC|GOV"]


def test_a_group_that_sits_abroad_is_the_one_named_before() -> None:
    table = (
        "Amnesty/PROPN/NNP/3/nsubj International/PROPN/NNP/1/flat objected/VERB/VBD/0/root\n"
        "The/DET/DT/5/det London/PROPN/NNP/4/compound -/PUNCT/HYPH/4/punct based/VERB/VBN/5/amod "
        "group/NOUN/NN/6/nsubj protested/VERB/VBD/0/root ./PUNCT/./6/punct"
    )
    assert actors(resolve(table), 7) == actors(resolve(table), 0) != []


def test_the_officials_are_those_called_so_before() -> None:
    table = (
        "Iraqi/ADJ/JJ/3/amod security/NOUN/NN/3/compound officials/NOUN/NNS/4/nsubj spoke/VERB/VBD/0/root\n"
        "Officials/NOUN/NNS/2/nsubj disagreed/VERB/VBD/0/root ./PUNCT/./2/punct"
    )
    assert actors(resolve(table), 4) == actors(resolve(table), 2) == ["Iraqi security officials|IRQ|COP"]


def test_the_latter_is_the_last_named() -> None:
    table = (
        "Armenia/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Turkey/PROPN/NNP/2/obj ./PUNCT/./2/punct\n"
        "The/DET/DT/2/det latter/ADJ/JJ/3/nsubj agreed/VERB/VBD/0/root ./PUNCT/./3/punct"
    )
    assert actors(resolve(table), 5) == ["Turkey|TUR|GOV"]


def test_the_two_are_a_pair_named_before() -> None:
    table = (
        "Armenia/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Turkey/PROPN/NNP/1/conj met/VERB/VBD/0/root\n"
        "The/DET/DT/2/det two/NUM/CD/3/nsubj agreed/VERB/VBD/0/root ./PUNCT/./3/punct"
    )
    assert actors(resolve(table), 5) == ["Armenia|ARM|GOV", "Turkey|TUR|GOV"]


def test_warring_parties_that_nobody_names_stay_open() -> None:
    analysis = resolve(
        "Various/ADJ/JJ/2/amod parties/NOUN/NNS/3/nsubj met/VERB/VBD/0/root in/ADP/IN/5/case "
        "Syria/PROPN/NNP/3/obl ./PUNCT/./3/punct"
    )
    mention = analysis.mention_at(1)
    assert mention is not None
    assert (mention.actors, mention.reason) == ((), "parties that nobody names")


def test_a_place_is_no_side() -> None:
    table = (
        "Armenia/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Azerbaijan/PROPN/NNP/2/obj in/ADP/IN/5/case "
        "Vienna/PROPN/NNP/2/obl ./PUNCT/./2/punct\n"
        "Both/DET/DT/2/det sides/NOUN/NNS/3/nsubj agreed/VERB/VBD/0/root ./PUNCT/./3/punct"
    )
    assert actors(resolve(table), 7) == ["Armenia|ARM|GOV", "Azerbaijan|AZE|GOV"]


def test_a_nationality_beside_a_name_is_the_bearers() -> None:
    table = (
        "Filipino/ADJ/JJ/2/amod Otto/PROPN/NNP/4/nsubj Kessel/PROPN/NNP/2/flat left/VERB/VBD/0/root "
        "./PUNCT/./4/punct"
    )
    assert actors(resolve(table, Entity(1, 3, "person", 1.0)), 1) == ["Otto Kessel|PHL|CVL"]


def test_a_title_of_two_words_is_no_part_of_the_name() -> None:
    table = (
        "Lance/PROPN/NNP/4/nsubj Corporal/PROPN/NNP/1/flat Otto/PROPN/NNP/1/flat left/VERB/VBD/0/root "
        "./PUNCT/./4/punct"
    )
    assert actors(resolve(table, Entity(0, 3, "person", 1.0)), 2) == ["Otto||MIL"]


def test_allied_says_no_country_only_with_an_ally() -> None:
    table = (
        "Syrian/ADJ/JJ/2/amod soldiers/NOUN/NNS/6/nsubj and/CCONJ/CC/5/cc allied/ADJ/JJ/5/amod "
        "fighters/NOUN/NNS/2/conj advanced/VERB/VBD/0/root in/ADP/IN/8/case Syria/PROPN/NNP/6/obl"
    )
    assert actors(resolve(table), 4) == ["allied fighters|SYR|REB"]


def test_a_paper_called_after_a_post_may_be_it() -> None:
    analysis = resolve(
        "The/DET/DT/3/det Dornish/PROPN/NNP/3/compound Post/PROPN/NNP/4/nsubj wrote/VERB/VBD/0/root "
        "of/ADP/IN/6/case Peru/PROPN/NNP/4/obl ./PUNCT/./4/punct\nIt/PRON/PRP/2/nsubj closed/VERB/VBD/0/root",
        Entity(1, 3, "organisation", 1.0),
        Entity(5, 6, "country", 1.0),
    )
    assert actors(analysis, 7) == actors(analysis, 2) != []
