"""Records for tests: fed from made-up or sample reports, and told to the last byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from benchmarks.record.generator import Maker

from servanda.model.asking import Filters
from servanda.model.json import from_json
from servanda.model.view_json import view_to_json
from servanda.record.index_schema import digest_of
from servanda.run.recording import Recorder

AT = "2024-05-01T12:00:00+00:00"

LISTINGS = (
    "incidents",
    "figures",
    "contradictions",
    "commitments",
    "tracks",
    "ledgers",
    "episodes",
    "instruments",
    "sources",
    "copies",
    "timeline",
)


@cache
def made(count: int, seed: int = 1) -> tuple[dict[str, Any], ...]:
    """Reports of the benchmark's generator, and one without a day."""
    return tuple(Maker(seed).reports(count))


def unbound() -> dict[str, Any]:
    """A report of a truce, and of a promise beside it of which nobody says whom it binds."""
    maker = Maker(9)
    one, other, third = maker._states[:3]
    (report,) = maker._truce(one, other, 0)[0][1](0)
    both = report["commitments"][0]["obligors"]
    truce = {
        **report["commitments"][0],
        "obligors": [*both, f"{third.name}|{third.code}|GOV"],
        "beneficiaries": [],
    }
    start = report["text"].index(". ") + 2
    spans = [[start, start + 20]]
    words = report["text"][start : start + 20]
    bare = {**truce, "act": "open_transport", "obligors": [], "beneficiaries": both, "term": None}
    bare |= {"spans": spans, "quotes": [words], "fields": {}, "id": truce["id"][:-4] + "0000"}
    return {**report, "commitments": [truce, bare]}


def fed(address: str, payloads: Sequence[dict[str, Any]], *, batch: int = 25) -> Recorder:
    """A record that was given these reports, so many at a time."""
    recorder = Recorder(address)
    for start in range(0, len(payloads), batch):
        some = payloads[start : start + batch]
        with recorder.writing() as (work, decisions):
            work.add_reports([(p, "", False) for p in some], at=AT)
            recorder.keeper.put(work, [(p["id"], from_json(p)) for p in some], decisions)
    return recorder


def digest(recorder: Recorder) -> str:
    """Of all derived tables."""
    with recorder.reading() as work:
        return digest_of(work.connection)


def seen(recorder: Recorder, as_of: date | None = None, names: Iterable[str] = LISTINGS) -> dict[str, str]:
    """Every listing as of a day, in JSON."""
    out = {}
    for name in names:
        items, cursor = recorder.page(name, Filters(as_of=as_of), 10_000, None)
        assert cursor is None
        out[name] = json.dumps([view_to_json(i) for i in items], ensure_ascii=False, indent=0)
    return out
