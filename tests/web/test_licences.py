"""Texts leave only where their licence allows; else quotations of limited length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from tests.record.recorded import AT, made
from tests.web.running import Running, running

from servanda.model.json import from_json
from servanda.run.recording import Recorder
from servanda.web.caller import Caller, OneUser
from servanda.web.config import Bounds, Service
from servanda.web.licences import guarded

FREE, CLOSED = "made-000001", "made-000002"
MOST = 20


class Elsewhere(OneUser):
    """Whoever asks does not sit at the machine."""

    def caller(self, request: Request) -> Caller:
        return replace(super().caller(request), local=False)


@pytest.fixture
def afar(tmp_path: Path) -> Iterator[Running]:
    path = str(tmp_path / "some.record")
    recorder = Recorder(path)
    with recorder.writing() as (work, decisions):
        given = made(20)
        work.add_reports([(p, "CC0-1.0" if p["id"] == FREE else "", p["id"] == FREE) for p in given], at=AT)
        recorder.keeper.put(work, [(p["id"], from_json(p)) for p in given], decisions)
    recorder.close()
    service = Service(records={"main": path}, bounds=Bounds(quote=MOST))
    with running(replace(service, door=Elsewhere(service))) as one:
        yield one


def words_in(value: Any) -> Iterator[str]:
    """All texts of an answer."""
    if isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from words_in(one)
    elif isinstance(value, str):
        yield value


def test_only_what_may_be_passed_on_is_given_whole(afar: Running) -> None:
    free, closed = (afar.get(f"/reports/{one}").json() for one in (FREE, CLOSED))

    assert free["text"]
    assert closed["text"] is None
    assert closed["claims"]
    assert all(len(quote) <= MOST for claim in closed["claims"] for quote in claim["quotes"])
    assert all(len(claim["context"]) <= MOST for claim in closed["claims"])
    assert not any("text" in mention or "text" in mention["more"] for mention in closed["mentions"])


def test_no_answer_has_more_of_a_text_than_may_be_quoted(afar: Running) -> None:
    texts = [p["text"] for p in made(20) if p["id"] != FREE]
    pieces = {text[k : k + 170] for text in texts for k in range(0, max(1, len(text) - 170), 10)}
    incident = afar.get("/incidents").json()["items"][0]["id"]
    paths = ["/incidents", "/figures", "/commitments", "/contradictions", "/timeline", "/overview"]
    paths += [
        f"/things/{incident}",
        f"/things/{incident}/explain",
        "/search?text=people",
        "/export/incidents",
    ]
    paths += [
        "/export/incidents",
        f"/incidents/{incident}/beside",
        "/review/queue",
        "/map",
        "/network",
        f"/things/{CLOSED}",
    ]

    for path in paths:
        told = afar.get(path)
        assert told.status_code == 200, path
        said = "\n".join(words_in(told.json()))
        assert not [piece for piece in pieces if piece in said], path


def test_words_are_cut_wherever_they_stand() -> None:
    said = {"quote": "a" * 50, "told": [{"quotes": ["b" * 50]}], "when": "c" * 50, "words": None}
    cut = guarded(said, 10)

    assert cut == {
        "quote": "a" * 9 + "…",
        "told": [{"quotes": ["b" * 9 + "…"]}],
        "when": "c" * 50,
        "words": None,
    }
