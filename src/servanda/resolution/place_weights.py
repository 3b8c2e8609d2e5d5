"""How much each reason counts when a place is chosen, in steps of the natural logarithm of the odds.

Set by hand and by the figures of the two measuring sets as a whole (``benchmarks/places.py``), not by cases.
"""

from __future__ import annotations

from typing import Final


class Weights:
    """Reasons for and against a candidate."""

    PEOPLE: Final = 2.6
    """For every power of ten of people."""
    PEOPLE_OF: Final = {
        "city": 200_000,
        "town": 50_000,
        "village": 20_000,
        "admin1": 1_000_000,
        "admin2": 200_000,
    }
    """How many people a place of the overlay counts for: it is there for being in the news."""
    UNKNOWN: Final = 5.0
    """What speaks for a place that the gazetteer does not have."""
    NAMESAKE: Final = 3.0
    """Against a province or district that bears a town's name, if no word says that it is meant."""
    KINDS: Final = {
        "country": 20.0,
        "continent": 17.0,
        "ocean": 17.0,
        "admin1": 0.5,
        "admin2": -2.0,
        "city": 0.0,
        "town": 0.0,
        "village": 0.0,
    }
    OTHER_KIND: Final = 12.0
    """For places of the overlay, which are there because they occur in the news."""
    CAPITAL: Final = 3.0
    CAPITAL_LENDS: Final = 0.3
    """How much of its weight a capital lends to what is near it."""
    VENUE: Final = 3.0
    """For cities that news tells of far beyond their country."""
    ALIAS: Final = 1.2
    """Against another spelling than the usual one."""
    STATE_NAME: Final = 6.0
    """Against a town that is only sometimes called by a state's name ("Mexico" for its capital)."""
    KIND: Final = 6.5
    """For the kind that its words say: "province", "County"."""
    HOLDS: Final = 6.0
    WITHIN: Final = 7.0
    """For lying in what the words beside it say."""
    COUNTRY: Final = 3.0
    """For a country that the report names."""
    HOME: Final = 0.8
    NEAR: Final = 6.5
    NEAR_KM: Final = 60.0
    SAME_PROVINCE: Final = 4.0
    SAME_COUNTRY: Final = 4.0
    OPEN_SHARE: Final = 0.5
    """Below this share of belief, counted with all candidates that lie at the same spot, it stays open."""
