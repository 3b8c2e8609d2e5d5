"""The lexicon of hedges: what its file may hold, and its examples."""

from __future__ import annotations

import re

import pytest

from servanda.codebook import hedges as module
from servanda.codebook.hedges import Hedge, hedge_words, hedges
from servanda.errors import ConfigError


@pytest.mark.parametrize("hedge", hedges(), ids=lambda h: h.name)
def test_the_example_holds_a_phrase_of_its_family(hedge: Hedge) -> None:
    marked = re.search(r"\*(.+?)\*", hedge.example)
    assert marked is not None
    words = {w.lower() for w in marked[1].split()}
    assert any(
        all(any(w.startswith(part[:-1]) for w in words) for part in phrase) for phrase in hedge.phrases
    )


def test_words_are_found_by_scope() -> None:
    assert hedge_words("cue")["claim"].category == "distanced"
    assert "claim" not in hedge_words("clause")


@pytest.mark.parametrize("key", ["category", "scope"])
def test_an_unknown_value_is_refused(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"category": "hearsay", "scope": "cue", "phrases": "say", "example": "*say*", key: "nonsense"}
    monkeypatch.setattr(module, "read_yaml", lambda _: {"odd": entry})
    hedges.cache_clear()
    with pytest.raises(ConfigError, match="odd"):
        hedges()
    hedges.cache_clear()
