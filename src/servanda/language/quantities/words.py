"""Word tables of the number grammar (codebook sections 5 and 9): numerals, vague amounts, bounds, units.

Everything here is data; the rules that read it are in the neighbouring modules. All keys are lower case.
"""

from __future__ import annotations

from typing import Literal


def word_set(text: str) -> frozenset[str]:
    """The words of a text set apart by white space."""
    return frozenset(text.split())


_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}

SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mln": 10**6,
    "bln": 10**9,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "dozen": 12,
}

TIGHT_SCALES: dict[str, int] = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Letters that scale only when they touch the digits ("2.5m")."""

FRACTION_PARTS: dict[str, int] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + plural: value
    for value, word in enumerate(
        ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3
    )
    for plural in ("", "s")
}
"""How many of these make a whole."""

VAGUE: dict[tuple[str, ...], tuple[int, int]] = {
    ("several",): (3, 9),
    ("a", "few"): (3, 9),
    ("a", "handful"): (3, 5),
    ("a", "couple"): (2, 2),
    ("couple",): (2, 2),
    ("tens",): (20, 99),
    ("scores",): (40, 99),
    ("dozens",): (24, 99),
    ("several", "dozen"): (24, 99),
    ("a", "few", "dozen"): (24, 99),
    ("hundreds",): (200, 999),
    ("several", "hundred"): (200, 999),
    ("a", "few", "hundred"): (200, 999),
    ("many", "hundreds"): (200, 999),
    ("thousands",): (2_000, 9_999),
    ("several", "thousand"): (2_000, 9_999),
    ("a", "few", "thousand"): (2_000, 9_999),
    ("many", "thousands"): (2_000, 9_999),
    ("tens", "of", "thousands"): (20_000, 99_999),
    ("dozens", "of", "thousands"): (24_000, 99_999),
    ("hundreds", "of", "thousands"): (200_000, 999_999),
    ("several", "hundred", "thousand"): (200_000, 999_999),
    ("millions",): (2_000_000, 9_999_999),
    ("several", "million"): (2_000_000, 9_999_999),
    ("tens", "of", "millions"): (20_000_000, 99_999_999),
    ("dozens", "of", "millions"): (24_000_000, 99_999_999),
    ("hundreds", "of", "millions"): (200_000_000, 999_999_999),
    ("billions",): (2_000_000_000, 9_999_999_999),
    ("several", "billion"): (2_000_000_000, 9_999_999_999),
    ("tens", "of", "billions"): (20_000_000_000, 99_999_999_999),
    ("hundreds", "of", "billions"): (200_000_000_000, 999_999_999_999),
    ("half", "a", "dozen"): (6, 6),
    ("half", "-", "a", "-", "dozen"): (6, 6),
    ("half", "-", "dozen"): (6, 6),
    ("a", "half", "-", "dozen"): (6, 6),
    ("a", "half", "dozen"): (6, 6),
    ("half", "a", "million"): (500_000, 500_000),
    ("half", "-", "a", "-", "million"): (500_000, 500_000),
    ("half", "a", "billion"): (500_000_000, 500_000_000),
    ("several", "hundreds"): (200, 999),
    ("several", "thousands"): (2_000, 9_999),
    ("several", "dozens"): (24, 99),
    ("several", "tens", "of", "thousands"): (20_000, 99_999),
    ("several", "hundreds", "of", "thousands"): (200_000, 999_999),
    ("a", "few", "hundred", "thousand"): (200_000, 999_999),
    ("a", "few", "million"): (2_000_000, 9_999_999),
    ("many", "millions"): (2_000_000, 9_999_999),
    ("tens", "to", "hundreds", "of", "thousands"): (20_000, 999_999),
} | {
    ("a", "couple", *of, word): (2 * scale, 2 * scale)
    for word, scale in SCALES.items()
    for of in ((), ("of",))
    if len(word) > 3  # no abbreviation
}
"""Amounts that are no numerals: inclusive bounds (codebook section 5: "dozens" = 24–99 and so on)."""

VAGUE_LONGEST = max(map(len, VAGUE))

Bound = Literal["low", "high", "approx"]

BOUNDS_BEFORE: dict[tuple[str, ...], Bound] = {
    ("at", "least"): "low",
    ("more", "than"): "low",
    ("over",): "low",
    ("above",): "low",
    ("well", "over"): "low",
    ("just", "over"): "low",
    ("upwards", "of"): "low",
    ("upward", "of"): "low",
    ("in", "excess", "of"): "low",
    ("exceeding",): "low",
    ("exceeded",): "low",
    ("exceeds",): "low",
    ("no", "fewer", "than"): "low",
    ("no", "less", "than"): "low",
    ("not", "fewer", "than"): "low",
    ("not", "less", "than"): "low",
    ("a", "minimum", "of"): "low",
    ("minimum", "of"): "low",
    ("as", "few", "as"): "low",
    ("at", "the", "very", "least"): "low",
    ("at", "the", "least"): "low",
    ("at", "a", "minimum"): "low",
    ("greater", "than"): "low",
    ("well", "above"): "low",
    ("just", "above"): "low",
    ("a", "little", "over"): "low",
    ("slightly", "over"): "low",
    ("slightly", "more", "than"): "low",
    ("a", "little", "more", "than"): "low",
    ("just", "more", "than"): "low",
    ("far", "more", "than"): "low",
    ("well", "more", "than"): "low",
    ("much", "more", "than"): "low",
    ("beyond",): "low",
    (">",): "low",
    ("≥",): "low",
    ("north", "of"): "low",
    ("up", "to"): "high",
    ("as", "many", "as"): "high",
    ("as", "much", "as"): "high",
    ("at", "most"): "high",
    ("no", "more", "than"): "high",
    ("not", "more", "than"): "high",
    ("fewer", "than"): "high",
    ("far", "fewer", "than"): "high",
    ("well", "under"): "high",
    ("slightly", "less", "than"): "high",
    ("slightly", "fewer", "than"): "high",
    ("slightly", "under"): "high",
    ("a", "little", "under"): "high",
    ("upto",): "high",
    ("not", "exceeding"): "high",
    ("<",): "high",
    ("≤",): "high",
    ("less", "than"): "high",
    ("under",): "high",
    ("below",): "high",
    ("just", "under"): "high",
    ("a", "maximum", "of"): "high",
    ("maximum", "of"): "high",
    ("about",): "approx",
    ("around",): "approx",
    ("some",): "approx",
    ("nearly",): "approx",
    ("almost",): "approx",
    ("approximately",): "approx",
    ("roughly",): "approx",
    ("circa",): "approx",
    ("estimated",): "approx",
    ("an", "estimated"): "approx",
    ("close", "to"): "approx",
    ("nearing",): "approx",
    ("approaching",): "approx",
    ("in", "the", "region", "of"): "approx",
    ("on", "the", "order", "of"): "approx",
    ("in", "the", "neighborhood", "of"): "approx",
    ("in", "the", "neighbourhood", "of"): "approx",
    ("in", "the", "vicinity", "of"): "approx",
    ("something", "like"): "approx",
    ("just", "about"): "approx",
    ("perhaps",): "approx",
    ("maybe",): "approx",
    ("possibly",): "approx",
    ("approx.",): "approx",
    ("approx",): "approx",
    ("c.",): "approx",
    ("virtually",): "approx",
    ("practically",): "approx",
    ("≈",): "approx",
    ("~",): "approx",
}

BOUNDS_LONGEST = max(map(len, BOUNDS_BEFORE))

BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "low",
    ("and", "more"): "low",
    ("-", "plus"): "low",
    ("plus",): "low",
    ("+",): "low",
    ("or", "fewer"): "high",
    ("or", "less"): "high",
    ("and", "counting"): "low",
    ("and", "above"): "low",
    ("and", "over"): "low",
    ("at", "least"): "low",
    ("at", "the", "least"): "low",
    ("at", "a", "minimum"): "low",
    ("if", "not", "more"): "low",
    ("at", "most"): "high",
    ("at", "the", "most"): "high",
    ("or", "so"): "approx",
    ("odd",): "approx",
    ("or", "thereabouts"): "approx",
    ("-", "odd"): "approx",
}

BOUNDS_AFTER_LONGEST = max(map(len, BOUNDS_AFTER))

FILLERS = frozenset({"another", "additional", "further", "extra", "other", "more", "a", "an", "total", "of"})
"""Words that may stand between a bound and its number ("at least another 14", "more than a total of 60")."""

PERCENT_WORDS = frozenset({"%", "percent", "pct", "percentage", "per"})

DURATION_UNITS: dict[str, tuple[str, int]] = {
    "second": ("TS", 1),
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
}
"""ISO 8601 letter (``T`` first for clock units) and how many of it one of these is."""

MEASURE_UNITS: dict[str, str] = {
    unit: name
    for name, units in {
        "km": "km kms kilometer kilometers kilometre kilometres",
        "miles": "mile miles",
        "m": "meter meters metre metres",
        "feet": "foot feet",
        "ha": "hectare hectares",
        "acres": "acre acres",
        "tons": "ton tons tonne tonnes",
        "kg": "kg kilogram kilograms kilo kilos",
        "lb": "pound pounds lb lbs",
        "barrels": "barrel barrels bpd",
        "litres": "liter liters litre litres gallon gallons",
        "degrees": "degree degrees",
        "megawatts": "megawatt megawatts mw",
        "kt": "kiloton kilotons",
    }.items()
    for unit in units.split()
}

LABELS = word_set(
    """no no. nr number article articles resolution section sections page pages chapter paragraph
    protocol annex flight route highway channel phase type class model mark mk room block volume
    issue part item rule order decree law apollo boeing airbus il mig su tu an mi ak f b t s rq mq
    km grade level stage day year version base camp hill brigade battalion regiment division unit zone
    gate checkpoint area
    """
)
"""Words whose following number is a name, not a count ("Resolution 1701", "MiG-29")."""

MONTHS = word_set(
    """january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct.
    nov. dec.
    """
)

YEAR_NOUNS = word_set(
    """election elections war wars bombing bombings riot riots protest protests attack attacks clash
    clashes accord accords agreement agreements talks genocide revolution uprising deal treaty
    invasion summit games olympics massacre crisis killings killing offensive ceasefire cease
    conflict raid raids census budget coup accords report assassination constitution disarmament
    demonstrations borders lines peace hostilities earthquake tsunami levels vote referendum
    """
)
"""Nouns before which four digits are a year ("the 2005 elections")."""

CHANGE_STEMS = (
    "rise",
    "rose",
    "risen",
    "increas",
    "grow",
    "grew",
    "drop",
    "fall",
    "fell",
    "declin",
    "cut",
    "reduc",
    "jump",
    "climb",
    "double",
    "up",
    "down",
    "revis",
    "soar",
    "slash",
    "rais",
    "lower",
    "shrink",
    "shrank",
)
"""Beginnings of words after which "from A to B" tells a change, not a range."""
