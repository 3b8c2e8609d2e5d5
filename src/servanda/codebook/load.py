"""Reading the package's YAML files, with errors that name file and entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import yaml

from servanda.errors import ConfigError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(name: str) -> dict[str, Any]:
    """The mapping in ``codebook/NAME``; :class:`ConfigError` C002 if it is missing or no mapping."""
    path = files("servanda.codebook").joinpath(name)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ConfigError("C002", "rule file cannot be read", where=name, remedy="reinstall") from error
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """The mapping that ``text`` holds; ``name`` is for messages."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - one of the two safe loaders
    except yaml.YAMLError as error:
        raise ConfigError("C002", f"not valid YAML: {error}", where=name) from error
    if not isinstance(data, dict):
        raise ConfigError("C002", "the file must hold a mapping", where=name)
    return data


def listing(value: object, where: str) -> tuple[str, ...]:
    """A list written as a YAML list or as one string with commas ("attack, open +fire")."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        items: Iterable[object] = value.split(",")
    elif isinstance(value, list):
        items = value
    else:
        raise ConfigError("C002", f"expected a list or words with commas, got {value!r}", where=where)
    out = tuple(str(item).strip() for item in items)
    if not all(out):
        raise ConfigError("C002", "an empty item in a list", where=where)
    return out


def check_keys(
    entry: Mapping[str, Any], allowed: frozenset[str], required: frozenset[str], where: str
) -> None:
    """Raise C002 if ``entry`` has keys that are not ``allowed`` or lacks some that are ``required``."""
    if unknown := sorted(set(entry) - allowed):
        raise ConfigError(
            "C002", f"unknown key {unknown[0]!r}", where=where, remedy=f"use {', '.join(sorted(allowed))}"
        )
    if missing := sorted(required - set(entry)):
        raise ConfigError("C002", f"key {missing[0]!r} is missing", where=where)
