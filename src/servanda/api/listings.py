"""The listings of a record in one table: how a page is fetched, what its things rest on, their JSON.

The command line and the server print the same JSON because both take it from here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from servanda.model.days import iso_of
from servanda.model.pledge_json import pledge_to_json
from servanda.model.view_json import view_to_json
from servanda.presenting.view_words import with_words

if TYPE_CHECKING:
    from servanda.api.record import Filters, Page, Record
    from servanda.model.account import Account

Told = Mapping[str, "Account"]
AsJson = Callable[[Any, Told], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing.

    Attributes:
        name: the method of :class:`servanda.api.record.Record`.
        as_json: a thing with the accounts told of it, as JSON.
        rests_on: ids of the accounts a thing needs for its JSON.
    """

    name: str
    as_json: AsJson
    rests_on: Callable[[Any], Iterable[str]] = lambda _: ()

    def page(self, record: Record, filters: Filters, limit: int, cursor: str | None) -> Page[Any]:
        """A page of things.

        Raises:
            RecordError: R005, R011.
        """
        fetched: Page[Any] = getattr(record, self.name)(filters, limit=limit, cursor=cursor)
        return fetched

    def rows(self, record: Record, views: Iterable[Any]) -> list[dict[str, Any]]:
        """Things of a page as JSON, with their words."""
        shown = list(views)
        told = told_of(record, (i for view in shown for i in self.rests_on(view)))
        return [self.as_json(view, told) for view in shown]


def lately(as_json: AsJson, most: int = 2048) -> AsJson:
    """The same function, which knows what it made of the very same records a short while ago.

    Records are frozen, and held here as long as their JSON is: the same record means the same JSON, and what
    a judgement changed is another record. Nobody may change what he gets.
    """
    made: OrderedDict[tuple[int, ...], tuple[dict[str, Any], Any, list[Account]]] = OrderedDict()
    lock = threading.Lock()

    def known(view: Any, told: Told) -> dict[str, Any]:  # noqa: ANN401 - any view
        accounts = [told[i] for i in _accounts(view) if i in told]
        key = (id(view), *map(id, accounts))
        with lock:
            if found := made.get(key):
                made.move_to_end(key)
                return found[0]
        out = as_json(view, told)
        with lock:
            made[key] = (out, view, accounts)
            if len(made) > most:
                made.popitem(last=False)
        return out

    return known


def _accounts(view: Any) -> Iterable[str]:  # noqa: ANN401 - any view
    found: Iterable[str] = getattr(view, "accounts", ())
    return found


_told: Final = lately(with_words)


def _plain(view: Any, _: Told) -> dict[str, Any]:  # noqa: ANN401 - any view
    found: dict[str, Any] = view_to_json(view)
    return found


def _pledge(view: Any, _: Told) -> dict[str, Any]:  # noqa: ANN401 - a pledge
    return pledge_to_json(view)


def _line(line: Any, told: Told) -> dict[str, Any]:  # noqa: ANN401 - a line of the timeline
    return {"when": iso_of(line.when), **_told(line.view, told)}


LISTINGS: Final[Mapping[str, Listed]] = {
    one.name: one
    for one in (
        Listed("incidents", _told, _accounts),
        Listed("episodes", with_words, _accounts),
        Listed("figures", _told, _accounts),
        Listed("contradictions", _plain),
        Listed("commitments", lately(_pledge)),
        Listed("instruments", _plain),
        Listed("tracks", _plain),
        Listed("ledgers", _plain),
        Listed("sources", _plain),
        Listed("copies", _plain),
        Listed("timeline", _line, lambda line: line.view.accounts),
        Listed("reports", _plain),
    )
}


def told_of(record: Record, ids: Iterable[str]) -> dict[str, Account]:
    """The accounts of these ids, by id."""
    return {a.id: a for a in record.accounts(list(dict.fromkeys(ids)))}
