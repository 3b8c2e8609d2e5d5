"""The mark of what listings show: it moves with whatever they show, and stays with what they do not."""

from __future__ import annotations

from typing import Any

from tests.record.recorded import LISTINGS, digest, fed, made, seen

from servanda.api.record import Record, open_record
from servanda.model.asking import Filters
from servanda.model.view_json import view_to_json


def shown(record: Record) -> dict[str, Any]:
    """All that the mark stands for."""
    return {
        **seen(record.recorder, names=LISTINGS),
        "reports": [view_to_json(r) for r in record.reports(limit=500).items],
        "search": view_to_json(record.search(Filters(text="people"), limit=100)),
    }


def test_it_moves_when_and_only_when_listings_show_something_else(address: str) -> None:
    fed(address, made(40)).close()
    with open_record(address) as record:
        incident = next(i for i in record.incidents(limit=200).items if len(i.accounts) > 1)
        claim, other = incident.accounts[:2]
        report = record.accounts([claim])[0].report.id
        clash = record.contradictions(limit=1).items[0].id
        why = {"reasons": ("so it is",)}
        steps: list[tuple[str, tuple[str, ...], dict[str, Any], bool]] = [
            ("note", (claim,), {"value": "look again"}, False),
            ("grade", (claim,), {"value": "2", **why}, False),
            ("grade", (report,), {"value": "B", **why}, False),
            ("accept", (claim,), {}, False),
            ("accept", (claim,), {"field": "type"}, False),
            ("correct", (claim,), {"field": "mode", "value": "null", **why}, True),
            ("reject", (claim,), why, True),
            ("reject", (claim,), {"reasons": ("so others say",)}, False),
            ("accept", (claim,), {}, True),
            ("different", (claim, other), why, True),
            ("reject", (clash,), why, True),
            ("withdraw", (report,), why, True),
        ]
        undoable = []
        for verdict, things, more, moves in steps:
            before, mark = shown(record), record.moved()
            judgement = record.judge(verdict, things, author="ann", **more)  # type: ignore[arg-type]
            undoable.append((judgement.id, moves))
            now = shown(record)
            assert (now != before) <= (record.moved() != mark), verdict  # never an old answer
            assert (record.moved() != mark) == moves, verdict
        before, mark = shown(record), record.moved()
        record.judge("undo", (undoable[0][0],), author="ann")
        assert (shown(record), record.moved()) == (before, mark)
        record.judge("undo", (undoable[-1][0],), author="ann")
        assert record.moved() != mark
        assert shown(record) != before

        kept = digest(record.recorder)
        record.rebuild()
        assert digest(record.recorder) == kept


def test_another_program_that_writes_moves_it_too(address: str) -> None:
    fed(address, made(10)).close()
    with open_record(address) as record:
        record.counts()
        mark = record.moved()
        claim = record.incidents(limit=1).items[0].accounts[0]
        with open_record(address) as other:
            other.judge("note", (claim,), author="bob", value="seen")
            assert record.moved() == mark
            other.judge("reject", (claim,), author="bob", reasons=("no",))
        assert record.moved() != mark
        # and what was added to the layers alone, by one who knows nothing of derived tables
        mark = record.moved()
        record.recorder.store.add_judgement("accept", [claim], author="eve", role="person", at="2024-05-01")
        assert record.moved() != mark
