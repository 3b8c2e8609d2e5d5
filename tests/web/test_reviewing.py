"""The queue, a second reading that is blind to the first, and agreement."""

from __future__ import annotations

from typing import Any

from tests.web.running import Running

from servanda.api.record import open_record


def decided(own: Running, author: str, verdict: str, things: list[str], **more: Any) -> None:
    """By another person than the one user of the server."""
    with open_record(own.service.records["main"]) as record:
        record.judge(verdict, things, author=author, reasons=("so",), **more)  # type: ignore[arg-type]


def queue(own: Running, **asked: str) -> dict[str, Any]:
    answer = own.get("/review/queue", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_queue_is_ordered_and_each_entry_has_its_claims(own: Running) -> None:
    found = queue(own, limit="30")
    priorities = [e["priority"] for e in found["items"]]
    assert priorities == sorted(priorities, reverse=True)
    assert found["total"] >= len(found["items"]) == 30
    for entry in found["items"]:
        if entry["kind"] in ("claim", "join"):
            assert [c["id"] for c in entry["claims"]][: len(entry["things"])] == entry["things"]


def test_the_next_entry_follows_that_of_a_claim(own: Running) -> None:
    first, second = queue(own, limit="2")["items"]
    assert own.get("/review/next").json()["item"] == first
    after = {"after": first["things"][0]}
    assert own.get("/review/next", params=after).json()["item"] in (first, second)
    assert own.get("/review/next", params={"after": "E-0000000000000000"}).json()["item"] == first


def test_only_one_kind_is_listed_if_asked(own: Running) -> None:
    assert {e["kind"] for e in queue(own, kind="join")["items"]} == {"join"}


def test_what_was_decided_leaves_the_queue(own: Running) -> None:
    first = queue(own, kind="claim", limit="1")["items"][0]["things"][0]
    body = {"verdict": "accept", "things": [first]}
    assert own.client.post(f"{own.main}/judgements", json=body).status_code == 201
    assert first not in {t for e in queue(own, kind="claim", limit="100")["items"] for t in e["things"]}


def test_a_second_reading_shows_also_what_the_first_reader_rejected(own: Running) -> None:
    claims = [e["claims"][0] for e in queue(own, kind="claim", limit="40")["items"]]
    rejected, accepted = claims[:2]
    decided(own, "Ada", "reject", [rejected["id"]])
    decided(own, "Ada", "accept", [accepted["id"]])

    found = own.get("/review/second").json()

    shown = {e["things"][0]: e["claims"][0] for e in found["items"] if e["kind"] == "claim"}
    assert set(shown) == {rejected["id"], accepted["id"]}
    for one in (rejected, accepted):
        assert shown[one["id"]]["fields"] == one["fields"]
        assert not shown[one["id"]]["judged"]
    assert "Ada" not in own.get("/review/second").text
    assert len({(e["doubt"], e["weight"], tuple(e["why"]), e["title"]) for e in found["items"]}) <= 2


def test_a_correction_by_the_first_reader_is_not_seen_by_the_second(own: Running) -> None:
    events = [
        e["claims"][0]
        for e in queue(own, kind="claim", limit="100")["items"]
        if e["claims"][0]["kind"] == "event"
    ]
    one = events[0]
    other = "ACCUSE" if one["fields"]["type"] != "ACCUSE" else "ASSAULT"
    decided(own, "Ada", "correct", [one["id"]], field="type", value=f'"{other}"')

    now = own.get("/accounts", params={"ids": one["id"]}).json()["items"][0]
    again = own.get("/review/second").json()["items"][0]["claims"][0]

    assert now["fields"]["type"] == other
    assert again["fields"]["type"] == one["fields"]["type"]


def test_what_the_reader_judged_himself_leaves_his_second_reading(own: Running) -> None:
    one = queue(own, kind="claim", limit="1")["items"][0]["things"][0]
    decided(own, "Ada", "reject", [one])
    assert own.get("/review/second").json()["total"] == 1
    body = {"verdict": "accept", "things": [one]}
    answer = own.client.post(f"{own.main}/judgements", json=body)
    assert answer.json()["conflict"] is True
    assert own.get("/review/second").json()["total"] == 0


def test_joins_are_asked_again_as_open_questions(own: Running) -> None:
    pair = queue(own, kind="join", limit="1")["items"][0]["things"]
    decided(own, "Ada", "different", pair)
    entry = own.get("/review/second").json()["items"][0]
    assert entry["kind"] == "join"
    assert entry["things"] == sorted(pair)
    assert len(entry["claims"]) == 2


def test_two_reviewers_are_compared(own: Running) -> None:
    one = queue(own, kind="claim", limit="2")["items"]
    for entry in one:
        decided(own, "Ada", "accept", entry["things"])
    decided(own, "Bo", "accept", one[0]["things"])
    decided(own, "Bo", "reject", one[1]["things"])

    who = own.get("/review/reviewers").json()["items"]
    found = own.get("/review/agreement", params={"one": "Ada", "other": "Bo"}).json()

    assert who == [{"name": "Ada", "things": 2}, {"name": "Bo", "things": 2}]
    assert found["differ"] != []
    assert found["all"]["items"] > found["all"]["same"] > 0


def test_agreement_with_nobody_is_refused(own: Running) -> None:
    refused = own.get("/review/agreement", params={"one": "Ada", "other": "Bo"})
    assert (refused.status_code, refused.json()["code"]) == (404, "R007")
