"""Whether an act happened."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.factory import make_analysis

from servanda.language.factuality import judge_factuality

CASES = {
    "told somebody": (
        ("Guards/NOUN/NNS/2/nsubj told/VERB/VBD/0/root reporters/NOUN/NNS/2/iobj that/SCONJ/IN/6/mark "
        "shells/NOUN/NNS/6/nsubj fell/VERB/VBD/2/ccomp"),
        "fell",
        "happened",
        False,
    ),
    "told": ("Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root", "attacked", "happened", False),
    "negated": ("Rebels/NOUN/NNS/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod attack/VERB/VB/0/root", "attack", "denied", True),
    "may": ("Rebels/NOUN/NNS/3/nsubj may/AUX/MD/3/aux attack/VERB/VB/0/root", "attack", "possible", False),
    "will": ("Rebels/NOUN/NNS/3/nsubj will/AUX/MD/3/aux attack/VERB/VB/0/root", "attack", "planned", False),
    "must": ("Rebels/NOUN/NNS/3/nsubj must/AUX/MD/3/aux withdraw/VERB/VB/0/root", "withdraw", "demanded", False),
    "if": ("If/SCONJ/IN/3/mark rebels/NOUN/NNS/3/nsubj attack/VERB/VBP/6/advcl we/PRON/PRP/6/nsubj will/AUX/MD/6/aux respond/VERB/VB/0/root", "attack", "possible", False),
    "planned": ("Rebels/NOUN/NNS/2/nsubj plan/VERB/VBP/0/root to/PART/TO/4/mark withdraw/VERB/VB/2/xcomp", "withdraw", "planned", False),
    "threatened": ("Rebels/NOUN/NNS/2/nsubj threatened/VERB/VBD/0/root to/PART/TO/4/mark attack/VERB/VB/2/xcomp", "attack", "possible", False),
    "urged": ("Elbonia/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root rebels/NOUN/NNS/2/obj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp", "withdraw", "demanded", False),
    "refused": ("Rebels/NOUN/NNS/2/nsubj refused/VERB/VBD/0/root to/PART/TO/4/mark withdraw/VERB/VB/2/xcomp", "withdraw", "denied", True),
    "called for": ("Elbonia/PROPN/NNP/2/nsubj called/VERB/VBD/0/root for/ADP/IN/4/case talks/NOUN/NNS/2/obl", "talks", "demanded", False),
    "a plan to": ("The/DET/DT/2/det plan/NOUN/NN/0/root to/PART/TO/4/mark withdraw/VERB/VB/2/acl", "withdraw", "planned", False),
    "a planned": ("The/DET/DT/3/det planned/ADJ/JJ/3/amod visit/NOUN/NN/0/root", "visit", "planned", False),
    "no": ("No/DET/DT/2/det attack/NOUN/NN/3/nsubj came/VERB/VBD/0/root", "attack", "denied", True),
    "launched": ("Rebels/NOUN/NNS/3/nsubj may/AUX/MD/3/aux launch/VERB/VB/0/root an/DET/DT/5/det attack/NOUN/NN/3/obj", "attack", "possible", False),
    "would, under said": ("Rebels/NOUN/NNS/2/nsubj said/VERB/VBD/0/root they/PRON/PRP/5/nsubj would/AUX/MD/5/aux withdraw/VERB/VB/2/ccomp", "withdraw", "planned", False),
    "question": ("Did/AUX/VBD/3/aux rebels/NOUN/NNS/3/nsubj attack/VERB/VB/0/root ?/PUNCT/./3/punct", "attack", "possible", False),
    "an unsaid cause leaves the act": ("Rebels/NOUN/NNS/2/nsubj fled/VERB/VBD/0/root after/ADP/IN/5/case the/DET/DT/5/det attack/NOUN/NN/2/obl", "attack", "happened", False),
    "has yet to": ("Elbonia/PROPN/NNP/2/nsubj has/VERB/VBZ/0/root yet/ADV/RB/2/advmod to/PART/TO/5/mark sign/VERB/VB/2/xcomp", "sign", "denied", True),
    "would, if": ("Rebels/NOUN/NNS/4/nsubj said/VERB/VBD/0/root they/PRON/PRP/5/nsubj would/AUX/MD/5/aux leave/VERB/VB/2/ccomp if/SCONJ/IN/8/mark shells/NOUN/NNS/8/nsubj fell/VERB/VBD/5/advcl", "leave", "possible", False),
    "unlikely that they will": ("It/PRON/PRP/3/expl is/AUX/VBZ/3/cop unlikely/ADJ/JJ/0/root rebels/NOUN/NNS/6/nsubj will/AUX/MD/6/aux agree/VERB/VB/3/csubj", "agree", "possible", False),
    "due to": ("Envoys/NOUN/NNS/3/nsubj were/AUX/VBD/3/cop due/ADJ/JJ/0/root to/PART/TO/5/mark meet/VERB/VB/3/advcl", "meet", "planned", False),
    "warned, after": ("Elbonia/PROPN/NNP/2/nsubj warned/VERB/VBD/0/root of/ADP/IN/4/case floods/NOUN/NNS/2/obl after/SCONJ/IN/7/mark rebels/NOUN/NNS/7/nsubj attacked/VERB/VBD/2/advcl", "attacked", "happened", False),
    "waiting": ("Buses/NOUN/NNS/2/nsubj wait/VERB/VBP/0/root to/PART/TO/4/mark evacuate/VERB/VB/2/advcl", "evacuate", "planned", False),
    "looming": ("An/DET/DT/2/det attack/NOUN/NN/4/nsubj was/AUX/VBD/4/aux looming/VERB/VBG/0/root", "attack", "planned", False),
    "a doubt of the kind": ("A/DET/DT/4/det suspected/VERB/VBN/4/amod gas/NOUN/NN/4/compound attack/NOUN/NN/5/nsubj shook/VERB/VBD/0/root town/NOUN/NN/5/obj", "attack", "happened", False),
    "called it": ("Officers/NOUN/NNS/2/nsubj called/VERB/VBD/0/root it/PRON/PRP/2/obj an/DET/DT/5/det attack/NOUN/NN/2/xcomp", "attack", "happened", False),
    "agreements reached": ("The/DET/DT/2/det agreement/NOUN/NN/0/root reached/VERB/VBN/2/acl in/ADP/IN/5/case May/PROPN/NNP/3/obl", "reached", "happened", False),
    "vowed to end": ("Elbonia/PROPN/NNP/2/nsubj vowed/VERB/VBD/0/root to/PART/TO/4/mark end/VERB/VB/2/xcomp the/DET/DT/6/det war/NOUN/NN/4/obj", "war", "happened", False),
    "did not mean to": ("Rebels/NOUN/NNS/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod mean/VERB/VB/0/root to/PART/TO/6/mark kill/VERB/VB/4/xcomp", "kill", "denied", True),
    "found not guilty": ("He/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass found/VERB/VBN/0/root not/PART/RB/5/advmod guilty/ADJ/JJ/3/xcomp", "found", "denied", True),
    "a tense of its own": ("Elbonia/PROPN/NNP/3/nsubj will/AUX/MD/3/aux withdraw/VERB/VB/0/root and/CCONJ/CC/6/cc is/AUX/VBZ/6/aux negotiating/VERB/VBG/3/conj", "negotiating", "happened", False),
}  # fmt: skip


@pytest.mark.parametrize(("table", "word", "status", "negated"), CASES.values(), ids=CASES.keys())
def test_status(table: str, word: str, status: str, negated: bool) -> None:
    analysis = make_analysis(table)
    token = next(t.index for t in analysis.tokens if t.text == word)
    found = judge_factuality(analysis)[token]
    assert (found.status, found.negated) == (status, negated)


def test_the_deciding_word_is_shown() -> None:
    analysis = make_analysis("Rebels/NOUN/NNS/3/nsubj may/AUX/MD/3/aux attack/VERB/VB/0/root")
    found = judge_factuality(analysis)[2]
    assert [analysis.tokens[c].text for c in found.cues] == ["may"]


def test_a_text_without_acts() -> None:
    assert judge_factuality(make_analysis("Peace/NOUN/NN/0/root ./PUNCT/./1/punct")) == {}
