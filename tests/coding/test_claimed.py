"""Claims of responsibility give an attack its doer, on the claimant's word."""

# ruff: noqa: E501 - a tree is one line a sentence

from __future__ import annotations

from tests.coding.acts import ARMY, REBELS, read_acts

from servanda.coding.claimed import find_claims
from servanda.coding.events import propose_events
from servanda.model import Analysis, Event

BLAST = "A/DET/DT/2/det bombing/NOUN/NN/3/nsubj killed/VERB/VBD/0/root people/NOUN/NNS/3/obj in/ADP/IN/6/case Zenda/PROPN/NNP/3/obl ./PUNCT/./3/punct"
CLAIMED = "Rebels/NOUN/NNS/2/nsubj claimed/VERB/VBD/0/root responsibility/NOUN/NN/2/obj for/ADP/IN/6/case the/DET/DT/6/det bombing/NOUN/NN/3/nmod ./PUNCT/./2/punct"
BARE = "Rebels/NOUN/NNS/2/nsubj claimed/VERB/VBD/0/root responsibility/NOUN/NN/2/obj ./PUNCT/./2/punct"
PASSIVE = "The/DET/DT/2/det bombing/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass claimed/VERB/VBN/0/root by/ADP/IN/6/case rebels/NOUN/NNS/4/obl:agent ./PUNCT/./4/punct"
NOBODY = "Rebels/NOUN/NNS/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod claim/VERB/VB/0/root responsibility/NOUN/NN/4/obj ./PUNCT/./4/punct"
BY_ARMY = (
    "The/DET/DT/2/det army/NOUN/NN/3/nsubj killed/VERB/VBD/0/root people/NOUN/NNS/3/obj ./PUNCT/./3/punct"
)


def attacks(analysis: Analysis) -> list[Event]:
    return [event for event, _ in propose_events(analysis)[0] if event.type == "ASSAULT"]


def test_the_claimant_is_the_doer_and_the_source() -> None:
    event = attacks(read_acts(f"{BLAST}\n{CLAIMED}"))[0]
    assert (event.actors, event.says) == ((REBELS,), REBELS)


def test_a_claim_that_names_no_attack_is_of_the_one_before() -> None:
    event = attacks(read_acts(f"{BLAST}\n{BARE}"))[0]
    assert (event.actors, event.says) == ((REBELS,), REBELS)


def test_an_attack_claimed_by_somebody() -> None:
    event = attacks(read_acts(f"{BLAST}\n{PASSIVE}"))[0]
    assert (event.actors, event.says) == ((REBELS,), REBELS)


def test_a_doer_whom_the_report_names_stays() -> None:
    event = attacks(read_acts(f"{BY_ARMY}\n{BARE}"))[0]
    assert (event.actors, event.says) == ((ARMY,), None)


def test_a_claim_that_is_not_made_counts_for_nothing() -> None:
    assert list(find_claims(read_acts(NOBODY))) == []


def test_the_words_that_name_the_claimant_are_shown() -> None:
    analysis = read_acts(f"{BLAST}\n{CLAIMED}")
    fields = dict(attacks(analysis)[0].provenance.fields)
    assert fields["says"].of(analysis.document.text) == "Rebels"
