"""From JSON back to the records and shapes it was made of: the reverse of :mod:`servanda.model.view_json`."""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import (
    Any,
    Literal,
    NotRequired,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from servanda.model.actor import Actor
from servanda.model.days import Days, days_of

T = TypeVar("T")


def read_as(kind: type[T], value: Any) -> T:  # noqa: ANN401 - JSON
    """A JSON value as a record, a shape, or what these are made of.

    Keys that the record does not know are passed over, so that a newer server may add some.

    Raises:
        ValueError: if it is none.
    """
    try:
        return cast("T", _read(kind, value))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise ValueError(f"this is no {name}: {type(error).__name__} {error}") from error


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401, C901 - a case for each sort of type
    if kind is Any or kind is type(None):
        return value
    if kind == Days:
        found = days_of(value)
        if found is None:
            raise ValueError(f"{value!r} are no days")
        return found
    if kind is date:
        return date.fromisoformat(value)
    if kind is Actor:
        return Actor.parse(value)
    if kind is float:
        return float(value)
    if kind in (str, int, bool):
        if not isinstance(value, kind):
            raise ValueError(f"{value!r} is no {kind.__name__}")
        return value
    origin, inside = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _read(inside[0], value)
    if origin is Literal:
        if value not in inside:
            raise ValueError(f"{value!r} is none of {inside}")
        return value
    if origin in (Union, types.UnionType):
        return _either(inside, value)
    if origin is tuple:
        if inside[1:] == (Ellipsis,):
            return tuple(_read(inside[0], one) for one in value)
        return tuple(_read(one, part) for one, part in zip(inside, value, strict=True))
    if origin is list:
        return [_read(inside[0], one) for one in value]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _read(inside[1], one) for key, one in value.items()}
    if is_dataclass(kind):
        return _record(kind, value)
    if is_typeddict(kind):
        return {
            name: _read(hint, value[name]) for name, hint in _hints(kind).items() if _there(name, hint, value)
        }
    raise TypeError(f"{kind!r} cannot be read")


def _record(kind: Any, value: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a dataclass
    hints = _hints(kind)
    return kind(**{f.name: _read(hints[f.name], value[f.name]) for f in fields(kind)})


def _there(name: str, hint: Any, value: Mapping[str, Any]) -> bool:  # noqa: ANN401 - a type
    return name in value or get_origin(hint) is not NotRequired


def _either(kinds: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - JSON
    """The first of several types that fits."""
    if value is None and type(None) in kinds:
        return None
    left = [kind for kind in kinds if kind is not type(None)]
    if len(left) == 1:
        return _read(left[0], value)
    for kind in left:
        try:
            return _read(kind, value)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    raise ValueError(f"{value!r} is none of {kinds}")


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)
