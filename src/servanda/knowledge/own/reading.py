"""Reading a file of own knowledge: YAML or CSV to rows, of which :mod:`validating` makes records."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError
from servanda.knowledge.own.records import OwnKnowledge
from servanda.knowledge.own.validating import COLUMNS, Row, make_records

MOST_ROWS: Final = 100_000
"""Rows of one file, unless ``limits.knowledge_rows`` says otherwise."""
_SECTIONS: Final = {"actors": "actor", "places": "place", "rules": "rule"}
_NOTHING: Final = ("null", "~")
"""How YAML writes that there is no value."""
_SEPARATOR: Final = ";"
"""Between the names in one cell of a CSV file."""
_SHOWN: Final = 8
"""Problems that one message tells."""


def read_own(path: Path, most_rows: int = MOST_ROWS) -> OwnKnowledge:
    """Read and check a file.

    Args:
        path: YAML (``.yaml``, ``.yml``) or CSV (anything else).
        most_rows: more are refused.

    Raises:
        ConfigError: C003, with every problem (the first few of many) by line or item.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}", "check the path") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not valid UTF-8 at byte {error.start} (line {line})"
        raise _wrong(path, message, "save the file as UTF-8") from error
    yaml = path.suffix.lower() in {".yaml", ".yml"}
    rows: list[Row] = []
    for row in _yaml_rows(text, path) if yaml else _csv_rows(text, path):
        rows.append(row)
        if len(rows) > most_rows:
            message = f"more than {most_rows:,} rows"
            raise _wrong(path, message, "leave some out, or raise limits.knowledge_rows")
    if not rows:
        remedy = "give actors, places or rules" if yaml else f"begin with a line of columns: {COLUMNS[0]}, …"
        raise _wrong(path, "no rows", remedy)
    actors, places, rules, problems = make_records(rows)
    if problems:
        more = [f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        raise _wrong(path, "; ".join([*problems[:_SHOWN], *more]), "")
    return OwnKnowledge.of(actors, places, rules, hashlib.sha256(data).hexdigest())


def _wrong(path: Path, message: str, remedy: str) -> ConfigError:
    return ConfigError("C003", message, where=str(path), remedy=remedy)


def _csv_rows(text: str, path: Path) -> Iterator[Row]:
    """Rows under a line of column names; lists in a cell have semicolons between their items."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [cell.strip().lower() for cell in cells]
                _check_columns(columns, path)
                continue
            if len(cells) > len(columns):
                message = f"line {reader.line_num}: {len(cells)} cells under {len(columns)} columns"
                raise _wrong(path, message, "put cells with commas in quotation marks")
            values: dict[str, object] = {c: v.strip() for c, v in zip(columns, cells, strict=False)}
            aliases = str(values.get("aliases", ""))
            values["aliases"] = [name.strip() for name in aliases.split(_SEPARATOR) if name.strip()]
            record = str(values.pop("record", ""))
            yield Row(record, f"line {reader.line_num}", values)
    except csv.Error as error:
        raise _wrong(path, f"line {reader.line_num}: not valid CSV: {error}", "") from error


def _check_columns(columns: list[str], path: Path) -> None:
    unknown = sorted(set(columns) - {"record", *COLUMNS})
    if unknown:
        raise _wrong(path, f"unknown column {unknown[0]!r}", f"known: record, {', '.join(COLUMNS)}")
    if "record" not in columns:
        raise _wrong(path, "column 'record' is missing", "it says actor, place or rule")
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if twice:
        raise _wrong(path, f"column {twice[0]!r} stands twice", "")


def _yaml_rows(text: str, path: Path) -> Iterator[Row]:
    """Items of the lists ``actors``, ``places`` and ``rules``."""
    data = _parse_yaml(text, path)
    if data in (None, ""):
        return
    if not isinstance(data, dict):
        raise _wrong(path, "the file must hold a mapping", f"with {', '.join(_SECTIONS)}")
    for section, items in data.items():
        if section not in _SECTIONS:
            raise _wrong(path, f"unknown section {section!r}", f"known: {', '.join(_SECTIONS)}")
        if items in ("", *_NOTHING):
            continue
        if not isinstance(items, list):
            raise _wrong(path, f"{section}: must be a list", "")
        for number, item in enumerate(items, 1):
            where = f"{section}, item {number}"
            if not isinstance(item, Mapping):
                raise _wrong(path, f"{where}: must be a mapping", "")
            values = {str(key): "" if value in _NOTHING else value for key, value in item.items()}
            yield Row(_SECTIONS[section], where, values)


def _parse_yaml(text: str, path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    import yaml  # noqa: PLC0415 - only for those who have such a file

    try:
        # Every scalar as the text it is: "no" is no truth value, 2014-02-30 no error of YAML's.
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - no objects
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise _wrong(path, f"not valid YAML: {reason}", "") from error
