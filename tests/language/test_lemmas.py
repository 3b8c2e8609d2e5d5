"""Dictionary forms."""

import pytest

from servanda.language.lemmas import lemmatise

VERBS = """
    killed kill; stopped stop; agreed agree; denied deny; died die; vowed vow; struck strike; left leave;
    seized seize; shelled shell; controlled control; released release; freed free; offered offer; developed
    develop; accused accuse; focused focus; met meet; withdrew withdraw; condemned condemn; declared declare;
    explored explore; monitored monitor; provided provide; aided aid; retreated retreat; negotiated negotiate;
    visited visit; united unite; damaged damage; belonged belong; changed change; said say; held hold; shot
    shoot; cut cut; resold resell; relied rely; undermined undermine; explained explain; hanged hang
"""
NOUNS = """
    troops troop; bodies body; children child; wives wife; crises crisis; buses bus; houses house; attacks
    attack; churches church; heroes hero; gunmen gunman; ties tie; causes cause; headquarters headquarters;
    people people; cease-fires cease-fire; viruses virus; boxes box; allies ally; prizes prize; series series
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(form, lemma) for form, lemma in (entry.split() for entry in text.split(";"))]


@pytest.mark.parametrize(("form", "lemma"), pairs(VERBS))
def test_past_tense(form: str, lemma: str) -> None:
    assert lemmatise(form, "VERB", "VBD") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    pairs("making make; planning plan; dying die; trying try; seeing see; being be; using use"),
)
def test_participle(form: str, lemma: str) -> None:
    assert lemmatise(form, "VERB", "VBG") == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), pairs("says say; denies deny; goes go; reaches reach; uses use; is be; has have")
)
def test_third_person(form: str, lemma: str) -> None:
    assert lemmatise(form, "VERB", "VBZ") == lemma


@pytest.mark.parametrize(("form", "lemma"), pairs(NOUNS))
def test_plural(form: str, lemma: str) -> None:
    assert lemmatise(form, "NOUN", "NNS") == lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("n’t", "PART", "RB", "not"),
        ("wo", "AUX", "MD", "will"),
        ("’s", "AUX", "VBZ", "be"),
        ("’s", "PART", "POS", "'s"),
        ("'d", "AUX", "VBD", "have"),
        ("Them", "PRON", "PRP", "they"),
        ("her", "PRON", "PRP$", "her"),
        ("her", "PRON", "PRP", "she"),
        ("those", "DET", "DT", "that"),
        ("An", "DET", "DT", "a"),
        ("“", "PUNCT", "``", '"'),
        ("2,000", "NUM", "CD", "2000"),
        ("bn", "NUM", "CD", "billion"),
        ("biggest", "ADJ", "JJS", "big"),
        ("larger", "ADJ", "JJR", "large"),
        ("heavier", "ADJ", "JJR", "heavy"),
        ("better", "ADV", "RBR", "well"),
        ("worse", "ADJ", "JJR", "bad"),
    ],
)
def test_closed_classes_and_degrees(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemmatise(form, upos, xpos) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("States", "PROPN", "NNPS", "States"),
        ("United", "ADJ", "NNP", "United"),
        ("Russian", "ADJ", "JJ", "Russian"),
        ("Human", "ADJ", "JJ", "human"),
        ("pro-Kestrian", "ADJ", "JJ", "pro-Kestrian"),
        ("Useful", "ADJ", "JJ", "useful"),
        ("MEETING", "NOUN", "NN", "meeting"),
    ],
)
def test_capitals(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemmatise(form, upos, xpos) == lemma


@pytest.mark.parametrize("xpos", ["VBD", "VBG", "VBZ", "NNS", "JJR", "JJS", "RBR", "XX"])
@pytest.mark.parametrize("form", ["s", "ed", "ing", "ies", "-", "er", "est", "es", "'s", "uses", "é", "x-s"])
def test_any_form_has_a_lemma(form: str, xpos: str) -> None:
    upos = "NOUN" if xpos == "NNS" else "VERB" if xpos.startswith("V") else "ADJ"
    assert lemmatise(form, upos, xpos)
