"""Reports whose parts the parser hung in the wrong place."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import make_analysis

from servanda.language.attributions import find_attributions
from servanda.language.quotations import find_quotations


def found(table: str) -> list[tuple[str, str]]:
    """Source and content of each attribution."""
    analysis = make_analysis(table)
    analysis = replace(analysis, quotations=find_quotations(analysis))
    text = analysis.document.text
    return [
        (analysis.tokens[a.source].text if a.source >= 0 else "", a.span.of(text))
        for a in find_attributions(analysis)
    ]


CASES = {
    "a report hung on the last noun of its content": (
        "Shells/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root two/NUM/CD/4/nummod men/NOUN/NNS/2/obj near/ADP/IN/7/case the/DET/DT/7/det dam/NOUN/NN/2/obl state/NOUN/NN/9/compound radio/NOUN/NN/10/nsubj said/VERB/VBD/7/acl:relcl on/ADP/IN/12/case Monday/PROPN/NNP/10/obl ./PUNCT/./2/punct",
        [("radio", "Shells killed two men near the dam")],
    ),
    "a relative clause is no report at the end": (
        "Shells/NOUN/NNS/2/nsubj hit/VERB/VBD/0/root the/DET/DT/4/det dam/NOUN/NN/2/obj that/PRON/WDT/7/obj radio/NOUN/NN/7/nsubj reported/VERB/VBD/4/acl:relcl ./PUNCT/./2/punct",
        [],
    ),
    "the subject of the content hung on the verb": (
        "Helpers/NOUN/NNS/2/nsubj said/VERB/VBD/0/root one/NUM/CD/2/obl of/ADP/IN/5/case houses/NOUN/NNS/3/nmod was/AUX/VBD/7/aux:pass hit/VERB/VBN/2/ccomp ./PUNCT/./2/punct",
        [("Helpers", "one of houses was hit")],
    ),
    "the speaker hung on the quotation, before the verb": (
        "“/PUNCT/``/4/punct Roads/NOUN/NNS/4/nsubj are/AUX/VBP/4/cop open/ADJ/JJ/9/ccomp ,/PUNCT/,/4/punct ”/PUNCT/''/4/punct Chairman/NOUN/NN/8/nmod:desc Rudolf/PROPN/NNP/4/nsubj said/VERB/VBD/0/root ./PUNCT/./9/punct",
        [("Rudolf", "“Roads are open,”")],
    ),
    "the speaker hung on the quotation, after the verb": (
        "“/PUNCT/``/4/punct Roads/NOUN/NNS/4/nsubj are/AUX/VBP/4/cop open/ADJ/JJ/7/ccomp ,/PUNCT/,/4/punct ”/PUNCT/''/4/punct said/VERB/VBD/0/root Chairman/NOUN/NN/9/nmod:desc Rudolf/PROPN/NNP/4/vocative ./PUNCT/./7/punct",
        [("Rudolf", "“Roads are open,”")],
    ),
    "a subject after a participle is the content's": (
        "Elbonia/PROPN/NNP/2/nsubj objected/VERB/VBD/0/root ,/PUNCT/,/4/punct saying/VERB/VBG/2/advcl rebels/NOUN/NNS/4/nsubj had/AUX/VBD/7/aux fled/VERB/VBN/4/ccomp ./PUNCT/./2/punct",
        [("Elbonia", "rebels had fled")],
    ),
    "the noun before the verb, not the doer of the content": (
        "Troops/NOUN/NNS/9/nsubj killed/VERB/VBD/9/ccomp two/NUM/CD/4/nummod men/NOUN/NNS/2/obj near/ADP/IN/6/case Zenda/PROPN/NNP/2/obl local/ADJ/JJ/8/amod media/NOUN/NNS/6/appos reported/VERB/VBD/0/root ./PUNCT/./9/punct",
        [("media", "Troops killed two men near Zenda")],
    ),
    "a participle with a report of its own": (
        "Elbonia/PROPN/NNP/2/nsubj praised/VERB/VBD/0/root Ruritania/PROPN/NNP/2/obj ,/PUNCT/,/5/punct stating/VERB/VBG/2/advcl it/PRON/PRP/9/nsubj was/AUX/VBD/9/cop “/PUNCT/``/9/punct proud/ADJ/JJ/5/ccomp ”/PUNCT/''/9/punct ./PUNCT/./2/punct",
        [("Elbonia", "it was “proud”")],
    ),
    "a verb inside a quotation reports nothing of the whole": (
        "“/PUNCT/``/4/punct We/PRON/PRP/3/nsubj know/VERB/VBP/13/ccomp people/NOUN/NNS/5/nsubj say/VERB/VBP/3/ccomp roads/NOUN/NNS/8/nsubj are/AUX/VBP/8/cop open/ADJ/JJ/5/ccomp ,/PUNCT/,/3/punct ”/PUNCT/''/3/punct the/DET/DT/12/det mayor/NOUN/NN/13/nsubj said/VERB/VBD/0/root ./PUNCT/./13/punct",
        [
            ("mayor", "“We know people say roads are open,”"),
            ("We", "people say roads are open"),
            ("people", "roads are open"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), CASES.values(), ids=CASES.keys())
def test_source_and_content(table: str, expected: list[tuple[str, str]]) -> None:
    assert found(table) == expected
