"""Options of the commands that read or judge a record, and how they become filters."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.errors import RecordError

if TYPE_CHECKING:
    from servanda.api.record import Record
    from servanda.model.days import Days

VARIABLE = "SERVANDA_RECORD"

RecordOption = Annotated[
    str | None,
    typer.Option("--record", metavar="FILE|URL", help=f"The record; else {VARIABLE} names it."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Only what had been reported by then: 2022-11-30."),
]
Between = Annotated[
    str | None,
    typer.Option("--between", metavar="DAY/DAY", help="It happened in these days: 2022-09-13/2022-09-14."),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")]
Cursor = Annotated[
    str | None, typer.Option("--cursor", metavar="TEXT", help="Go on where an earlier listing ended.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
Pair = Annotated[
    str | None,
    typer.Option("--pair", metavar="ARM,AZE", help="Both countries, by code or name, take part in it."),
]
WhoActs = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Takes part in it: a country code or a name.")
]
Outlet = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="By this outlet, or with this source named.")
]
PlaceName = Annotated[str | None, typer.Option("--place", metavar="NAME", help="It happened there.")]
Km = Annotated[
    float | None, typer.Option("--km", metavar="N", min=0, help="With --place: or so far around it.")
]

_DATABASE = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Za-z]{3}")


def record_address(given: str | None) -> str:
    """The record that is meant: the option's, else the environment's.

    Raises:
        RecordError: R001 if neither names one.
    """
    address = given or os.environ.get(VARIABLE)
    if not address:
        raise RecordError("R001", "no record is named", remedy=f"use --record FILE, or set {VARIABLE}")
    return address


@contextmanager
def opened(given: str | None) -> Iterator[Record]:
    """The record, which must be there.

    Raises:
        RecordError: R001 if there is none.
    """
    address = record_address(given)
    if not _DATABASE.match(address) and not Path(address).is_file():
        what = "this is a folder" if Path(address).is_dir() else "no record here"
        raise RecordError("R001", what, where=address, remedy="'servanda ingest' makes one")
    from servanda.api.record import open_record

    with open_record(address, create=False) as record:
        yield record


def must_hold(record: Record, as_of: date | None = None) -> None:
    """A record that says something by then.

    Raises:
        RecordError: R013 if it holds no report at all, R012 if none had been out by ``as_of``.
    """
    if record.counts(as_of).get("reports"):
        return
    if as_of is None or not record.counts().get("reports"):
        raise RecordError("R013", "the record holds no reports", remedy="add some with 'servanda ingest'")
    known = record.span()
    told = f"the first report is of {known[0].isoformat()}" if known else "none of its reports has a day"
    raise RecordError("R012", f"nothing had been reported by {as_of.isoformat()}; {told}")


def day_of(text: str | None, option: str) -> date | None:
    """A day of an option.

    Raises:
        RecordError: R011 if it is none.
    """
    if text is None:
        return None
    from servanda.model.days import days_of

    days = days_of(text)
    if days is None or days[0] != days[1]:
        raise RecordError("R011", f"{option}: {text!r} is no day", remedy="write it as 2022-11-30")
    return days[0]


def days_between(text: str | None, option: str = "--between") -> Days | None:
    """Days of an option: a day, month, year, or two of them with a slash.

    Raises:
        RecordError: R011 if it is none of these.
    """
    if text is None:
        return None
    from servanda.model.days import days_of

    days = days_of(text)
    if days is None:
        message = f"{option}: {text!r} are no days"
        raise RecordError("R011", message, remedy="write them as 2022-09-13/2022-09-14 or 2022-09")
    return days


def pair_of(text: str | None) -> tuple[str, str] | None:
    """Codes of the two countries of an option, which are named by code or name.

    Whether a code is a country's is looked up when the record is open: it may hold some of its own.

    Raises:
        RecordError: R011 if they are not two, or a name is no country's.
    """
    if text is None:
        return None
    codes = [_code_of(part.strip()) for part in text.split(",")]
    if len(codes) != 2 or codes[0] == codes[1]:
        raise RecordError("R011", f"--pair: {text!r} is no pair", remedy="write it as ARM,AZE")
    return codes[0], codes[1]


def _code_of(word: str) -> str:
    if _COUNTRY.fullmatch(word):
        return word.upper()
    from servanda.knowledge.countries import find_land

    land = find_land(word) or find_land(word.title())
    if land is None or land.by != "country" or not land.country:
        raise RecordError("R011", f"--pair: {word!r} is no country", remedy="write it as ARM,AZE")
    return land.country


def choice_of(text: str | None, option: str, allowed: tuple[str, ...]) -> str | None:
    """One of several words; blanks and hyphens may stand for underscores.

    Raises:
        RecordError: R011 if it is none of them.
    """
    if text is None:
        return None
    word = text.strip().lower().replace("-", "_").replace(" ", "_")
    if word not in allowed:
        raise RecordError("R011", f"{option}: {text!r} is none of {', '.join(allowed)}")
    return word


def filters_of(**given: Any) -> Any:  # noqa: ANN401 - api.record.Filters, which is imported late
    """Filters from the options as they were typed."""
    from servanda.api.record import Filters

    given["as_of"] = day_of(given.get("as_of"), "--as-of")
    given["between"] = days_between(given.get("between"))
    given["pair"] = pair_of(given.get("pair"))
    if given.get("km") is not None and not given.get("place"):
        raise RecordError("R011", "--km needs --place")
    return Filters(**given)
