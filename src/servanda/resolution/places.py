"""Which mentions are places, in which countries they lie, and where the report is set."""

from __future__ import annotations

from collections import Counter

from servanda.knowledge import city_countries, find_land, is_direction, word_list
from servanda.model import Analysis, Mention
from servanda.resolution.phrases import case_of

_KINDS = frozenset({"place", "city", "country"})
_TOWNS = frozenset({"place", "city"})


def place_name(analysis: Analysis, mention: Mention) -> str | None:
    """The place a mention names, as the report writes it ("Idlib province"), or ``None``."""
    tokens = analysis.tokens
    if _is_party(analysis, mention.head):
        return None
    if mention.name and mention.type in _KINDS:
        name = " ".join(analysis.text_of(*mention.name).split())
        return None if _lost_apostrophe(name) else name
    if mention.kind == "nominal" and tokens[mention.head].lemma.lower() in word_list("regions"):
        first = _name_before(analysis, mention)
        if first < mention.head:
            return " ".join(analysis.text_of(first, mention.head + 1).split())
    return None


def _name_before(analysis: Analysis, mention: Mention) -> int:
    """The first token of the name before a noun: "western" of "the western Galilee region"."""
    tokens = analysis.tokens
    first = mention.head
    while first > mention.first:
        before = tokens[first - 1]
        joint = before.text == "-" or before.text.lower() in word_list("particles")
        named = first - 2 >= mention.first and tokens[first - 2].upos == "PROPN"
        if before.upos != "PROPN" and not (joint and named and first < mention.head):
            break
        first -= 1
    while mention.first < first < mention.head and is_direction(tokens[first - 1].text.lower()):
        first -= 1
    return first


def _lost_apostrophe(name: str) -> bool:
    """Whether a state or city is only owner of what follows, in text without its marks ("Moscows jets")."""
    if not name.endswith("s") or " " in name or find_land(name) or city_countries(name):
        return False
    land = find_land(name[:-1])
    return (land is not None and land.by in {"country", "capital"}) or bool(city_countries(name[:-1]))


def _is_party(analysis: Analysis, head: int) -> bool:
    """Whether the name is one of two "between" which something is: "the war between Chad and Libya"."""
    tokens = analysis.tokens
    if tokens[head].deprel == "conj" and tokens[head].head >= 0:
        head = tokens[head].head
    case = analysis.child(head, "case")
    return case >= 0 and tokens[case].text.lower() == "between" and analysis.child(head, "conj") >= 0


def place_country(name: str, prefer: str = "") -> str:
    """The country of a place; of cities of one name the one in ``prefer``, else the largest; or empty."""
    for part in dict.fromkeys((name, name.rsplit(" ", 1)[0])):
        land = find_land(part)
        if land:
            return "USA" if prefer == "USA" and part.lower() in word_list("states_too") else land.country
        cities = city_countries(part)
        if cities:
            return prefer if prefer in cities else cities[0]
    return ""


def named_countries(analysis: Analysis) -> list[tuple[str, int]]:
    """Countries by how often the report names them, their people or places; the most frequent first."""
    counts: Counter[str] = Counter()
    for mention in analysis.mentions:
        if mention.name is None:
            continue
        text = analysis.text_of(*mention.name)
        land = find_land(text[:-1] if _lost_apostrophe(text) else text)
        if land and land.country:
            counts[land.country] += 1
        elif mention.type in _TOWNS and (country := place_country(text)):
            counts[country] += 1  # "Aleppo city", too
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def setting_of(counts: list[tuple[str, int]]) -> str:
    """The country a report is about, by :func:`named_countries`: the one with half of all names, or empty."""
    total = sum(count for _, count in counts)
    return counts[0][0] if counts and 2 * counts[0][1] >= total else ""


def home_of(analysis: Analysis, counts: list[tuple[str, int]]) -> str:
    """The country of the capital a report is filed from, if it is one of the two it names most, or empty.

    "BAKU – Azerbaijan began …, the defence ministry said": of several ministries the one at hand is meant.
    """
    dateline = analysis.document.dateline
    land = find_land(dateline.place) if dateline and dateline.place else None
    return land.country if land and land.country in [country for country, _ in counts[:2]] else ""


def places_in(analysis: Analysis, sentence: int, prefer: str) -> list[tuple[int, str]]:
    """Countries of the places where a sentence says something happens, with the token of each place."""
    found = []
    for i in range(analysis.sentences[sentence].first, analysis.sentences[sentence].last):
        mention = analysis.mention_at(i)
        if mention and mention.head == i and mention.name and mention.type in _KINDS:
            case = analysis.child(i, "case")
            if case >= 0 and analysis.tokens[case].text.lower() in word_list("locative"):
                country = place_country(analysis.text_of(*mention.name), prefer)
                if country:
                    found.append((i, country))
    return found


def origin_of(analysis: Analysis, head: int, prefer: str) -> str:
    """The country of the place that somebody is of: "Lars Dorn of Bergen", "who lives in Oslo".

    Of cities of one name that in ``prefer``, else the largest; empty if no such words stand beside ``head``.
    """
    tokens = analysis.tokens
    beside = [c for c in analysis.children[head] if tokens[c].deprel == "appos"]
    said: list[tuple[int, frozenset[str]]] = [(h, frozenset({"of", "from"})) for h in (head, *beside)]
    for verb in (c for h in (head, *beside) for c in analysis.children[h]):
        if tokens[verb].deprel in {"acl:relcl", "acl"}:
            came, stays = (tokens[verb].lemma in word_list(words) for words in ("coming", "living"))
            said.append((verb, frozenset({"from"} if came else {"in", "near"} if stays else ())))
    for governor, cases in said:
        lives = tokens[governor].upos == "VERB"
        for place in sorted(analysis.subtree(governor)) if lives else analysis.children[governor]:
            # "In the capital, Oslo": the name stands beside the noun.
            for named in (place, *(c for c in analysis.children[place] if tokens[c].deprel == "appos")):
                mention = analysis.mention_at(named)
                if case_of(analysis, place) in cases and mention and mention.name and mention.type in _KINDS:
                    return place_country(analysis.text_of(*mention.name), prefer)
    return ""
