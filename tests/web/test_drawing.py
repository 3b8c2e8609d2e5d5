"""What the page draws is what the record's listings say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.running import Running


def everything(served: Running, listing: str, **asked: str) -> list[Any]:
    return served.get(f"/{listing}", params={**asked, "limit": "500"}).json()["items"]


@pytest.mark.parametrize("asked", [{}, {"as_of": "1990-01-05"}], ids=["all", "as of a day"])
def test_the_timeline_draws_each_dated_thing_of_the_listing(asked: dict[str, str], served: Running) -> None:
    lines = everything(served, "timeline", **asked)
    found = served.get("/timeline/lanes", params=asked).json()
    dated = [line for line in lines if line["when"]]
    assert found["total"] == len(dated) == sum(b["count"] for b in found["histogram"])
    assert found["undated"] == len(lines) - len(dated)
    drawn = {bar["id"] for lane in found["lanes"] for bar in lane["bars"]}
    assert drawn <= {line["id"] for line in dated}
    if not found["lanes_left"] and all(lane["bars"] for lane in found["lanes"]):
        assert drawn == {line["id"] for line in dated}


def test_a_window_draws_what_touches_it(served: Running) -> None:
    whole = served.get("/timeline/lanes").json()
    day = whole["span"].split("/")[0]
    part = served.get("/timeline/lanes", params={"from": day, "to": day, "buckets": "9"}).json()
    assert (part["span"], part["undated"]) == (None, 0)
    assert 0 < part["total"] <= whole["total"]
    assert len(part["histogram"]) == 1


@pytest.mark.parametrize(
    "asked",
    [{"from": "1990-01-05"}, {"to": "1990-01-05"}, {"from": "1990-01-06", "to": "1990-01-05"}],
    ids=["no end", "no beginning", "backwards"],
)
def test_half_a_window_is_refused(asked: dict[str, str], served: Running) -> None:
    refused = served.get("/timeline/lanes", params=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "W012")


def test_the_map_counts_every_incident_of_the_listing_once(served: Running) -> None:
    incidents = everything(served, "incidents")
    found = served.get("/map").json()
    assert found["total"] + found["nowhere"] == len(incidents)
    assert sum(f["properties"]["count"] for f in found["features"]) == found["total"]
    located = {i["id"] for i in incidents if i["where"] and i["where"]["lat"] is not None}
    assert {i for f in found["features"] for i in f["properties"]["ids"]} <= located


@pytest.mark.parametrize("by", ["side", "actor"])
def test_the_network_is_made_of_the_records_own_things(by: str, served: Running) -> None:
    known = {i["id"] for name in ("incidents", "commitments") for i in everything(served, name)}
    found = served.get("/network", params={"by": by}).json()
    nodes = {n["id"] for n in found["nodes"]}
    for edge in found["edges"]:
        assert {edge["source"], edge["target"]} <= nodes
        assert set(edge["ids"]) <= known
        assert edge["count"] >= len(edge["ids"])


def test_accounts_of_an_incident_stand_side_by_side(served: Running) -> None:
    several = next(i for i in everything(served, "incidents") if len(i["accounts"]) > 1)
    found = served.get(f"/incidents/{several['id']}/beside").json()
    assert [a["account"] for a in found["accounts"]] == several["accounts"]
    for field in found["fields"]:
        assert sorted(a for v in field["values"] for a in v["accounts"]) == sorted(several["accounts"])


def test_beside_of_what_is_no_incident_or_nothing_is_refused(served: Running) -> None:
    assert served.get("/incidents/I-0000000000000000/beside").status_code == 404
    assert served.get("/incidents/K-0000000000000000/beside").status_code == 422


def test_answers_are_kept_until_the_record_changes(served: Running) -> None:
    for path in ("/timeline/lanes", "/map", "/network"):
        tag = served.get(path).headers["etag"]
        assert served.get(path, headers={"If-None-Match": tag}).status_code == 304
