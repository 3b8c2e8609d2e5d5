"""What readers call an actor: a body that reports name alone gets its country's name before it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from servanda.knowledge.countries import country_name
from servanda.model.actor import Actor

_HEADS: Final = frozenset(
    {"ministry", "council", "parliament", "service", "committee", "court", "cabinet", "staff", "commission"}
)
"""What a body is. Authorities, forces and governments are left out: whose they are may be in dispute."""
_WORDS: Final = _HEADS | frozenset(
    {"the", "of", "and", "for", "general", "defence", "defense", "foreign", "affairs", "interior", "internal",
     "security", "national", "state", "border", "guard", "health", "justice", "finance", "economy", "energy",
     "emergency", "emergencies", "situations", "supreme", "constitutional", "investigative", "intelligence",
     "transport", "culture", "education", "environment", "migration", "customs"}
)  # fmt: skip
_BEFORE: Final = frozenset(
    {"by", "of", "from", "to", "and", "or", "that", "than", "against", "for", "with", "also"}
)
"""Words before a body's name in our own reasons."""
_SECTORS: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_ANY: Final = "|".join(sorted(_WORDS | {w.capitalize() for w in _WORDS}, key=lambda w: (-len(w), w)))
_BODY: Final = rf"(?:(?:{_ANY}) )*(?:{_ANY})"
_NAMED: Final = re.compile(
    rf"(?<![\w’'-])(?P<body>{_BODY})\|(?P<land>[A-Z]{{3}})\|(?P<sector>[A-Z]{{0,3}})(?![A-Za-z|])"
)
"""A bare body with its country, in a sentence."""


@lru_cache(maxsize=4096)
def called(actor: Actor) -> str:
    """``Armenia's Security Council`` for ``Security Council|ARM|GOV``; other names stay as they are."""
    words = actor.name.split()
    country = country_name(actor.country)
    heads = {words[-1].lower(), words[0].lower()} if words else set()
    bare = bool(heads & _HEADS) and all(w.lower() in _WORDS for w in words)
    if not bare or not country or actor.sector not in _SECTORS:
        return actor.name
    name = " ".join(words[1:] if words[0].lower() == "the" else words)
    return f"{country}' {name}" if country.endswith("s") else f"{country}'s {name}"


def with_countries(words: str) -> str:
    """The same where bodies stand in a sentence with country and sector."""
    return _NAMED.sub(_called_within, words)


def _called_within(found: re.Match[str]) -> str:
    """The body as it is called, unless what stands before it belongs to its name."""
    body = found["body"].split()
    links = next((n for n, word in enumerate(body) if word not in _BEFORE), 0)
    before = [*found.string[: found.start()].split(), *body[:links]]
    if before and before[-1].lower() not in _BEFORE and before[-1][-1].isalnum():
        return found[0]
    name = called(Actor(" ".join(body[links:]), found["land"], found["sector"]))
    return " ".join([*body[:links], name])
