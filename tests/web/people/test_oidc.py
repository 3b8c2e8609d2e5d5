"""Signing in through an identity provider, a real one on this machine, well-behaved and not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from tests.web.people.provider import CLIENT, SECRET, Provider, providing
from tests.web.people.sites import Person, Served

from servanda.errors import RequestError
from servanda.web.people.identities import Provider as Trusted
from servanda.web.people.identities import add_provider, all_providers, link, remove_provider
from servanda.web.people.oidc import PATIENCE, check_address


@dataclass
class Both:
    """A served site and the provider it trusts."""

    served: Served
    provider: Provider

    def trust(self, *, opens: bool = False) -> None:
        given = Trusted(
            id="uni",
            label="The University",
            issuer=self.provider.issuer,
            client=CLIENT,
            secret=SECRET,
            address=self.served.running.address,
            opens=opens,
        )
        add_provider(self.served.site, "t", given)

    def start(self, person: Person, next_: str = "/r/one/timeline?as_of=2024-01-01") -> httpx2.Response:
        return person.client.get("/oidc/uni/start", params={"next": next_})

    def through(self, person: Person) -> httpx2.Response:
        """All the way: to the provider and back."""
        begun = self.start(person)
        assert begun.status_code == 303, begun.text
        with httpx2.Client(trust_env=False) as browser:
            there = browser.get(begun.headers["location"])
        return person.client.get(there.headers["location"])


@pytest.fixture
def both(served: Served) -> Iterator[Both]:
    with providing() as provider:
        yield Both(served, provider)
    for one in all_providers(served.site):
        remove_provider(served.site, "t", one.id)


def refused(both: Both, person: Person, got: httpx2.Response) -> str:
    """Why, as the audit has it; the browser learns only that it failed."""
    assert (got.status_code, got.headers["location"]) == (303, "/?problem=W025")
    assert "set-cookie" not in got.headers or "servanda=" not in got.headers["set-cookie"]
    assert person.get("/session").status_code == 401
    newest = both.served.site.audited(limit=1)[0]
    assert newest.action == "sign-in refused"
    return str(newest.detail["why"])


def test_a_linked_person_signs_in_with_pkce(both: Both) -> None:
    both.trust()
    link(both.served.site, "t", "reader", "uni", "p-1")
    person = both.served.anybody()
    ways = person.get("/session/ways").json()
    assert ways == {
        "password": True,
        "oidc": [{"id": "uni", "label": "The University", "start": "/api/v1/oidc/uni/start"}],
    }
    got = both.through(person)
    assert (got.status_code, got.headers["location"]) == (303, "/r/one/timeline?as_of=2024-01-01")
    me = person.get("/session").json()
    assert (me["name"], me["roles"]) == ("reader", {"one": "reader"})
    asked = both.provider.asked[0]
    assert asked["response_type"] == "code"
    assert asked["scope"].split()[0] == "openid"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) > 40
    assert len(asked["nonce"]) > 40
    assert SECRET not in str(asked)
    assert both.served.site.audited(limit=1)[0].detail == {"how": "provider uni"}


def test_who_is_not_linked_is_not_let_in_unless_the_provider_may_open_accounts(both: Both) -> None:
    if "ann.other" not in [u.name for u in both.served.site.users()]:
        both.served.site.add_user("t", "ann.other", password="correct horse battery")
    both.trust()
    person = both.served.anybody()
    assert "no account is linked" in refused(both, person, both.through(person))
    remove_provider(both.served.site, "t", "uni")
    both.trust(opens=True)
    assert both.through(person).headers["location"] == "/r/one/timeline?as_of=2024-01-01"
    me = person.get("/session").json()
    assert me["name"].startswith("ann.other-"), "never somebody else's account because it has the same name"
    assert me["roles"] == {}, "and it sees nothing"
    again = both.served.anybody()
    both.through(again)
    assert again.get("/session").json()["id"] == me["id"]
    both.served.site.change_user("t", me["id"], disabled=True)
    assert "disabled" in refused(both, again, both.through(again))


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://elsewhere.example"}, "not valid"),
        ({"aud": "another client"}, "not valid"),
        ({"aud": [CLIENT, "another client"]}, "somebody else"),
        ({"azp": "another client"}, "somebody else"),
        ({"exp": 1}, "not valid"),
        ({"iat": 99999999999}, "not valid"),
        ({"nonce": "of another sign-in"}, "another sign-in"),
        ({"nonce": None}, "not valid"),
        ({"sub": None}, "not valid"),
    ],
)
def test_tokens_that_are_not_for_this_sign_in(both: Both, claims: dict[str, Any], why: str) -> None:
    both.trust(opens=True)
    both.provider.change["claims"] = claims
    person = both.served.anybody()
    assert why in refused(both, person, both.through(person))


@pytest.mark.parametrize("how", ["none", "HS256", "alone"])
def test_tokens_that_the_provider_did_not_sign(both: Both, how: str) -> None:
    both.trust(opens=True)
    both.provider.alone = how == "alone"
    both.provider.algorithm = how if how != "alone" else "RS256"
    person = both.served.anybody()
    refused(both, person, both.through(person))


def test_a_provider_may_change_its_key(both: Both) -> None:
    both.trust(opens=True)
    first, second = both.served.anybody(), both.served.anybody()
    both.through(first)
    both.provider.renew_key()
    both.through(second)
    assert first.get("/session").status_code == second.get("/session").status_code == 200


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(both: Both) -> None:
    both.trust(opens=True)
    person, thief = both.served.anybody(), both.served.anybody()
    begun = both.start(person)
    with httpx2.Client(trust_env=False) as browser:
        there = browser.get(begun.headers["location"]).headers["location"]
    assert "not begun in this browser" in refused(both, thief, thief.client.get(there))
    both.start(thief)
    assert "not begun in this browser" in refused(both, thief, thief.client.get(there))
    assert person.client.get(there).headers["location"].startswith("/r/one")
    other = both.served.anybody()
    other.client.cookies["servanda-flow"] = parse_qs(urlsplit(there).query)["state"][0]
    assert "never begun" in refused(both, other, other.client.get(there))


def test_an_answer_that_comes_too_late_or_says_no(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    both.trust(opens=True)
    person = both.served.anybody()
    both.provider.refuses = True
    assert "refused" in refused(both, person, both.through(person))
    both.provider.refuses = False
    begun = both.start(person)
    with httpx2.Client(trust_env=False) as browser:
        there = browser.get(begun.headers["location"]).headers["location"]
    late = both.served.site.now() + PATIENCE
    monkeypatch.setattr(both.served.site, "_clock", lambda: late)
    assert "too long ago" in refused(both, person, person.client.get(there))


def test_the_provider_must_be_who_it_says(both: Both) -> None:
    both.trust(opens=True)
    person = both.served.anybody()
    for about in (
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
    ):
        both.provider.change["about"] = about
        got = both.start(person)
        assert got.status_code in (403, 422), got.text
    both.provider.change.clear()
    assert both.start(person).status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/a\nb",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(both: Both, wanted: str) -> None:
    both.trust(opens=True)
    person = both.served.anybody()
    begun = both.start(person, wanted)
    with httpx2.Client(trust_env=False) as browser:
        there = browser.get(begun.headers["location"]).headers["location"]
    assert person.client.get(there).headers["location"] == "/"


def test_addresses_of_providers_are_encrypted_or_of_this_machine() -> None:
    for good in ("https://id.example.org/x", "http://127.0.0.1:8080", "http://localhost"):
        check_address(good, "issuer")
    for bad in ("http://id.example.org", "ftp://x", "", "id.example.org", "http://127.0.0.1.evil.example"):
        with pytest.raises(RequestError):
            check_address(bad, "issuer")


def test_a_provider_that_is_none_or_gone(both: Both) -> None:
    person = both.served.anybody()
    assert person.client.get("/oidc/uni/start").json()["code"] == "W020"
    both.trust()
    with pytest.raises(RequestError):
        both.trust()
    remove_provider(both.served.site, "t", "uni")
    with pytest.raises(RequestError):
        remove_provider(both.served.site, "t", "uni")
    assert person.get("/session/ways").json()["oidc"] == []
