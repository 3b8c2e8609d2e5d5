"""Frozen records to compact JSON lists and back: for rows that the program can make again.

A record becomes the list of its fields, in order, without those at the end that have their default value; a
day becomes its ordinal, a set of plain values a sorted list. Nothing here is for outsiders: the layout goes
with the classes, and :func:`layout_of` gives a text that changes when they do, so that rows of another layout
are made again.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Turn = Callable[[Any], Any]
_PLAIN = (str, int, bool)

LATELY: Final = 2048
"""Records that are remembered by their text."""
LONG: Final = 8192
"""Characters of a text that is not remembered."""


def pack(thing: object) -> str:
    """One line of JSON."""
    kind: Any = type(thing)
    return to_text(_packer(kind)(thing))


def to_text(value: object) -> str:
    """JSON that every store can keep: what is no text (lone surrogates) is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return json.dumps(value, separators=(",", ":"))
    return text


def unpack(kind: type[T], text: str) -> T:
    """The record that :func:`pack` was given; the very same one if the text was unpacked not long ago."""
    of: Any = kind
    made: T = _lately(of, text) if len(text) <= LONG else _unpacked(of, text)
    return made


def unpack_part(part: type[T], whole: type, text: str) -> T:
    """A record of some fields of ``whole`` out of a packed one of that; the others are not made."""
    of: Any = part
    made: T = _part_unpacker(of, whole)(json.loads(text))
    return made


@cache
def _part_unpacker(part: Any, whole: type) -> _Turn:  # noqa: ANN401 - any record
    hints = get_type_hints(part)
    at = {f.name: k for k, f in enumerate(fields(whole))}
    turns = [(f.name, at[f.name], _remembering(hints[f.name])) for f in fields(part)]
    return lambda value: part(**{name: one(value[k]) for name, k, one in turns if k < len(value)})


def _remembering(kind: Any) -> _Turn:  # noqa: ANN401 - any annotation
    """As :func:`_unpacker`, for what comes again and again: an actor or a place is made once."""
    inner = [k for k in get_args(kind) if k is not Ellipsis and k is not type(None)]
    if len(inner) != 1 or not is_dataclass(inner[0]):
        return _unpacker(kind)
    record: Any = inner[0]
    one = _unpacker(record)
    lately = lru_cache(LATELY)(one)

    def made(value: list[Any]) -> Any:  # noqa: ANN401
        try:
            return lately(tuple(value))
        except TypeError:  # with a list in it
            return one(value)

    if get_origin(kind) is tuple:
        return lambda value: tuple([made(v) for v in value])
    return lambda value: None if value is None else made(value)


def _unpacked(kind: Any, text: str) -> Any:  # noqa: ANN401 - any record
    return _unpacker(kind)(json.loads(text))


_lately = lru_cache(LATELY)(_unpacked)
"""Records are frozen, so that many may hold the same one; a page asked for again is made of few new ones."""


def layout_of(*kinds: type) -> str:
    """Names of all fields of these classes and of what they are made of, in order."""
    seen: dict[type, str] = {}
    waiting: list[Any] = list(kinds)
    while waiting:
        one = waiting.pop()
        if is_dataclass(one) and isinstance(one, type):
            if one not in seen:
                hints = get_type_hints(one)
                seen[one] = ",".join(f"{f.name}:{hints[f.name]}" for f in fields(one))
                waiting.extend(hints[f.name] for f in fields(one))
        else:
            waiting.extend(a for a in get_args(one) if a is not Ellipsis and not isinstance(a, str))
    return ";".join(sorted(f"{k.__name__}({v})" for k, v in seen.items()))


