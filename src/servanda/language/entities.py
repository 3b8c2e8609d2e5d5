"""Names: the model's labels made into the kinds the later stages tell apart, their edges mended.

The model tells persons, organisations, places, nationalities and events. Which place is a country or a city,
and which organisation an armed group, the tables of :mod:`servanda.knowledge` say; treaties and resolutions
are known by their last word. Edges are mended where the model is known to err: articles and titles are left
out ("President Putin" is "Putin"), the parts of an Arabic name are kept together ("Bashar al-Assad").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.knowledge import city_countries, find_known, find_land, is_known
from servanda.knowledge.own.active import cached_with_own
from servanda.model import Entity, EntityType, Token

Found = tuple[int, int, str, float]
"""Tokens ``[first, last)``, the model's label, its score."""

UNSEEN = 0.5
"""Score of a name that the tables know and the model did not see."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words("abd abu ad al an ar as ash at az bin el ibn ul ur")
_TITLES = _words("""
    ambassador archbishop ayatollah bishop brig. capt. captain cardinal chairman chancellor col. colonel
    commander congressman defence defense deputy dr. emir foreign former gen. general gov. governor imam
    interior judge justice king lady lieutenant lord lt. maj. major minister mr mr. mrs mrs. ms ms. of pope
    premier president prime prince princess prof. professor queen rep. rev. secretary sen. senator sgt. sheikh
    sir speaker state sultan vice -
""")
_INSTRUMENTS = _words("""
    accord accords act agreement agreements charter communique communiqué constitution convention conventions
    declaration memorandum pact protocol protocols resolution resolutions roadmap treaty treaties
""")
_EVENTS = _words("war wars summit olympics uprising revolution intifada massacre genocide holocaust games")
_LANDS_AND_PERSONS = _words("""
    Chad Cuba Georgia India Israel Jordan Kingston London Malta Monaco Paris Santiago Victoria Washington
""")
_ARMED = _words(
    "battalion battalions brigade brigades fighters guerrillas insurgents militia militias mujahideen"
)


def make_entities(tokens: Sequence[Token], found: Sequence[Found]) -> tuple[Entity, ...]:
    """Entities over ``tokens``, in order and without overlaps; indices count through the document.

    Nationalities and countries that the model left out are added.
    """
    entities: list[Entity] = []
    done = 0
    for start, end, label, score in sorted(found):
        first, last = _mend_edges(tokens, start, end, label)
        kind = _kind(tuple(t.text for t in tokens[first:last]), _join(tokens, first, last), label)
        if kind is None or all(t.upos == "DET" for t in tokens[first:last]):
            continue
        joins = entities and first < start and entities[-1].last == first and entities[-1].type == kind
        if joins or (entities and entities[-1].last > first):  # an edge that moved reached the name before
            before = entities.pop()
            entities.append(
                Entity(before.first, max(before.last, last), before.type, max(before.score, score))
            )
        else:
            entities.extend(_lands(tokens, done, first))
            entities.append(Entity(first, last, kind, score))
        done = entities[-1].last
    entities.extend(_lands(tokens, done, len(tokens)))
    return tuple(entities)


def _lands(tokens: Sequence[Token], first: int, last: int) -> Iterator[Entity]:
    """Words of the tables of countries among tokens ``[first, last)`` that are no names to the model."""
    for token in tokens[first:last]:
        if token.text[0].isupper() and token.upos in {"ADJ", "NOUN", "PROPN"} and find_land(token.text):
            kind = _kind((token.text,), token.text, "NORP")
            if kind == "nationality" or (kind is not None and token.upos == "PROPN"):
                yield Entity(token.index, token.index + 1, kind, UNSEEN)


def _mend_edges(tokens: Sequence[Token], first: int, last: int, label: str) -> tuple[int, int]:
    sentence = tokens[first].sentence
    if label in {"PER", "LOC", "ORG"}:
        while (
            first >= 1
            and tokens[first - 1].sentence == sentence
            and (step := _particle_before(tokens, first))
        ):
            first -= step
        while last + 1 < len(tokens) and tokens[last + 1].sentence == sentence and _hyphen_at(tokens, last):
            if tokens[last - 1].text.lower() not in _PARTICLES and not is_known(
                _join(tokens, first, last + 2)
            ):
                break
            last += 2
    while first < last - 1 and _is_edge(tokens[first], label):
        first += 1
    while last - 1 > first and (tokens[last - 1].xpos == "POS" or not tokens[last - 1].text[-1].isalnum()):
        if tokens[last - 1].text[-1] == ".":  # "U.N."
            break
        last -= 1
    return first, last


def _particle_before(tokens: Sequence[Token], first: int) -> int:
    """How many tokens before ``first`` belong to its name: "al -", "bin"."""
    before = tokens[first - 1]
    if before.text.lower() in _PARTICLES - {"as", "at", "an", "ad"}:
        return 1
    glued = before.text == "-" and before.end == tokens[first].start
    return 2 if glued and first >= 2 and tokens[first - 2].text.lower() in _PARTICLES else 0


def _hyphen_at(tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen joins tokens ``index - 1`` and ``index + 1``, the latter with a capital."""
    hyphen, after = tokens[index], tokens[index + 1]
    glued = tokens[index - 1].end == hyphen.start and hyphen.end == after.start
    return glued and hyphen.text == "-" and after.text[0].isupper()


def _is_edge(token: Token, label: str) -> bool:
    """Whether the first token is no part of the name: an article, a mark, a title."""
    if token.upos == "DET" or not token.text[0].isalnum():
        return True
    return label == "PER" and token.text.lower() in _TITLES


def _join(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as they stand, white space made single spaces."""
    out = tokens[first].text
    for left, right in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        out += (" " if right.start > left.end else "") + right.text
    return out


@cached_with_own(maxsize=50_000)
def _kind(words: tuple[str, ...], name: str, label: str) -> EntityType | None:
    """The kind of a name, given its words, the same as they stand, and the model's label."""
    land = find_land(name)
    if label == "PER" and (land is None or land.by == "adjective" or name in _LANDS_AND_PERSONS):
        return "person"
    ends = [w.lower() for w in words if w.isalpha()][-1:]
    if land is not None:
        by_land: dict[str, EntityType] = {"country": "country", "capital": "city", "territory": "place"}
        return by_land.get(land.by, "nationality")
    if _INSTRUMENTS.intersection(ends):
        return "instrument"
    if label == "EVENT" or (label != "ORG" and _EVENTS.intersection(ends)):
        return "event"
    if label == "ORG":
        known = find_known(name)
        armed = (known is not None and known.sector == "REB") or _ARMED.intersection(ends)
        return "armed-group" if armed else "organisation"
    if label == "LOC":
        return "city" if city_countries(name) else "place"
    return "nationality" if label == "NORP" else None
