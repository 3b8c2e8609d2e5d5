"""Lanes of the timeline: who with whom, by track, as bars and as counts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from tests.presenting.drawn import drawing_of
from tests.presenting.records import ENVOY, KEPT, NORLAND, SULAND

from servanda.model import Actor
from servanda.model.asking import Line
from servanda.model.days import Days
from servanda.model.views import Incident, Round, Track
from servanda.presenting.lanes import lanes_of, on_tracks
from servanda.run.recording_drawn import MOST_BARS

DAY = date(2031, 5, 1)
THIRD = Actor("Westland", "WES", "GOV")
FOURTH = Actor("Eastland", "EAS", "GOV")


def line(
    number: int, doers: tuple[Actor, ...], when: Days | None, type_: str = "ASSAULT", words: str = "shelled"
) -> Line:
    view = Incident(
        id=f"I-{number:016x}", accounts=(f"E-{number}",), type=type_, actors=doers, when=when, words=words
    )
    return Line(when=when, view=view)


def days(first: int, last: int | None = None) -> Days:
    return DAY + timedelta(days=first), DAY + timedelta(days=first if last is None else last)


def test_a_thing_of_two_sides_lies_on_their_lane_and_one_of_three_on_three():
    both = [line(1, (NORLAND, SULAND), days(0)), line(2, (NORLAND, SULAND, THIRD), days(1))]
    found = lanes_of(drawing_of(both))
    assert {lane["id"]: lane["count"] for lane in found["lanes"]} == {
        "NOR~SUL": 2,
        "NOR~WES": 1,
        "SUL~WES": 1,
    }
    assert found["total"] == 2


def test_more_sides_share_one_lane_and_one_side_has_its_own():
    several = line(1, (NORLAND, SULAND, THIRD, FOURTH), days(0))
    found = lanes_of(drawing_of([several, line(2, (NORLAND,), days(1)), line(3, (), days(2))]))
    labels = [lane["label"] for lane in found["lanes"]]
    assert labels == ["Norway", "nobody named", "several sides"]
    assert [lane["id"] for lane in found["lanes"]] == ["NOR", "nobody", "several"]


def test_lanes_by_track_hold_what_its_rounds_name():
    meeting = Round(
        incident="I-0000000000000001", when=None, where=None, hosts=(), parties=(), commitments=(KEPT.id,)
    )
    track = Track(id="T-1", mediator=ENVOY, parties=(NORLAND, SULAND), rounds=(meeting,))
    made = Line(when=KEPT.made, view=KEPT)
    things = [line(1, (NORLAND, SULAND), days(0), "CONSULT"), made, line(2, (NORLAND, SULAND), days(5))]
    lanes = lanes_of(drawing_of(things, on=on_tracks([track])), tracks=[track])["lanes"]
    assert [(x["id"], x["label"]) for x in lanes] == [("T-1", "Union of Lakes: Norland, Suland")]
    assert sorted(b["kind"] for b in lanes[0]["bars"]) == ["commitment", "meeting"]


def test_bars_are_as_wide_as_their_days_and_words_are_cut_at_a_blank():
    found = lanes_of(drawing_of([line(1, (NORLAND,), days(2, 9), words="word " * 60)]))
    bar = found["lanes"][0]["bars"][0]
    assert (bar["first"], bar["last"]) == ("2031-05-03", "2031-05-10")
    assert bar["label"].endswith("word…")
    assert len(bar["label"]) <= 110


def test_many_things_become_counts_that_add_up():
    many = [line(n, (NORLAND, SULAND), days(n % 300)) for n in range(MOST_BARS + 50)]
    found = lanes_of(drawing_of(many), buckets=12)
    lane = found["lanes"][0]
    assert not lane["bars"]
    assert sum(b["count"] for b in lane["buckets"]) == lane["count"] == MOST_BARS + 50
    assert sum(b["count"] for b in found["histogram"]) == found["total"]
    assert len(found["histogram"]) == 12


def test_stretches_cover_the_window_without_gaps():
    both = [line(1, (NORLAND,), days(0)), line(2, (NORLAND,), days(99))]
    found = lanes_of(drawing_of(both), buckets=7)
    parts = found["histogram"]
    assert parts[0]["first"] == "2031-05-01"
    assert parts[-1]["last"] == "2031-08-08"
    for one, after in pairwise(parts):
        assert date.fromisoformat(one["last"]) + timedelta(days=1) == date.fromisoformat(after["first"])


def test_a_window_shows_what_touches_it():
    things = [line(1, (NORLAND,), days(0, 10)), line(2, (NORLAND,), days(50))]
    found = lanes_of(drawing_of(things, days(9, 20)), window=days(9, 20))
    assert found["total"] == 1
    assert found["span"] is None
    assert sum(b["count"] for b in found["histogram"]) == 1


def test_the_least_lanes_are_left_out_and_counted():
    things = [line(n, (Actor(f"Land {n}", f"L{n:02}", "GOV"),), days(n)) for n in range(5)]
    found = lanes_of(drawing_of(things, most=3))
    assert len(found["lanes"]) == 3
    assert found["lanes_left"] == 2


def test_nothing_dated_gives_no_lanes():
    found = lanes_of(drawing_of([line(1, (NORLAND,), None)]))
    assert (found["span"], found["lanes"], found["undated"]) == (None, [], 1)
