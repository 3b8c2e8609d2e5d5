"""Which of the acts that rules find a careful reader would code: a score learned from coded reports.

A logistic model over what is known of an event: its rule, how it is told, who is named. The weights are
data (``codebook/data/selection.json``), made by ``training/coding/train_heads.py`` from the coded reports
that may shape what ships. The score is the event's ``Provenance.score``; what falls below the threshold is
shown among the rejections.
"""

from __future__ import annotations

from typing import Final

from servanda.codebook.heads import load_head
from servanda.coding.circumstances import find_attribution
from servanda.coding.same_events import Telling
from servanda.coding.subjects import case_of
from servanda.model import Analysis, Event

PEACEFUL: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "MOBILIZE", "THREATEN"})
"""Types that are events only with a political side; private people may protest, accuse and be attacked."""
PRIVATE: Final = frozenset({"BUS", "MED", "EDU", "CVL"})


def score(analysis: Analysis, event: Event, tellings: list[Telling]) -> float:
    """How likely it is, from 0 to 1, that a reader would code this event."""
    return load_head("selection").score(features(analysis, event, tellings))


def has_political_side(event: Event) -> bool:
    """Whether an act in words or in peace is done by or toward somebody beside private people and firms.

    What these do to each other is no event (codebook section 3); violence is one whoever suffers it.
    """
    parties = (*event.actors, *event.recipients)
    private = all(a.sector in PRIVATE or not (a.sector or a.country) for a in parties)
    return event.type not in PEACEFUL or not parties or not private


def features(analysis: Analysis, event: Event, tellings: list[Telling]) -> list[str]:
    """The names of the features that hold of an event, each once."""
    first = tellings[0].candidate
    token = analysis.tokens[first.token]
    sentence = analysis.sentence_of(first.token)
    rule = first.trigger.rule
    kind = "noun" if all(t.candidate.is_noun for t in tellings) else "verb"
    named = f"{min(len(event.actors), 2)}{min(len(event.recipients), 1)}"
    evidence = sum(len(s) for s in event.provenance.evidence)
    out = [
        f"rule={rule.name}",
        f"type={event.type}",
        f"lemma={token.lemma.lower()}",
        f"kind={kind}",
        f"{event.type} {kind}",
        f"named={named}",
        f"{kind} named={named}",
        f"{event.type} {kind} named={named}",
        f"status={event.status}",
        f"{kind} status={event.status}",
        f"told={min(len(tellings), 3)}",
        f"sentence={min(sentence.index, 3)}",
        f"sentence kind={sentence.kind}",
        f"length={min(evidence // 25, 4)}",
        f"{kind} length={min(evidence // 25, 4)}",
        f"{kind} relation={token.deprel}",
        f"{kind} background={event.background}",
        f"{kind} date={any(name == 'date' for name, _ in event.provenance.fields)}",
        f"{kind} place={event.place is not None}",
        f"{kind} says={event.says is not None}",
        f"{kind} passive={first.frame.passive}",
    ]
    attribution = find_attribution(analysis, first.token)
    out.append(f"{kind} voice={'own' if attribution is None else attribution.form}")
    if kind == "noun":
        out += _noun_features(analysis, tellings)
    return out


def _noun_features(analysis: Analysis, tellings: list[Telling]) -> list[str]:
    first = tellings[0].candidate
    token = analysis.tokens[first.token]
    plural = token.xpos in ("NNS", "NNPS")
    determiner = next(
        (
            analysis.tokens[c].text.lower()
            for c in analysis.children[first.token]
            if analysis.tokens[c].deprel == "det"
        ),
        "none",
    )
    modifiers = sum(
        analysis.tokens[c].deprel in ("amod", "compound", "nummod") for c in analysis.children[first.token]
    )
    out = [
        f"plural={plural}",
        f"determiner={determiner if determiner in ('the', 'a', 'an', 'none', 'any', 'this') else 'other'}",
        f"determiner={determiner in ('a', 'an', 'none')} plural={plural}",
        f"modifiers={min(modifiers, 2)}",
        f"light={first.frame.verb >= 0}",
        f"definite={all(t.definite for t in tellings)}",
        f"case={case_of(analysis, first.token)}",
        f"phrases={min(len(first.frame.obliques), 2)}",
    ]
    if token.head >= 0:
        out.append(f"under={analysis.tokens[token.head].upos} {token.deprel}")
    return out
