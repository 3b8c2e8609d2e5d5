"""By whom the report has what it tells."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

import pytest
from tests.coding.acts import REBELS, read_acts

from servanda.coding.attribution_chain import ChainReader
from servanda.model import Actor, Analysis, Event, Link, Provenance, Span

AGENCY = Actor("Agency", "RUR", "MED")
MINISTRY = Actor("Ministry", "RUR", "GOV")
ACTORS = {"Agency": AGENCY, "Ministry": MINISTRY, "rebels": REBELS}
QUOTED = "Agency/PROPN/NNP/2/nsubj quoted/VERB/VBD/0/root Ministry/PROPN/NNP/2/obj as/SCONJ/IN/5/mark saying/VERB/VBG/2/advcl rebels/NOUN/NNS/8/nsubj had/AUX/VBD/8/aux fled/VERB/VBN/5/ccomp ./PUNCT/./2/punct"
CLAIMED = "Ministry/PROPN/NNP/2/nsubj claimed/VERB/VBD/0/root rebels/NOUN/NNS/5/nsubj had/AUX/VBD/5/aux fled/VERB/VBN/2/ccomp ./PUNCT/./2/punct"
CONFIRMED = CLAIMED.replace("claimed", "confirmed")
CITING = "Agency/PROPN/NNP/2/nsubj said/VERB/VBD/0/root rebels/NOUN/NNS/5/nsubj had/AUX/VBD/5/aux fled/VERB/VBN/2/ccomp ,/PUNCT/,/7/punct citing/VERB/VBG/2/advcl Ministry/PROPN/NNP/7/obj ./PUNCT/./2/punct"
OWN = "The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj fled/VERB/VBD/0/root ./PUNCT/./3/punct"
ALLEGEDLY = "The/DET/DT/2/det rebels/NOUN/NNS/4/nsubj allegedly/ADV/RB/4/advmod fled/VERB/VBD/0/root ./PUNCT/./4/punct"
UNCHECKED = "The/DET/DT/2/det claim/NOUN/NN/7/nsubj:pass could/AUX/MD/7/aux not/PART/RB/7/advmod be/AUX/VB/7/aux:pass independently/ADV/RB/7/advmod verified/VERB/VBN/0/root ./PUNCT/./7/punct"


def chain(analysis: Analysis, says: Actor | None = None) -> tuple[Link, ...]:
    """The chain of an event that is told by the word "fled"."""
    token = next(t for t in analysis.tokens if t.text == "fled")
    made = Provenance(evidence=(token.span,), coder="test", score=1)
    return ChainReader(analysis).chain_of(Event(type="RETREAT", says=says, provenance=made))


@pytest.mark.parametrize(
    ("table", "sources", "stances"),
    [
        pytest.param(QUOTED, [AGENCY, MINISTRY], ["plain", "plain"], id="quoted as saying"),
        pytest.param(CITING, [AGENCY, MINISTRY], ["plain", "plain"], id="citing"),
        pytest.param(CLAIMED, [MINISTRY], ["distanced"], id="a cue that keeps its distance"),
        pytest.param(CONFIRMED, [MINISTRY], ["endorsed"], id="a cue that goes along"),
        pytest.param(ALLEGEDLY, [None], ["distanced"], id="nobody named"),
        pytest.param(OWN, [], [], id="the report's own voice"),
    ],
)
def test_links(table: str, sources: list[Actor | None], stances: list[str]) -> None:
    links = chain(read_acts(table, actors=ACTORS))
    assert ([link.source for link in links], [link.stance for link in links]) == (sources, stances)


def test_what_nobody_could_check_marks_the_claim_before() -> None:
    analysis = read_acts(f"{CLAIMED}\n{UNCHECKED}", actors=ACTORS)
    link = chain(analysis)[-1]
    assert link.hedge is not None
    assert (link.stance, link.hedge.of(analysis.document.text)) == (
        "unverified",
        "not be independently verified",
    )


def test_a_source_known_otherwise_is_a_link_of_its_own() -> None:
    assert [link.source for link in chain(read_acts(OWN, actors=ACTORS), says=MINISTRY)] == [MINISTRY]


@pytest.mark.parametrize(("table", "vouched"), [(OWN, True), (CONFIRMED, True), (CLAIMED, False)])
def test_whether_the_report_vouches(table: str, *, vouched: bool) -> None:
    made = Provenance(
        evidence=(Span(0, 1),), coder="test", score=1, chain=chain(read_acts(table, actors=ACTORS))
    )
    assert made.vouched is vouched
