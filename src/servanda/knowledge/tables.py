"""Tables of the package: tab-separated lines; comments after ``#`` say what the columns are and whence."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def read_rows(name: str, columns: int) -> list[list[str]]:
    """Rows of ``data/<name>.tsv`` as lists of exactly ``columns`` strings; missing cells are empty."""
    lines = (files("servanda.knowledge") / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row + [""] * columns)[:columns] for row in rows]


def split_names(cell: str) -> list[str]:
    """Names in a cell, which commas separate."""
    return [name for name in cell.split(",") if name]


FIRST_WORD = re.compile(r"[\w.']+|\S")
"""A word or mark of a name, as names are matched against the tokens of a text."""


def first_word_of(name: str) -> tuple[str, int]:
    """The first word of a name, and how many words and marks it has; empty and 0 for an empty name."""
    words = name.split(" ")
    if all(word.isalnum() for word in words):
        return words[0], len(words)
    found = FIRST_WORD.findall(name)
    return (found[0], len(found)) if found else ("", 0)


_MARKS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "`": "'"})


@cache
def _squeeze() -> re.Pattern[str]:
    return re.compile(r"\s*-\s*|\s+")


def normalise_name(name: str) -> str:
    """The form under which names are looked up: plain apostrophes and hyphens, no needless spaces."""
    if not name.isascii() or "`" in name:
        name = name.translate(_MARKS)
    if name.isprintable() and not ("  " in name or " -" in name or "- " in name or " '" in name):
        return name  # most names by far; the tables have 25,000 of them
    if " " in name or "\n" in name or "\xa0" in name:
        name = _squeeze().sub(lambda m: "-" if "-" in m.group() else " ", name).replace(" '", "'")
    return name
