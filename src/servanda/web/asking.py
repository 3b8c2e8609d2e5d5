"""What may be asked of each listing: query parameters, and the filters they become.

The filters are those of :class:`servanda.model.asking.Filters`; one table says what each parameter looks
like, another which listing takes which.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import Query

from servanda.api.record import SORTS
from servanda.codebook import event_types
from servanda.codebook.acts import ACTS
from servanda.codebook.figures import MEASURES
from servanda.codebook.rules import TYPES
from servanda.codebook.tallies import load_policies
from servanda.errors import RequestError
from servanda.knowledge.countries import country_name
from servanda.model.asking import Filters
from servanda.model.commitment_views import StandingName
from servanda.model.days import Days, days_of
from servanda.presenting.happenings import KINDS

_YEAR: Final = r"(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP: Final = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][48]|[2468]0|[13579][26])00)"
_DATE: Final = (
    rf"({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    rf"|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)"
)
_SOME: Final = rf"({_DATE}|{_YEAR}(-(0[1-9]|1[0-2]))?)"

DAY: Final = f"^{_DATE}$"
"""A day that there is, in ISO 8601."""
DAYS: Final = f"^{_SOME}(/{_SOME})?$"
"""A day, month or year, or two of them."""

_WORDS: Final = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
"""One line with something in it."""


def _as_days(text: str) -> Days:
    """Both ends may stand in either order."""
    first, _, last = text.partition("/")
    found = [days_of(first), days_of(last or first)]
    known = [days for days in found if days]
    if len(known) < 2:
        raise ValueError("these are no days: write 2022-09-13, 2022-09 or 2022-09-13/2022-09-14")
    return min(d[0] for d in known), max(d[1] for d in known)


def _as_day(text: str) -> date:
    return date.fromisoformat(text)


def _as_pair(text: str) -> tuple[str, str]:
    one, _, other = text.partition(",")
    return one, other


def _as_box(text: str) -> tuple[float, float, float, float]:
    south, west, north, east = (float(part) for part in text.split(","))
    if not (min(south, north) >= -90 and max(south, north) <= 90):
        raise ValueError("latitudes lie between -90 and 90")
    if not (min(west, east) >= -180 and max(west, east) <= 180):
        raise ValueError("longitudes lie between -180 and 180")
    return min(south, north), min(west, east), max(south, north), max(west, east)


_LAT: Final = r"-?(90(\.0{1,6})?|[1-8]?[0-9](\.[0-9]{1,6})?)"
_LON: Final = r"-?(180(\.0{1,6})?|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]{1,6})?)"

Words = Annotated[str, Query(min_length=1, max_length=200, pattern=_WORDS)]


def _one_of(names: tuple[str, ...] | list[str]) -> Any:  # noqa: ANN401 - a type made of words
    return Literal[tuple(names)]


def _query(kind: Any, says: str, **more: Any) -> Any:  # noqa: ANN401 - types
    return Annotated[kind | None, Query(description=says, **more)]


PARAMETERS: Final[Mapping[str, Any]] = {
    "as_of": Annotated[
        Annotated[str, Query(pattern=DAY)] | None,
        Query(
            description="Only what had been reported by this day.",
            openapi_examples={"a day": {"value": "2022-11-30"}},
        ),
    ],
    "between": Annotated[
        Annotated[str, Query(pattern=DAYS)] | None,
        Query(
            description="It happened, was made or was counted in these days: a day, month or year, or two of "
            "them with a slash.",
            openapi_examples={"two days": {"value": "2022-09-13/2022-09-14"}},
        ),
    ],
    "reported": Annotated[
        Annotated[str, Query(pattern=DAYS)] | None, Query(description="The report was out in these days.")
    ],
    "pair": Annotated[
        Annotated[str, Query(pattern="^[A-Z]{3},[A-Z]{3}$")] | None,
        Query(
            description="Both countries take part in it: two codes of ISO 3166.",
            openapi_examples={"a pair": {"value": "ARM,AZE"}},
        ),
    ],
    "actor": _query(Words, "Takes part in it: a country code or a name.", examples=["ARM"]),
    "type": _query(_one_of(TYPES), "Of this event type."),
    "mode": _query(_one_of(sorted({m for t in event_types() for m, _ in t.modes})), "Of this mode."),
    "act": _query(_one_of(sorted(ACTS)), "Commitments to this act."),
    "standing": _query(_one_of(get_args(StandingName)), "Commitments of this standing."),
    "place": _query(Words, "It happened there; with `km` so far around it.", examples=["Sochi"]),
    "km": Annotated[
        float | None,
        Query(description="So far around `place`, which it needs.", gt=0, le=20_000, allow_inf_nan=False),
    ],
    "box": Annotated[
        Annotated[str, Query(pattern=f"^{_LAT},{_LON},{_LAT},{_LON}$")] | None,
        Query(
            description="It happened there: south, west, north, east in degrees.",
            openapi_examples={"a box": {"value": "38.8,44.7,40.5,47.2"}},
        ),
    ],
    "measure": _query(_one_of(sorted(MEASURES)), "Figures of this."),
    "source": _query(Words, "By this outlet, or with this source named."),
    "status": _query(
        _one_of(("happened", "planned", "possible", "demanded", "denied")), "Some account says so."
    ),
    "policy": _query(_one_of(tuple(load_policies())), "How low, best and high are chosen among counts."),
    "text": _query(
        Annotated[str, Query(min_length=1, max_length=2000)],
        'Words to search for: all of them; `"a phrase"`, a beginning`*`, `OR`, `NOT`.',
        examples=["prisoners exchange"],
    ),
}
"""Each parameter: its type, its bounds, what it says."""

_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "contradictions": tuple(KINDS),
    "episodes": ("escalation", "round", "process"),
    "instruments": ("declaration", "agreement", "mandate", "truce", "other"),
    "ledgers": ("prisoners", "withdrawals", "returns", "deployments"),
    "search": SORTS,
}
"""Values of ``kind``, which differ by listing."""

_DEEDS: Final = "as_of between pair actor type mode status place km box source"
TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(words.split())
    for name, words in {
        "incidents": _DEEDS,
        "episodes": f"{_DEEDS} kind",
        "figures": "as_of between pair actor measure policy place km box source",
        "contradictions": "as_of between pair actor kind",
        "commitments": "as_of between pair actor act standing",
        "instruments": "as_of between pair actor act kind",
        "tracks": "as_of between pair actor",
        "ledgers": "as_of pair actor kind",
        "sources": "as_of source",
        "copies": "as_of source",
        "timeline": "as_of between pair actor type place km box",
        "reports": "as_of between source",
        "search": f"{_DEEDS} act measure reported kind text",
        "brief": "as_of between pair actor",
        "overview": "as_of",
        "named": "as_of text",
        "review": "as_of between pair actor source",
        "network": "as_of between pair actor source",
    }.items()
}
"""Which listing takes which filters."""

_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "as_of": _as_day,
    "between": _as_days,
    "reported": _as_days,
    "pair": _as_pair,
    "box": _as_box,
}


def asked(listing: str) -> Callable[..., Awaitable[Filters]]:
    """A dependency: the filters that a request of a listing names.

    Raises:
        RequestError: W001, from the dependency, if a value cannot be understood.
    """
    kinds = _OF_KIND.get(listing)

    async def filters(**given: Any) -> Filters:  # noqa: ANN401 - as FastAPI has checked them
        said = {name: value for name, value in given.items() if value is not None}
        if "km" in said and "place" not in said:
            raise RequestError("W012", "km: it needs a place around which it lies")
        for name, read in _READ.items():
            if name in said:
                try:
                    said[name] = read(said[name])
                except ValueError as error:
                    raise RequestError("W001", f"{name}: {error}") from error
        pair = said.get("pair")
        if pair and (pair[0] == pair[1]):
            raise RequestError("W012", "pair: it takes two different countries")
        return Filters(**said)

    parameters = []
    for name in TAKES[listing]:
        kind = PARAMETERS[name] if name != "kind" else _query(_one_of(kinds or ()), "Only of this kind.")
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        )
    filters.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return filters


Limit = Annotated[int, Query(ge=1, le=500, description="Things on the page, at most.")]
Cursor = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=2000,
        pattern="^[A-Za-z0-9_-]+$",
        description="Go on where an earlier page ended.",
    ),
]


async def day(
    as_of: Annotated[
        Annotated[str, Query(pattern=DAY)] | None,
        Query(description="Only what had been reported by this day.", examples=["2022-11-30"]),
    ] = None,
) -> date | None:
    """A dependency: the day as of which a single thing is asked."""
    return _as_day(as_of) if as_of else None


def is_country(code: str) -> bool:
    """Whether the code is a country's."""
    return country_name(code) is not None
