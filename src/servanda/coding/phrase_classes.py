"""Classes of phrases that conditions of rules refer to.

Classes in lower case are word lists (``codebook/data/classes.yaml``); those in capitals are judged by what a
phrase stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from servanda.codebook import word_classes
from servanda.coding.circumstances import actors_of
from servanda.coding.frames import joined_word
from servanda.model import Actor, Analysis

ARMED_SECTORS: Final = frozenset({"MIL", "REB", "COP", "SEP", "SPY", "CRM"})
POLITICAL_SECTORS: Final = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "SEP", "IGO", "NGO", ""}
)


def in_class(analysis: Analysis, token: int, name: str) -> bool:
    """Whether a phrase head belongs to a class of words, or stands for somebody of a special class."""
    special = _SPECIAL.get(name)
    if special is not None:
        return special(analysis, token)
    word = analysis.tokens[token]
    words = word_classes()[name]
    if word.lemma in words or word.text.lower() in words or word.lemma.lower() in words:
        return True
    if word.upos in ("PRON", "NUM"):  # "they were released": those whom the report called prisoners
        return any(
            a.name.rpartition(" ")[2].lower().removesuffix("s") in words for a in actors_of(analysis, token)
        )
    return joined_word(analysis, token) in words


def is_armed_word(analysis: Analysis, token: int) -> bool:
    """Whether a phrase head is a word for armed people or stands for an armed actor."""
    return in_class(analysis, token, "armed") or _is_armed(analysis, token)


def _is_actor(analysis: Analysis, token: int) -> bool:
    return bool(actors_of(analysis, token))


def _is_armed(analysis: Analysis, token: int) -> bool:
    return any(a.sector in ARMED_SECTORS or _is_state(a) for a in actors_of(analysis, token))


def _is_state(actor: Actor) -> bool:
    return bool(actor.country) and actor.country != "INT" and actor.sector in ("GOV", "")


def _names_state(analysis: Analysis, token: int) -> bool:
    return any(_is_state(a) for a in actors_of(analysis, token))


def is_political(analysis: Analysis, token: int) -> bool:
    """Whether a phrase stands for somebody with power or a claim to it."""
    return any(a.sector in POLITICAL_SECTORS for a in actors_of(analysis, token))


def _is_place(analysis: Analysis, token: int) -> bool:
    mention = analysis.mention_at(token)
    return mention is not None and (mention.place is not None or mention.type in ("city", "place", "country"))


def _is_people(analysis: Analysis, token: int) -> bool:
    mention = analysis.mention_at(token)
    word = analysis.tokens[token]
    people = word_classes()["people"]
    if word.lemma in people or word.text.lower() in people or word.upos == "NUM":
        return True
    if word.upos == "PRON":
        return word.text.lower() not in ("it", "this", "that", "which", "itself", "something")
    return mention is not None and (
        mention.type in ("person", "nationality", "armed-group") or _is_armed(analysis, token)
    )


def _is_body(analysis: Analysis, token: int) -> bool:
    return any(a.sector == "IGO" for a in actors_of(analysis, token))


_SPECIAL: Final[Mapping[str, Callable[[Analysis, int], bool]]] = MappingProxyType(
    {
        "ACTOR": _is_actor,
        "ARMED": _is_armed,
        "STATE": _names_state,
        "POLITICAL": is_political,
        "PLACE": _is_place,
        "PEOPLE": _is_people,
        "IGO": _is_body,
    }
)
