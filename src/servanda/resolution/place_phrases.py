"""What the words beside a place's name say of where it lies: "Paris, Texas", "40 km east of Homs"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from servanda.knowledge import Place, find_land, find_places
from servanda.knowledge.own.active import cached_with_own

_WINDOW: Final = 90
"""Characters before and after a name that are looked at."""
_MOST_WORDS: Final = 4
_NAME: Final = r"[^\W\d_a-z][\w'’.\-]*(?:\s(?:of\s|the\s|and\s|al-|el-)?[^\W\d_a-z][\w'’.\-]*){0,3}"
_COMMA = re.compile(rf"\s*(?:,|\()\s*(?:in\s|the\s)*({_NAME})")
_IN = re.compile(
    rf"(?:\s(?:province|district|county|region|area|governorate|city|town|village|camp|state))?,?\s+(?:in|of)\s"
    rf"(?:the\s)?(?:[a-z\-]+\s){{0,3}}({_NAME})(?:['’]s\s(?:[a-z\-]+\s){{0,2}}({_NAME}))?"
)
_BEFORE = re.compile(rf"({_NAME})(?:['’]s?)?(?:\s[a-z][a-z\-]*){{0,5}}\s$")
_WAY = re.compile(
    r"(?:(?P<amount>\d{1,4}(?:[.,]\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred)[\s-](?:or so\s)?"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?|met(?:er|re)s)\b(?:\s\([^)]{1,25}\))?\s)?"
    r"(?:to the\s)?(?P<way>north|south|east|west|north-?\s?east|north-?\s?west|south-?\s?east|south-?\s?west)"
    r"(?:ern)?\s(?:of|from)\s(?:the\s)?(?:[a-z\-]+\s){0,5}$",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"(?P<amount>\d{1,4}(?:[.,]\d+)?)[\s-](?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?|met(?:er|re)s)\s"
    r"(?:\([^)]{1,25}\)\s)?(?:away\s)?(?:from|outside|off)\s(?:the\s)?(?:[a-z\-]+\s){0,4}$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:near|outside|around|close to|not far from|on the outskirts of|outskirts of|suburbs? of|"
    r"the countryside of|surroundings of)\s(?:the\s)?(?:[a-z\-]+\s){0,4}$",
    re.IGNORECASE,
)
_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
                   "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
                   "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
                   "eighty": 80, "ninety": 90, "a hundred": 100}  # fmt: skip
_BEARINGS: Final = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225,
                    "west": 270, "northwest": 315}  # fmt: skip
_KM: Final = {"k": 1.0, "mi": 1.609, "me": 0.001}
AROUND_KM: Final = 25.0
"""How far "near", "outside" and a bearing without distance may be off (UCDP's second step)."""


@dataclass(frozen=True, slots=True)
class Offset:
    """Where the point meant lies from the named place: km, degrees from north; ``None`` if unsaid."""

    km: float | None
    bearing: int | None
    words: str


def names_within(text: str, start: int, end: int) -> tuple[str, ...]:
    """Names that are said to hold the place named at ``[start, end)``: "Texas" beside "Paris, Texas".

    Only names that the gazetteer has as something larger are taken: country, province, district, region.
    """
    out: list[str] = []
    at = end
    for _ in range(3):
        found = _COMMA.match(text, at, at + _WINDOW)
        name = _container(found.group(1)) if found else ""
        if not found or not name:
            break
        out.append(name)
        at = found.start(1) + len(name)
    if not out and (found := _IN.match(text, end, end + _WINDOW)):
        out += filter(None, (_container(group) for group in found.groups() if group))
    if not out and (found := _BEFORE.search(text[max(0, start - _WINDOW) : start])):
        out += filter(None, [_container_before(found)])
    return tuple(dict.fromkeys(out))


def offset_before(text: str, start: int) -> Offset | None:
    """Distance and direction said before a name: "40 km east of", "near"; ``None`` if there are none."""
    before = text[max(0, start - _WINDOW) : start].replace("\n", " ")
    found = _WAY.search(before)
    if found:
        bearing = _BEARINGS[re.sub(r"[\s-]", "", found["way"].lower())]
        return Offset(_distance(found), bearing, found.group().strip())
    found = _OFF.search(before)
    if found:
        return Offset(_distance(found), None, found.group().strip())
    found = _ABOUT.search(before)
    return Offset(None, None, found.group().strip()) if found else None


def move_point(lat: float, lon: float, km: float, bearing: int) -> tuple[float, float]:
    """The point so far from another in a direction, in degrees."""
    angle = math.radians(bearing)
    north = km * math.cos(angle) / 111.2
    east = km * math.sin(angle) / (111.2 * max(0.05, math.cos(math.radians(lat))))
    return max(-90.0, min(90.0, lat + north)), (lon + east + 180.0) % 360.0 - 180.0


def _distance(found: re.Match[str]) -> float | None:
    amount, unit = found["amount"], (found["unit"] or "").lower()
    if not amount:
        return None
    number = float(_NUMBERS.get(amount.lower(), 0) or amount.replace(",", "."))
    factor = _KM["k"] if unit.startswith("k") else _KM["mi"] if unit.startswith("mi") else _KM["me"]
    return number * factor


def _container(words: str) -> str:
    """The longest beginning of some words that names something larger than a town, or empty."""
    parts = words.split()
    for count in range(min(_MOST_WORDS, len(parts)), 0, -1):
        name = " ".join(parts[:count]).rstrip(",;:")
        for form in dict.fromkeys((name, name.rstrip("."), re.sub(r"['’]s?$", "", name))):
            if _is_container(form):
                return form
    return ""


@cached_with_own(maxsize=8192)
def _is_container(name: str) -> bool:
    return any(_large(place) for place in find_places(name)[0])


def _large(place: Place) -> bool:
    return place.kind in {"country", "admin1", "admin2", "region", "islands", "island", "peninsula", "valley"}


def _container_before(found: re.Match[str]) -> str:
    """The land of "the Syrian city of", "Lebanon's northern city of", "Syria's": its name, or empty.

    A bare name before ("Texas Governor … Paris") says nothing.
    """
    parts = found.group(1).split()
    tail = found.group()[len(found.group(1)) :].strip()
    owns = tail.startswith(("'", "’")) or found.group(1).endswith(("'s", "’s", "s'", "s’"))
    for first in range(len(parts)):
        word = re.sub(r"['’]s?$", "", " ".join(parts[first:]))
        land = find_land(word)
        if land and land.country and land.by in {"adjective", "country", "territory"}:
            if owns or (land.by == "adjective" and not tail.endswith(_BREAKS)):
                return land.name
            return ""
        if owns and _is_container(word):
            return word
    return ""


_BREAKS: Final = ("in", "at", "from", "to", "on", "and", "said", "by", "into", "near")
"""Words between a nationality and a name that part them: "Syrian troops in Paris"."""
