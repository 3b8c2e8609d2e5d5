"""Hidden names: in no answer of any address, for whoever may not see them; found out from the description."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.recorded import AT, fed, made
from tests.record.reports import report
from tests.web.people.sites import Person, Served, served_site

from servanda.api.record import open_record
from servanda.model.json import from_json, to_json
from servanda.web.config import PREFIX

FIRST, LAST = "Tamar", "Olusanya"
NAME = f"{FIRST} {LAST}"
SECOND = "Zoë O’Brien-Müller"
BARE = ("olusanya", "obrienmuller")
"""What must not be read anywhere, without blanks and accents."""

HOLDS = re.compile("|".join(BARE))


def bare(text: str) -> str:
    """Small letters and digits alone, whatever way they were written; made without the code that hides."""
    said = [text, unquote(text), html.unescape(text)]
    said.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    said.append(re.sub(r"<[^<>]*>", "", text))
    for word in re.findall(r"[A-Za-z0-9_-]{16,}", text):
        try:
            said.append(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("utf-8", "ignore"))
        except (binascii.Error, ValueError):
            continue
    letters = unicodedata.normalize("NFKD", "\n".join(said).casefold())
    return re.sub(r"[\W_]+", "", letters)


def leaks(got: httpx2.Response) -> str:
    """What an answer tells of the names, in its body or its head; empty if nothing."""
    told = bare(got.content.decode("utf-8", "replace"))
    head = bare("\n".join(f"{name}: {value}" for name, value in got.headers.multi_items()))
    found = HOLDS.search(told) or HOLDS.search(head)
    return f"{found[0]} in {got.request.url}: {got.status_code} {got.text[:3000]}" if found else ""


def planted() -> list[dict[str, Any]]:
    """Reports that name the two people wherever a report can name anybody."""
    out = []
    for number in range(6):
        words = (
            f"{NAME} was detained, his lawyer said. The brother of {LAST} waited. "
            f"{SECOND} was killed near the gate. "
            f"#{FIRST}{LAST} https://news.example/{FIRST.lower()}-{LAST.lower()}"
        )
        one = report(number, words=words)
        one["id"] = f"{LAST.lower()}-held-{number}" if number % 2 else f"plain-{number}"
        one["title"] = f"{NAME} held, {SECOND} dead"
        one["url"] = f"https://news.example/{FIRST}%20{LAST}/{number}"
        one["source"] = f"Friends of {NAME}" if number == 3 else one["source"]
        event, promise = one["events"][0], one["commitments"][0]
        event["actors"] = [f"{NAME}|NRL|CVL"]
        event["recipients"] = [f"{SECOND}|SDL|CVL"]
        event["says"] = f"{LAST}|NRL|CVL"
        event["place"] = f"{LAST} Street"
        promise["obligors"] = [f"{NAME}|NRL|CVL", "Northland|NRL|GOV"]
        promise["condition"] = f"if {NAME} is freed"
        promise["instrument"] = f"{LAST} agreement"
        text = one["text"]
        start = text.index(f"{NAME} was detained, his lawyer said")
        one["statements"] = [
            {
                **{
                    k: v
                    for k, v in event.items()
                    if k in ("coder", "score", "reasons", "fields", "chain", "vouched")
                },
                "id": f"S-{number:016x}",
                "spans": [[start, start + 36]],
                "quotes": [text[start : start + 36]],
                "quote": text[start : start + 36],
                "speaker": f"{SECOND}|SDL|CVL",
                "addressees": [f"{NAME}|NRL|CVL"],
                "form": "indirect",
            }
        ]
        event["reasons"] = [f"{NAME} is the subject"]
        out.append(to_json(from_json(one), original=True))
    return out


@dataclass
class Planted:
    """A served site with names in its first record."""

    served: Served
    ids: dict[str, list[str]]
    description: dict[str, Any]

    def who(self, name: str) -> Person:
        return self.served.person(name)


@pytest.fixture(scope="module")
def site_with_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    folder = tmp_path_factory.mktemp("veil")
    one, two = folder / "one.record", folder / "two.record"
    fed(str(one), [*made(20), *planted()]).close()
    fed(str(two), made(5)).close()
    with open_record(str(one)) as record:
        event = next(i for i in record.incidents().items if i.actors and NAME in i.actors[0].name)
        claim = event.accounts[0]
        record.judge("note", [claim], author=NAME, value=f"ask {NAME}", reasons=[f"{LAST} knows"], at=AT)
        fixed = json.dumps([f"{SECOND}|SDL|CVL", f"Femi {LAST}|NRL|CVL"], ensure_ascii=True)
        record.judge(
            "correct", [claim], field="actors", value=fixed, author="ann", reasons=[f"not {NAME}"], at=AT
        )
    with served_site(folder, one, two) as served:
        root = served.person("root")
        for names in ([NAME, LAST], [SECOND]):
            body = {"thing": "plain-0", "names": names, "reasons": [f"the family of {names[0]} asked"]}
            assert root.ask("POST", "/records/one/marks", json=body).status_code == 201
        description = served.running.server.config.app.openapi()  # type: ignore[union-attr]
        yield Planted(served, _ids(root), description)


def _ids(root: Person) -> dict[str, list[str]]:
    """Ids by what they are of, as somebody sees them who sees everything."""
    found: dict[str, list[str]] = {"reports": [r["id"] for r in _items(root, "reports")]}
    found["incidents"] = [i["id"] for i in _items(root, "incidents")]
    kinds = (
        "incidents",
        "figures",
        "contradictions",
        "commitments",
        "instruments",
        "copies",
        "episodes",
        "tracks",
    )
    groups = [i["id"] for kind in kinds for i in _items(root, kind) if i.get("id")]
    claims = [a for i in _items(root, "incidents") for a in i["accounts"]]
    claims += [a for i in _items(root, "commitments") for a in i["accounts"]]
    judged = [j["judgement"]["id"] for j in _items(root, "judgements")]
    found["things"] = [*found["reports"], *groups, *claims, *judged]
    found["accounts"] = claims
    return found


def _items(root: Person, kind: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = root.get(f"/records/one/{kind}", params={"limit": 200}).json()["items"]
    return items


def _gets(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Addresses of one record that answer GET, with their parameters."""
    here = f"{PREFIX}/records/{{record}}"
    return {
        path.removeprefix(here): operations["get"]
        for path, operations in description["paths"].items()
        if path.startswith(f"{here}/") and "get" in operations and not path.endswith(("/changes", "/events"))
    }


