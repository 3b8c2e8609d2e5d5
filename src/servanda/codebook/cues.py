"""Word lists that steer reading: light verbs, signs of history, what decides whether an act happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast, get_args

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError

Direction = Literal["below", "clause", "noun"]
CATEGORIES: Final = frozenset({"planned", "possible", "demanded", "denied", "happened"})


@dataclass(frozen=True, slots=True)
class LightVerbs:
    """Verbs that say only that the act of their noun takes place ("launched an attack", "talks took place").

    ``transitive``: the noun is the object and the verb's subject does it. ``intransitive``: the noun is the
    subject. ``prepositional``: the noun stands after a preposition ("engaged in talks"). ``agentive``:
    participles after a noun whose "by" names the doer ("an attack claimed by X").
    """

    transitive: frozenset[str]
    intransitive: frozenset[str]
    prepositional: frozenset[tuple[str, str]]
    agentive: frozenset[str]


@dataclass(frozen=True, slots=True)
class BackgroundCues:
    """Words by which an act is told as history.

    ``lasting_nouns`` name what goes on for long: the day of a clause around them is not theirs.
    ``agreements`` name deals, which after a preposition are only spoken of.
    ``outbreaks`` are verbs that say when something began or took place ("the fighting that erupted …").
    ``sites`` name a kind of place that tells where something was, if nothing else does ("a Swiss air base").
    ``states`` are rules of acts that are told as standing facts in the present ("X, which backs Y").
    """

    modifiers: frozenset[str]
    history_nouns: frozenset[str]
    lasting_nouns: frozenset[str]
    agreements: frozenset[str]
    outbreaks: frozenset[str]
    states: frozenset[str]
    old_units: frozenset[str]
    old_marks: frozenset[str]
    place_nouns: frozenset[str]
    sites: frozenset[str]


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """One family of words that decide whether an act happened.

    Attributes:
        name: of the family; it is told as the reason.
        category: the status it gives.
        direction: ``below``: the words govern the act ("threatened to", "denied that"); ``clause``: they
            stand in the act's own clause ("may"); ``noun``: they modify a noun that names the act
            ("planned", "possible").
        words: the phrases: a lemma, or a lemma with its preposition or particle ("call for").
        scope: the relations through which the words bear on the act.
        terminators: words at the head of a phrase or clause that stands beside the cue and is not about it.
        exceptions: pairs of a word and what it does not bear on: a relation ("tell ccomp"), ``noun`` for an
            act named by a noun, or ``kind`` for a noun with another modifier between ("a suspected gas
            attack").
        example: one sentence, run by the tests.
    """

    name: str
    category: str
    direction: Direction
    words: frozenset[str]
    scope: frozenset[str]
    terminators: frozenset[str]
    exceptions: frozenset[tuple[str, str]]
    example: str


@cache
def light_verbs() -> LightVerbs:
    """The lists of ``data/light.yaml``."""
    data = read_yaml("data/light.yaml")
    where = "data/light.yaml"
    keys = frozenset({"transitive", "intransitive", "prepositional", "agentive"})
    check_keys(data, keys, keys, where)
    pairs = [item.split() for item in listing(data["prepositional"], where)]
    if any(len(pair) != 2 for pair in pairs):
        raise ConfigError("C002", "prepositional entries are a verb and a preposition", where=where)
    return LightVerbs(
        transitive=frozenset(listing(data["transitive"], where)),
        intransitive=frozenset(listing(data["intransitive"], where)),
        prepositional=frozenset((verb, word) for verb, word in pairs),
        agentive=frozenset(listing(data["agentive"], where)),
    )


@cache
def background_cues() -> BackgroundCues:
    """The lists of ``data/background.yaml``."""
    where = "data/background.yaml"
    data = read_yaml(where)
    keys = frozenset(BackgroundCues.__slots__)
    check_keys(data, keys, keys, where)
    return BackgroundCues(**{key: frozenset(listing(data[key], where)) for key in sorted(keys)})


def _pairs(value: object, where: str) -> frozenset[tuple[str, str]]:
    """Entries of two words, the last of which is a relation or a kind of noun."""
    pairs = [item.rpartition(" ")[::2] for item in listing(value, where)]
    if any(not word for word, _ in pairs):
        raise ConfigError("C002", "an exception is a word and what it does not bear on", where=where)
    return frozenset(pairs)


@cache
def factuality_cues() -> tuple[FactualityCue, ...]:
    """The cue families of ``data/factuality.yaml``, in order of precedence."""
    where = "data/factuality.yaml"
    out = []
    for name, entry in read_yaml(where).items():
        at = f"{where}: {name}"
        check_keys(
            entry,
            frozenset({"category", "direction", "words", "scope", "terminators", "exceptions", "example"}),
            frozenset({"category", "direction", "words", "example"}),
            at,
        )
        if entry["category"] not in CATEGORIES:
            raise ConfigError("C002", f"unknown category {entry['category']!r}", where=at)
        if entry["direction"] not in get_args(Direction):
            raise ConfigError("C002", f"unknown direction {entry['direction']!r}", where=at)
        out.append(
            FactualityCue(
                name=name,
                category=entry["category"],
                direction=cast("Direction", entry["direction"]),
                words=frozenset(listing(entry["words"], at)),
                scope=frozenset(listing(entry.get("scope"), at)),
                terminators=frozenset(listing(entry.get("terminators"), at)),
                exceptions=_pairs(entry.get("exceptions"), at),
                example=entry["example"],
            )
        )
    return tuple(out)
