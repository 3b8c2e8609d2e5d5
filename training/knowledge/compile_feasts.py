"""Write ``knowledge/data/feasts.tsv``: movable feasts and fasts, 1980 to 2030.

    python training/knowledge/compile_feasts.py > src/servanda/knowledge/data/feasts.tsv

Needs ``hijridate`` and ``pyluach`` from PyPI; Easter is computed here (Meeus, *Astronomical Algorithms*).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

from hijridate import Hijri
from pyluach.dates import GregorianDate, HebrewDate

FIRST, LAST = 1980, 2030
HEAD = """\
# Movable feasts and fasts 1980-2030: name, first day, last day. Apache-2.0.
# Islamic by the Umm al-Qura calendar (PyPI hijridate; local sighting may differ by a day), Jewish by PyPI
# pyluach, from the day after
# the eve; Easter by the Gregorian and Julian computus. Made by training/knowledge/compile_feasts.py.
"""
ISLAMIC = {
    "Ramadan": ((9, 1), 0),
    "Eid al-Fitr": ((10, 1), 3),
    "Eid al-Adha": ((12, 10), 4),
    "Islamic New Year": ((1, 1), 1),
    "Ashura": ((1, 10), 1),
    "Mawlid": ((3, 12), 1),
}
"""Month and day of the Islamic year, and how many days; 0: to the end of the month."""
JEWISH = {"Rosh Hashanah": (7, 1, 2), "Yom Kippur": (7, 10, 1), "Sukkot": (7, 15, 7), "Passover": (1, 15, 8)}
Row = tuple[str, date, date]


def islamic() -> Iterator[Row]:
    """Every Islamic feast of the years."""
    for year in range(1399, 1454):
        for name, ((month, day), days) in ISLAMIC.items():
            first = date(*Hijri(year, month, day).to_gregorian().datetuple())
            end = Hijri(year, month + 1, 1).to_gregorian().datetuple() if not days else None
            last = date(*end) - timedelta(days=1) if end else first + timedelta(days=days - 1)
            yield name, first, last


def jewish() -> Iterator[Row]:
    """Every Jewish feast of the years."""
    for year in range(FIRST, LAST + 1):
        for name, (month, day, days) in JEWISH.items():
            within = GregorianDate(year, 4 if month == 1 else 10, 20).to_heb().year
            found = HebrewDate(within, month, day).to_greg()
            first = date(found.year, found.month, found.day)
            yield name, first, first + timedelta(days=days - 1)


def christian() -> Iterator[Row]:
    """Easter of both calendars."""
    for year in range(FIRST, LAST + 1):
        western = easter(year)
        yield "Easter", western, western
        yield "Good Friday", western - timedelta(days=2), western - timedelta(days=2)
        eastern = orthodox_easter(year)
        yield "Orthodox Easter", eastern, eastern


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - b // 4 - g + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian day (1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def main() -> None:
    """Write the table."""
    rows = sorted({*islamic(), *jewish(), *christian()})
    sys.stdout.write(HEAD)
    sys.stdout.writelines(
        f"{name}\t{first}\t{last}\n" for name, first, last in rows if FIRST <= first.year <= LAST
    )


if __name__ == "__main__":
    main()
