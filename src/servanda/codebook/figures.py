"""The lexicon of figures: words that make a number one of killed, deployed … (codebook section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from servanda.errors import ConfigError

MEASURES: frozenset[str] = frozenset(
    {
        "killed", "wounded", "killed_or_wounded", "missing", "captured", "released", "displaced", "deployed",
        "withdrawn", "arrested", "protesters", "weapons", "attacks", "money", "territory", "duration",
        "other",
    }
)  # fmt: skip
"""The codebook's closed list."""
_FILE = "figures.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule:
    """Words that decide for one measure; the keys are explained at the head of ``figures.yaml``."""

    measure: str
    objects: frozenset[str]
    subjects: frozenset[str]
    nouns: frozenset[str]
    counted: frozenset[str]
    classes: frozenset[str]
    weak: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLexicon:
    """All words of ``figures.yaml``.

    Attributes:
        rules: the measures, in the order of the file: earlier ones win.
        objects, subjects, nouns, counted: by word, the rules it calls, in order.
        kinds: by noun, its kind (``person``, ``force``, ``place``).
        soldiers: people who are captured where others are arrested.
        elite: people who are counted for who they are, not for what befell them.
        never, tolls, terms, term_verbs, term_prepositions, events: see the file.
        losses: verbs and nouns that kill only where people or forces are lost.
        staying: verbs by which soldiers are deployed.
        pictures: what captures people without taking them prisoner.
        combatants, protests, plights, accidents, business: see the file.
        cumulative_nouns, cumulative_words, periods: signs of a sum.
    """

    rules: tuple[MeasureRule, ...]
    objects: Mapping[str, tuple[MeasureRule, ...]]
    subjects: Mapping[str, tuple[MeasureRule, ...]]
    nouns: Mapping[str, tuple[MeasureRule, ...]]
    counted: Mapping[str, tuple[MeasureRule, ...]]
    kinds: Mapping[str, str]
    soldiers: frozenset[str]
    elite: frozenset[str]
    never: frozenset[str]
    tolls: Mapping[str, str]
    terms: frozenset[str]
    term_verbs: frozenset[str]
    term_prepositions: frozenset[str]
    events: frozenset[str]
    losses: frozenset[str]
    staying: frozenset[str]
    pictures: frozenset[str]
    combatants: frozenset[str]
    protests: frozenset[str]
    plights: frozenset[str]
    accidents: frozenset[str]
    business: frozenset[str]
    cumulative_nouns: frozenset[str]
    cumulative_words: frozenset[str]
    periods: frozenset[str]


@cache
def load_figures() -> FigureLexicon:
    """Read and check ``figures.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    text = files("servanda.codebook").joinpath(_FILE).read_text("utf-8")
    return read_figures(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def read_figures(data: Any) -> FigureLexicon:  # noqa: ANN401 - whatever the YAML holds
    """The lexicon from the parsed file; see :func:`load_figures`."""
    try:
        rules = tuple(_read_rule(row) for row in data["measures"])
        kinds = {noun: kind for kind, nouns in data["kinds"].items() for noun in nouns}
        sums = data["cumulative"]
        return FigureLexicon(
            rules=rules,
            objects=_by_word(rules, "objects"),
            subjects=_by_word(rules, "subjects"),
            nouns=_by_word(rules, "nouns"),
            counted=_by_word(rules, "counted"),
            kinds=MappingProxyType(kinds),
            tolls=MappingProxyType(dict(data["tolls"])),
            cumulative_nouns=frozenset(sums["nouns"]),
            cumulative_words=frozenset(sums["words"]),
            periods=frozenset(sums["periods"]),
            **{
                key: frozenset(data[key])
                for key in (
                    "soldiers",
                    "elite",
                    "never",
                    "terms",
                    "term_verbs",
                    "term_prepositions",
                    "events",
                    "losses",
                    "staying",
                    "pictures",
                    "combatants",
                    "protests",
                    "plights",
                    "accidents",
                    "business",
                )
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError("C002", f"figures: {error}", where=_FILE) from error


def _read_rule(row: Mapping[str, Any]) -> MeasureRule:
    if row["measure"] not in MEASURES:
        raise ConfigError("C002", f"no such measure: {row['measure']}", where=_FILE)
    words = {
        key: frozenset(row.get(key, ())) for key in ("objects", "subjects", "nouns", "counted", "classes")
    }
    return MeasureRule(measure=row["measure"], weak=row.get("weak", False), example=row["example"], **words)


def _by_word(rules: tuple[MeasureRule, ...], key: str) -> Mapping[str, tuple[MeasureRule, ...]]:
    out: dict[str, tuple[MeasureRule, ...]] = {}
    for rule in rules:
        for word in sorted(getattr(rule, key)):
            out[word] = (*out.get(word, ()), rule)
    return MappingProxyType(out)
