"""Texts that people marked come through as they are, but for what is not the report."""

import json
import os
from pathlib import Path

import pytest

from servanda.intake import read_source

SHARED = os.environ.get("SERVANDA_SHARED")
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED, reason="SERVANDA_SHARED is not set")]


def gold():
    return sorted(Path(SHARED or ".").glob("gold/*/*.json"))


def quotes(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "quote":
                yield inner
            elif key == "quotes":
                yield from inner
            else:
                yield from quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)


def test_every_marked_quote_is_kept():
    lost = []
    for path in gold():
        (document,) = read_source(path)
        lost += [
            (path.stem, quote) for quote in quotes(json.loads(path.read_text())) if quote not in document.text
        ]
    assert lost == []


def test_texts_are_unchanged_but_for_what_was_removed():
    for path in gold():
        (document,) = read_source(path)
        text = json.loads(path.read_text())["text"].strip()
        assert document.text == text or document.removed
        assert len(text) - len(document.text) <= sum(len(words) + 3 for _, words in document.removed)


def test_the_seed():
    (path,) = Path(SHARED or ".").glob("seed/*.txt")
    (document,) = read_source(path)
    marked = json.loads((Path(SHARED or ".") / "gold/dev/seed-sochi.json").read_text())
    assert document.text == marked["text"]
    assert document.title == marked["title"]
