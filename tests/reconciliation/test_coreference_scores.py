"""The measures of event coreference, against sums done by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from benchmarks.coreference import best_matching, measure
from hypothesis import given
from hypothesis import strategies as st


def test_perfect() -> None:
    assert measure([["a", "b"], ["c"]], [["c"], ["b", "a"]]) == (1.0, 1.0, 1.0)


def test_by_hand() -> None:
    scores = measure([["1", "2", "3"], ["4", "5"]], [["1", "2"], ["3", "4", "5"]])
    assert scores.muc == pytest.approx(2 / 3)
    assert scores.b3 == pytest.approx(11 / 15)
    assert scores.ceafe == pytest.approx(0.8)
    assert scores.conll == pytest.approx((2 / 3 + 11 / 15 + 0.8) / 3)


def test_all_alone() -> None:
    scores = measure([["1", "2"], ["3"]], [["1"], ["2"], ["3"]])
    assert scores.muc == 0.0
    assert scores.b3 == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.floats(0, 1), min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_matching_is_the_best_there_is(table: list[list[float]]) -> None:
    wide = table if len(table) <= len(table[0]) else [list(c) for c in zip(*table, strict=True)]
    best = max(
        sum(wide[r][c] for r, c in enumerate(chosen))
        for chosen in permutations(range(len(wide[0])), len(wide))
    )
    assert best_matching(table) == pytest.approx(best)
