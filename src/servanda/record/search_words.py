"""Words of a text as the search knows them: the same on both stores, so that both find the same.

Small letters, without diacritics, apostrophes and possessive endings; English words as stems; thousands
without commas; scripts that put no blanks between words letter by letter. A word becomes a *term* of
``a`` to ``z``, digits and ``_`` that no tokenizer of a database takes apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.record.search_stems import stem

GAP: Final = "_"
"""Stands between stretches that no phrase spans; no word becomes it."""

_LONGEST: Final = 40
"""Letters of a word that count."""

_SINGLE: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003134f"
)
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters, Hangul: each letter a word, names are phrases."""
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d"
    "\u00ad\u200b-\u200d\u2060"
)
"""Signs that belong to a word though they are no letters."""
_LETTER: Final = rf"[^\W_{_SINGLE}]"
_RUN: Final = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_WORD: Final = re.compile(
    rf"[{_SINGLE}]|\d{{1,3}}(?:,\d{{3}})+(?![\d])|(?<!\w)(?:[A-Za-z]\.){{2,}}|{_RUN}(?:['’ʼʻ‘`´]{_RUN})*"
)
_POSSESSIVE: Final = re.compile(r"['’ʼ‘`´]s$", re.IGNORECASE)
_DROPPED: Final = re.compile(rf"[{_MARKS}'’ʼʻ‘`´.,ـ]")
_ENGLISH: Final = re.compile("[a-z]+")
_PLAIN: Final = re.compile("[a-z0-9]+")
_LIKE: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ħ": "h",
        "ŧ": "t",
        "ʿ": "",
        "ʾ": "",
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
    }
)
"""Letters that Unicode does not take apart, as they are commonly written without their signs."""


class Word(NamedTuple):
    """A term and where its word stands in the text."""

    start: int
    end: int
    term: str


def words_in(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for found in _WORD.finditer(text):
        if term := term_of(found[0]):
            yield Word(found.start(), found.end(), term)


def terms_in(text: str, most: int) -> list[str]:
    """Terms of a text, the first ``most`` of them."""
    out: list[str] = []
    for word in _WORD.findall(text):
        if term := term_of(word):
            if len(out) == most:
                break
            out.append(term)
    return out


@lru_cache(1 << 16)
def term_of(word: str) -> str:
    """The term of a word; empty for what has no letter or digit."""
    plain = folded(word)
    return _coded(stem(plain) if _ENGLISH.fullmatch(plain) else plain)


def beginning_of(word: str) -> str:
    """What the terms of all words that begin so begin with: as much as the stem leaves of it."""
    plain = folded(word)
    if _ENGLISH.fullmatch(plain):
        short = stem(plain)
        shared = 0
        while shared < min(len(short), len(plain)) and short[shared] == plain[shared]:
            shared += 1
        plain = plain[:shared]
    return _coded(plain)


def folded(word: str) -> str:
    """A word in small letters without diacritics, apostrophes and possessive ending."""
    if word.isascii() and word.isalnum():
        return word.lower()[:_LONGEST]
    made = unicodedata.normalize("NFKC", _POSSESSIVE.sub("", word)).casefold().translate(_LIKE)
    out = []
    for letter in made:
        if letter.isdecimal() and not letter.isascii():
            out.append(str(unicodedata.decimal(letter)))
        elif "\uac00" <= letter <= "\ud7a3" or "\u3041" <= letter <= "\u30ff":
            out.append(letter)  # taking these apart would lose more than a sign
        else:
            out.append(unicodedata.normalize("NFD", letter))
    return _DROPPED.sub("", "".join(out)).translate(_LIKE)[:_LONGEST]


def _coded(plain: str) -> str:
    """Letters beyond ``a`` to ``z`` in hexadecimal: beginnings of words stay beginnings of terms."""
    if not plain or _PLAIN.fullmatch(plain):
        return plain
    return GAP + plain.encode("utf-8", "surrogatepass").hex()
