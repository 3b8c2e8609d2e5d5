"""A file in use outranks the tables, and only while it is in use."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from servanda.knowledge import find_known, find_land, find_places, is_known, longest_name_from
from servanda.knowledge.own.active import active, cached_with_own, like, using
from servanda.knowledge.own.reading import read_own
from servanda.knowledge.own.records import OwnKnowledge

TEXT = """
actors:
  - {id: old, name: Hezbollah, country: SYR, sector: GOV, until: 1999}
  - {id: new, name: Hezbollah, country: SYR, sector: OPP, since: 2000}
  - {name: Alland Liberation Front of the Western Plains, aliases: [ALF], sector: REB}
  - {name: Karel Brandt, sector: GOV, kind: person, country: SYR}
places:
  - {name: Camp Dellin, country: SYR, lat: 34.5, lon: 40.25, kind: camp}
  - {name: Dellin Heights, country: SYR}
rules:
  - {word: Neutralise, like: kill}
  - {word: mop-up, like: attack, pos: noun}
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnKnowledge:
    path = tmp_path / "own.yaml"
    path.write_text(TEXT, "utf-8")
    return read_own(path)


def test_own_rows_come_before_the_tables(own: OwnKnowledge) -> None:
    with using(own):
        found = find_known("Hezbollah")
    assert found is not None
    assert (found.sector, found.id) == ("GOV", "own:old")


def test_own_rows_hold_for_their_time(own: OwnKnowledge) -> None:
    with using(own):
        found = find_known("Hezbollah", date(2010, 1, 1))
    assert found is not None
    assert found.sector == "OPP"


def test_nothing_stays_after_use(own: OwnKnowledge) -> None:
    with using(own):
        assert find_known("ALF")
    assert active() is None
    assert find_known("Alland Liberation Front of the Western Plains") is None
    found = find_known("Hezbollah")
    assert found is not None
    assert found.sector == "REB"


def test_own_people_are_persons(own: OwnKnowledge) -> None:
    with using(own):
        found = find_known("Karel Brandt")
    assert found is not None
    assert found.kind == "person"


def test_own_names_are_found_in_texts(own: OwnKnowledge) -> None:
    with using(own):
        assert is_known("Camp Dellin")
        assert longest_name_from("Alland") == 7
    assert longest_name_from("Alland") == 0


def test_own_places_have_a_country_and_a_point(own: OwnKnowledge) -> None:
    with using(own):
        land, (places, _) = find_land("Camp Dellin"), find_places("Camp Dellin")
    assert land is not None
    assert land.country == "SYR"
    assert [(p.id, p.lat, p.lon) for p in places] == [("own:camp-dellin", 34.5, 40.25)]
    assert find_places("Camp Dellin")[0] == ()


def test_own_places_without_a_point_are_only_named(own: OwnKnowledge) -> None:
    with using(own):
        assert find_land("Dellin Heights")
        assert find_places("Dellin Heights")[0] == ()


def test_words_tell_what_their_likes_tell(own: OwnKnowledge) -> None:
    with using(own):
        assert like("neutralise", "verb") == "kill"
        assert like("neutralise", "noun") == "neutralise"
        assert like("mop-up", "noun") == "attack"
    assert like("neutralise", "verb") == "neutralise"


def test_caches_are_kept_apart(own: OwnKnowledge) -> None:
    calls = []

    @cached_with_own(maxsize=8)
    def look_up(name: str) -> bool:
        calls.append(name)
        return active() is not None

    with using(own):
        assert look_up("a")
        assert look_up("a")
    assert not look_up("a")
    assert calls == ["a", "a"]


def test_threads_do_not_share_what_is_in_use(own: OwnKnowledge) -> None:
    seen: list[OwnKnowledge | None] = []
    with using(own):
        other = threading.Thread(target=lambda: seen.append(active()))
        other.start()
        other.join()
    assert seen == [None]
