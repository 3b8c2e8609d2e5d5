"""By whose count: who counts is the source of a number, though no clause tells what was said."""

from dataclasses import replace

import pytest
from tests.coding.test_figures import analyse

from servanda.coding.figures import code_figures
from servanda.model import Actor, Mention

CHILE = Actor("Chile", "CHL", "GOV")
COUNTS = (
    "Chile/PROPN/NNP/2/nsubj counts/VERB/VBZ/0/root/count 202/NUM/CD/4/nummod soldiers/NOUN/NNS/2/obj "
    "dead/ADJ/JJ/4/amod"
)
PUTS = (
    "Chile/PROPN/NNP/2/nsubj put/VERB/VBD/0/root its/PRON/PRP$/5/nmod:poss own/ADJ/JJ/5/amod "
    "losses/NOUN/NNS/2/obj at/ADP/IN/8/case 80/NUM/CD/8/nummod servicemen/NOUN/NNS/2/obl"
)
RAISES = (
    "Chile/PROPN/NNP/2/nsubj raised/VERB/VBD/0/root the/DET/DT/4/det number/NOUN/NN/2/obj of/ADP/IN/7/case "
    "its/PRON/PRP$/7/nmod:poss dead/NOUN/NN/4/nmod to/ADP/IN/10/case 71/NUM/CD/10/nummod "
    "servicemen/NOUN/NNS/2/obl"
)
LOST = "Chile/PROPN/NNP/2/nsubj lost/VERB/VBD/0/root 80/NUM/CD/4/nummod servicemen/NOUN/NNS/2/obj"
SENT = (
    "Chile/PROPN/NNP/2/nsubj raised/VERB/VBD/0/root its/PRON/PRP$/4/nmod:poss force/NOUN/NN/2/obj "
    "to/ADP/IN/7/case 300/NUM/CD/7/nummod peacekeepers/NOUN/NNS/2/obl"
)


@pytest.mark.parametrize(
    ("table", "says"), [(COUNTS, CHILE), (PUTS, CHILE), (RAISES, CHILE), (LOST, None), (SENT, None)]
)
def test_who_counts_is_the_source(table: str, says: Actor | None) -> None:
    first = Mention(id=0, first=0, last=1, head=0, kind="name", name=(0, 1), actors=(CHILE,))
    analysis = replace(analyse(table), mentions=(first,), mention_of={0: 0})
    (figure,) = code_figures(analysis).figures
    assert figure.says == says


JOINED = (
    "In/ADP/IN/2/case all/DET/DT/7/obl 207/NUM/CD/4/nummod people/NOUN/NNS/7/nsubj:pass "
    "were/AUX/VBD/7/aux:pass reportedly/ADV/RB/7/advmod killed/VERB/VBN/0/root "
    "or/CCONJ/CC/9/cc gone/VERB/VBN/7/conj "
    "missing/ADJ/JJ/9/xcomp"
)
APART = (
    "40/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root "
    "and/CCONJ/CC/8/cc six/NUM/CD/7/nummod others/NOUN/NNS/8/nsubj went/VERB/VBD/4/conj/go "
    "missing/ADJ/JJ/8/xcomp"
)


def test_dead_or_missing_is_no_number_of_the_dead() -> None:
    (figure,) = code_figures(analyse(JOINED)).figures
    assert (figure.measure, figure.low) == ("other", 207)
    (span,) = figure.provenance.evidence
    assert span.of(analyse(JOINED).document.text) == "207 people were reportedly killed or gone missing"
    assert ("killed", 40) in [(f.measure, f.low) for f in code_figures(analyse(APART)).figures]


def test_who_serves_in_an_army_is_not_deployed() -> None:
    served = (
        "Of/ADP/IN/2/case these/PRON/DT/5/obl ,/PUNCT/,/5/punct 42/NUM/CD/5/nsubj served/VERB/VBD/0/root "
        "in/ADP/IN/8/case the/DET/DT/8/det army/NOUN/NN/5/obl"
    )
    guard = (
        "300/NUM/CD/2/nummod soldiers/NOUN/NNS/3/nsubj serve/VERB/VBP/0/root in/ADP/IN/6/case "
        "the/DET/DT/6/det valley/NOUN/NN/3/obl"
    )
    assert code_figures(analyse(served)).figures == ()
    assert [f.measure for f in code_figures(analyse(guard)).figures] == ["deployed"]
