"""Masks in the place of names that whoever asks may not see.

A name is found however it is written: in capitals, without its diacritics, over the end of a line, as part of
an address or a tag, with entities of HTML or escapes in between. A mask is as long as what it hides, so that
places in a text stay right, and ends with the number of the person, so that two people stay two.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from servanda.model.unseen import Unseen
from servanda.record.search_words import folded, terms_in

BLOCK: Final = "█"
"""What masks are made of."""

MASK: Final = re.compile(rf"{BLOCK}+\d*")
"""A mask in a text."""

CUT: Final = "…"
"""Where words were left out."""
_NEAR: Final = 80
"""Letters beside it that are looked at."""
_LEAST: Final = 3
"""Letters of a name that was cut which tell something of it."""
_JOINED: Final = 6
"""Letters of a name from which on it is also found without the blanks in it."""
_APOSTROPHES: Final = frozenset("'’ʼʻ‘`´′＇")
_ESCAPE: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|(?:%[0-9A-Fa-f]{2})+"
    r"|\\(?:u[0-9a-fA-F]{4}|[nrtbf])"
)
_TAG: Final = re.compile(r"<[^<>]{0,400}>")
_ANY_ESCAPE: Final = re.compile(r"[&%\\]")
_SPACE: Final = re.compile(r"[ ']+")
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u9fff\uac00-\ud7a3\U00020000-\U0003134f]"
)
"""Scripts that put no blanks between words."""

T = TypeVar("T")
Mask = Callable[[str], str]


def masker(unseen: Unseen | None, *, numbered: bool = True) -> Mask:
    """What puts masks into a text; a text without hidden names stays as it is.

    Args:
        unseen: the names.
        numbered: whether masks end with the number of the person.
    """
    if not unseen:
        return lambda text: text
    kept = unseen

    def mask(text: str) -> str:
        return _masked(kept, text, numbered)

    return mask


def masked(value: T, mask: Mask) -> T:
    """A record or tuple with masks in all its texts."""
    made: Any = value
    if isinstance(value, str):
        made = mask(value)
    elif isinstance(value, tuple):
        made = tuple(masked(v, mask) for v in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for one in fields(value):
            before = getattr(value, one.name)
            after = masked(before, mask)
            if after is not before and after != before:
                changed[one.name] = after
        made = replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return]


def may_touch(unseen: Unseen, *texts: str | None) -> bool:
    """Whether any of these that somebody searches for could be, or could find, a part of a hidden name."""
    parts = {part for group in together(unseen) for part in group}
    for text in texts:
        if not text:
            continue
        if "*" in text:
            return True
        said = [_SPACE.sub("", _plain(text)), *terms_in(text, 10_000)]
        if any(part in one for part in parts for one in said):
            return True
    return False


def may_hold(unseen: Unseen, text: str) -> bool:
    """Whether a name may stand in the text; where this is false, none does."""
    bare = _bare(text)
    if any(name in bare for name in _names(unseen)):
        return True
    return CUT in text and next(_cut(unseen, text), None) is not None


@lru_cache(64)
def together(unseen: Unseen) -> tuple[tuple[str, ...], ...]:
    """For each form of a name the parts of terms that stand in every row of the search that may hold it."""
    out = []
    for _, forms in unseen.people:
        for form in forms:
            parts = [max(word.split("'"), key=len) for word in _plain(form).split()]
            terms = tuple(dict.fromkeys(t for part in parts for t in terms_in(part, 10)))
            if terms:
                out.append(terms)
    return tuple(dict.fromkeys(out))


def _masked(unseen: Unseen, text: str, numbered: bool) -> str:
    if not text or not may_hold(unseen, text):
        return text
    found = list(_found(unseen, text, _read(text)))
    if "<" in text:
        found += _found(unseen, text, _read(text, tags=True))
    if CUT in text:
        found += _cut(unseen, text)
    letters = list(text)
    for number, start, end in sorted(found, key=lambda f: (f[1], -f[2])):
        for first, last in _words(text, start, end):
            letters[first:last] = _block(last - first, number if numbered else None)
    return "".join(letters)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a name is masked: all of it, but never a tag of HTML in it."""
    place = start
    for tag in _TAG.finditer(text, start, end):
        if tag.start() > place:
            yield place, tag.start()
        place = tag.end()
    if place < end:
        yield place, end


def _block(length: int, number: int | None) -> str:
    told = "" if number is None else str(number)
    return BLOCK * (length - len(told)) + told if length > len(told) else BLOCK * length


def _found(
    unseen: Unseen, text: str, read: tuple[str, list[tuple[int, int]] | None]
) -> Iterator[tuple[int, int, int]]:
    """Number of the person, first and last+1 character of each name in a text."""
    plain, places = read
    pattern, numbers = _pattern(unseen)
    for match in pattern.finditer(plain):
        start, end = match.span()
        if places is not None:
            start, end = places[start][0], places[end - 1][1]
            while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Cf"):
                end += 1  # accents that follow their letter
        yield numbers[match.lastindex or 1], start, end


def _cut(unseen: Unseen, text: str) -> Iterator[tuple[int, int, int]]:
    """As :func:`_found` what is left of names that were cut: beginnings before ``…``, ends after it."""
    place = text.find(CUT)
    while place >= 0:
        before, after = text[max(0, place - _NEAR) : place], text[place + 1 : place + 1 + _NEAR]
        for number, name in _letters(unseen):
            if (start := _end_of(before, name)) is not None:
                yield number, place - len(before) + start, place - len(before) + len(before.rstrip())
            if (left := _end_of(after[::-1], name[::-1])) is not None:
                yield number, place + 1 + len(after) - len(after.lstrip()), place + 1 + len(after) - left
        place = text.find(CUT, place + 1)


