"""What the name of an unknown body says of it: a state's, a firm's, a parliament's, a society's, armed."""

from __future__ import annotations

from servanda.knowledge import find_land, word_list
from servanda.model import Chain
from servanda.resolution.places import place_country

BODIES = frozenset({"organisation", "armed-group"})
"""Types of names that are bodies."""
_STATE_WORDS = frozenset({"federal", "national", "ministry", "department", "bureau", "directorate"})
"""Words in the names of a state's own bodies."""


def is_states(chain: Chain) -> bool:
    """Whether an unknown body is a state's by its name: "Federal Service for …"."""
    words = chain.name.lower().split(" ")
    return chain.type in BODIES and len(words) > 1 and not _STATE_WORDS.isdisjoint(words)


def is_society(chain: Chain) -> bool:
    """Whether an unknown body is a society by a word of its name: "Center for …", "… Association"."""
    words = chain.name.lower().split(" ")
    first = words[0] in word_list("societies") and len(words) > 2 and words[1] in {"for", "of", "on"}
    return first or (len(words) > 1 and words[-1] in word_list("societies") - {"center", "centre"})


def is_of_parliament(chain: Chain) -> bool:
    """Whether a body is one of a parliament by its name: "House Budget Committee"."""
    first, *rest = chain.name.lower().split(" ")
    return first in word_list("chambers") and not word_list("committees").isdisjoint(rest)


def is_firm(chain: Chain) -> bool:
    """Whether an unknown body is a firm by the last word of its name: "Dorn Industries Inc"."""
    words = chain.name.lower().split(" ")
    return chain.type in BODIES and len(words) > 1 and words[-1] in word_list("firms")


def country_in(name: str) -> str:
    """The country that the name of a body says: "Norwegian Airlines", "Bank of Bergen"; or empty."""
    first, _, rest = name.partition(" ")
    land = find_land(first) if rest else None
    return land.country if land else place_country(name.partition(" of ")[2])


def is_armed(chain: Chain) -> bool:
    """Whether an unknown body is an armed group by its type or by a word of its name."""
    return chain.type == "armed-group" or not word_list("armed").isdisjoint(chain.name.lower().split(" "))
