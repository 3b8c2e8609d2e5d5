"""Stems of English words after M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980).

The same rules as SQLite's ``porter`` tokenizer, here because both stores must index the same stems.
"""

from __future__ import annotations

import re
from typing import Final

_Rule = tuple[str, str]

_STEP2: Final[tuple[_Rule, ...]] = (
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("logi", "log"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
)
_STEP3: Final[tuple[_Rule, ...]] = (
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
)
_STEP4: Final = (
    "ement",
    "ance",
    "ence",
    "able",
    "ible",
    "ment",
    "ant",
    "ent",
    "ion",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
    "al",
    "er",
    "ic",
    "ou",
)
_GROUPS: Final = re.compile("v+c+")


def stem(word: str) -> str:
    """The stem of a word in small letters ``a`` to ``z``; short words stay as they are."""
    if len(word) < 3:
        return word
    word = _plural(word)
    word = _past(word)
    if word.endswith("y") and "v" in _shape(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _STEP2)
    word = _replaced(word, _STEP3)
    word = _stripped(word)
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _short(word[:-1])):
            word = word[:-1]
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        word = word[:-1]
    return word


def _shape(word: str) -> str:
    """Each letter as ``v`` or ``c``; *y* after a consonant is a vowel."""
    out: list[str] = []
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and bool(out) and out[-1] == "c")
        out.append("v" if vowel else "c")
    return "".join(out)


def _measure(word: str) -> int:
    """How often vowels are followed by consonants."""
    return len(_GROUPS.findall(_shape(word)))


def _short(word: str) -> bool:
    """Ends in consonant, vowel, consonant other than *w*, *x* or *y*."""
    return _shape(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for end in ("ed", "ing"):
        if word.endswith(end):
            left = word[: -len(end)]
            return _mended(left) if "v" in _shape(left) else word
    return word


def _mended(left: str) -> str:
    if left.endswith(("at", "bl", "iz")):
        return left + "e"
    if len(left) > 1 and left[-1] == left[-2] and _shape(left)[-1] == "c" and left[-1] not in "lsz":
        return left[:-1]
    if _measure(left) == 1 and _short(left):
        return left + "e"
    return left


def _replaced(word: str, rules: tuple[_Rule, ...]) -> str:
    for end, instead in rules:
        if word.endswith(end):
            left = word[: -len(end)]
            return left + instead if _measure(left) > 0 else word
    return word


def _stripped(word: str) -> str:
    for end in _STEP4:
        if word.endswith(end):
            left = word[: -len(end)]
            if _measure(left) > 1 and (end != "ion" or left.endswith(("s", "t"))):
                return left
            return word
    return word
