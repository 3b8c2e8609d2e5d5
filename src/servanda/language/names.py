"""Names: what the tables know, joined with what the model found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.knowledge import (
    city_countries,
    find_known,
    find_land,
    find_namesakes,
    find_role,
    is_known,
    longest_name_from,
    word_list,
)
from servanda.knowledge.tables import FIRST_WORD
from servanda.model import Analysis, Entity, EntityType, Sentence

_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[first, last)`` that are a name; ``known`` if a table has it."""

    first: int
    last: int
    type: EntityType | None
    known: bool


def find_names(analysis: Analysis) -> list[Name]:
    """Names of the document in order, none overlapping.

    A name of several words from the tables outranks the model's; else the longer of the two wins.
    """
    by_sentence: dict[int, list[Entity]] = {}
    for entity in analysis.entities:
        by_sentence.setdefault(analysis.tokens[entity.first].sentence, []).append(entity)
    out: list[Name] = []
    for sentence in analysis.sentences:
        labelled = list(_labelled(analysis, by_sentence.get(sentence.index, [])))
        found = [*_uncut(analysis, _known_in(analysis, sentence), labelled), *labelled]
        found.sort(
            key=lambda n: (not (n.known and n.last - n.first > 1), n.first - n.last, not n.known, n.first)
        )
        taken: set[int] = set()
        kept = []
        for name in found:
            span = range(name.first, name.last)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(name)
        out.extend(sorted(kept, key=lambda n: n.first))
    return out


def _uncut(analysis: Analysis, known: Iterable[Name], labelled: list[Name]) -> Iterator[Name]:
    """Known names that do not end a longer one of the model's: "Inter American | Press Association"."""
    begins = {n.last: n.first for n in labelled if n.type in {"organisation", "armed-group"}}
    for name in known:
        before = analysis.tokens[begins.get(name.last, name.first) : name.first]
        if not before or any(t.upos != "PROPN" or find_land(t.text) for t in before):
            yield name


def _known_in(analysis: Analysis, sentence: Sentence) -> Iterator[Name]:
    """Longest matches of the tables from left to right."""
    tokens, i = analysis.tokens, sentence.first
    while i < sentence.last:
        first = FIRST_WORD.match(tokens[i].text)
        longest = longest_name_from(first.group()) if first else 0
        step = 1
        for last in range(min(i + longest, sentence.last), i, -1):
            words = analysis.text_of(i, last)
            if is_known(words) and (last > i + 1 or _may_be_name(analysis, i)):
                yield Name(i, last, _type_of(words), known=True)
                step = last - i
                break
        i += step


def _may_be_name(analysis: Analysis, index: int) -> bool:
    """Whether a single known word is used as a name here: "Total" and "Ban" also open ordinary sentences."""
    token = analysis.tokens[index]
    if token.upos == "PROPN" or token.text.islower():
        return token.upos in {"PROPN", "NOUN", "ADJ"}
    return token.upos in {"ADJ", "NOUN"} and find_land(token.text) is not None


def _type_of(words: str) -> EntityType | None:
    known = find_known(words) or next(iter(find_namesakes(words)), None)
    if known:
        kinds: dict[str, EntityType] = {
            "country": "country",
            "territory": "place",
            "person": "person",
            "seat": "city",
        }
        if known.kind == "seat" and not city_countries(words):
            return "organisation"
        return kinds.get(known.kind, "armed-group" if known.sector == "REB" else "organisation")
    land = find_land(words)
    return None if land is None else "place" if land.by == "territory" else "nationality"


def _labelled(analysis: Analysis, entities: list[Entity]) -> Iterator[Name]:
    """The model's names, without the titles and marks at their edges."""
    tokens = analysis.tokens
    for entity in entities:
        first, last, kind = entity.first, entity.last, entity.type
        while first < last - 1 and (
            not tokens[first].text[0].isalnum()
            or tokens[first].upos == "DET"
            or (kind == "person" and find_role(tokens[first].text.lower()) is not None)
            or (kind == "person" and _is_title(analysis, first, last))
        ):
            first += 1
        while last - 1 > first and (
            tokens[last - 1].xpos == "POS" or not tokens[last - 1].text[-1].isalnum()
        ):
            last -= 1
        if last - first == 1 and tokens[first].text[:1].islower() and tokens[first].upos != "PROPN":
            continue
        if last - first == 1 and tokens[first].text.lower() in word_list("company_forms"):
            continue
        if any(t.upos == "NUM" for t in tokens[first:last]) and tokens[first].text in _MONTHS:
            continue
        if kind == "nationality" and not find_land(analysis.text_of(first, last)):
            continue
        if tokens[last - 1].upos == "ADP" and kind == "organisation":
            last = _after_preposition(analysis, last)
        if kind == "place" and city_countries(analysis.text_of(first, last)):
            kind = "city"
        yield Name(first, last, kind, known=False)


def _is_title(analysis: Analysis, first: int, last: int) -> bool:
    """Whether two words before a name are a title whose first word alone is none: "lance corporal"."""
    words = analysis.text_of(first, first + 2).lower() if last - first > 2 else ""
    role = find_role(words) if words else None
    return role is not None and role.noun == words


def _after_preposition(analysis: Analysis, last: int) -> int:
    """Where a body's name ends that was cut after its preposition: "Centre on | Racism and Xenophobia"."""
    tokens = analysis.tokens
    end = last
    while end < len(tokens) and tokens[end].sentence == tokens[last - 1].sentence and end - last < 6:
        if (tokens[end].upos == "PROPN" and not tokens[end].deprel.startswith("obl")) or (
            tokens[end].upos in {"CCONJ", "ADP", "DET"} and end > last
        ):
            end += 1
        else:
            break
    while end > last and tokens[end - 1].upos != "PROPN":
        end -= 1
    return end if end > last else last - 1
