"""The lexicon of reporting words: which words give somebody's words, in what shape (codebook section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

import yaml

from servanda.errors import ConfigError

Frame = Literal[
    "clause", "quoted", "infinitive", "directive", "charge", "label", "object", "marked", "against"
]
"""What follows a reporting verb; each is explained at the head of ``reporting.yaml``."""

FRAMES: frozenset[Frame] = frozenset(get_args(Frame))
_FILE = "reporting.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingGroup:
    """Verbs that take the same kinds of content.

    Attributes:
        name: of the group; with the frame it names the rule that found a statement.
        frames: what may follow.
        verbs: lemmas.
        statement: whether the content is a statement record, or only attributed.
        example: one sentence, run by the tests.
    """

    name: str
    frames: tuple[Frame, ...]
    verbs: frozenset[str]
    statement: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingLexicon:
    """All reporting words.

    Attributes:
        groups: as in the file.
        verbs: by lemma, the frames it takes.
        statements: pairs of lemma and frame that make a statement record.
        nouns: nouns that take a that-clause ("the claim that …").
        documents: nouns for texts and utterances that speak for whoever issued them ("the statement said").
        adverbs: adverbs that attribute to somebody unnamed ("reportedly").
        media: words by which an outlet is known.
        sequels: verbs that go on with a report ("…, adding that …").
        closers: verbs that close a report whose content stands before them ("…, the ministry reported").
    """

    groups: tuple[ReportingGroup, ...]
    verbs: Mapping[str, frozenset[Frame]]
    statements: frozenset[tuple[str, Frame]]
    nouns: frozenset[str]
    documents: frozenset[str]
    adverbs: frozenset[str]
    media: frozenset[str]
    sequels: frozenset[str]
    closers: frozenset[str]


@cache
def load_reporting() -> ReportingLexicon:
    """Read and check ``reporting.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    text = files("servanda.codebook").joinpath(_FILE).read_text("utf-8")
    return read_reporting(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506


def read_reporting(data: Any) -> ReportingLexicon:  # noqa: ANN401 - whatever the YAML holds
    """The lexicon from the parsed file; see :func:`load_reporting`."""
    try:
        groups = tuple(_read_group(row) for row in data["groups"])
        keys = ("nouns", "documents", "adverbs", "media", "sequels", "closers")
        lists = {key: frozenset(data[key]) for key in keys}
    except (KeyError, TypeError) as error:
        raise ConfigError("C002", f"reporting words: {error}", where=_FILE) from error
    verbs: dict[str, frozenset[Frame]] = {}
    for group in groups:
        for verb in sorted(group.verbs):
            verbs[verb] = verbs.get(verb, frozenset()) | set(group.frames)
    statements = frozenset((v, f) for g in groups if g.statement for v in g.verbs for f in g.frames)
    return ReportingLexicon(groups=groups, verbs=MappingProxyType(verbs), statements=statements, **lists)


def _read_group(row: Mapping[str, Any]) -> ReportingGroup:
    unknown = set(row["frames"]) - FRAMES
    if unknown:
        raise ConfigError("C002", f"no such frame: {', '.join(sorted(unknown))}", where=_FILE)
    return ReportingGroup(
        name=row["name"],
        frames=tuple(row["frames"]),
        verbs=frozenset(row["verbs"]),
        statement=row.get("statement", True),
        example=row["example"],
    )
