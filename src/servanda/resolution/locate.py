"""Mentions of places to places of the gazetteer, with coordinates and precision, or left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from servanda.knowledge import Place, country_of, find_known, find_land, kilometres, word_list
from servanda.model import Analysis, Mention, PlaceCandidate, ResolvedPlace
from servanda.resolution.place_choice import PlaceName, Scored, choose_places
from servanda.resolution.place_phrases import AROUND_KM, Offset, move_point, names_within, offset_before
from servanda.resolution.place_weights import Weights

MOST_REJECTED: Final = 5
_DATELINE: Final = -1
_SAID_NEAR: Final = 5
"""How often a name counts that a person gave as near."""
_NAMED: Final = frozenset({"place", "city", "country"})
_SPOTS: Final = frozenset(
    {"airport", "base", "camp", "canal", "checkpoint", "city", "crossing", "dam", "mountain", "settlement",
     "shoal", "reef", "site", "town", "village", "bridge", "port"}
)  # fmt: skip
"""Kinds that are one point: UCDP's first step."""
_SEAS: Final = frozenset({"sea", "ocean", "strait", "gulf"})
_OFFSET_SHARE: Final = 0.2
"""How much of a distance it may be off: "40 km east of" is seldom measured."""
_EXACT_KM: Final = 12.0
_DISTRICT_KM: Final = 30.0


def resolve_places(analysis: Analysis) -> Analysis:
    """Fill ``Analysis.places``: what every mention that names a place stands for."""
    text = analysis.document.text
    spans = {m.id: span for m in analysis.mentions if (span := _span(analysis, m))}
    if not spans:
        return analysis
    within = {key: names_within(text, *span) for key, span in spans.items()}
    held = {name for names in within.values() for name in names}
    names = [
        PlaceName(key, text[start:end], within[key], _holds(text, start, end, held), start)
        for key, (start, end) in spans.items()
    ]
    dateline = analysis.document.dateline
    if dateline and dateline.place:
        names.insert(0, PlaceName(_DATELINE, dateline.place.title()))
    chosen = choose_places(names, _peoples(analysis), _home(analysis))
    places = {
        key: locate(text[start:end], chosen[key], offset_before(text, start))
        for key, (start, end) in spans.items()
    }
    return replace(analysis, places=places)


def locate(name: str, scored: Sequence[Scored], offset: Offset | None = None) -> ResolvedPlace:
    """The place a name stands for, given its candidates best first; open if two are nearly equal."""
    won = decide(scored)
    if won is None:
        reason = "two or more places are nearly as likely" if scored else "no place of that name is known"
        rejected = tuple(_candidate(s, _why_lost(s)) for s in scored[:MOST_REJECTED])
        return ResolvedPlace(name=" ".join(name.split()), reason=reason, rejected=rejected)
    place = won.place
    lat, lon, precision, radius = place.lat, place.lon, precision_of(place), place.radius_km
    reason = "; ".join(won.reasons)
    if offset:
        if offset.km is not None and offset.bearing is not None:
            lat, lon = move_point(lat, lon, offset.km, offset.bearing)
            radius = max(5.0, offset.km * _OFFSET_SHARE)
        else:
            radius += offset.km if offset.km is not None else AROUND_KM
        precision = max(precision, 2)
        reason = f"“{offset.words}”; {reason}"
    others = [s for s in scored if s is not won][:MOST_REJECTED]
    return ResolvedPlace(
        name=place.name,
        id=place.id,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision=precision,
        radius_km=round(radius, 1),
        kind=place.kind,
        countries=place.countries,
        hierarchy=place.hierarchy,
        score=round(won.share, 4),
        reason=reason,
        rejected=tuple(_candidate(s, _why_lost(s)) for s in others),
    )


def decide(scored: Sequence[Scored]) -> Scored | None:
    """The winner among candidates, best first; ``None`` if another is nearly as likely somewhere else."""
    if not scored:
        return None
    best = scored[0]
    reach = max(AROUND_KM, best.place.radius_km)
    share = sum(
        s.share
        for s in scored
        if kilometres(best.place.lat, best.place.lon, s.place.lat, s.place.lon) <= reach
    )
    return best if share >= Weights.OPEN_SHARE else None