@cache
def _packer(kind: Any) -> _Turn:  # noqa: ANN401 - any annotation
    """How a value of an annotation is packed."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _packer_of_record(kind)
    if kind is date:
        return date.toordinal
    if kind in _PLAIN or kind is type(None) or get_origin(kind) is Literal:
        return _same
    if kind is float:
        return _number
    if get_origin(kind) is tuple:
        return _tuple_packer(get_args(kind))
    if get_origin(kind) is frozenset:
        return sorted
    if get_origin(kind) in {Union, types.UnionType}:
        return _union_packer(tuple(get_args(kind)))
    raise TypeError(f"cannot pack {kind}")


def _packer_of_record(kind: type) -> _Turn:
    hints = get_type_hints(kind)
    parts = [
        (f.name, _packer(hints[f.name]), f.default if f.default is not MISSING else MISSING)
        for f in fields(kind)
    ]

    def turn(value: Any) -> list[Any]:  # noqa: ANN401
        given = [getattr(value, name) for name, _, _ in parts]
        end = len(parts)
        while end and parts[end - 1][2] is not MISSING and _is_default(given[end - 1], parts[end - 1][2]):
            end -= 1
        return [parts[k][1](given[k]) for k in range(end)]

    return turn


def _is_default(value: object, default: object) -> bool:
    return value is default or (type(value) is type(default) and value == default)


def _tuple_packer(inner: tuple[Any, ...]) -> _Turn:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _packer(inner[0])
        return list if each is _same else lambda value: [each(v) for v in value]
    parts = [_packer(i) for i in inner]
    return lambda value: [turn(v) for turn, v in zip(parts, value, strict=True)]


def _union_packer(inner: tuple[Any, ...]) -> _Turn:
    given = [i for i in inner if i is not type(None)]
    if len(given) == 1:
        one = _packer(given[0])
        return one if one is _same else lambda value: None if value is None else one(value)
    tags: dict[Any, tuple[int, _Turn]] = {k: (n, _packer(k)) for n, k in enumerate(given)}

    def turn(value: Any) -> Any:  # noqa: ANN401
        if value is None:
            return None
        number, one = tags[type(value)]
        return [number, one(value)]

    return turn


@cache
def _unpacker(kind: Any) -> _Turn:  # noqa: ANN401 - any annotation
    """How a value of an annotation is made from JSON."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _unpacker_of_record(kind)
    if kind is date:
        return date.fromordinal
    if kind in _PLAIN or kind is type(None) or get_origin(kind) is Literal:
        return _same
    if kind is float:
        return float
    if get_origin(kind) is tuple:
        return _tuple_unpacker(get_args(kind))
    if get_origin(kind) is frozenset:
        return frozenset
    if get_origin(kind) in {Union, types.UnionType}:
        return _union_unpacker(tuple(get_args(kind)))
    raise TypeError(f"cannot unpack {kind}")


def _unpacker_of_record(kind: type) -> _Turn:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    turns = [(name, one) for name in names if (one := _unpacker(hints[name])) is not _same]
    skipped = [f.name for f in fields(kind) if not f.init]

    def turn(value: list[Any]) -> Any:  # noqa: ANN401
        made = dict(zip(names, value, strict=False))  # thousands of them are made for a page
        for name in skipped:
            made.pop(name, None)
        for name, one in turns:
            if (given := made.get(name)) is not None:
                made[name] = one(given)
        return kind(**made)

    return turn


def _tuple_unpacker(inner: tuple[Any, ...]) -> _Turn:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _unpacker(inner[0])
        return tuple if each is _same else lambda value: tuple([each(v) for v in value])
    parts = [_unpacker(i) for i in inner]
    return lambda value: tuple([turn(v) for turn, v in zip(parts, value, strict=True)])


def _union_unpacker(inner: tuple[Any, ...]) -> _Turn:
    given = [i for i in inner if i is not type(None)]
    if len(given) == 1:
        one = _unpacker(given[0])
        return one if one is _same else lambda value: None if value is None else one(value)
    parts = [_unpacker(k) for k in given]
    return lambda value: None if value is None else parts[value[0]](value[1])


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
