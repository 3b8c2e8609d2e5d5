"""Scores of what a mention means, and when it stays open."""

from __future__ import annotations

import pytest

from servanda.model import Actor
from servanda.resolution.discourse import Resolved, Rival
from servanda.resolution.scores import FAR, Doubt, Weights, lead_of, load_weights, weigh

KESSEL, BRANDT = Actor("Otto Kessel", "SYR", "MIL"), Actor("Uta Brandt", "DEU", "GOV")
SURE = Doubt(least=0.0, lead=0.0)


def found(*behind: float) -> Resolved:
    """Kessel by a pronoun, with rivals so far behind him."""
    rivals = tuple(Rival((BRANDT if n == 0 else Actor(f"X{n}"),), b, "near") for n, b in enumerate(behind))
    return Resolved(actors=(KESSEL,), way="he", reason="stands near", rivals=rivals)


def test_a_nearer_rival_means_a_lower_score() -> None:
    weights = Weights({"he": 2.0}, 1.5)
    scores = [weights.score("he", lead) for lead in (0.0, 0.5, 1.0, FAR, 2 * FAR)]
    assert scores[:4] == sorted(set(scores[:4]))
    assert scores[3] == scores[4]


def test_no_rival_leads_by_far() -> None:
    assert lead_of(found()) == FAR


def test_an_unknown_way_is_scored_as_the_mean() -> None:
    assert Weights({"": 1.0}, 0.0).score("who", FAR) == pytest.approx(0.731, abs=0.001)


def test_shipped_weights_are_probabilities() -> None:
    weights = load_weights()
    assert all(0.0 < weights.score(way, 0.0) <= weights.score(way, FAR) < 1.0 for way in weights.ways)


def test_losers_share_what_is_left() -> None:
    chosen, first, second = weigh(found(0.2, 1.5), SURE).candidates
    assert chosen.score >= first.score > second.score
    assert chosen.score + first.score + second.score == pytest.approx(1.0, abs=0.01)


def test_too_small_a_lead_leaves_it_open_with_all_candidates() -> None:
    open_ = weigh(found(0.0), Doubt(least=0.0, lead=0.9))
    assert (open_.actors, open_.chain) == ((), -1)
    assert open_.reason == "left open: Otto Kessel or Uta Brandt"
    assert [c.actors[0] for c in open_.candidates] == [KESSEL, BRANDT]


def test_too_low_a_score_leaves_it_open() -> None:
    assert weigh(found(), Doubt(least=1.0, lead=0.0)).reason == "left open: too unsure (stands near)"


def test_what_stays_open_anyway_has_no_candidates() -> None:
    assert weigh(Resolved(reason="first or second person"), SURE).candidates == ()
