"""Names of places in the form under which they are looked up, and words that say what kind of place it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

ADMIN_WORDS = {
    "governorate": "admin1", "muhafazah": "admin1", "muhafazat": "admin1", "oblast": "admin1",
    "province": "admin1", "provinces": "admin1", "state": "admin1", "region": "admin1", "krai": "admin1",
    "wilayat": "admin1", "wilaya": "admin1", "department": "admin1", "departamento": "admin1",
    "estado": "admin1", "provincia": "admin1", "prefecture": "admin1", "emirate": "admin1",
    "division": "admin1", "rayon": "admin1", "rayonu": "admin1", "canton": "admin1", "voivodeship": "admin1",
    "raion": "admin2", "county": "admin2", "parish": "admin2", "district": "admin2", "borough": "admin2",
    "municipality": "admin2", "subdistrict": "admin2",
    "city": "city", "sahari": "city", "town": "city", "village": "city", "township": "city",
    "area": "", "suburb": "", "neighborhood": "", "neighbourhood": "", "enclave": "", "countryside": "",
}  # fmt: skip
"""Words that say what kind of place a name is, with the kind; empty where that says little."""
_FILLERS = frozenset({"of", "the", "de", "e", "al"})

_JOINTS = re.compile(r"[\s\-‐‑–_/.,]+")
_DROPPED = str.maketrans("", "", "'’‘ʻʼ`´ʿʾ\"“”")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
                          "ð": "d", "þ": "th", "ħ": "h"})  # fmt: skip
_SAINTS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """The form under which places are looked up: no accents, apostrophes, hyphens, case; "st." is "saint"."""
    name = name.translate(_DROPPED)
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c))
    words = [w for w in _JOINTS.split(name.lower().translate(_LETTERS)) if w]
    if words and words[0] == "the" and len(words) > 1:
        words = words[1:]
    if len(words) > 1:
        words = [_SAINTS.get(w, w) for w in words]
    return " ".join(words)


def strip_admin_words(key: str) -> tuple[str, str]:
    """A folded name without "province", "county of", and the kind that these words say, or empty."""
    words = key.split(" ")
    if len(words) < 2:
        return key, ""
    if words[-1] in ADMIN_WORDS:
        return " ".join(words[:-1]), ADMIN_WORDS[words[-1]]
    if words[0] in ADMIN_WORDS:
        rest = words[1:]
        while len(rest) > 1 and rest[0] in _FILLERS:
            rest = rest[1:]
        return " ".join(rest), ADMIN_WORDS[words[0]]
    return key, ""


_DIRECTIONS: Final = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast",
     "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern",
     "downtown", "rural", "greater", "upper", "lower"}
)  # fmt: skip
_ARTICLES: Final = frozenset(
    {"al", "el", "ad", "ed", "an", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez", "ul", "ol"}
)
_SOUNDS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ou|oo", "u"),
        (r"ee|ie|ey|ei|ay|ai|iy|yi", "i"),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"dh|th", "d"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"ph", "f"),
        (r"([a-z])\1+", r"\1"),
        (r"(?<=[a-z])[ha]h?$", ""),
        (r"[^a-z]", ""),
    )
)


def is_direction(word: str) -> bool:
    """Whether a word in lower case tells a part of a place: "northern", "central", "downtown"."""
    return word in _DIRECTIONS


def strip_direction(key: str) -> str:
    """A folded name without "east", "northern", "downtown" before it; empty if it has none."""
    first, _, rest = key.partition(" ")
    return rest if first in _DIRECTIONS else ""


@lru_cache(maxsize=4096)
def sound_of(key: str) -> str:
    """What is left of a folded name when articles, vowels' shades and doubled letters are set aside.

    Two spellings of one Arabic, Persian or Slavic name mostly agree in it: "Urum al-Joz", "Ourum al Jouz".
    Empty if too little is left to tell names apart.
    """
    words = [w for w in key.split(" ") if w not in _ARTICLES]
    sound = "".join(_sound_of_word(w) for w in words)
    return sound if len(sound) >= 4 else ""


def _sound_of_word(word: str) -> str:
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word
