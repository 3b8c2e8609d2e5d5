"""Which mentions are places, and where the report is set."""

from __future__ import annotations

from collections import Counter

from servanda.knowledge import city_countries, find_land
from servanda.model import Analysis, Mention

_KINDS = frozenset({"place", "city", "country"})
_REGION = frozenset(
    ["province", "region", "district", "city", "town", "village", "governorate", "suburb", "area", "neighborhood", "neighbourhood", "border", "camp", "airport", "base", "river", "valley", "mountain", "island", "sea", "coast", "strip", "capital", "port", "peninsula", "county", "enclave"]
)


def place_name(analysis: Analysis, mention: Mention) -> str | None:
    """The place a mention names, as the report writes it ("Idlib province"), or ``None``."""
    tokens = analysis.tokens
    if mention.name and mention.type in _KINDS:
        return " ".join(analysis.text_of(*mention.name).split())
    if mention.kind == "nominal" and tokens[mention.head].lemma.lower() in _REGION:
        first = mention.head
        while first > mention.first and tokens[first - 1].upos == "PROPN":
            first -= 1
        if first < mention.head:
            return " ".join(analysis.text_of(first, mention.head + 1).split())
    return None


def place_country(name: str, prefer: str = "") -> str:
    """The country a place lies in; of several cities of one name the one in ``prefer``, else the largest; empty if unknown."""
    for part in (name, name.rsplit(" ", 1)[0]):
        land = find_land(part)
        if land:
            return land.country
        cities = city_countries(part)
        if cities:
            return prefer if prefer in cities else cities[0]
    return ""


def main_country(analysis: Analysis) -> str:
    """The country a report is mostly about, or empty if none has half of all that are named."""
    counts: Counter[str] = Counter()
    for mention in analysis.mentions:
        if mention.name is None:
            continue
        text = analysis.text_of(*mention.name)
        land = find_land(text)
        if land and land.country:
            counts[land.country] += 1
        elif mention.type == "city" and (cities := city_countries(text)):
            counts[cities[0]] += 1
    if not counts:
        return ""
    country, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return country if 2 * count >= counts.total() else ""
