"""Who and what places are named in a record: counted in the database as one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.record.recorded import fed, made

from servanda.api.named import actors_of, places_of
from servanda.api.record import Record, open_record
from servanda.model.asking import Filters
from servanda.model.unseen import Unseen
from servanda.record.unseen import masker


def one_by_one(record: Record, filters: Filters) -> tuple[Counter[str], Counter[str]]:
    hide = masker(filters.unseen)
    who: Counter[str] = Counter()
    where: Counter[str] = Counter()
    asked = Filters(as_of=filters.as_of)
    for incident in record.incidents(asked, limit=10_000).items:
        both = (*incident.actors, *incident.recipients)
        who.update({f"{hide(a.name)}|{a.country}|{a.sector}" for a in both})
        if incident.where:
            where[hide(incident.where.name)] += 1
    for pledge in record.commitments(asked, limit=10_000).items:
        both = (*pledge.obligors, *pledge.beneficiaries)
        who.update({f"{hide(a.name)}|{a.country}|{a.sector}" for a in both})
    return who, where


def counted(record: Record, filters: Filters) -> tuple[Counter[str], Counter[str]]:
    who = Counter({str(actor): count for actor, count in actors_of(record, filters)})
    where: Counter[str] = Counter()
    for place, count in places_of(record, filters):
        where[place.name] += count
    return who, where


@pytest.mark.parametrize("as_of", [None, date(1990, 1, 10)], ids=["all", "as of a day"])
def test_they_are_those_of_all_incidents_and_commitments(address: str, as_of: date | None) -> None:
    fed(address, made(60)).close()
    with open_record(address) as record:
        found = counted(record, Filters(as_of=as_of))
        assert found == one_by_one(record, Filters(as_of=as_of))
        assert all(found)
        actors = actors_of(record, Filters())
        assert [count for _, count in actors] == sorted((count for _, count in actors), reverse=True)
        some = actors[0][0].name
        asked = Filters(text=some.upper())
        assert all(some.casefold() in actor.name.casefold() for actor, _ in actors_of(record, asked))
        names = tuple(actor.name for actor, _ in actors[:3])  # of one person: they read the same then
        hidden = Filters(as_of=as_of, unseen=Unseen(people=((1, names),)))
        assert counted(record, hidden) == one_by_one(record, hidden) != found
