"""Codings in the codebook's format from files: gold made by hand, or what a program predicted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError, InputError

Record = Mapping[str, Any]
"""A report, or one claim of it, as a JSON object."""

KINDS: Final = ("events", "statements", "figures", "commitments")


def load_codings(path: Path) -> dict[str, Record]:
    """Reports by id, from a folder of ``*.json``, a JSONL file, or a JSON file with one object or a list.

    Raises:
        InputError: I001 if there is nothing at ``path``.
        ConfigError: C005 if a file is not in the codebook's format.
    """
    if not path.exists():
        raise InputError("I001", "nothing at this path", where=str(path))
    reports: dict[str, Record] = {}
    for where, row in _rows(path):
        report = _check(row, where)
        reports[report["id"]] = report
    if not reports:
        raise ConfigError("C005", "no report in it", where=str(path))
    return reports


def _rows(path: Path) -> Iterator[tuple[str, object]]:
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield str(file), _parse(_text(file), str(file))
    elif path.suffix == ".jsonl":
        for number, line in enumerate(_text(path).split("\n"), 1):
            if line.strip():
                yield f"{path}:{number}", _parse(line, f"{path}:{number}")
    else:
        data = _parse(_text(path), str(path))
        for row in data if isinstance(data, list) else [data]:
            yield str(path), row


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("C005", f"cannot be read: {error}", where=str(path)) from error


def _parse(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ConfigError("C005", f"not JSON: {error}", where=where) from error


def _check(row: object, where: str) -> Record:
    """The report, if it has the shape that scoring relies on."""
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("id"), str)
        or not isinstance(row.get("text"), str)
    ):
        raise ConfigError("C005", "a report must be an object with texts 'id' and 'text'", where=where)
    for kind in KINDS:
        claims = row.get(kind) or []
        if not isinstance(claims, list) or not all(isinstance(c, dict) for c in claims):
            raise ConfigError("C005", f"{kind!r} must be a list of objects", where=where)
    return row
