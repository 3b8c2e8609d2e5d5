"""Map and network show of a record what its listings say, though they read less of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from tests.record.recorded import fed, made, unbound

from servanda.api.drawings import map_drawn, network_drawn
from servanda.api.record import Record, open_record
from servanda.model.asking import Filters
from servanda.model.unseen import Unseen
from servanda.presenting.network import network_of
from servanda.presenting.places import places_of

MANY = 100_000
DAY = date(1990, 1, 6)
FILTERS = (
    Filters(),
    Filters(as_of=DAY),
    Filters(pair=("GRC", "ISL")),
    Filters(actor="GRC", as_of=DAY),
    Filters(actor="army"),
    Filters(between=(date(1990, 1, 3), DAY)),
    Filters(source="Morning Sheet"),
    Filters(unseen=Unseen(people=((1, ("Noruhamisia army",)),)), actor="army"),
)
OF_PLACES = (
    Filters(type="ASSAULT"),
    Filters(status="denied"),
    Filters(box=(-60, -180, 0, 180)),
    Filters(between=(date(1990, 1, 3), DAY), type="CONSULT", as_of=DAY),
)


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def maps(record: Record, filters: Filters) -> tuple[str, str]:
    """As drawn, and out of the whole incidents."""
    listed = record.incidents(filters, limit=MANY).items
    return text(places_of(map_drawn(record, filters))), text(places_of(listed))


def networks(record: Record, filters: Filters, by: Any) -> tuple[str, str]:
    """As drawn, and out of the whole incidents and of the commitments as they are listed."""
    incidents = record.incidents(filters, limit=MANY).items
    asked = replace(filters, source=None)
    pledges = record.commitments(asked, limit=MANY).items
    listed = network_of(incidents, pledges, by=by)
    return text(network_of(*network_drawn(record, filters), by=by)), text(listed)


def test_they_draw_what_is_listed(address: str) -> None:
    fed(address, (*made(80), unbound())).close()
    with open_record(address) as record:
        bound = {p.id: p.obligors for p in record.commitments(limit=MANY).items}
        drawn, nothing = set(), text(places_of([]))
        for filters in (*FILTERS, *OF_PLACES):
            one, other = maps(record, filters)
            assert one == other
            drawn.add(one)
        assert len(drawn - {nothing}) > len(OF_PLACES)
        for filters in FILTERS:
            for by in ("side", "actor"):
                one, other = networks(record, filters, by)
                assert one == other
                drawn.add(one)
        assert len(drawn) > len(FILTERS)
        _, pledges = network_drawn(record, Filters())
        assert {p.id: p.obligors for p in pledges} == bound
        assert all(bound.values())
