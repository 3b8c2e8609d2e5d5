"""Small closed word lists that several stages share."""

from __future__ import annotations

from functools import cache

from servanda.knowledge.tables import read_rows, split_names


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(split_names(words)) for name, words in read_rows("words", 2)}


def word_list(name: str) -> frozenset[str]:
    """One of the lists of ``data/words.tsv``, in lower case.

    Raises:
        KeyError: there is no list of that name.
    """
    return _lists()[name]


@cache
def _english() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("english_words", 1))


def is_english_word(word: str) -> bool:
    """Whether a word in lower case is a common English one."""
    return word in _english()
