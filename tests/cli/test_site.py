"""``servanda site``: accounts, records, members, keys and providers, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.conftest import Run

from servanda.record.store import open_store
from servanda.web.people import secrecy

PASSWORD = "correct horse battery\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrecy, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def site(servanda: Run, tmp_path: Path) -> Run:
    """Runs ``servanda site`` on a site with an admin and a record."""
    open_store(str(tmp_path / "a.record"), create=True).close()

    def run(*words: str, stdin: str = "", **env: str):  # type: ignore[no-untyped-def]
        return servanda("site", *words, stdin=stdin, SERVANDA_SITE="site.db", SERVANDA_AUTHOR="tester", **env)

    made = run("create-admin", "Root", stdin=PASSWORD)
    assert (made.returncode, made.stdout, made.stderr) == (0, "root is admin of the site\n", "")
    assert run("add-record", "a", "a.record", "--name", "The A").returncode == 0
    return run


def test_a_site_from_nothing(site: Run, servanda: Run, tmp_path: Path) -> None:
    assert site("add-user", "ann", "--label", "Ann Other", stdin=PASSWORD).returncode == 0
    assert site("add-user", "bob", "--no-password").returncode == 0
    assert site("add-member", "a", "ann", "reviewer").stdout == "ann is reviewer in a\n"
    found = json.loads(site("records", "--json").stdout)
    assert found == [{"id": "a", "name": "The A", "members": {"ann": "reviewer"}}]
    people = {u["name"]: u["roles"] for u in json.loads(site("users", "--json").stdout)}
    assert people == {"root": {}, "ann": {"a": "reviewer"}, "bob": {}}
    assert "ann  label=Ann Other  roles=a:reviewer" in site("users").stdout
    assert site("set-password", "bob", stdin="another good one\n").returncode == 0
    assert site("disable", "bob").stdout == "bob is closed\n"
    assert site("disable", "bob", "--undo").stdout == "bob is open\n"
    assert site("remove-member", "a", "ann").returncode == 0
    assert site("remove-record", "a").returncode == 0
    assert (tmp_path / "a.record").is_file(), "the record itself stays"
    named = servanda("site", "users", "--site", "site.db")
    assert named.returncode == 0


@pytest.mark.parametrize(
    ("words", "stdin", "code", "says"),
    [
        (("create-admin", "ROOT"), PASSWORD, 2, "W023"),
        (("add-user", "x y"), PASSWORD, 2, "W001"),
        (("add-user", "eve"), "short\n", 2, "W022"),
        (("add-user", "eve"), "", 2, "W001"),
        (("set-password", "nobody"), PASSWORD, 2, "W020"),
        (("disable", "root"), "", 2, "W024"),
        (("add-record", "b", "none.record"), "", 6, "R001"),
        (("add-record", "a", "a.record"), "", 2, "W023"),
        (("add-member", "a", "root", "owner"), "", 2, "W001"),
        (("keys", "create", "root", "--label", "x", "--scope", "all"), "", 2, "W001"),
        (("keys", "revoke", "K-0"), "", 2, "W020"),
        (("link", "root", "none", "x"), "", 2, "W020"),
        (
            (
                "oidc",
                "add",
                "x",
                "--issuer",
                "http://far.example",
                "--client",
                "c",
                "--address",
                "https://a.example",
            ),
            "s\n",
            2,
            "W001",
        ),
        (("audit", "--expect", "nonsense"), "", 6, "R011"),
    ],
)
def test_what_is_refused_is_told_in_one_line(
    site: Run, words: tuple[str, ...], stdin: str, code: int, says: str
) -> None:
    done = site(*words, stdin=stdin)
    assert done.returncode == code
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_keys_are_printed_once(site: Run) -> None:
    made = site(
        "keys",
        "create",
        "root",
        "--label",
        "job",
        "--scope",
        "read",
        "--scope",
        "judge",
        "--record",
        "a",
        "--days",
        "3",
    )
    assert made.stdout.startswith("sv_")
    key = made.stderr.partition(":")[0]
    listed = json.loads(site("keys", "list", "--json").stdout)
    assert [(k["id"], k["scopes"], k["record"], k["revoked"]) for k in listed] == [
        (key, ["read", "judge"], "a", False)
    ]
    assert made.stdout.strip() not in site("keys", "list", "root").stdout
    assert site("keys", "revoke", key).returncode == 0
    assert json.loads(site("keys", "list", "--json").stdout)[0]["revoked"] is True


def test_providers_are_trusted_and_forgotten(site: Run) -> None:
    words = (
        "--issuer",
        "https://id.example.org",
        "--client",
        "c",
        "--address",
        "https://a.example",
        "--label",
        "Uni",
    )
    assert site("oidc", "add", "uni", *words, stdin="hush\n").returncode == 0
    assert site("oidc", "add", "two", *words, "--public", "--open").returncode == 0
    assert site("link", "root", "uni", "subject-1").stdout == "uni vouches for root\n"
    listed = site("oidc", "list", "--json").stdout
    assert [(p["id"], p["opens"]) for p in json.loads(listed)] == [("two", True), ("uni", False)]
    assert "hush" not in listed + site("oidc", "list").stdout + site("audit").stdout
    assert site("oidc", "remove", "two").returncode == 0


def test_the_audit_is_listed_and_verified(site: Run) -> None:
    rows = json.loads(site("audit", "--json").stdout)
    assert [(r["action"], r["who"]) for r in rows] == [
        ("add record", "command line, tester"),
        ("add user", "command line, tester"),
    ]
    whole = site("audit", "--verify")
    head = whole.stdout.split()[-1]
    assert head.startswith("2:")
    site("add-user", "ann", "--no-password")
    assert site("audit", "--expect", head).returncode == 0
    wrong = site("audit", "--expect", f"2:{'0' * 64}")
    assert (wrong.returncode, "R010" in wrong.stderr) == (6, True)
    assert "no longer holds" in wrong.stderr


def test_no_site_is_named_or_there(servanda: Run, tmp_path: Path) -> None:
    assert "R001" in servanda("site", "users").stderr
    assert "R001" in servanda("site", "users", "--site", "none.db").stderr
    (tmp_path / "a.txt").write_text("no site")
    assert "R001" in servanda("site", "users", "--site", "a.txt").stderr
    made = servanda("site", "create-admin", "root", "--site", "new.db", stdin="short\n")
    assert "W022" in made.stderr
    assert "nobody manages" in servanda("serve", "--site", "new.db", "--port", "0").stderr