def precision_of(place: Place) -> int:
    """UCDP's ``where_prec`` of a place: 1 a town or site … 4 province, 5 area or line, 6 country, 7 sea."""
    if place.kind in _SEAS:
        return 7
    if place.kind in {"country", "continent"}:
        return 6
    if place.kind == "admin1":
        return 4
    if place.kind == "admin2":
        return 3
    if place.kind in _SPOTS:
        return 1 if place.kind == "city" or place.radius_km <= _EXACT_KM else 2
    if place.radius_km <= _EXACT_KM:
        return 2
    return 3 if place.radius_km <= _DISTRICT_KM and place.kind in {"district", "island"} else 5


def _span(analysis: Analysis, mention: Mention) -> tuple[int, int] | None:
    """The characters of the name of a place; ``None`` for what is none, as "Paris" in "Paris Agreement"."""
    tokens = analysis.tokens
    if mention.name and mention.type in _NAMED:
        first, last = mention.name
    elif mention.kind == "nominal" and mention.place:
        last = mention.head + 1
        first = mention.head
        while first > mention.first and tokens[first - 1].upos == "PROPN":
            first -= 1
    else:
        return None
    if _is_inside_name(analysis, last):
        return None
    return tokens[first].start, tokens[last - 1].end


def _is_inside_name(analysis: Analysis, after: int) -> bool:
    """Whether a name goes on behind a place with a word for a treaty or a paper: "Dayton Accords"."""
    if after >= len(analysis.tokens):
        return False
    following = analysis.tokens[after]
    named = following.text[0].isupper() and following.sentence == analysis.tokens[after - 1].sentence
    return named and following.text.lower() in word_list("named_after_places")


def _holds(text: str, start: int, end: int, held: set[str]) -> bool:
    """Whether a name stands behind another that lies in it: "Texas" in "Paris, Texas"."""
    return text[start:end] in held and text[max(0, start - 2) : start] in {", ", " ("}


def _peoples(analysis: Analysis) -> Counter[str]:
    """How often the report names countries by their people or adjectives."""
    counts: Counter[str] = Counter()
    for mention in analysis.mentions:
        if mention.name and mention.type == "nationality":
            land = find_land(analysis.text_of(*mention.name))
            if land and land.country:
                counts[land.country] += 1
    return counts


def _home(analysis: Analysis) -> tuple[str, ...]:
    """Countries of the outlet, as far as the tables know it."""
    source = analysis.document.source
    known = find_known(source) if source else None
    if known and known.country:
        return (known.country,)
    return tuple(filter(None, [country_of(source)])) if source else ()


def _candidate(scored: Scored, reason: str) -> PlaceCandidate:
    place = scored.place
    return PlaceCandidate(
        id=place.id,
        name=place.name,
        kind=place.kind,
        countries=place.countries,
        hierarchy=place.hierarchy,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        population=place.population,
        score=round(scored.share, 4),
        reason=reason,
    )


def _why_lost(scored: Scored) -> str:
    """In words: how likely, and what spoke most for or against it."""
    return f"{scored.share:.0%} likely: {'; '.join(scored.reasons[:2])}"


def locate_words(words: str, near: Sequence[str] = ()) -> ResolvedPlace:
    """What a name stands for outside any report: "Tripoli", "Paris, Texas", "40 km east of Homs".

    ``near``: other names that are told along with it, as in a report.
    """
    words = " ".join(words.split())
    starts = [i for i in range(len(words)) if words[i].isupper() and (i == 0 or not words[i - 1].isalnum())]
    start = next((i for i in starts if offset_before(words, i)), 0)
    name = words[start:].partition(",")[0].strip() or words
    within = names_within(words, start, start + len(name))
    context = [PlaceName(1 + i, other) for i, other in enumerate(near) for _ in range(_SAID_NEAR)]
    chosen = choose_places([PlaceName(0, name, (*within, *near)), *context])
    return locate(name, chosen[0], offset_before(words, start))
