"""What office a phrase names: "the former Soviet president", "U.S. Secretary of State Rice", "NATO chief".

A phrase is an owner (a state, territory or body, or its adjective), a title, words such as *former* and
*acting*, and perhaps a name. All of its words must be accounted for: *the Turkish opposition leader* leads
no state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from servanda.knowledge.actors import find_known
from servanda.knowledge.countries import country_name, find_land
from servanda.knowledge.offices import Days, Office, Tense, leading_offices, offices_of, owner_of
from servanda.knowledge.people import office_words
from servanda.knowledge.tables import normalise_name, read_rows, split_names

_ALWAYS: Days = (date.min, date.max)
_LONGEST = 60
"""Words of a phrase that is looked at; longer ones name no office."""
_LONGEST_OWNER = 6
_PREFIXES = ("ex-", "then-", "former-", "acting-", "deputy-")
_SUFFIXES = ("-elect", "-designate", "-designated")
_WITH_ARTICLE = re.compile(
    r"^United |Republic|Union|Fund|Organi[sz]ation|Agency|Committee|League|Bank|Commission|Council|Front|"
    r"Forces|Army|Office|Houthis|Taliban|Netherlands|Philippines"
)
"""Names of owners that have an article after "of"."""
_SPLIT = re.compile(r"[\s,;:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePhrase:
    """A phrase taken apart.

    Attributes:
        offices: what its title may mean, with the days within which it does.
        owner: the state's code, the territory or the body; empty if none is named.
        title: as the table of titles has it; empty if the phrase is only a name.
        name: words left for a person's name.
        tense, acting, wait: which holder is meant, as for :func:`servanda.knowledge.offices.holders`.
        problem: why it names no office that can be looked up; empty if it does.
    """

    offices: tuple[tuple[Office, Days], ...] = ()
    owner: str = ""
    title: str = ""
    name: str = ""
    tense: Tense = "holding"
    acting: bool = False
    wait: str = "elect"
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Title:
    kinds: tuple[str, ...]
    owners: tuple[str, ...]
    alone: bool


def parse_office(phrase: str, owner: str = "") -> OfficePhrase:
    """Take a phrase apart.

    Args:
        phrase: words as the text has them, with or without article.
        owner: state's code, territory or body that is meant if the phrase names none.
    """
    words = [w for w in map(_trim, _SPLIT.split(normalise_name(phrase).strip())) if w]
    if not words or len(words) > _LONGEST:
        return OfficePhrase(problem="no office is known by these words")
    words, said = _take_modifiers(words)
    hurried = phrase.islower()
    readings = [(own, text) for own, rests in _owners(words, owner) for text in rests if text]
    for whole in (True, False):
        for own, text in readings:
            title, length = _longest_title(own, text)
            if title and (length == len(text) if whole else _may_be_name(text[length:], hurried)):
                offices = tuple(dict.fromkeys(_meant(own, title)))
                return replace(said, offices=offices, owner=own, title=title, name=" ".join(text[length:]))
    if office_words("deputy") & {w.lower() for w in words}:
        return replace(said, problem="deputies, aides and spokesmen are not in the table")
    own, text = readings[0] if readings else (owner, words)
    return replace(said, owner=own, name=" ".join(text))


def _may_be_name(words: list[str], hurried: bool) -> bool:
    """Whether words can be a name: in capitals, or not where the whole phrase is typed in small letters."""
    if office_words("deputy") & {w.lower() for w in words}:
        return False
    return hurried or any(word[:1].isupper() for word in words[:2])


def _trim(word: str) -> str:
    """A word without marks around it; "U.S." keeps its last point."""
    word = word.strip("\"'“”()[]!?")
    return word.rstrip(".") if word.count(".") == 1 else word


def _take_modifiers(words: list[str]) -> tuple[list[str], OfficePhrase]:
    """The words without those that say which holder is meant, and what these say."""
    split = [part for word in words for part in _parts(word)]
    kept: list[str] = []
    said = OfficePhrase()
    for word, after in zip(split, [*split[1:], ""], strict=True):
        low = word.lower()
        # "New Zealand" is not new, nor is a Mr. Young young.
        if _owner(f"{word} {after}") or (kept and not word.islower() and low in office_words("skipped")):
            kept.append(word)
        elif low in _meanings():
            said = _meanings()[low](said)
        elif low not in office_words("skipped"):
            kept.append(word)
    while kept and kept[0].lower() in office_words("article"):
        del kept[0]
    return kept, said


def _parts(word: str) -> list[str]:
    """A word and what hangs on it: "ex-president", "president-elect"."""
    low = word.lower()
    prefix = next((p for p in _PREFIXES if low.startswith(p) and len(low) > len(p)), "")
    suffix = next((s for s in _SUFFIXES if low.endswith(s) and len(low) > len(s)), "")
    parts = (prefix.rstrip("-"), word[len(prefix) : len(word) - len(suffix)], suffix.lstrip("-"))
    return [part for part in parts if part]


@cache
def _meanings() -> dict[str, Callable[[OfficePhrase], OfficePhrase]]:
    """What each word that says which holder is meant makes of a phrase."""
    tenses: tuple[tuple[str, Tense], ...] = (
        ("incoming", "incoming"),
        ("former", "former"),
        ("once", "once"),
        ("outgoing", "outgoing"),
        ("next", "next"),
    )
    found = {w: partial(replace, tense=tense) for kind, tense in tenses for w in office_words(kind)}
    found |= {
        w: partial(replace, tense="next", wait=wait)
        for wait in ("elect", "designate")
        for w in office_words(wait)
    }
    return {**found, **{w: partial(replace, acting=True) for w in office_words("acting")}}


def _owners(words: list[str], owner: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each owner the words may name, the longest name first, with what is left of the words."""
    for length in range(min(_LONGEST_OWNER, len(words) - 1), 0, -1):
        for first in range(len(words) - length + 1):
            own = _owner(" ".join(words[first : first + length]))
            if own:
                yield own, _rests(words[:first], words[first + length :])
    yield owner, [words]