def _end_of(text: str, name: str) -> int | None:
    """Where the longest beginning of a name starts with which a text ends; ``None`` if it ends with none."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for one in _LETTERS[ord(letter)]:
            letters.append(one)
            places.append(place)
    line = "".join(letters)
    bare = [(i, c) for i, c in enumerate(line) if c not in " '"]
    for length in range(min(len(name) - 1, len(bare)), _LEAST - 1, -1):
        first = bare[-length][0]
        whole = first == 0 or line[first - 1] in " '"
        if whole and all(bare[k - length][1] == name[k] for k in range(length)):
            return places[first]
    return None


@lru_cache(64)
def _letters(unseen: Unseen) -> tuple[tuple[int, str], ...]:
    """All forms without blanks and apostrophes, with whose they are."""
    made = ((n, re.sub("[ ']", "", _plain(form))) for n, forms in unseen.people for form in forms)
    return tuple(dict.fromkeys((number, name) for number, name in made if len(name) > _LEAST))


@lru_cache(64)
def _pattern(unseen: Unseen) -> tuple[re.Pattern[str], dict[int, int]]:
    """One expression for all names, the longest first, and whose each group is."""
    forms = [(_plain(form).split(), number) for number, given in unseen.people for form in given]
    kept = sorted(
        ((words, number) for words, number in forms if words), key=lambda f: (-len("".join(f[0])), f)
    )
    parts = [f"({_expression(words)})" for words, _ in kept] or ["(?!)"]
    return re.compile("|".join(parts)), {place: number for place, (_, number) in enumerate(kept, 1)}


def _expression(words: list[str]) -> str:
    between = "[ ']*" if sum(map(len, words)) >= _JOINED else "[ ']+"
    letters = ("'?".join(re.escape(c) for c in word if c != "'") for word in words)
    before = "" if _UNSPACED.match(words[0][0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(words[-1][-1]) else r"(?=(?:'?s)?(?![^\W_]))"
    return f"{before}{between.join(letters)}{after}"


@lru_cache(64)
def _names(unseen: Unseen) -> tuple[str, ...]:
    """All forms without blanks."""
    made = (_SPACE.sub("", _plain(form)) for _, forms in unseen.people for form in forms)
    return tuple(dict.fromkeys(name for name in made if name))


class _Letters(dict[int, str]):
    """Each letter as it is compared; what is no letter is a blank, marks are nothing."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _APOSTROPHES:
            said = "'"
        elif unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf"):
            said = ""
        else:
            said = "".join(c for c in folded(letter) if c.isalnum()) or " "
        self[code] = said
        return said


_LETTERS: Final = _Letters()


def _plain(text: str) -> str:
    """Small letters, blanks and apostrophes."""
    return text.translate(_LETTERS)


def _bare(text: str) -> str:
    """The letters of a text, whatever stands between them; with escapes and tags also without these."""
    made = _SPACE.sub("", _plain(text))
    if _ANY_ESCAPE.search(text):
        text = _ESCAPE.sub(lambda m: "".join(c for c, _, _ in _meant(m)), text)
        made += " " + _SPACE.sub("", _plain(text))
    if "<" in text:
        made += " " + _SPACE.sub("", _plain(_TAG.sub(" ", text)))
    return made


def _read(text: str, *, tags: bool = False) -> tuple[str, list[tuple[int, int]] | None]:
    """A text as it is compared, and for each of its letters where it comes from; ``None``: from its place."""
    if not tags and not _ANY_ESCAPE.search(text):
        plain = _plain(text)
        if len(plain) == len(text) and text.isascii():
            return plain, None
    said: list[str] = []
    places: list[tuple[int, int]] = []
    for letter, start, end in _decoded(text, tags):
        for one in _LETTERS[ord(letter)]:
            said.append(one)
            places.append((start, end))
    return "".join(said), places


def _decoded(text: str, tags: bool) -> Iterator[tuple[str, int, int]]:
    place = 0
    for start, end, made in _pieces(text, tags):
        yield from ((text[i], i, i + 1) for i in range(place, start))
        yield from made
        place = end
    yield from ((text[i], i, i + 1) for i in range(place, len(text)))


def _pieces(text: str, tags: bool) -> Iterable[tuple[int, int, list[tuple[str, int, int]]]]:
    found = [(m.start(), m.end(), _meant(m)) for m in _ESCAPE.finditer(text)]
    if not tags:
        return found
    gone = [(m.start(), m.end(), [(" ", m.start(), m.end())]) for m in _TAG.finditer(text)]
    kept = [f for f in found if not any(a <= f[0] < b for a, b, _ in gone)]
    return sorted([*kept, *gone])


def _meant(match: re.Match[str]) -> list[tuple[str, int, int]]:
    """The letters that an escape stands for, each with where it stands."""
    said, start = match[0], match.start()
    if said[0] == "&":
        return [(c, start, match.end()) for c in html.unescape(said)]
    if said[0] == "\\":
        made = chr(int(said[2:6], 16)) if said[1] == "u" else " "
        return [(made, start, match.end())]
    raw = bytes.fromhex(said.replace("%", ""))
    out, place = [], 0
    while place < len(raw):
        size = next((n for n in (1, 2, 3, 4) if _is_letter(raw[place : place + n])), 1)
        letter = raw[place : place + size].decode("utf-8", "replace")
        out.append((letter[0], start + 3 * place, start + 3 * (place + size)))
        place += size
    return out


def _is_letter(raw: bytes) -> bool:
    try:
        return len(raw.decode("utf-8")) == 1
    except UnicodeDecodeError:
        return False
