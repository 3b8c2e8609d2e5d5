"""Names of a report weighed together."""

from __future__ import annotations

import itertools
from collections import Counter

from servanda.resolution.place_choice import PlaceName, choose_places


def _winner(names: list[PlaceName], key: int = 0, **context: object) -> str:
    return choose_places(names, **context)[key][0].place.id  # type: ignore[arg-type]


def test_alone_the_large_and_known_is_meant() -> None:
    assert _winner([PlaceName(0, "Paris")]) == "geonames:2988507"


def test_what_is_said_beside_the_name_decides() -> None:
    assert _winner([PlaceName(0, "Paris", ("Texas",))]) == "geonames:4717560"


def test_what_is_said_once_holds_for_the_whole_report() -> None:
    names = [PlaceName(0, "Paris"), PlaceName(1, "Paris", ("Texas",))]
    assert _winner(names) == _winner(names, 1) == "geonames:4717560"


def test_places_near_each_other_belong_together() -> None:
    names = [PlaceName(0, "Tripoli"), PlaceName(1, "Beirut"), PlaceName(2, "Sidon"), PlaceName(3, "Baalbek")]
    assert _winner(names) == "geonames:266826"


def test_a_country_named_by_its_people_draws() -> None:
    best = choose_places([PlaceName(0, "Valencia")], Counter({"VEN": 6}))[0][0].place
    assert best.countries == ("VEN",)


def test_the_word_province_draws_the_province() -> None:
    assert choose_places([PlaceName(0, "Aleppo province")])[0][0].place.kind == "admin1"


def test_the_order_of_mentions_does_not_matter() -> None:
    names = [PlaceName(0, "Tripoli"), PlaceName(1, "Beirut"), PlaceName(2, "Homs")]
    results = {
        tuple(sorted((k, v[0].place.id) for k, v in choose_places(list(order)).items()))
        for order in itertools.permutations(names)
    }
    assert len(results) == 1


def test_unknown_names_have_no_candidates() -> None:
    assert choose_places([PlaceName(0, "Xyzzyville")]) == {0: ()}


def test_shares_are_no_more_than_one() -> None:
    scored = choose_places([PlaceName(0, "Springfield")])[0]
    assert 0 < sum(s.share for s in scored) <= 1
