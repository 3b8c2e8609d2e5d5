"""Numbers of the rows of the search: what became known later has a higher one.

So the rows that match and became known last are found by going down the numbers, and a search as of a day
begins below those of the days after it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.record.index_schema import ALWAYS

_FIRST_DAY: Final = date(1900, 1, 1).toordinal()
_DAYS: Final = 1 << 16
"""Days from then on that the order of numbers tells apart; those outside count as the first or the last."""
_A_DAY: Final = 1 << 46
"""Numbers of a day: rows of one day are told apart by a hash."""
_UNDATED: Final = _DAYS * _A_DAY
"""The first number of rows of which nobody knows when they became known."""
LAST: Final = 2 * _UNDATED - 1
"""The highest number."""


@dataclass(frozen=True, slots=True)
class Span:
    """Rows that are ranked together: their numbers are above ``low``, up to ``high``; ``None`` is no end."""

    low: int | None = None
    high: int | None = None

    def has(self, number: int) -> bool:
        """Whether a row with this number is one of them."""
        return (self.low is None or number > self.low) and (self.high is None or number <= self.high)


def number_of(one: str, known: int) -> int:
    """The number of a row by its id and the day on which it became known."""
    digest = hashlib.blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    hashed = int.from_bytes(digest, "big")
    return _UNDATED + hashed % _UNDATED if known >= ALWAYS else _day(known) * _A_DAY + hashed % _A_DAY


def last_of(day: int) -> int:
    """The highest number of a row that was known by a day."""
    return LAST if day >= ALWAYS else (_day(day) + 1) * _A_DAY - 1


def _day(known: int) -> int:
    return min(max(known - _FIRST_DAY, 0), _DAYS - 1)
