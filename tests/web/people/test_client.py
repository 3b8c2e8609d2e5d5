"""The client on a server with accounts: members, keys and hidden names."""

from __future__ import annotations

import asyncio

import pytest
from tests.web.people.sites import PASSWORD, Served

from servanda.client import REPORTS, AsyncClient, Client
from servanda.errors import RecordError, RequestError


def test_a_session_makes_a_key_that_manages_members_and_is_revoked(own_site: Served) -> None:
    address = own_site.running.address
    with Client(address) as client:
        with pytest.raises(RequestError, match="W021"):
            client.sign_in("admin", "a guess at it")
        assert client.sign_in("admin", PASSWORD)["roles"] == {"one": "admin"}
        made = client.create_key("nightly", ["read", "admin"], record="one", days=3)
        assert client.keys()["items"] == [made["key"]]
        with Client(address, key=made["secret"]) as program:
            record = program.record("one")
            assert record.set_member("stranger", "coder")["role"] == "coder"
            names = [one["user"] for one in record.members()["items"]]
            assert names == ["admin", "coder", "reader", "reviewer", "stranger"]
            record.remove_member("stranger")
            assert len(record.members()["items"]) == 4
            with pytest.raises(RequestError, match="W020"):
                record.remove_member("stranger")
            with pytest.raises(RequestError, match="W007"):
                program.create_key("another", ["read"])
            client.revoke_key(made["key"]["id"])
            with pytest.raises(RequestError, match="W006"):
                record.members()
        client.sign_out()
        with pytest.raises(RequestError, match="W006"):
            client.session()


def test_a_name_is_hidden_and_shown_again(own_site: Served) -> None:
    with Client(own_site.running.address) as client:
        client.sign_in("reviewer", PASSWORD)
        record = client.record("one")
        report = next(record.every(REPORTS)).id
        made = record.mark(report, ["Tamar Olusanya"], ["the family asked for it"])
        assert record.marks()["items"] == [made]
        assert (made["names"], made["author"], made["number"]) == (["Tamar Olusanya"], "reviewer", 1)
        record.undo(made["judgement"])
        assert record.marks()["items"] == []
        with pytest.raises(RecordError, match="R007"):
            record.mark("no-such-report", ["Tamar Olusanya"], ["a test"])


def test_the_same_without_waiting(own_site: Served) -> None:
    async def ask() -> list[object]:
        async with AsyncClient(own_site.running.address) as client:
            await client.sign_in("admin", PASSWORD)
            record = client.record("one")
            made = await client.create_key("nightly", ["read"])
            member = await record.set_member("stranger", "reader")
            await record.remove_member("stranger")
            report = (await record.page(REPORTS, limit=1)).items[0].id
            mark = await record.mark(report, ["Tamar Olusanya"], ["a test"])
            seen = [await client.keys(), await record.members(), await record.marks()]
            await client.revoke_key(made["key"]["id"])
            revoked = (await client.keys())["items"][0]["revoked"]
            await client.sign_out()
            with pytest.raises(RequestError, match="W006"):
                await client.keys()
            return [made["key"], member["role"], mark, revoked, *seen]

    key, role, mark, revoked, keys, members, marks = asyncio.run(ask())

    assert (role, revoked) == ("reader", True)
    assert keys == {"items": [key]}
    assert marks == {"items": [mark]}
    assert "stranger" not in {one["user"] for one in members["items"]}  # type: ignore[index]
