"""Word classes of the time grammar. Everything here is data; keys are lower case."""

from __future__ import annotations

from typing import Final

from servanda.language.quantities.words import word_set

_MONTH_NAMES: Final = (
    "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.",
    "july jul jul.", "august aug aug.", "september sept sept. sep sep.", "october oct oct.",
    "november nov nov.", "december dec dec.",
)  # fmt: skip
_WEEKDAY_NAMES: Final = (
    "monday mon mon.", "tuesday tue tues tue. tues.", "wednesday wed wed. weds",
    "thursday thu thurs thu. thurs.", "friday fri fri.", "saturday sat sat.", "sunday sun sun.",
)  # fmt: skip

MONTHS: Final[dict[str, int]] = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
WEEKDAYS: Final[dict[str, int]] = {
    name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()
}
CAPITALISED: Final = frozenset(
    {"may", "march", "mar", "sat", "sun", "mon", "wed", "jan", "dec", "second", "fri", "tue", "thu"}
)
"""Names of months and days that are also common words: they count only with a capital letter."""

SEASONS: Final[dict[str, str]] = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
}

UNITS: Final[dict[str, str]] = {
    form: letter
    for letter, forms in {
        "S": "second seconds",
        "MIN": "minute minutes",
        "H": "hour hours",
        "D": "day days",
        "W": "week weeks",
        "2W": "fortnight fortnights",
        "WE": "weekend weekends",
        "M": "month months",
        "Q": "quarter quarters",
        "Y": "year years",
        "10Y": "decade decades",
        "100Y": "century centuries",
    }.items()
    for form in forms.split()
}

PARTS: Final[dict[str, str]] = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "dusk": "EV",
    "noon": "MI",
    "midday": "MI",
    "midnight": "NI",
}

AMPM: Final[dict[str, int]] = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12}
"""Halves of the day, by the hours to add."""
ZONES: Final = frozenset({"gmt", "utc", "est", "edt", "cet", "bst", "local", "time", "et", "hours", "hrs"})
BEFORE_CHRIST: Final = frozenset({"bc", "b.c.", "b.c", "bce", "b.c.e."})

EDGES: Final[dict[str, str]] = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
}
"""Which third of a period is meant."""

DIRECTIONS: Final[dict[str, int]] = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}

_ORDINALS: Final = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINALS: Final[dict[str, int]] = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}

DEICTIC_DAYS: Final[dict[str, int]] = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

FUTURE_PREPOSITIONS: Final = frozenset({"until", "till", "by", "before", "ahead", "til"})
"""Before a bare day or month these point forward, whatever the tense ("ahead of Sunday's vote")."""

FUTURE_CUES: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
FUTURE_GOVERNORS: Final = word_set(
    """plan schedule expect due set intend hope going aim slate agree vow pledge promise threaten prepare want
    decide"""
)
"""Words below which an infinitive lies ahead ("scheduled to meet Friday")."""
FUTURE_ADJECTIVES: Final = frozenset(
    {"upcoming", "forthcoming", "coming", "planned", "scheduled", "expected", "proposed"}
)
