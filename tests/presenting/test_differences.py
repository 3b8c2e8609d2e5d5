"""What changed between two states of a record."""

from __future__ import annotations

import dataclasses

from tests.presenting.records import ACCOUNTS, BROKEN, CONTRADICTION, INCIDENT, KEPT, TALLY, TRACK, count

from servanda.model.views import Pledge, Standing
from servanda.presenting.differences import Change, change_as_json, change_block, changes_between


def _changes(before: list, after: list) -> list[Change]:  # type: ignore[type-arg]
    known = {view.id: view for view in before}
    return list(changes_between(before, after, known.__getitem__))


def test_new_gone_and_the_same() -> None:
    found = _changes([KEPT, INCIDENT], [INCIDENT, TALLY])

    assert [(c.what, c.view.id) for c in found] == [("new", TALLY.id), ("gone", KEPT.id)]


def test_a_standing_that_changed_is_told_first() -> None:
    (change,) = _changes([KEPT], [BROKEN])

    assert change.what == "changed"
    assert change.rows[0].words == (
        "no breach reported → breach reported since 4 Sep 2031, by account of The Lake Post"
    )
    assert "against it, observed by The Lake Post [post-2]" in [r.words for r in change.rows]


def test_a_new_count_shows_the_range() -> None:
    more = dataclasses.replace(
        TALLY, counts=(*TALLY.counts, count(12, BROKEN.obligors[0], BROKEN.made[0])), high=12
    )

    (change,) = _changes([TALLY], [more])

    assert (
        change.rows[0].words
        == "best 9, low 4, high 9 (policy latest) → best 9, low 4, high 12 (policy latest)"
    )
    assert change.rows[1].words == "1 more"


def test_reasons_alone_are_no_news() -> None:
    assert _changes([INCIDENT], [dataclasses.replace(INCIDENT, reasons=("other words",))]) == []


def test_titles_and_json_of_every_sort() -> None:
    found = _changes([], [KEPT, INCIDENT, TALLY, CONTRADICTION, TRACK])

    assert [change_as_json(c)["title"] for c in found] == [
        "non use of force: Norland and Suland",
        "ASSAULT heavy-weapons: Norland → Suland",
        "killed: soldiers",
        "claim and denial: The Lake Post against Norland",
        "Union of Lakes: Norland and Suland",
    ]
    assert [change_as_json(c)["kind"] for c in found] == [
        "pledge",
        "incident",
        "tally",
        "contradiction",
        "track",
    ]


def test_something_new_shows_its_words() -> None:
    (change,) = _changes([], [KEPT])

    words = [row.words for row in change_block(change, ACCOUNTS).rows]

    assert words[:2] == ["in force, no breach reported", "“Norland and Suland vowed not to use force”"]


def test_a_field_that_was_filled_in() -> None:
    before = dataclasses.replace(KEPT, instrument=None)
    assert isinstance(before, Pledge)

    (change,) = _changes([before], [KEPT])

    assert [(r.label, r.words) for r in change.rows] == [("instrument", "none → joint statement")]
    assert (
        _changes([KEPT], [dataclasses.replace(KEPT, standing=Standing(name="kept"))])[0].rows[0].label
        == "standing"
    )
