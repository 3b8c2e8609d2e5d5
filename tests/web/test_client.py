"""The typed client against the real server: what comes back is what went in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.web.running import Running
from tests.web.test_jobs import codings

from servanda import client as ours
from servanda.api.record import open_record
from servanda.client import AsyncClient, Client, Filters, Listing
from servanda.errors import InputError, RecordError, RequestError
from servanda.model.actor import Actor
from servanda.model.json_read import read_as
from servanda.model.view_json import view_to_json

LISTINGS: list[Listing[Any]] = [one for one in vars(ours).values() if isinstance(one, Listing)]


@pytest.fixture
def client(served: Running) -> Iterator[Client]:
    with Client(served.address) as made:
        yield made


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: one.name)
def test_each_listing_comes_back_as_records(listing: Listing[Any], client: Client, served: Running) -> None:
    found = list(client.record("main").every(listing))
    told = served.get(f"/{listing.name}", params={"limit": "500"}).json()["items"]

    assert [_again(one) for one in found] == told


def _again(value: Any) -> Any:
    """What was read as JSON again; shapes are dicts, in which records may stand."""
    if isinstance(value, dict):
        return {key: _again(one) for key, one in value.items()}
    if isinstance(value, list) or (isinstance(value, tuple) and value and isinstance(value[0], dict)):
        return [_again(one) for one in value]
    if is_dataclass(value) and not isinstance(value, Actor):
        return {f.name: _again(getattr(value, f.name)) for f in fields(value)}
    return view_to_json(value)


def test_views_are_those_of_the_record_itself(client: Client, served: Running) -> None:
    filters = Filters(as_of=date(1990, 1, 8))
    with open_record(served.service.records["main"], create=False, readonly=True) as record:
        figures = record.figures(filters, limit=500).items

    assert tuple(client.record("main").every(ours.FIGURES, filters)) == figures
    assert figures


def test_every_filter_is_sent_as_the_server_takes_it(client: Client) -> None:
    day = date(1990, 1, 8)
    filters = Filters(as_of=day, between=(date(1990, 1, 1), day), pair=("ARM", "AZE"), type="ASSAULT")
    filters = replace(filters, mode="drone", status="happened", place="Sochi", km=20.5, source="Wire")
    boxed = replace(filters, box=(38.5, 44.0, 40.5, 47.0), act="ceasefire", measure="killed", text="a")

    assert client.record("main").page(ours.INCIDENTS, filters).items == ()
    assert client.record("main").search(replace(boxed, kind="event", reported=(day, day)))["total"] == 0


def test_one_thing_its_reasons_and_its_report(client: Client) -> None:
    record = client.record("main")
    (incident, *_) = record.every(ours.INCIDENTS)
    shown, why = record.show(incident.id), record.explain(incident.id)
    report = record.report(incident.reports[0])

    assert shown["kind"] == "incident"
    assert shown["accounts"][0]["of"].id == incident.reports[0]
    assert why["id"] == incident.id
    assert report["report"].id == incident.reports[0]
    assert report["claims"][0]["spans"]
    assert record.accounts(incident.accounts)["items"][0]["id"] == incident.accounts[0]


def test_whole_pages(client: Client) -> None:
    record = client.record("main")

    assert record.overview()["counts"]["reports"] == 60
    assert record.brief()["markdown"].startswith("# ")
    assert record.search(Filters(text="people"))["hits"][0]["marks"]
    assert record.queue(limit=2)["total"] > 0
    assert record.actors("army")["items"]
    assert record.places()["total"] > 0
    assert client.records()["records"][0]["id"] == "main"
    assert client.session()["local"]
    assert client.codebook()["terms"]
    assert client.where("Tripoli")["id"] == "geonames:2210247"
    assert client.who("the Turkish leader", "2022")["actor"] == "Recep Tayyip Erdogan|TUR|GOV"


def test_exports_come_piece_by_piece(client: Client) -> None:
    record = client.record("main")
    figures = json.loads(b"".join(record.export(ours.FIGURES)))
    table = b"".join(record.export(ours.FIGURES, csv=True)).splitlines()

    assert len(figures) == len(table) - 1 == len(list(record.every(ours.FIGURES)))


def test_problems_are_raised_as_on_this_machine(client: Client, tmp_path: Path) -> None:
    record = client.record("main")
    with pytest.raises(RecordError, match="R007"):
        record.show("I-0000000000000000")
    with pytest.raises(RequestError, match="W002"):
        client.record("nope").overview()
    with pytest.raises(InputError, match="I010"):
        record.fetch("http://user:secret@news.example/")
    with pytest.raises(RequestError, match="W002"):
        list(client.record("nope").changes())
    with Client("http://127.0.0.1:9") as nobody, pytest.raises(RequestError, match="W010"):
        nobody.records()


def test_files_are_sent_and_judged(own: Running, tmp_path: Path) -> None:
    source = tmp_path / "some.jsonl"
    source.write_bytes(codings(0, 2))
    with Client(own.address) as client:
        record = client.record("main")
        job = record.send([source], licence="CC0-1.0", redistributable=True)
        *_, last = record.watch(job.id)
        heads = record.changes(5)
        before = next(heads)
        claim = next(record.every(ours.INCIDENTS)).accounts[0]
        made = record.judge("reject", [claim], reasons=["a test says so"])
        after = next(heads)
        undone = record.undo(made["judgement"].id)
        given = record.judgements()["items"]

    assert (last.state, last.added, last.code) == ("done", 2, None)
    assert before != after
    assert made["judgement"].verdict == "reject"
    assert [one["judgement"].id for one in given] == [undone["judgement"].id, made["judgement"].id]


def test_the_same_without_waiting(served: Running) -> None:
    async def ask() -> tuple[list[str], int, str, int]:
        async with AsyncClient(served.address) as client:
            record = client.record("main")
            ids = [one.id async for one in record.every(ours.INCIDENTS)]
            shown = await asyncio.gather(*(record.show(one) for one in ids[:5]))
            heads = [head async for head in record.changes(1)]
            size = sum([len(piece) async for piece in record.export(ours.FIGURES)])
            with pytest.raises(RecordError, match="R007"):
                await record.show("I-0000000000000000")
            assert (await record.overview())["counts"]["reports"] == 60
            return ids, len(shown), heads[0], size

    ids, count, head, size = asyncio.run(ask())

    with Client(served.address) as client:
        assert ids == [one.id for one in client.record("main").every(ours.INCIDENTS)]
        assert head == client.record("main").overview()["head"]
    assert (count, size > 100) == (5, True)


def test_what_is_no_such_record_is_refused() -> None:
    with pytest.raises(ValueError, match="no Report"):
        read_as(ours.REPORTS.kind, {"id": "x"})
    with pytest.raises(ValueError, match="are no days"):
        read_as(tuple[date, date], "yesterday")
