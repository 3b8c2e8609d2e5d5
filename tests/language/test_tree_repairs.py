"""Trees of headlines and of text without commas."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.factory import make_analysis

from servanda.language.tree_repairs import repair_trees
from servanda.model import Token


def repaired(table: str) -> list[tuple[str, str, str]]:
    """Word, relation and the word it hangs on, after the repairs; the first of several sentences apart."""
    tokens = repair_trees(make_analysis(table).tokens)
    return [(t.text, t.deprel, _head(tokens, t)) for t in tokens]


def _head(tokens: tuple[Token, ...], token: Token) -> str:
    return tokens[token.head].text if token.head >= 0 else ""


def test_wounds_between_two_numbers_is_a_verb_of_a_headline() -> None:
    rows = repaired(
        "Bomb/NOUN/NN/2/nsubj Kills/VERB/VBZ/0/root 3/NUM/CD/2/obj ,/PUNCT/,/5/punct "
        "Wounds/NOUN/NNS/2/parataxis 20/NUM/CD/5/flat"
    )
    assert rows[4:] == [("Wounds", "conj", "Kills"), ("20", "obj", "Wounds")]
    rows = repaired(
        "Blast/NOUN/NN/2/nsubj kills/VERB/VBZ/0/root 7/NUM/CD/4/nummod injures/NOUN/NNS/2/obj 31/NUM/CD/2/obj"
    )
    assert rows[2:] == [("7", "obj", "kills"), ("injures", "conj", "kills"), ("31", "obj", "injures")]


def test_wounds_that_heal_stay_a_noun() -> None:
    table = (
        "Bomb/NOUN/NN/2/nsubj leaves/VERB/VBZ/0/root wounds/NOUN/NNS/2/obj 20/NUM/CD/5/nummod "
        "years/NOUN/NNS/2/obl"
    )
    assert repaired(table)[2] == ("wounds", "obj", "leaves")


def test_who_reports_at_the_end_is_none_of_the_dead() -> None:
    rows = repaired(
        "Bombs/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root town/NOUN/NN/2/obj "
        "killing/VERB/VBG/2/advcl six/NUM/CD/6/nummod "
        "women/NOUN/NNS/4/obj and/CCONJ/CC/11/cc nine/NUM/CD/11/nummod others/NOUN/NNS/6/conj "
        "local/ADJ/JJ/11/amod activists/NOUN/NNS/6/conj have/AUX/VBP/13/aux reported/VERB/VBN/2/conj"
    )
    assert rows[6:9] == [("and", "cc", "others"), ("nine", "nummod", "others"), ("others", "conj", "women")]
    assert rows[10] == ("activists", "nsubj", "reported")
    assert rows[12] == ("reported", "parataxis", "hit")


def test_a_body_after_the_verb_that_it_would_be_the_doer_of_tells_it() -> None:
    rows = repaired(
        "Rockets/NOUN/NNS/2/nsubj wounded/VERB/VBD/0/root at/ADP/IN/4/case "
        "least/ADJ/JJS/5/nmod 50/NUM/CD/2/obj "
        "a/DET/DT/8/det monitoring/NOUN/NN/8/compound group/NOUN/NN/2/nsubj "
        "said/VERB/VBD/8/acl ./PUNCT/./2/punct"
    )
    assert rows[7:9] == [("group", "nsubj", "said"), ("said", "parataxis", "wounded")]


def test_a_relative_clause_keeps_its_noun() -> None:
    table = (
        "He/PRON/PRP/2/nsubj met/VERB/VBD/0/root envoys/NOUN/NNS/2/obj "
        "officials/NOUN/NNS/5/nsubj said/VERB/VBD/3/acl:relcl "
        "were/AUX/VBD/7/aux lost/VERB/VBN/5/ccomp"
    )
    assert repaired(table)[4] == ("said", "acl:relcl", "envoys")


def test_a_bare_monitor_at_the_end_of_a_headline_tells_it() -> None:
    rows = repaired(
        "Rebels/NOUN/NNS/2/nsubj kill/VERB/VBP/0/root 9/NUM/CD/2/obj in/ADP/IN/6/case "
        "Bergen/PROPN/NNP/6/compound "
        "raid/NOUN/NN/7/compound Monitor/NOUN/NN/2/obj"
    )
    assert rows[5:] == [("raid", "obj", "kill"), ("Monitor", "parataxis", "kill")]
    rows = repaired(
        "Jihadists/NOUN/NNS/2/nsubj fight/VERB/VBP/0/root in/ADP/IN/4/case town/NOUN/NN/2/obl "
        "Syria/PROPN/NNP/2/obj "
        "Kurds/PROPN/NNPS/7/compound Monitor/PROPN/NNP/2/xcomp"
    )
    assert rows[4:6] == [("Syria", "compound", "Kurds"), ("Kurds", "obj", "fight")]


def test_an_official_who_is_killed_stays_the_victim() -> None:
    table = (
        "Rebels/NOUN/NNS/3/nsubj in/ADV/RB/1/advmod kill/VERB/VBP/0/root a/DET/DT/6/det "
        "senior/ADJ/JJ/6/amod official/NOUN/NN/3/obj"
    )
    assert repaired(table)[5] == ("official", "obj", "kill")


def test_a_station_whose_name_has_parts_tells_it() -> None:
    rows = repaired(
        "Officials/NOUN/NNS/2/nsubj said/VERB/VBD/0/root two/NUM/CD/4/nummod men/NOUN/NNS/5/nsubj "
        "died/VERB/VBD/2/ccomp in/ADP/IN/7/case fighting/NOUN/NN/5/obl near/ADP/IN/9/case "
        "town/NOUN/NN/7/nmod "
        "al/PROPN/NNP/14/compound -/PUNCT/HYPH/10/punct Noor/PROPN/NNP/10/flat TV/PROPN/NNP/14/compound "
        "channel/NOUN/NN/5/obl reported/VERB/VBD/2/parataxis ./PUNCT/./2/punct"
    )
    assert rows[9:14] == [
        ("al", "compound", "channel"),
        ("-", "punct", "al"),
        ("Noor", "flat", "al"),
        ("TV", "compound", "channel"),
        ("channel", "nsubj", "reported"),
    ]


WORDS = (
    "Monitor/PROPN/NNP", "Kurds/PROPN/NNPS", "troops/NOUN/NNS", "kill/VERB/VBP", "wounds/NOUN/NNS",
    "nine/NUM/CD", "source/NOUN/NN", "said/VERB/VBD", "reported/VERB/VBN", "have/AUX/VBP", "in/ADP/IN",
)  # fmt: skip
RELATIONS = ("nsubj", "obj", "obl", "acl", "conj", "parataxis", "ccomp", "nmod", "compound")


def any_tree(chance: random.Random) -> tuple[Token, ...]:
    """Some tree over words that the repairs are about, as a parser may hang them."""
    size = chance.randint(5, 9)
    order = chance.sample(range(size), size)
    words = [chance.choice(WORDS) for _ in range(size - 1)] + ["reported/VERB/VBD"]
    rows = [f"{word}/0/root" for word in words]
    for at, one in enumerate(order[1:], 1):
        above = order[chance.randrange(at)] + 1
        rows[one] = f"{words[one]}/{above}/{chance.choice(RELATIONS)}"
    tokens = make_analysis(" ".join(rows)).tokens
    return tuple(replace(t, index=t.index + 40, head=t.head + 40 if t.head >= 0 else -1) for t in tokens)


def test_a_tree_stays_a_tree() -> None:
    chance = random.Random(1)
    for _ in range(6000):
        heads = {t.index: t.head for t in repair_trees(any_tree(chance))}
        for start in heads:
            steps, at = 0, start
            while at in heads:
                at, steps = heads[at], steps + 1
                assert steps <= len(heads)
            assert at == -1
