"""Agreement of two reviewers: per cent and Cohen's kappa, on examples worked out by hand."""

from __future__ import annotations

import pytest

from servanda.evaluation.reviewers import JOIN, KEPT, compare_reviewers
from servanda.model.reviewing import Item


def said(field: str, *values: str) -> dict[Item, str]:
    return {((f"E-{n}",), field): value for n, value in enumerate(values)}


def test_cohens_own_kind_of_table() -> None:
    # 20 both right, 15 both wrong, 5 and 10 apart: p = .7, e = .5, kappa = .4
    one = said(KEPT, *["right"] * 25, *["wrong"] * 25)
    other = said(KEPT, *["right"] * 20, *["wrong"] * 5, *["right"] * 10, *["wrong"] * 15)
    found = compare_reviewers(one, other)

    assert found.all.items == 50
    assert found.all.percent == pytest.approx(70)
    assert found.all.kappa == pytest.approx(0.4)
    assert len(found.differ) == 15


def test_fields_apart_and_together() -> None:
    one = said("mode", "a", "b", "a", "b") | said("date", "1", "2")
    other = said("mode", "a", "b", "b", "a") | said("date", "1", "2")
    found = compare_reviewers(one, other)

    assert found.fields["mode"].kappa == pytest.approx(0.0)
    assert found.fields["date"].kappa == pytest.approx(1.0)
    assert found.all.kappa == pytest.approx((4 - 3) / (6 - 3))
    assert [(item, a, b) for item, a, b in found.differ] == [
        ((("E-2",), "mode"), "a", "b"),
        ((("E-3",), "mode"), "b", "a"),
    ]


def test_undefined_where_chance_explains_all() -> None:
    found = compare_reviewers(said(KEPT, "right", "right"), said(KEPT, "right", "right"))

    assert found.all.percent == 100
    assert found.all.kappa is None


def test_only_what_both_judged() -> None:
    found = compare_reviewers(said(KEPT, "right") | said(JOIN, "same", "same"), said(JOIN, "different"))

    assert list(found.fields) == [JOIN]
    assert found.all.items == 1
    nothing = compare_reviewers(said(KEPT, "right"), {})
    assert nothing.all.percent is None
    assert nothing.all.kappa is None
