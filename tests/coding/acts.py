"""Analyses with named actors and places and judged acts, from a table of trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.factory import make_analysis

from servanda.language.attributions import find_attributions
from servanda.language.factuality import judge_factuality
from servanda.language.quotations import find_quotations
from servanda.model import Actor, Analysis, Event, Mention, Provenance, Span, Timex

RURITANIA = Actor("Ruritania", "RUR", "GOV")
ELBONIA = Actor("Elbonia", "ELB", "GOV")
REBELS = Actor("rebels", "ELB", "REB")
ARMY = Actor("army", "ELB", "MIL")
PEOPLE = Actor("people", "ELB", "CVL")
ACTORS = {
    "Ruritania": RURITANIA,
    "Elbonia": ELBONIA,
    "rebels": REBELS,
    "Rebels": REBELS,
    "army": ARMY,
    "people": PEOPLE,
}
PLACES = ("Strelsau", "Zenda")


def read_acts(table: str, *, actors: Mapping[str, Actor] | None = None, **fields: Any) -> Analysis:
    """An analysis whose words in ``actors`` and :data:`PLACES` are mentions, attributed and judged."""
    known = ACTORS if actors is None else actors
    analysis = make_analysis(table, **fields)
    mentions = []
    for token in analysis.tokens:
        if token.text in known or token.text in PLACES:
            mentions.append(
                Mention(
                    id=len(mentions),
                    first=token.index,
                    last=token.index + 1,
                    head=token.index,
                    kind="name" if token.upos == "PROPN" else "nominal",
                    type="city" if token.text in PLACES else None,
                    actors=(known[token.text],) if token.text in known else (),
                    place=token.text if token.text in PLACES else None,
                )
            )
    analysis = replace(
        analysis,
        quotations=find_quotations(analysis),
        mentions=tuple(mentions),
        mention_of={m.head: m.id for m in mentions},
    )
    analysis = replace(analysis, attributions=find_attributions(analysis))
    return replace(analysis, factuality=judge_factuality(analysis))


def with_time(analysis: Analysis, word: str, iso: str, **fields: Any) -> Analysis:
    """The analysis with one more time expression, the token ``word``."""
    token = at(analysis, word)
    span = analysis.tokens[token].span
    timex = Timex(first=token, last=token + 1, span=span, type="DATE", value=iso, iso=iso, **fields)
    return replace(analysis, timexes=tuple(sorted((*analysis.timexes, timex), key=lambda t: t.first)))


def at(analysis: Analysis, word: str) -> int:
    """The index of the first token with this text."""
    return next(t.index for t in analysis.tokens if t.text == word)


def make_event(kind: str = "ASSAULT", **fields: Any) -> Event:
    """An event with the least provenance."""
    coder = fields.pop("coder", "events/assault.attack")
    evidence = fields.pop("evidence", Span(0, 1))
    return Event(type=kind, provenance=Provenance(evidence=(evidence,), coder=coder, score=1.0), **fields)
