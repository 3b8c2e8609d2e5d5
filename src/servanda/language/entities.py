"""Names: the model's labels made into the kinds of names the later stages tell apart."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.model import Entity, EntityType, Token

_TYPES: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "MISC": "nationality",
}


def make_entities(tokens: Sequence[Token], raw: Sequence[tuple[int, int, str, float]]) -> tuple[Entity, ...]:
    """Entities over ``tokens`` from the model's ``(first, last, label, score)``, indices counting through the document."""
    return tuple(Entity(first, last, _TYPES.get(label, "place"), score) for first, last, label, score in raw)
