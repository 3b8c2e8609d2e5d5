"""Whom the mentions of a claim may mean, in lines."""

from __future__ import annotations

from dataclasses import replace

from tests.factory import make_analysis

from servanda.language.mentions import find_mentions
from servanda.model import Actor, Candidate, Provenance, Span, Statement
from servanda.presenting.candidates import tell_candidates

KESSEL, BRANDT = Actor("Otto Kessel", "SYR", "MIL"), Actor("Uta Brandt", "DEU", "GOV")


def tell(*, settled: bool) -> list[str]:
    """Lines about "He left" where "he" is Kessel rather than Brandt, or stays open."""
    analysis = find_mentions(make_analysis("He/PRON/PRP/2/nsubj left/VERB/VBD/0/root"))
    mention = replace(
        analysis.mentions[0],
        actors=(KESSEL,) if settled else (),
        ids=("local:1",) if settled else (),
        candidates=(
            Candidate(actors=(KESSEL,), score=0.9, reason="stands near"),
            Candidate(actors=(BRANDT,), score=0.1, reason="stands far"),
        ),
        reason="stands near" if settled else "left open: Otto Kessel or Uta Brandt",
    )
    made = Provenance(evidence=(Span(0, 7),), coder="test", score=1.0)
    statement = Statement(speaker=KESSEL, form="direct", provenance=made)
    return list(tell_candidates(replace(analysis, mentions=(mention,)), statement))


def test_the_chosen_with_score_and_id_and_those_who_lost() -> None:
    chosen, lost = tell(settled=True)
    assert chosen == "who      “He”: Otto Kessel|SYR|MIL 0.90 (stands near) local:1"
    assert lost.split() == ["not", "Uta", "Brandt|DEU|GOV", "0.10", "(stands", "far)"]


def test_all_candidates_of_what_stays_open() -> None:
    head, *candidates = tell(settled=False)
    assert head == "open     “He”: left open: Otto Kessel or Uta Brandt"
    assert [c.split()[1] for c in candidates] == ["Otto", "Uta"]