def _rests(before: list[str], after: list[str]) -> list[list[str]]:
    """What is left around an owner: without the "of the" before it, and with it."""
    bare = list(before)
    while bare and bare[-1].lower() in office_words("article") | office_words("link"):
        del bare[-1]
    return [[*bare, *after], [*before, *after]] if len(bare) < len(before) else [[*bare, *after]]


@cache
def _owner(text: str) -> str:
    """The state's code, territory or body that some words stand for, or empty."""
    text = text.removesuffix("'s").removesuffix("s'")
    for form in (text, text.title()) if text.islower() else (text,):
        land = find_land(form)
        if land and land.by != "capital":
            return land.name if land.name in _territories() else land.country
        known = find_known(form)
        if known and known.kind == "body":
            return known.name
        if known and known.kind == "seat" and country_name(known.country) == known.name:
            return known.country
    return ""


@cache
def _territories() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("territories", 1))


def _longest_title(owner: str, words: list[str]) -> tuple[str, int]:
    """The longest title of the owner with which the words begin, and how many words it takes."""
    for length in range(len(words), 0, -1):
        title = _plain(words[:length])
        if any(_fits(owner, row) for row in _titles().get(title, ())):
            return title, length
    return "", 0


def _plain(words: list[str]) -> str:
    text = " ".join(words).lower().replace("-", " ").replace(".", "").replace("defense", "defence")
    text = text.replace("united nations", "un").replace("advisor", "adviser")
    return " ".join(w for w in text.split() if w not in office_words("article"))


@cache
def _titles() -> dict[str, list[_Title]]:
    titles: dict[str, list[_Title]] = {}
    for words, kinds, owners, alone in read_rows("office_titles", 4):
        row = _Title(
            tuple(split_names(kinds)), tuple(owner_of(o) for o in split_names(owners)), alone == "alone"
        )
        titles.setdefault(_plain(words.split()), []).append(row)
    return titles


def _fits(owner: str, row: _Title) -> bool:
    if owner in row.owners:
        return True
    if not owner:
        # "The secretary of state" needs no country; "the president" fits all and means none.
        return True
    state = is_land(owner)
    return ("*state" if state else "*body") in row.owners


@cache
def office_title(office: Office) -> str:
    """An office in words, by the title that its owner uses: "secretary of state of the United States"."""
    owner = country_name(office.of) or office.of
    article = "the " if _WITH_ARTICLE.search(owner) else ""
    kind = office.kind.replace("-", " ")
    if kind.startswith("envoy "):
        return f"envoy of {article}{owner}: {kind.removeprefix('envoy ')}"
    own = (words for words, rows in _titles().items() if any(_is_own(office, row) for row in rows))
    return f"{next(own, kind)} of {article}{owner}"


def _is_own(office: Office, row: _Title) -> bool:
    return office.of in row.owners and row.kinds == (office.kind,)


def is_land(owner: str) -> bool:
    """Whether an owner is a state or a territory rather than a body."""
    return bool(country_name(owner)) or find_land(owner) is not None


def _meant(owner: str, title: str) -> Iterator[tuple[Office, Days]]:
    """The offices a title of an owner may mean; of an owner not named, the one the title can only mean."""
    for row in _titles()[title]:
        if not _fits(owner, row):
            continue
        if not owner:
            if row.alone:
                yield Office(row.owners[0], row.kinds[0]), _ALWAYS
            continue
        if row.kinds == ("*lead",):
            yield from leading_offices(owner)
            continue
        for kind in row.kinds:
            absolute, _, rest = kind.rpartition(":")
            office = Office(owner_of(absolute), rest) if absolute else Office(owner, kind)
            if office in offices_of(office.of) or len(row.kinds) == 1:
                yield office, _ALWAYS
