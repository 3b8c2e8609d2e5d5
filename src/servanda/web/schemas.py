"""JSON Schema of what is answered, made from the records themselves, so that both never differ.

A dataclass becomes what :func:`servanda.model.view_json.view_to_json` makes of it; a ``TypedDict`` (see
:mod:`servanda.model.shapes`) stands for an object that is put together.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import (
    Any,
    Final,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from servanda.model.actor import Actor
from servanda.model.days import Days

Json = dict[str, Any]

DEFINITIONS: Final[dict[str, Json]] = {}
"""What was asked for so far, by name: ``components/schemas`` of the description."""

_SEEN: Final[dict[str, Any]] = {}

DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

_PLAIN: Final[Mapping[Any, Json]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Actor: {
        "type": "string",
        "description": "`name|COUNTRY|SECTOR`, as the codebook writes actors",
        "examples": ["Azerbaijan|AZE|GOV"],
    },
    Any: {},
    type(None): {"type": "null"},
}


def schema_of(kind: Any) -> Json:  # noqa: ANN401 - a type
    """The schema of a type; records are referred to by their names.

    Raises:
        TypeError: for a type that is not answered.
    """
    if kind == Days:
        return {
            "type": "string",
            "pattern": f"^{DAY}(/{DAY})?$",
            "description": "a day, or the first and the last of several",
            "examples": ["2022-10-31", "2022-10-31/2022-11-01"],
        }
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (NotRequired, Required):
        return schema_of(inside[0])
    if origin is Literal:
        return {"type": "string", "enum": list(inside)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(one) for one in inside]}
    if origin is tuple:
        return _of_tuple(inside)
    if origin is list or origin is frozenset:
        return {"type": "array", "items": schema_of(inside[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inside[1])}
    if is_dataclass(kind) or is_typeddict(kind):
        return {"$ref": f"#/components/schemas/{_define(kind)}"}
    raise TypeError(f"{kind!r} is not answered")


def answer(kind: Any, says: str = "") -> Json:  # noqa: ANN401 - a type
    """The ``responses`` entry of a route that answers with this."""
    return {
        "description": says or "What was asked for.",
        "content": {"application/json": {"schema": schema_of(kind)}},
    }


def page_of(name: str, item: Json) -> Json:
    """The ``responses`` entry of a listing."""
    title = f"{name.capitalize()}Page"
    DEFINITIONS[title] = {
        "type": "object",
        "description": f"A part of the listing of {name}; `cursor` asks for the next part.",
        "properties": {
            "items": {"type": "array", "items": item},
            "cursor": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        },
        "required": ["items", "cursor"],
        "additionalProperties": False,
    }
    return {
        "description": "A page.",
        "content": {
            "application/json": {"schema": {"$ref": f"#/components/schemas/{title}"}},
            "text/csv": {"schema": {"type": "string"}},
        },
    }


def _of_tuple(inside: tuple[Any, ...]) -> Json:
    if len(inside) == 2 and inside[1] is Ellipsis:
        return {"type": "array", "items": schema_of(inside[0])}
    return {
        "type": "array",
        "prefixItems": [schema_of(one) for one in inside],
        "items": False,
        "minItems": len(inside),
        "maxItems": len(inside),
    }


def _define(kind: Any) -> str:  # noqa: ANN401 - a type
    name: str = kind.__name__
    if _SEEN.setdefault(name, kind) is not kind:
        raise TypeError(f"two records are called {name}")
    if name in DEFINITIONS:
        return name
    made: Json = {"type": "object"}
    DEFINITIONS[name] = made  # before its fields, which may refer to it
    hints = get_type_hints(kind, include_extras=True)
    if is_dataclass(kind):
        names = [f.name for f in fields(kind)]
        required = names
    else:
        names = list(hints)
        required = [n for n in names if get_origin(hints[n]) is not NotRequired]
    said, of_fields = _docstring(kind.__doc__ or "")
    made["description"] = said
    properties = {n: schema_of(hints[n]) for n in names}
    for field, words in of_fields.items():
        if field in properties and "$ref" not in properties[field]:
            properties[field].setdefault("description", words)
    made |= {"properties": properties, "required": required, "additionalProperties": False}
    return name


_ATTRIBUTE: Final = re.compile(
    r"^ {8}(\w+(?:, \w+)*): (.+?)(?=^ {8}\w+(?:, \w+)*: |\Z)", re.MULTILINE | re.DOTALL
)


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """What the class says of itself, and of its fields."""
    head, _, attributes = text.partition("Attributes:")
    of_fields: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(attributes.lstrip("\n")):
        for name in found[1].split(", "):
            of_fields[name] = " ".join(found[2].split())
    return " ".join(head.split()), of_fields
