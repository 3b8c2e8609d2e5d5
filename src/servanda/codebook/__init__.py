"""The codebook as data: types, rules and cue lists in YAML, validated when they are loaded."""

from servanda.codebook.cues import (
    BackgroundCues,
    FactualityCue,
    LightVerbs,
    background_cues,
    factuality_cues,
    light_verbs,
)
from servanda.codebook.rules import (
    EventType,
    Lexicon,
    Roles,
    Rule,
    Trigger,
    event_types,
    lexicon,
    word_classes,
)

__all__ = [
    "BackgroundCues",
    "EventType",
    "FactualityCue",
    "Lexicon",
    "LightVerbs",
    "Roles",
    "Rule",
    "Trigger",
    "background_cues",
    "event_types",
    "factuality_cues",
    "lexicon",
    "light_verbs",
    "word_classes",
]
