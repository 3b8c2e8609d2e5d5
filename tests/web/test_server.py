"""The server over a real record: what the command line says, by HTTP."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Run
from tests.web.conftest import copied
from tests.web.running import Running, running

from servanda.api.listings import LISTINGS
from servanda.web.asking import PARAMETERS, TAKES
from servanda.web.config import Service
from servanda.web.describe import description

COMMANDS = {
    "incidents": ("incidents",),
    "episodes": ("incidents", "--episodes"),
    "figures": ("figures",),
    "contradictions": ("contradictions",),
    "commitments": ("commitments",),
    "instruments": ("commitments", "--instruments"),
    "tracks": ("tracks",),
    "ledgers": ("ledgers",),
    "sources": ("sources",),
    "copies": ("sources", "--copies"),
    "timeline": ("timeline",),
}
"""The command that prints each listing."""

ASKED: tuple[dict[str, str], ...] = (
    {},
    {"as_of": "1990-01-05"},
    {"between": "1990-01-02/1990-01-06"},
    {"actor": "people"},
)


def test_the_description_in_the_repository_is_current() -> None:
    assert (ROOT / "web" / "openapi.json").read_text("utf-8") == description()


@pytest.mark.parametrize("asked", ASKED, ids=lambda a: "-".join(a) or "all")
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_listing_is_what_the_command_prints(
    name: str, asked: dict[str, str], served: Running, servanda: Run
) -> None:
    if set(asked) - set(TAKES[name]):
        pytest.skip("this listing does not take it")
    options = [word for key, value in asked.items() for word in (f"--{key.replace('_', '-')}", value)]
    record = served.service.records["main"]

    printed = servanda(*COMMANDS[name], *options, "--json", SERVANDA_RECORD=record)
    found: list[Any] = []
    cursor = None
    while True:
        page = served.get(
            f"/{name}", params={**asked, "limit": "7", **({"cursor": cursor} if cursor else {})}
        )
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        cursor = page.json()["cursor"]
        if cursor is None:
            break

    assert printed.returncode == 0, printed.stderr
    assert found == json.loads(printed.stdout)


def test_every_listing_has_its_filters_and_every_parameter_a_listing() -> None:
    assert set(LISTINGS) <= set(TAKES)
    assert {name for names in TAKES.values() for name in names} - {"kind"} == set(PARAMETERS)


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_thing_is_what_the_commands_print(command: str, served: Running, servanda: Run) -> None:
    one = served.get("/incidents", params={"limit": "1"}).json()["items"][0]["id"]
    printed = servanda(command, one, "--json", SERVANDA_RECORD=served.service.records["main"])
    told = served.get(f"/things/{one}{'/explain' if command == 'explain' else ''}").json()

    said = json.loads(printed.stdout)
    assert {key: told[key] for key in said} == said


def test_a_search_is_what_the_command_prints(served: Running, servanda: Run) -> None:
    printed = servanda("search", "people", "--json", SERVANDA_RECORD=served.service.records["main"])
    told = served.get("/search", params={"text": "people", "limit": "500"}).json()

    assert told == json.loads(printed.stdout)
    assert told["total"] > 5


def test_a_brief_is_what_the_command_prints(served: Running, servanda: Run) -> None:
    printed = servanda("brief", "--json", SERVANDA_RECORD=served.service.records["main"])
    told = served.get("/brief").json()
    said = json.loads(printed.stdout)

    assert {key: told[key] for key in said} == said
    assert told["markdown"].startswith("# ")


def test_a_report_joins_text_and_claims(served: Running) -> None:
    report = served.get("/reports", params={"limit": "1"}).json()["items"][0]["id"]
    shown = served.get(f"/reports/{report}").json()

    assert shown["report"]["id"] == report
    assert shown["claims"]
    for claim in shown["claims"]:
        (start, end), *_ = claim["spans"]
        assert shown["text"][start:end] == claim["quotes"][0]


def test_accounts_come_in_their_order(served: Running) -> None:
    ids = served.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][::-1]
    found = served.get("/accounts", params={"ids": ",".join([*ids, "E-0000000000000000"])}).json()["items"]

    assert [one["id"] for one in found] == ids
    assert all(one["quotes"] for one in found)


def test_a_judgement_changes_the_record_and_can_be_undone(own: Running) -> None:
    claim = own.get("/incidents", params={"limit": "1"}).json()["items"][0]["accounts"][0]
    before = own.get(f"/things/{claim}").json()["accounts"][0]["fields"]["place"]
    ruling = {"verdict": "correct", "things": [claim], "field": "place", "value": ["Elsewhere"]}

    refused = own.client.post(f"{own.main}/judgements", json=ruling)
    made = own.client.post(f"{own.main}/judgements", json={**ruling, "reasons": ["a test says so"]})

    assert refused.status_code == 422
    assert made.status_code == 201, made.text
    assert not made.json()["conflict"]
    after = own.get(f"/things/{claim}").json()
    assert after["accounts"][0]["fields"]["place"] == "Elsewhere"
    assert after["judgements"][0]["id"] == made.json()["judgement"]["id"]
    undone = own.client.post(f"{own.main}/judgements/{made.json()['judgement']['id']}/undo", json={})
    assert undone.status_code == 201, undone.text
    assert own.get(f"/things/{claim}").json()["accounts"][0]["fields"]["place"] == before
    listed = own.get("/judgements").json()["items"]
    assert [one["judgement"]["verdict"] for one in listed] == ["undo", "correct"]
    assert listed[1]["undone_by"] == listed[0]["judgement"]["id"]


def test_the_overview_has_what_the_record_has(served: Running) -> None:
    found = served.get("/overview").json()

    assert found["counts"]["reports"] == 60
    assert len(found["reports"]) == 10
    assert found["incidents"]
    days = [r["published"] for r in found["reports"] if r["published"]]
    assert days == sorted(days, reverse=True)
    assert all(c["spread"] > 1 for c in found["contested"])


def test_every_word_of_the_codebook_has_a_definition(served: Running) -> None:
    terms = served.client.get(f"{served.api}/codebook").json()["terms"]
    names = {(t["kind"], t["name"]) for t in terms}

    assert all(t["definition"].endswith(".") for t in terms)
    from servanda.codebook.acts import ACTS
    from servanda.codebook.figures import MEASURES
    from servanda.presenting.happenings import KINDS

    assert {("act", a) for a in ACTS} | {("measure", m) for m in MEASURES} <= names
    assert {("contradiction", k) for k in KINDS} <= names


Ask = Callable[..., Any]
WRONG: tuple[tuple[str, int, str], ...] = (
    ("/records/nope/figures", 404, "W002"),
    ("/records/main/figures?nope=1", 422, "W001"),
    ("/records/main/figures?as_of=2024-02-30", 422, "W001"),
    ("/records/main/figures?as_of=1990-01-05&as_of=1990-01-06", 422, "W001"),
    ("/records/main/figures?limit=0", 422, "W001"),
    ("/records/main/incidents?km=5", 409, "W012"),
    ("/records/main/incidents?km=5&place=Nowhereton", 409, "W012"),
    ("/records/main/incidents?pair=ARM,QQQ", 409, "W012"),
    ("/records/main/incidents?pair=ARM,ARM", 409, "W012"),
    ("/records/main/incidents?cursor=abc", 404, "R014"),
    ("/records/main/search?text=a&cursor=abc", 404, "R014"),
    ("/records/main/search?text=OR", 422, "R011"),
    ("/records/main/incidents?type=NOPE", 422, "W001"),
    ("/records/main/things/I-0000000000000000", 404, "R007"),
    ("/records/main/reports/nope", 404, "R007"),
    ("/nope", 404, "W002"),
)


@pytest.mark.parametrize(("path", "status", "code"), WRONG)
def test_what_is_wrong_is_told_as_a_problem(path: str, status: int, code: str, served: Running) -> None:
    told = served.client.get(f"{served.api}{path}")

    assert told.status_code == status
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["code"] == code
    assert told.json()["request_id"] == told.headers["x-request-id"]


def test_what_is_there_already_is_not_sent_again(own: Running) -> None:
    first = own.get("/incidents")
    again = own.get("/incidents", headers={"If-None-Match": first.headers["etag"]})
    claim = first.json()["items"][0]["accounts"][0]
    rejection = {"verdict": "reject", "things": [claim], "reasons": ["a misreading"]}
    made = own.client.post(f"{own.main}/judgements", json=rejection)
    changed = own.get("/incidents", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert made.status_code == 201, made.text
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_a_listing_comes_as_a_table(served: Running) -> None:
    told = served.get("/figures", headers={"Accept": "text/csv"})
    lines = told.text.splitlines()
    count = len(served.get("/figures", params={"limit": "500"}).json()["items"])

    assert told.headers["content-type"].startswith("text/csv")
    assert lines[0].startswith("id,incident,measure")
    assert len(lines) == count + 1


def test_answers_are_compressed(served: Running) -> None:
    told = served.get("/incidents", headers={"Accept-Encoding": "gzip"})

    assert told.headers["content-encoding"] == "gzip"


def test_everything_is_exported_as_the_command_prints_it(served: Running, servanda: Run) -> None:
    printed = servanda("figures", "--json", SERVANDA_RECORD=served.service.records["main"])
    told = served.get("/export/figures")
    table = served.get("/export/figures", params={"format": "csv"})

    assert told.text == printed.stdout
    assert "attachment" in told.headers["content-disposition"]
    assert len(table.text.splitlines()) == len(told.json()) + 1


def test_names_of_a_record_come_with_how_often(served: Running) -> None:
    every = served.get("/actors").json()
    some = served.get("/actors", params={"text": "ARMY", "limit": "3"}).json()
    places = served.get("/places").json()["items"]

    assert every["items"][0]["count"] >= every["items"][-1]["count"]
    assert some["items"]
    assert all("army" in one["name"].casefold() for one in some["items"])
    assert all(one["count"] > 0 for one in places)


@pytest.mark.parametrize(
    ("command", "words", "params"),
    [
        (
            "who",
            ("the Turkish leader", "--on", "2022-10-31"),
            {"words": "the Turkish leader", "on": "2022-10-31"},
        ),
        ("where", ("Paris", "--near", "Texas"), {"place": "Paris", "near": "Texas"}),
    ],
)
def test_look_ups_are_what_the_commands_print(
    command: str, words: tuple[str, ...], params: dict[str, str], served: Running, servanda: Run
) -> None:
    printed = servanda(command, *words, "--json")

    assert served.client.get(f"{served.api}/{command}", params=params).json() == json.loads(printed.stdout)


def test_figures_for_prometheus(served: Running) -> None:
    served.get("/incidents")
    told = served.client.get(f"{served.address}/metrics")

    assert told.headers["content-type"].startswith("text/plain")
    assert 'route="/records/{record}/incidents",status="200"' in told.text
    assert 'servanda_jobs{state="running"} 0.0' in told.text


def test_a_description_for_people_that_fetches_nothing_from_elsewhere(served: Running) -> None:
    page = served.client.get(f"{served.address}/api/docs")

    assert page.status_code == 200
    assert "//" not in page.text.replace("<!doctype html>", "")
    assert "unsafe" not in page.headers["content-security-policy"]
    assert served.client.get(f"{served.address}/api/docs.js").text.startswith("SwaggerUIBundle(")


def test_an_answer_is_made_once_for_all_who_ask_and_kept_while_there_is_room() -> None:
    from servanda.web.keeping import Kept

    kept, made = Kept(most=10), []

    def making(tag: str, body: bytes) -> Callable[[], bytes]:
        def make() -> bytes:
            made.append(tag)
            time.sleep(0.05)
            return body

        return make

    async def asked() -> list[bytes]:
        first = await asyncio.gather(*(kept.body("a", making("a", b"12345")) for _ in range(5)))
        for tag, body in (("b", b"12345"), ("a", b""), ("c", b"123"), ("a", b""), ("b", b"67890")):
            first.append(await kept.body(tag, making(tag, body)))
        first.append(await kept.body("d", making("d", b"12345678901")))  # has no room
        first.append(await kept.body("d", making("d", b"12345678901")))
        return [one.plain() for one in first]

    bodies = asyncio.run(asked())
    assert made == ["a", "b", "c", "b", "d", "d"]
    assert bodies == [b"12345"] * 7 + [b"123", b"12345", b"67890"] + [b"12345678901"] * 2


def test_a_failure_is_told_to_all_who_asked_and_not_kept() -> None:
    from servanda.web.keeping import Kept

    kept = Kept()

    def fail() -> bytes:
        raise ValueError("no")

    async def asked() -> list[object]:
        both = await asyncio.gather(kept.body("a", fail), kept.body("a", fail), return_exceptions=True)
        return [*map(repr, both), (await kept.body("a", lambda: b"yes")).plain()]

    assert asyncio.run(asked()) == ["ValueError('no')", "ValueError('no')", b"yes"]


def test_answers_come_packed_to_those_who_understand_it(served: Running) -> None:
    packed = served.get("/incidents", headers={"Accept-Encoding": "gzip"})
    plain = served.get("/incidents", headers={"Accept-Encoding": "identity"})

    assert packed.content == plain.content
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] == plain.headers["etag"]
    assert all("accept-encoding" in a.headers["vary"].lower() for a in (packed, plain))


def test_files_that_lie_packed_are_sent_to_all(small: Path, tmp_path: Path) -> None:
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html>")
    script = b"export const word = 'pacta';\n" * 400
    (page / "assets" / "word-12345678.js.gz").write_bytes(gzip.compress(script, mtime=0))

    with running(Service(records={"main": str(copied(small, tmp_path))}, page=page)) as one:
        address = f"{one.address}/assets/word-12345678.js"
        packed = one.client.get(address, headers={"Accept-Encoding": "gzip"})
        plain = one.client.get(address, headers={"Accept-Encoding": "identity"})

    assert packed.content == plain.content == script
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert {a.headers["content-type"].split(";")[0] for a in (packed, plain)} == {"text/javascript"}