SAID = (
    LAST,
    NAME,
    NAME.upper(),
    f"{FIRST}",
    SECOND,
    "O'Brien",
    f"{LAST[:4]}*",
    f'"{NAME}"',
    f"gate OR {LAST}",
    f"gate -{LAST}",
    "gate",
    "NRL",
)


def _value(name: str, schema: dict[str, Any], ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """A value that a parameter may have, as the description says."""
    options = [schema, *schema.get("anyOf", ()), *schema.get("allOf", ())]
    enum = next((one["enum"] for one in options if one.get("enum")), None)
    kind = next((one["type"] for one in options if one.get("type") not in (None, "null")), "string")
    if enum:
        return st.sampled_from(enum)
    if kind == "integer":
        return st.integers(1, 60)
    if kind == "number":
        return st.sampled_from([1.0, 100.0])
    if kind == "boolean":
        return st.booleans()
    if name in ("as_of", "on"):
        return st.sampled_from(["2024-03-05", "2030-01-01"])
    if name in ("between", "reported"):
        return st.sampled_from(["2024", "2024-01-01/2024-12-31"])
    if name in ("from", "to", "first", "last"):
        return st.sampled_from(["2024-01-01", "2024-12-31"])
    if name == "pair":
        return st.just("NRL,SDL")
    if name == "box":
        return st.just("-80,-170,80,170")
    if name == "ids":
        return st.lists(st.sampled_from(ids["accounts"]), min_size=1, max_size=5).map(",".join)
    if name == "about":
        return st.sampled_from(ids["things"])
    return st.sampled_from(SAID)


@st.composite
def requests(draw: st.DrawFn, site: Planted) -> tuple[str, dict[str, Any], dict[str, str]]:
    """A request of one of the addresses, with some of its parameters."""
    path, operation = draw(st.sampled_from(sorted(_gets(site.description).items(), key=lambda p: p[0])))
    params: dict[str, Any] = {}
    for one in operation.get("parameters", ()):
        if one["in"] == "path" and one["name"] != "record":
            of = next((kind for kind in ("reports", "incidents") if f"/{kind}/" in path), "things")
            path = path.replace(f"{{{one['name']}}}", draw(st.sampled_from(site.ids[of])))
        elif (
            one["in"] == "query" and one["name"] != "cursor" and (one.get("required") or draw(st.booleans()))
        ):
            params[one["name"]] = draw(_value(one["name"], one["schema"], site.ids))
    if "km" in params and "place" not in params:
        params.pop("km")
    accept = draw(st.sampled_from(["application/json", "text/csv", "*/*"]))
    return path, params, {"Accept": accept}


def test_no_answer_of_any_address_holds_a_hidden_name(site_with_names: Planted) -> None:
    for path, operation in _gets(site_with_names.description).items():
        plain = path
        for one in operation.get("parameters", ()):
            if one["in"] == "path" and one["name"] != "record":
                of = next((kind for kind in ("reports", "incidents") if f"/{kind}/" in path), "things")
                plain = plain.replace(f"{{{one['name']}}}", site_with_names.ids[of][-1])
        needed = [
            p["name"] for p in operation.get("parameters", ()) if p["in"] == "query" and p.get("required")
        ]
        params = {
            name: {"ids": site_with_names.ids["accounts"][0], "other": NAME}.get(name, "ann")
            for name in needed
        }
        for who in ("reader", "coder"):
            got = site_with_names.who(who).get(f"/records/one{plain}", params=params)
            assert got.status_code in ((200, 403, 404, 422) if needed or "{" in path else (200, 403)), (
                path,
                got.text,
            )
            assert leaks(got) == ""

    @settings(max_examples=120, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def check(data: st.DataObject) -> None:
        path, params, headers = data.draw(requests(site_with_names))
        who = data.draw(st.sampled_from(["reader", "coder"]))
        url = f"/records/one{path}"
        while True:
            got = site_with_names.who(who).get(url, params=params, headers=headers)
            assert got.status_code < 500, got.text
            assert leaks(got) == ""
            said = got.json() if "json" in got.headers.get("content-type", "") else None
            cursor = said.get("cursor") if isinstance(said, dict) else None
            if cursor is None:
                break
            params = {**params, "cursor": cursor}
        tag = got.headers.get("etag")
        if tag and "cursor" not in params:
            same = site_with_names.who(who).get(url, params=params, headers={**headers, "If-None-Match": tag})
            assert same.status_code == 304
            assert leaks(same) == ""
            full = site_with_names.who("reviewer").get(
                url, params=params, headers={**headers, "If-None-Match": tag}
            )
            assert full.status_code != 304 or who == "reviewer", (
                "an answer without names is not one with them"
            )

    check()


def test_every_report_and_thing_is_shown_without_the_names(site_with_names: Planted) -> None:
    reader, root = site_with_names.who("reader"), site_with_names.who("root")
    listed = reader.get("/records/one/reports", params={"limit": 200}).json()["items"]
    real = root.get("/records/one/reports", params={"limit": 200}).json()["items"]
    assert len(listed) == len(real) == 26
    aliases = [r["id"] for r in listed if r["id"].startswith("H-")]
    assert len(set(aliases)) == 3
    for mine, theirs in zip(listed, real, strict=True):
        assert (mine["published"], mine["version"]) == (theirs["published"], theirs["version"])
        for path in (f"/reports/{mine['id']}", f"/things/{mine['id']}"):
            got = reader.get(f"/records/one{path}")
            assert got.status_code == 200, got.text
            assert leaks(got) == ""
    shown = reader.get(f"/records/one/reports/{aliases[0]}").json()
    assert shown["report"]["id"] == aliases[0]
    assert re.search("█+1 held, █+2 dead", shown["report"]["title"])
    for one in site_with_names.ids["things"]:
        for path in (f"/things/{one}", f"/things/{one}/explain"):
            assert leaks(reader.get(f"/records/one{path}")) == ""
    assert leaks(root.get("/records/one/reports/plain-0")), "whoever may see them sees them"
    assert leaks(site_with_names.who("reviewer").get("/records/one/incidents"))


def test_places_of_words_stay_right(site_with_names: Planted) -> None:
    ids = ["plain-0", "plain-2"]
    for one in ids:
        mine = site_with_names.who("reader").get(f"/records/one/reports/{one}").json()
        full = site_with_names.who("root").get(f"/records/one/reports/{one}").json()
        assert [c["spans"] for c in mine["claims"]] == [c["spans"] for c in full["claims"]]
        assert [m["start"] for m in mine["mentions"]] == [m["start"] for m in full["mentions"]]
        if full["text"]:
            assert len(mine["text"]) == len(full["text"])


def test_who_guesses_a_name_learns_nothing(site_with_names: Planted) -> None:
    """A name that is hidden is answered as one that never stood there."""
    reader = site_with_names.who("reader")
    nobody = "Xerxes Quillfeather"
    pairs = [
        ("/reports/olusanya-held-1", "/reports/quillfea-held-1"),
        ("/things/olusanya-held-1", "/things/quillfea-held-1"),
        ("/things/olusan", "/things/quillf"),
        ("/things/OLUSANYA-held", "/things/QUILLFEA-held"),
    ]
    for hidden, plain in pairs:
        one, other = (reader.get(f"/records/one{p}") for p in (hidden, plain))
        assert _plain(one) == _plain(other)
    for name, said in (
        ("text", NAME),
        ("text", LAST),
        ("text", f'"{NAME}"'),
        ("actor", LAST),
        ("source", NAME),
    ):
        one = reader.get("/records/one/search", params={name: said})
        other = reader.get("/records/one/search", params={name: nobody})
        assert _plain(one) == _plain(other), (name, said)
    for path in ("incidents", "timeline", "figures", "network", "map"):
        for said in (LAST, NAME, SECOND):
            one = reader.get(f"/records/one/{path}", params={"actor": said})
            other = reader.get(f"/records/one/{path}", params={"actor": nobody})
            assert _plain(one) == _plain(other), (path, said)
    one = reader.get("/records/one/sources", params={"source": f"Friends of {FIRST[:3]}"})
    full = site_with_names.who("root").get(
        "/records/one/sources", params={"source": f"Friends of {FIRST[:3]}"}
    )
    assert one.json()["items"] == [] or not full.json()["items"]
    about = reader.get("/records/one/judgements", params={"about": "olusanya-held-1"})
    assert about.json()["items"] == []


def _plain(got: httpx2.Response) -> tuple[int, Any]:
    said = got.json()
    return got.status_code, {k: v for k, v in said.items() if k not in ("request_id", "head")}


def test_cursors_cannot_be_read_and_those_of_others_do_not_work(site_with_names: Planted) -> None:
    reader, root = site_with_names.who("reader"), site_with_names.who("root")
    mine = reader.get("/records/one/reports", params={"limit": 2}).json()["cursor"]
    full = root.get("/records/one/reports", params={"limit": 2}).json()["cursor"]
    assert mine != full
    assert "reports" in base64.urlsafe_b64decode(full + "==").decode("utf-8", "ignore")
    assert reader.get("/records/one/reports", params={"limit": 2}).json()["cursor"] == mine, "always the same"
    for wrong in (full, mine[:-2], "AAAA", "none"):
        got = reader.get("/records/one/reports", params={"cursor": wrong})
        assert (got.status_code, got.json()["code"]) in ((404, "R014"), (422, "R011"))
    assert root.get("/records/one/reports", params={"cursor": mine}).status_code in (404, 422)


def test_who_does_not_see_names_can_still_judge(site_with_names: Planted) -> None:
    """With a role that may: a reviewer who is only a coder cannot; ids that he knows are understood."""
    coder = site_with_names.who("coder")
    got = coder.ask(
        "POST", "/records/one/judgements", json={"verdict": "note", "things": ["x"], "value": ["y"]}
    )
    assert got.json()["code"] == "W007"
    written = coder.ask(
        "POST", "/records/one/judgements", json={"verdict": "note", "value": ["███1"], "things": ["x"]}
    )
    assert written.json()["code"] == "W001"


def test_marks_are_listed_and_undone_by_those_who_see_names(site_with_names: Planted) -> None:
    reviewer, reader = site_with_names.who("reviewer"), site_with_names.who("reader")
    marks = reviewer.get("/records/one/marks").json()["items"]
    assert [m["number"] for m in marks] == [1, 2]
    assert marks[0]["names"][:2] == [NAME, LAST]
    assert reader.get("/records/one/marks").status_code == 403
    body = {"thing": "plain-0", "names": ["lawyer"], "reasons": ["only to see"]}
    more = reviewer.ask("POST", "/records/one/marks", json=body).json()
    assert more["number"] == 3
    found = reader.get("/records/one/search", params={"text": "lawyer"}).json()
    assert found["total"] == 0
    undone = reviewer.ask("POST", f"/records/one/judgements/{more['judgement']}/undo", json={})
    assert undone.status_code == 201
    assert reader.get("/records/one/search", params={"text": "lawyer"}).json()["total"] > 0
    for bad in (
        {"names": ["x"]},
        {"names": []},
        {"names": ["██"]},
        {"thing": "nothing-there"},
        {"reasons": []},
    ):
        got = reviewer.ask("POST", "/records/one/marks", json={**body, **bad})
        assert got.status_code in (404, 422), got.text


def test_a_record_without_marks_is_not_touched(site_with_names: Planted, tmp_path: Path) -> None:
    other, root = site_with_names.who("other"), site_with_names.who("root")
    site_with_names.served.site.set_member("t", "two", "stranger", "reader")
    stranger = site_with_names.who("stranger")
    for path in ("/incidents", "/overview", "/search?text=the"):
        got = [p.get(f"/records/two{path}") for p in (other, root, stranger)]
        assert got[0].content == got[1].content == got[2].content
