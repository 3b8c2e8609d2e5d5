"""Chains of names: "Recep Tayyip Erdogan … Erdogan", "Syrian Observatory for Human Rights … SOHR"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

from servanda.knowledge import find_known, is_known, word_list
from servanda.knowledge.tables import normalise_name
from servanda.model import Analysis, Chain, EntityType, Mention


@dataclass(slots=True)
class _Links:
    """What has been named so far: chains by name, and the latest bearer of each family name."""

    exact: dict[str, int] = field(default_factory=dict)
    family: dict[str, int] = field(default_factory=dict)
    given: dict[int, str] = field(default_factory=dict)
    """First word of the fullest name of a person's chain; missing while only a bare family name was seen."""
    full: dict[str, int] = field(default_factory=dict)
    """The latest bearer of each family name among those whose full name was said."""
    bearer: dict[str, int] = field(default_factory=dict)
    """The latest bearer of each given name."""
    short: dict[str, int] = field(default_factory=dict)
    """The latest body with a word for what it is in its name: "Observatory", "Agency"."""
    initials: dict[str, int] = field(default_factory=dict)
    """The latest body of each row of initials; only an acronym is looked up here."""
    acronyms: dict[str, int] = field(default_factory=dict)
    """Acronyms whose long name has not been said yet."""


def link_names(analysis: Analysis) -> Analysis:
    """Chain the mentions that share a name, and give each chain the fullest form the report has."""
    links = _Links()
    members: list[list[int]] = []
    waiting: list[int] = []
    for mention in analysis.mentions:
        if mention.name is None:
            continue
        text = normalise_name(analysis.text_of(*mention.name))
        chain = _find(links, text, mention)
        if chain < 0:
            chain = len(members)
            members.append([])
            if " " not in text:
                waiting.append(chain)
        members[chain].append(mention.id)
        _remember(links, text, mention, chain)
    _join_early(analysis, links, members, waiting)
    mentions = list(analysis.mentions)
    kept = [ids for ids in members if ids]
    for number, ids in enumerate(kept):
        for i in ids:
            mentions[i] = replace(mentions[i], chain=number)
    analysis = replace(analysis, mentions=tuple(mentions))
    return replace(analysis, chains=tuple(_chain(analysis, k, ids) for k, ids in enumerate(kept)))


def _join_early(analysis: Analysis, links: _Links, members: list[list[int]], waiting: list[int]) -> None:
    """Join a short name to the full one that follows: "Khan" in a headline, "Imran Khan" in the report."""
    for chain in waiting:
        mention = analysis.mentions[members[chain][0]]
        assert mention.name is not None
        text = normalise_name(analysis.text_of(*mention.name)).lower()
        if mention.type in {"country", "nationality"}:
            continue
        family = links.full.get(family_name(text), -1) if mention.type in {"person", None} else -1
        for later in (family, links.bearer.get(text, -1), links.short.get(text, -1)):
            if later >= 0 and later != chain and members[later]:
                members[later] = sorted(members[later] + members[chain])
                members[chain] = []
                break


def _find(links: _Links, text: str, mention: Mention) -> int:
    """The chain a name belongs to, or -1."""
    for key in _keys(text, mention):
        if key in links.exact:
            return links.exact[key]
    if (acronym := _acronym(text)) in links.initials:
        return links.initials[acronym]
    if (initials := _initials(text, mention)) in links.acronyms:
        return links.acronyms[initials]
    if _may_be_person(text, mention):
        # A bare family name means its latest bearer; a full name joins only those it does not contradict.
        chain = links.family.get(family_name(text), -1)
        given = text.partition(" ")[0]
        if chain >= 0 and (" " not in text or links.given.get(chain, given) == given):
            return chain
    if " " not in text and mention.type not in {"country", "nationality"}:
        short = links.short.get(text.lower(), links.bearer.get(text.lower(), -1))
        return short if short >= 0 else links.full.get(family_name(text), -1)
    return -1


def _remember(links: _Links, text: str, mention: Mention, chain: int) -> None:
    for key in _keys(text, mention):
        links.exact[key] = chain
    if initials := _initials(text, mention):
        links.initials[initials] = chain
        links.acronyms.pop(initials, None)
    elif (acronym := _acronym(text)) and acronym not in links.initials:
        links.acronyms[acronym] = chain
    if _may_be_person(text, mention):
        links.family[family_name(text)] = chain
        if " " in text:
            given = text.partition(" ")[0]
            links.given.setdefault(chain, given)
            if mention.type == "person":
                links.bearer[given.lower()] = chain
                links.full[family_name(text)] = chain
    if mention.type in {"organisation", "armed-group"} and " " in text:
        for word in text.split(" "):
            if word[:1].isupper() and word.lower() not in _nicknameless() and not is_known(word):
                links.short[word.lower()] = chain


def _keys(text: str, mention: Mention) -> list[str]:
    """Under what a name is found again: itself, its entry in the tables."""
    keys = [f"={text.lower()}"]
    if mention.type == "nationality":
        return keys
    known = find_known(text)
    if known and (known.kind != "person" or " " in text):
        keys.append(f"known {known.name}")
    words = text.split(" ")
    if known and known.kind == "person" and len(words) == 1:
        # The family name of somebody else in this report would be found first.
        return []
    return keys


def _initials(text: str, mention: Mention) -> str:
    """The capitals of a body's name of several words, at least three: "SOHR"; else empty.

    Two ministries may share them, so that they join a long name to its acronym, never to a long name.
    """
    if mention.type not in {"organisation", "armed-group"} or " " not in text:
        return ""
    initials = "".join(w[0] for w in text.split(" ") if w[:1].isupper())
    return initials if len(initials) > 2 else ""


def _acronym(text: str) -> str:
    """A name that is itself initials, without its full stops; else empty."""
    bare = text.replace(".", "")
    return bare if len(bare) > 2 and bare.isalpha() and bare.isupper() else ""


def _may_be_person(text: str, mention: Mention) -> bool:
    if mention.type == "person":
        return True
    if mention.type is not None or text.rpartition(" ")[2].lower() in word_list("company_forms"):
        return False
    known = find_known(text)
    return known is None or known.kind == "person"


@cache
def _nicknameless() -> frozenset[str]:
    """Words that a body's name is not shortened to: "United", "Inc"."""
    return word_list("nicknameless") | (word_list("company_forms") - {"group", "company"})


def family_name(name: str) -> str:
    """The last word with its particles left out: ``al-Assad`` and ``Assad`` are both ``assad``."""
    words = [w for w in name.lower().replace("-", " ").split(" ") if w and w not in word_list("particles")]
    return words[-1] if words else name.lower()


def _chain(analysis: Analysis, number: int, ids: list[int]) -> Chain:
    """The longest name wins; of equals the first."""
    names = [analysis.text_of(*span) for i in ids if (span := analysis.mentions[i].name)]
    kinds = [kind for i in ids if (kind := analysis.mentions[i].type)]
    best: EntityType | None = Counter(kinds).most_common(1)[0][0] if kinds else None
    # "Assads" for "Assad's" is not the fuller name.
    whole = [n for n in names if not (n.endswith("s") and n[:-1] in names)]
    name = max(whole, key=lambda n: (len(n.split()), len(n)))
    return Chain(id=number, mentions=tuple(ids), name=" ".join(name.split()), type=best)
