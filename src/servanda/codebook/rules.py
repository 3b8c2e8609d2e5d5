"""Event types and the rules that find them (codebook section 3).

One file a type, ``events/TYPE.yaml``. A rule joins words that behave alike: verbs and nouns with the same
type, mode, roles and conditions, and one sentence of ours that it must read. Words are written

* ``attack`` - a lemma;
* ``blow up``, ``call for`` - a verb with its particle, or with the preposition of one of its phrases;
* ``open +fire`` - a verb with the head word of its object; ``pay +visit to`` - both;
* ``must`` (under ``modals``) - the auxiliary of a verb in somebody's mouth: "X said Y must go" asks;
* ``air strike``, ``exchange of prisoner`` - a noun with the word that modifies it, or with a phrase after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from servanda.codebook.load import check_keys, listing, read_yaml
from servanda.errors import ConfigError

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""In the codebook's order."""

Kind = Literal["verb", "noun", "adjective", "modal"]
SLOTS: Final = frozenset(
    {
        "subject",
        "object",
        "indirect",
        "doer",
        "owner",
        "modifier",
        "clause-subject",
        "clause-object",
        "object-owner",
        "content",
        "speaker",
        "anti",
    }
)
"""Slots of a frame beside prepositions. ``doer`` is the "by" phrase or the light verb's subject of a noun."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word or phrase that may tell an event.

    ``words`` are the particles or modifiers it needs beside its lemma; ``object`` the lemma of its object,
    or "".
    """

    lemma: str
    kind: Kind
    words: tuple[str, ...]
    object: str
    rule: Rule

    @property
    def specificity(self) -> tuple[int, int]:
        """Triggers with more words, then rules with more conditions, win over the rest."""
        return len(self.words) + 2 * bool(self.object), len(self.rule.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Which slots give actors and recipients, for verbs and for nouns.

    ``joint``: all slots of ``actors`` are parties of one act (a meeting, a clash); else the first that
    names somebody.
    """

    name: str
    verb_actors: tuple[str, ...]
    verb_recipients: tuple[str, ...]
    noun_actors: tuple[str, ...]
    noun_recipients: tuple[str, ...]
    joint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the words it fires on, and what it makes of them.

    Attributes:
        name: ``type.rule``, stable between releases; ``Provenance.coder`` shows it.
        type, mode: of the event; ``mode`` may be worked out from the words around (``None``).
        roles: who takes part, by slot.
        needs: conditions, as ``slot in CLASS|CLASS`` or ``not slot in CLASS`` or ``slot`` (must be there).
        content: the rule is a verbal act whose content is not coded apart (codebook section 3, ``status``).
        status: status the rule gives by itself, or ``None``.
        example: a sentence in which it fires.
    """

    name: str
    type: str
    mode: str | None
    roles: Roles
    needs: tuple[str, ...]
    content: bool
    status: str | None
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type with its definition, modes and what it is taken for; ``content_modes`` maps words to modes."""

    name: str
    definition: str
    quad: str
    modes: tuple[tuple[str, str], ...]
    ambiguities: str
    content_modes: tuple[tuple[str, frozenset[str]], ...]
    rules: tuple[Rule, ...]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All triggers by lemma, the most specific first."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    modals: Mapping[str, tuple[Trigger, ...]]


@cache
def event_types() -> tuple[EventType, ...]:
    """The sixteen types with their rules, in the codebook's order."""
    roles = _read_roles()
    classes = word_classes()
    return tuple(make_type(name, read_yaml(f"events/{name}.yaml"), roles, classes) for name in TYPES)


@cache
def lexicon() -> Lexicon:
    """Every trigger of every type, looked up by lemma."""
    tables: dict[str, dict[str, list[Trigger]]] = {"verb": {}, "noun": {}, "adjective": {}, "modal": {}}
    for kind in event_types():
        for trigger in kind.triggers:
            tables[trigger.kind].setdefault(trigger.lemma, []).append(trigger)
    frozen = {
        kind: {
            lemma: tuple(sorted(found, key=lambda t: t.specificity, reverse=True))
            for lemma, found in table.items()
        }
        for kind, table in tables.items()
    }
    return Lexicon(
        verbs=frozen["verb"],
        nouns=frozen["noun"],
        adjectives=frozen["adjective"],
        modals=frozen["modal"],
    )


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Classes of words that conditions and modes refer to (``data/classes.yaml``)."""
    where = "data/classes.yaml"
    return {name: frozenset(listing(words, f"{where}: {name}")) for name, words in read_yaml(where).items()}


@cache
def _read_roles() -> Mapping[str, Roles]:
    where = "data/roles.yaml"
    out = {}
    for name, entry in read_yaml(where).items():
        at = f"{where}: {name}"
        keys = frozenset({"verb", "noun", "joint"})
        check_keys(entry, keys, frozenset({"verb"}), at)
        verb = entry["verb"]
        noun = entry.get("noun", {})
        for side in (verb, noun):
            check_keys(side, frozenset({"actors", "recipients"}), frozenset(), at)
        out[name] = Roles(
            name=name,
            verb_actors=listing(verb.get("actors"), at),
            verb_recipients=listing(verb.get("recipients"), at),
            noun_actors=listing(noun.get("actors"), at),
            noun_recipients=listing(noun.get("recipients"), at),
            joint=bool(entry.get("joint", False)),
        )
    return out


def make_type(
    name: str, data: Mapping[str, Any], roles: Mapping[str, Roles], classes: Mapping[str, frozenset[str]]
) -> EventType:
    """An event type out of its YAML mapping; C002 says which rule is wrong and why."""
    where = f"events/{name}.yaml"
    keys = frozenset({"definition", "quad", "modes", "ambiguities", "content_modes", "rules"})
    check_keys(data, keys, frozenset({"definition", "quad", "rules"}), where)
    modes = tuple((data.get("modes") or {}).items())
    for mode, meaning in modes:
        if not isinstance(meaning, str):
            raise ConfigError(
                "C002",
                f"mode {mode!r} has no definition in words",
                where=where,
                remedy="put rules under `rules`",
            )
    rules: list[Rule] = []
    triggers: list[Trigger] = []
    for key, entry in data["rules"].items():
        rule = _make_rule(name, key, entry, {m for m, _ in modes}, roles, classes)
        rules.append(rule)
        triggers += _make_triggers(rule, entry, f"{where}: {key}")
    content = tuple(
        (mode, frozenset(listing(words, f"{where}: {mode}")))
        for mode, words in (data.get("content_modes") or {}).items()
    )
    for mode, _ in content:
        if mode not in dict(modes):
            raise ConfigError("C002", f"content_modes names the unknown mode {mode!r}", where=where)
    return EventType(
        name=name,
        definition=data["definition"],
        quad=data["quad"],
        modes=modes,
        ambiguities=data.get("ambiguities", ""),
        content_modes=content,
        rules=tuple(rules),
        triggers=tuple(triggers),
    )


_RULE_KEYS: Final = frozenset(
    {"example", "verbs", "nouns", "adjectives", "modals", "roles", "mode", "needs", "content", "status"}
)
_TRIGGER_KEYS: Final[tuple[tuple[str, Kind], ...]] = (
    ("verbs", "verb"),
    ("nouns", "noun"),
    ("adjectives", "adjective"),
    ("modals", "modal"),
)


def _make_rule(
    kind: str,
    key: str,
    entry: Mapping[str, Any],
    modes: set[str],
    roles: Mapping[str, Roles],
    classes: Mapping[str, frozenset[str]],
) -> Rule:
    where = f"events/{kind}.yaml: {key}"
    check_keys(entry, _RULE_KEYS, frozenset({"example", "roles"}), where)
    mode = entry.get("mode")
    if mode is not None and mode not in modes:
        raise ConfigError(
            "C002", f"unknown mode {mode!r}", where=where, remedy=f"use {', '.join(sorted(modes))}"
        )
    if entry["roles"] not in roles:
        raise ConfigError(
            "C002", f"unknown roles {entry['roles']!r}", where=where, remedy=f"use {', '.join(sorted(roles))}"
        )
    needs = listing(entry.get("needs"), where)
    for need in needs:
        _check_need(need, classes, where)
    return Rule(
        name=f"{kind.lower()}.{key}",
        type=kind,
        mode=mode,
        roles=roles[entry["roles"]],
        needs=needs,
        content=bool(entry.get("content", False)),
        status=entry.get("status"),
        example=entry["example"],
    )


SPECIAL_CLASSES: Final = frozenset({"ACTOR", "ARMED", "STATE", "POLITICAL", "PLACE", "PEOPLE", "IGO"})
"""Classes that are judged by what a mention stands for, not by a list of words."""


def _check_need(need: str, classes: Mapping[str, frozenset[str]], where: str) -> None:
    words = need.removeprefix("not ").split()
    if len(words) == 1 or (len(words) == 3 and words[1] == "in"):
        names = words[2].split("|") if len(words) == 3 else []
        for name in names:
            if name not in classes and name not in SPECIAL_CLASSES:
                raise ConfigError("C002", f"condition {need!r} names the unknown class {name!r}", where=where)
        return
    raise ConfigError("C002", f"condition {need!r} is not `slot`, `slot in CLASS` or `not …`", where=where)


def _make_triggers(rule: Rule, entry: Mapping[str, Any], where: str) -> list[Trigger]:
    out = []
    for key, kind in _TRIGGER_KEYS:
        for phrase in listing(entry.get(key), where):
            words = phrase.split()
            if kind == "noun":
                lemma, rest, target = _split_noun(words)
            else:
                lemma, rest = words[0], [w for w in words[1:] if not w.startswith("+")]
                targets = [w[1:] for w in words[1:] if w.startswith("+")]
                if len(targets) > 1:
                    raise ConfigError("C002", f"{phrase!r} has two objects", where=where)
                target = targets[0] if targets else ""
            out.append(Trigger(lemma, kind, tuple(rest), target, rule))
    if not out:
        raise ConfigError("C002", "the rule has no verbs, nouns or adjectives", where=where)
    return out


_NOUN_PREPOSITIONS: Final = frozenset({"of", "on", "to", "from", "for", "between", "by", "against"})


def _split_noun(words: list[str]) -> tuple[str, list[str], str]:
    """Lemma, needed words and object: the last word is the head, or the one before a preposition."""
    at = next((i for i, w in enumerate(words) if w in _NOUN_PREPOSITIONS), len(words))
    target = words[-1] if at < len(words) - 1 else ""
    return words[at - 1], words[: at - 1] + words[at : at + 1], target
