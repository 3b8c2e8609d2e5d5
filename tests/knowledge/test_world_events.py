"""The tables of dated events and of terms of office."""

from servanda.knowledge.world_events import find_events, load_events, load_terms


def positions(text: str) -> dict[str, int]:
    return {word: i for i, word in enumerate(text.lower().split())}


def names(text: str) -> set[str]:
    return {event.name for event, _ in find_events(positions(text))}


def test_the_table_reaches_from_1980_to_2025() -> None:
    events = load_events()
    assert len(events) >= 250
    assert {event.start.year for event in events} >= set(range(1980, 2026)) - {1983}


def test_no_event_ends_before_it_starts() -> None:
    assert [e.name for e in load_events() if e.end < e.start] == []


def test_every_event_has_keys_a_source_and_a_name_of_its_own() -> None:
    events = load_events()
    assert all(event.keys and event.source for event in events)
    assert len({event.name for event in events}) == len(events)


def test_every_word_of_a_key_must_stand_there() -> None:
    assert "Dayton Agreement" in names("the Dayton peace accords ended the war")
    assert "Dayton Agreement" not in names("a summit in Dayton")


def test_alternatives_are_enough() -> None:
    assert "Russian invasion of Ukraine" in names("Moscow began its attack on Ukraine")
    assert "Russian invasion of Ukraine" in names("Russia vowed to end the war in Ukraine")


def test_a_mere_name_dates_nothing() -> None:
    assert names("Lehman Brothers will underwrite the bonds") == set()
    assert names("the collapse of Lehman Brothers") == {"Lehman Brothers' collapse"}
    assert names("the naval academy at Annapolis") == names("Mr Khashoggi sold the yacht") == set()


def test_matches_say_where_the_words_stand() -> None:
    found = {event.name: places for event, places in find_events(positions("in Bali the nightclub burnt"))}
    assert found["Bali bombings of 2002"] == (1, 3)


def test_terms_do_not_end_before_they_start() -> None:
    assert [t for held in load_terms().values() for t in held if t.end is not None and t.end <= t.start] == []


def test_one_name_may_have_several_terms() -> None:
    assert len(load_terms()["erdogan"]) == 2
