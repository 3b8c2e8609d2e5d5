"""The lexicon of commitments: acts, cues, instruments and how they stand (codebook section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from servanda.codebook.load import read_yaml
from servanda.errors import ConfigError
from servanda.model import Force

ACTS: frozenset[str] = frozenset(
    {
        "non_use_of_force", "ceasefire", "withdraw_forces", "disarm", "no_reinforcement",
        "deploy_peacekeepers",
        "accept_monitors", "release_prisoners", "account_for_missing", "humanitarian_access",
        "open_transport", "return_displaced", "delimit_border", "recognise_territory", "safe_passage",
        "deploy_forces",
        "non_proliferation", "settle_disputes", "negotiate", "normalise_relations", "lift_sanctions",
        "lift_blockade", "demine", "provide_aid", "provide_arms", "guarantee_security", "hold_elections",
        "political_reform", "prosecute", "other",
    }
)  # fmt: skip
"""The codebook's closed list."""
_FILE = "commitments.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPattern:
    """Words that name an act: one of ``heads``, and below it one word of each of ``groups``.

    Attributes:
        things: one word of each must head what the act is done to ("halt the fighting").
        never: none of these may: "withdraw the tax" is no withdrawal of forces.
        rank: orders patterns: more groups first, then as in the file.
    """

    act: str
    heads: frozenset[str]
    groups: tuple[frozenset[str], ...]
    things: tuple[frozenset[str], ...]
    never: frozenset[str]
    rank: tuple[int, int]

    @property
    def negative(self) -> bool:
        """Whether the act is not to do something: one of the groups is a negation."""
        return any("not" in group for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLexicon:
    """All words of ``commitments.yaml``.

    Attributes:
        verbs, nouns: patterns by lemma of the head, best first.
        cue_verbs, cue_nouns, cue_adjectives: by lemma, how binding it makes its content.
        joint_verbs, joint_nouns: what several parties say together so that it binds them.
        instruments: nouns for what is signed or runs.
        others: words for asking, under which an act is somebody else's.
        told: verbs that bind only to what a clause says: "confirmed the destruction" promises nothing.
        provide: verbs by which an instrument gives its terms.
        standing: by lemma of a predicate, how an instrument stands of which it is said.
        wishes: verbs by which an instrument is only asked for.
        parts: nouns of which an instrument is a mere part ("truce violations", "hopes for a deal").
        brokers: verbs whose doer is no party.
        courses: verbs that an instrument may itself be the subject of ("the truce collapsed").
        hostile: verbs whose promise is a threat or empty.
        examples: act or force, and an example sentence, run by the tests.
    """

    verbs: Mapping[str, tuple[ActPattern, ...]]
    nouns: Mapping[str, tuple[ActPattern, ...]]
    cue_verbs: Mapping[str, Force]
    cue_nouns: Mapping[str, Force]
    cue_adjectives: Mapping[str, Force]
    joint_verbs: frozenset[str]
    joint_nouns: frozenset[str]
    instruments: frozenset[str]
    others: frozenset[str]
    told: frozenset[str]
    provide: frozenset[str]
    standing: Mapping[str, Force]
    hostile: frozenset[str]
    wishes: frozenset[str]
    parts: frozenset[str]
    brokers: frozenset[str]
    courses: frozenset[str]
    examples: tuple[tuple[str, str], ...]


@cache
def load_acts() -> CommitmentLexicon:
    """Read and check ``commitments.yaml``.

    Raises:
        ConfigError: C002 if the file breaks its own rules.
    """
    return read_acts(read_yaml(_FILE))


def read_acts(data: Mapping[str, Any]) -> CommitmentLexicon:
    """The lexicon from the parsed file; see :func:`load_acts`."""
    try:
        classes = {name: frozenset(words) for name, words in data["classes"].items()}
        verbs = _patterns(data["acts"], "verbs", classes)
        nouns = _patterns(data["acts"], "nouns", classes)
        cues = {
            kind: {word: row["force"] for row in data["cues"] for word in row.get(kind, ())}
            for kind in ("verbs", "nouns", "adjectives")
        }
        return CommitmentLexicon(
            verbs=verbs,
            nouns=nouns,
            cue_verbs=MappingProxyType(cues["verbs"]),
            cue_nouns=MappingProxyType(cues["nouns"]),
            cue_adjectives=MappingProxyType(cues["adjectives"]),
            joint_verbs=frozenset(data["joint"]["verbs"]),
            joint_nouns=frozenset(data["joint"]["nouns"]),
            instruments=frozenset(data["instruments"]["nouns"]),
            others=frozenset(data["others"]),
            told=frozenset(data["told"]),
            provide=frozenset(data["instruments"]["provide"]),
            standing=MappingProxyType({w: force for force, words in data["standing"].items() for w in words}),
            hostile=frozenset(data["hostile"]),
            wishes=frozenset(data["instruments"]["wishes"]),
            parts=frozenset(data["instruments"]["parts"]),
            brokers=frozenset(data["instruments"]["brokers"]),
            courses=frozenset(data["instruments"]["courses"]),
            examples=tuple((row["act"], row["example"]) for row in data["acts"])
            + tuple((row["force"], row["example"]) for row in data["cues"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError("C002", f"commitments: {error}", where=_FILE) from error


def _patterns(
    rows: list[dict[str, Any]], key: str, classes: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[ActPattern, ...]]:
    """All patterns of one kind by the lemma of their head."""
    index: dict[str, list[ActPattern]] = {}
    for number, row in enumerate(rows):
        if row["act"] not in ACTS:
            raise ConfigError("C002", f"no such act: {row['act']}", where=_FILE)
        for text in row.get(key, ()):
            pattern = _pattern(row["act"], str(text), classes, number)
            for head in pattern.heads:
                index.setdefault(head, []).append(pattern)
    return MappingProxyType(
        {head: tuple(sorted(found, key=lambda p: p.rank)) for head, found in index.items()}
    )


def _pattern(act: str, text: str, classes: Mapping[str, frozenset[str]], number: int) -> ActPattern:
    first, *rest = text.split(" AND ")
    head, _, words = first.partition(" ")
    asked = [g for g in (words, *rest) if g]
    never = [_words(g[1:], classes) for g in asked if g.startswith("!")]
    return ActPattern(
        act=act,
        heads=_words(head, classes),
        groups=tuple(_words(g, classes) for g in asked if g[0] not in ">!"),
        things=tuple(_words(g[1:], classes) for g in asked if g.startswith(">")),
        never=frozenset().union(*never),
        rank=(len(never) - len(asked), number),
    )


def _words(text: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    out: set[str] = set()
    for word in text.split("|"):
        if word.startswith("@"):
            out |= classes[word[1:]]
        else:
            out.add(word)
    return frozenset(out)
