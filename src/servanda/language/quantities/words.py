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
    "crore": 10**7,
    "dozen": 12,
}

TIGHT_SCALES: dict[str, int] = {"k": 10**3, "m": 10**6, "b": 10**9}
"""Letters that scale only when they touch the digits ("2.5m")."""

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
    ("half", "-", "dozen"): (6, 6),
    ("a", "half", "-", "dozen"): (6, 6),
    ("a", "half", "dozen"): (6, 6),
    ("half", "a", "million"): (500_000, 500_000),
    ("half", "a", "billion"): (500_000_000, 500_000_000),
    ("a", "dozen"): (12, 12),
    ("a", "hundred"): (100, 100),
    ("a", "thousand"): (1_000, 1_000),
    ("a", "million"): (1_000_000, 1_000_000),
    ("a", "billion"): (1_000_000_000, 1_000_000_000),
    ("a", "trillion"): (10**12, 10**12),
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
    ("up", "to"): "high",
    ("as", "many", "as"): "high",
    ("as", "much", "as"): "high",
    ("at", "most"): "high",
    ("no", "more", "than"): "high",
    ("not", "more", "than"): "high",
    ("fewer", "than"): "high",
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
    ("perhaps",): "approx",
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
    ("or", "so"): "approx",
    ("-", "odd"): "approx",
}

FILLERS = frozenset({"another", "additional", "further", "extra", "other", "more", "a", "an", "total", "of"})
"""Words that may stand between a bound and its number ("at least another 14", "more than a total of 60")."""

CURRENCY_SIGNS: dict[str, str] = {
    "us$": "USD",
    "u.s.$": "USD",
    "c$": "CAD",
    "a$": "AUD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₪": "ILS",
    "₽": "RUB",
    "₹": "INR",
    "₴": "UAH",
}

CURRENCY_WORDS: dict[str, str] = {
    "dollar": "USD",
    "dollars": "USD",
    "dlr": "USD",
    "dlrs": "USD",
    "usd": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "gbp": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rubles": "RUB",
    "rouble": "RUB",
    "roubles": "RUB",
    "rupee": "INR",
    "rupees": "INR",
    "shekel": "ILS",
    "shekels": "ILS",
    "lira": "TRY",
    "liras": "TRY",
    "riyal": "SAR",
    "riyals": "SAR",
    "rials": "IRR",
    "dinars": "IQD",
    "dram": "AMD",
    "drams": "AMD",
    "manat": "AZN",
    "manats": "AZN",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "francs": "CHF",
    "marks": "DEM",
}
"""Names of money. Where several states share a name, the commonest in international news."""

CURRENCY_MODIFIERS = frozenset(
    {"u.s.", "us", "american", "hong", "kong", "canadian", "australian", "israeli", "turkish", "russian"}
)

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
    km grade level stage day year version
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
