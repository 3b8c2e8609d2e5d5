"""What is searched for: words, phrases in quotation marks, beginnings with ``*``, ``OR``, ``NOT``, ``-``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from servanda.errors import RecordError
from servanda.record.search_words import beginning_of, terms_in

MOST: Final = 1000
"""Words and phrases of one query."""
_LONGEST: Final = 1000
"""Words of one phrase."""
_SHOWN: Final = 60

_OPEN: Final = '"“„«”'
_CLOSE: Final = {'"': '"', "“": "”“", "„": "“”", "«": "»", "”": "”"}
_PART: Final = re.compile(rf"(?P<minus>[-−])?(?:(?P<quote>[{_OPEN}])|(?P<word>[^\s{_OPEN}»]+))")
_COMMON: Final = (
    "a an and are as at be been by for from had has have in is it its of on that the this to was were will"
    " with"
)
"""Words too common to be looked for on their own; in a phrase they count."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms in a row; ``open``: the last is only the beginning of a word."""

    terms: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Of each group of ``must`` one phrase is there, none of ``without`` is."""

    must: tuple[tuple[Phrase, ...], ...] = ()
    without: tuple[Phrase, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Whole words that are looked for, each once; those by which what is found is ranked."""
        given = (p.terms[:-1] if p.open else p.terms for group in self.must for p in group)
        return tuple(dict.fromkeys(term for terms in given for term in terms))

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Beginnings of words that are looked for."""
        return tuple(dict.fromkeys(p.terms[-1] for group in self.must for p in group if p.open))


def read_query(text: str | None) -> Query:
    """A query as somebody typed it. Empty text asks for everything.

    Raises:
        RecordError: R011 if a quotation mark is not closed, ``OR`` or ``NOT`` stands alone, nothing in it is
            a word, or there are more than :data:`MOST` words.
    """
    said = _Said(text or "")
    must = [group for group in said.must if group]
    if not must and not said.without and (text or "").strip():
        raise RecordError("R011", f"there is no word in it: {_short(text or '')}", remedy="search for words")
    if sum(map(len, must)) + len(said.without) > MOST:
        raise RecordError("R011", f"more than {MOST} words are searched for", remedy="leave some out")
    return Query(_each_once(_rare(must)), tuple(dict.fromkeys(said.without)))


class _Said:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self.must: list[list[Phrase]] = []
        self.without: list[Phrase] = []
        either = negated = False
        place = 0
        while found := _PART.search(text, place):
            place = found.end()
            word = found["word"]
            if word in ("OR", "NOT") and not found["minus"]:
                if either or negated or (word == "OR" and not self.must):
                    raise _alone(word)
                either, negated = word == "OR", word == "NOT"
                continue
            if found["quote"]:
                end = _closing(text, place, found["quote"])
                phrases = _phrase(text[place:end])
                place = end + 1
            else:
                phrases = _word(word)
            if found["minus"] or negated:
                if either:
                    raise _alone("OR")
                self.without += phrases
            elif either:
                self.must[-1] += phrases
            else:
                self.must.append(list(phrases))
            either = negated = False
        if either or negated:
            raise _alone("OR" if either else "NOT")


def _closing(text: str, start: int, opened: str) -> int:
    ends = [i for mark in _CLOSE[opened] if (i := text.find(mark, start)) >= 0]
    if not ends:
        rest = _short(text[start - 1 :])
        raise RecordError(
            "R011", f"a quotation mark is not closed: {rest}", remedy="close it or leave it out"
        )
    return min(ends)


def _phrase(text: str) -> list[Phrase]:
    terms = terms_in(text, _LONGEST + 1)
    if len(terms) > _LONGEST:
        raise RecordError("R011", f"a phrase has more than {_LONGEST} words", remedy="shorten it")
    return [Phrase(tuple(terms))] if terms else []


def _word(text: str) -> list[Phrase]:
    """A word; what a hyphen joins is a phrase."""
    terms = terms_in(text, _LONGEST)
    if not terms:
        return []
    if text.endswith("*") and (short := beginning_of(re.split(r"[-–/]", text.rstrip("*"))[-1])):
        return [Phrase((*terms[:-1], short), open=True)]
    return [Phrase(tuple(terms))]


def _rare(must: list[list[Phrase]]) -> list[list[Phrase]]:
    """Without words that are too common, unless there are no others."""
    left = [
        group
        for group in must
        if not all(len(p.terms) == 1 and not p.open and p.terms[0] in _STEMS for p in group)
    ]
    return left or must


_STEMS: Final = frozenset(terms_in(_COMMON, 100))


def _each_once(groups: Iterable[list[Phrase]]) -> tuple[tuple[Phrase, ...], ...]:
    return tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups))


def _alone(word: str) -> RecordError:
    needs = "a word on either side" if word == "OR" else "a word after it"
    return RecordError("R011", f"{word} needs {needs}", remedy=f"write {word.lower()} to search for the word")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_SHOWN]} …" if len(line) > _SHOWN else line


def for_sqlite(query: Query, tags: Iterable[tuple[str, ...]]) -> str:
    """The query in the syntax of FTS5; of each group of ``tags`` one must be there."""
    wanted = [" OR ".join(f"{{title body}} : {_fts5(p)}" for p in group) for group in query.must]
    wanted += [" OR ".join(f'tags : "{tag}"' for tag in group) for group in tags]
    match = " AND ".join(f"({part})" for part in wanted)
    unwanted = " OR ".join(f"{{title body}} : {_fts5(p)}" for p in query.without)
    return f"({match}) NOT ({unwanted})" if unwanted else match


def _fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.open else ""}'


def for_postgresql(query: Query, tags: Iterable[tuple[str, ...]]) -> str:
    """The query as a ``tsquery``; of each group of ``tags`` one must be there."""
    wanted = [" | ".join(f"({_tsquery(p)})" for p in group) for group in query.must]
    wanted += [" | ".join(f"'{tag}'" for tag in group) for group in tags]
    unwanted = [f"!({_tsquery(p)})" for p in query.without]
    return " & ".join([*(f"({part})" for part in wanted), *unwanted])


def holds(query: Query, title: str, body: str) -> bool:
    """Whether a row matches, by its terms with a blank on either side of each."""
    said = (title, body)

    def there(phrase: Phrase) -> bool:
        words = f" {'  '.join(phrase.terms)}{'' if phrase.open else ' '}"
        return any(words in text for text in said)

    return all(any(map(there, group)) for group in query.must) and not any(map(there, query.without))


def _tsquery(phrase: Phrase) -> str:
    terms = [f"'{term}'" for term in phrase.terms]
    return " <-> ".join(terms) + (":*" if phrase.open else "")
