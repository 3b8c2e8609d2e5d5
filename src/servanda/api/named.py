"""Who and what places are named in a record, and how often: for lists to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from servanda.model.account import Where
from servanda.model.actor import Actor
from servanda.model.asking import Filters, Page
from servanda.record.unseen import masked, masker

if TYPE_CHECKING:
    from servanda.api.record import Record

_AT_ONCE: Final = 1000


def actors_of(record: Record, filters: Filters) -> list[tuple[Actor, int]]:
    """Everybody who takes part in incidents and commitments, with in how many; the most frequent first.

    Names that may not be seen are masked before they are compared with ``filters.text``.
    """
    hide = masker(filters.unseen)
    found: Counter[tuple[str, str, str]] = Counter()
    for incident in _all(record.incidents, filters):
        found.update(_told((*incident.actors, *incident.recipients), hide))
    for pledge in _all(record.commitments, filters):
        found.update(_told((*pledge.obligors, *pledge.beneficiaries), hide))
    wanted = (filters.text or "").casefold()
    kept = [(Actor(*key), count) for key, count in found.items() if wanted in key[0].casefold()]
    return sorted(kept, key=lambda pair: (-pair[1], str(pair[0])))


def places_of(record: Record, filters: Filters) -> list[tuple[Where, int]]:
    """Every place of an incident, with of how many; the most frequent first."""
    hide = masker(filters.unseen)
    found: Counter[Where] = Counter(masked(i.where, hide) for i in _all(record.incidents, filters) if i.where)
    wanted = (filters.text or "").casefold()
    kept = [(where, count) for where, count in found.items() if wanted in where.name.casefold()]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0].name, pair[0].id or ""))


def _told(actors: Iterable[Actor], hide: Callable[[str], str]) -> set[tuple[str, str, str]]:
    return {(hide(a.name), a.country, a.sector) for a in actors}


def _all(fetch: Callable[..., Page[Any]], filters: Filters) -> Iterator[Any]:
    cursor: str | None = None
    asked = Filters(as_of=filters.as_of, unseen=filters.unseen)
    while True:
        page = fetch(asked, limit=_AT_ONCE, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return
