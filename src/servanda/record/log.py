"""The log: every row of the layers in order, each hashed together with all that came before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from servanda.record.schema import LAYERS

START: Final = "0" * 64
"""The chain before the first row."""

_COLUMNS: Final = {name: tuple(c.name for c in table.columns) for name, table in LAYERS.items()}


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: how many rows it has, and the hash over all of them.

    Whoever keeps ``str(head)`` elsewhere can later see that nothing before it was altered.
    """

    number: int = 0
    chain: str = START

    def __str__(self) -> str:
        return f"{self.number}:{self.chain}"

    @classmethod
    def read(cls, text: str) -> Head | None:
        """From ``NUMBER:HASH``; ``None`` if it is none."""
        number, _, chain = text.partition(":")
        right = number.isascii() and number.isdigit() and len(chain) == len(START)
        return cls(int(number), chain) if right and set(chain) <= set("0123456789abcdef") else None

    def next(self, layer: str, row: Mapping[str, Any]) -> tuple[Head, dict[str, Any]]:
        """The head after ``row`` (which bears the next number), and the log's row for it."""
        thing, digest = thing_of(layer, row), digest_of(layer, row)
        chain = chain_of(self.chain, row["number"], layer, thing, digest)
        entry = {
            "number": row["number"],
            "layer": layer,
            "thing": thing,
            "digest": digest,
            "chain": chain,
        }
        return Head(row["number"], chain), entry


def thing_of(layer: str, row: Mapping[str, Any]) -> str:
    """By which name the log knows a row: the report's id for a document, else the row's."""
    return str(row["report" if layer == "documents" else "id"])


def digest_of(layer: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over every column of a row, the layer's name before them; bytes by their own SHA-256."""
    return hash_of([layer, *(_plain(row[name]) for name in _COLUMNS[layer])])


def chain_of(previous: str, number: int, layer: str, thing: str, digest: str) -> str:
    """The hash that binds a row of the log to all before it."""
    return hash_of([previous, number, layer, thing, digest])


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes | memoryview) else value


def hash_of(values: Sequence[object]) -> str:
    """SHA-256 over values that JSON can hold, in their order."""
    return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()
