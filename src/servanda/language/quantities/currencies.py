"""Money: signs before a number, names after it, and which state's money is meant.

``currencies.tsv`` beside this module is the table. A name that states share keeps its own word as unit
unless an adjective says whose it is: "francs", "French francs".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

_LONGEST_MODIFIER: Final = 2
"""Words between a number and a currency's name: "5 million Hong Kong dollars"."""
_DOLLAR_PREFIXES: Final = {"us": "USD", "u.s.": "USD", "hk": "HKD", "nz": "NZD"}
_OF_WORDS: Final = frozenset(
    {"u.s.", "us", "american", "hong", "new", "sri", "west", "russian", "turkish", "japanese"}
)
"""Words that may stand before a currency's name without making it another's."""


@dataclass(frozen=True, slots=True)
class _Table:
    before: Mapping[str, str]
    after: Mapping[str, Mapping[str, str]]
    """By name, the code by the word before it; ``-`` for the name alone."""
    modifiers: frozenset[str]


@cache
def _table() -> _Table:
    text = files("servanda.language.quantities").joinpath("currencies.tsv").read_text("utf-8")
    before: dict[str, str] = {}
    after: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        side, words, of, code = line.split("\t")
        for word in words.split():
            if side == "before":
                before[word] = code
            else:
                after.setdefault(word, {})[of] = code
    modifiers = frozenset(of for codes in after.values() for of in codes) | _OF_WORDS
    return _Table(MappingProxyType(before), MappingProxyType(after), modifiers)


def currency_before(words: Sequence[str], first: int, floor: int) -> tuple[int, str]:
    """Where a money phrase starts with its sign ("US$"), and the currency; else ``first`` and nothing."""
    if first <= floor or (code := _table().before.get(words[first - 1])) is None:
        return first, ""
    if words[first - 1] == "$" and first - 1 > floor and (dollar := _DOLLAR_PREFIXES.get(words[first - 2])):
        return first - 2, dollar
    return first - 1, code


def currency_after(words: Sequence[str], j: int, end: int) -> tuple[int, str] | None:
    """One past a currency's name at ``j``, perhaps behind an adjective, and the currency; else ``None``."""
    table = _table()
    k = j
    while (
        k < end and k - j < _LONGEST_MODIFIER and words[k] in table.modifiers and words[k] not in table.after
    ):
        k += 1
    if k >= end or (codes := table.after.get(words[k])) is None:
        return None
    code = codes.get(words[k - 1]) if k > j else None
    code = code or codes.get("-")
    return (k + 1, code) if code else None
