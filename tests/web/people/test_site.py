"""The store of a site: accounts, records, members, sessions, keys, audit; on both stores."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import extract_parameters
from sqlalchemy import select, text, update
from tests.web.people.sites import OTHER, PASSWORD, Clock

from servanda.errors import RecordError, RequestError
from servanda.record.log import Head
from servanda.web.people import opening, secrecy, signing
from servanda.web.people.secrecy import check_password, hash_of_token
from servanda.web.people.signing import (
    IDLE,
    LOCKED,
    LONGEST,
    TRIES,
    change_own_password,
    create_key,
    csrf_of,
    key_of,
    list_keys,
    revoke_key,
    session_of,
    sign_in,
    sign_out,
)
from servanda.web.people.site import Site, open_site
from servanda.web.people.tables import SCHEMA, audit, keys, meta, sessions, users

Make = Callable[[], str]


def fails(code: str, call: Callable[[], object]) -> RequestError:
    with pytest.raises(RequestError) as caught:
        call()
    assert caught.value.code == code
    return caught.value


# ---- Accounts -------------------------------------------------------------------------------------------


def test_an_account_is_found_by_name_in_any_letters_and_by_id(site: Site) -> None:
    made = site.add_user("t", " Ann@Example.org ", label="Ann  Other")
    assert (made.name, made.label, made.password) == ("ann@example.org", "Ann Other", False)
    assert site.user("ANN@example.org") == site.user(made.id) == made


@pytest.mark.parametrize("name", ["", " ", "a b", "-a", "a/b", "ä", "x" * 65, "a\nb", "..", "a\0b"])
def test_names_that_are_none(site: Site, name: str) -> None:
    fails("W001", lambda: site.add_user("t", name))


def test_a_name_is_given_once(site: Site) -> None:
    site.add_user("t", "ann")
    fails("W023", lambda: site.add_user("t", "ANN"))
    fails("W020", lambda: site.user("bob"))


def test_the_last_admin_stays(site: Site) -> None:
    assert not site.has_admin()
    site.add_user("t", "ann", everywhere=True)
    fails("W024", lambda: site.change_user("t", "ann", disabled=True))
    fails("W024", lambda: site.change_user("t", "ann", everywhere=False))
    site.add_user("t", "bob", everywhere=True)
    assert site.change_user("t", "ann", everywhere=False).everywhere is False
    assert site.has_admin()


# ---- Passwords ------------------------------------------------------------------------------------------


def test_passwords_are_kept_as_argon2id_with_a_salt_of_their_own(site: Site) -> None:
    for name in ("ann", "bob"):
        site.add_user("t", name, password=PASSWORD)
    with site.reading() as look:
        stored = list(look.execute(select(users.c.password)).scalars())
    assert all(s.startswith("$argon2id$") and PASSWORD not in s for s in stored)
    assert stored[0] != stored[1]


def test_the_parameters_are_those_of_the_library_or_better() -> None:
    from argon2 import PasswordHasher

    real = PasswordHasher()
    assert (real.memory_cost, real.time_cost) >= (65536, 3)
    assert extract_parameters(real.hash("x")).type.name == "ID"


@pytest.mark.parametrize(
    "bad", ["", "short", "elevenchars", "aaaaaaaaaaaaaa", "password1234", "ann.other.is.a", "x1y2z" * 300]
)
def test_passwords_that_are_not_good_enough(bad: str) -> None:
    fails("W022", lambda: check_password(bad, "ann.other.is"))


def test_a_password_may_be_typed_with_composed_or_decomposed_letters(site: Site) -> None:
    site.add_user("t", "ann", password="žluťoučký kůň")
    assert sign_in(site, "ann", "z\u030clut\u030couc\u030cky\u0301 ku\u030an\u030c")


def test_old_parameters_are_renewed_when_somebody_signs_in(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argon2 import PasswordHasher

    site.add_user("t", "ann", password=PASSWORD)
    monkeypatch.setattr(secrecy, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    sign_in(site, "ann", PASSWORD)
    with site.reading() as look:
        stored = look.execute(select(users.c.password)).scalar_one()
    assert extract_parameters(stored).time_cost == 2


# ---- Signing in -----------------------------------------------------------------------------------------


def test_who_signs_in_is_known_by_the_token_alone(site: Site) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    token = sign_in(site, "Ann", PASSWORD)
    found = session_of(site, token)
    assert found is not None
    assert found.user.name == "ann"
    assert found.csrf == csrf_of(site, token)
    assert session_of(site, token[:-1]) is None
    with site.reading() as look:
        kept = look.execute(select(sessions.c.hash)).scalar_one()
    assert kept == hash_of_token(token)
    assert token not in kept


def test_what_is_wrong_is_not_told(site: Site) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    site.add_user("t", "nopass")
    site.add_user("t", "gone", password=PASSWORD)
    site.change_user("t", "gone", disabled=True)
    said = {
        str(fails("W021", lambda n=name, p=word: sign_in(site, n, p)))  # type: ignore[misc]
        for name, word in (
            ("ann", OTHER),
            ("nobody", PASSWORD),
            ("nopass", ""),
            ("nopass", PASSWORD),
            ("gone", PASSWORD),
            ("ann", "x" * 5000),
        )
    }
    assert len(said) == 1


def test_too_many_tries_lock_an_account_for_a_while(site: Site, clock: Clock) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    for _ in range(TRIES - 1):
        fails("W021", lambda: sign_in(site, "ann", OTHER))
    assert sign_in(site, "ann", PASSWORD), "one short of the lock, and the count starts anew"
    for _ in range(TRIES):
        fails("W021", lambda: sign_in(site, "ann", OTHER))
    fails("W021", lambda: sign_in(site, "ann", PASSWORD))
    clock.now += LOCKED
    assert sign_in(site, "ann", PASSWORD)


def test_a_new_password_ends_a_lock_and_every_session(site: Site) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    token = sign_in(site, "ann", PASSWORD)
    for _ in range(TRIES):
        fails("W021", lambda: sign_in(site, "ann", OTHER))
    assert session_of(site, token), "a lock keeps nobody out who is in"
    site.set_password("t", "ann", OTHER)
    assert session_of(site, token) is None
    assert sign_in(site, "ann", OTHER)


def test_ones_own_password_needs_the_old_one(site: Site) -> None:
    ann = site.add_user("t", "ann", password=PASSWORD)
    fails("W021", lambda: change_own_password(site, ann, OTHER, OTHER))
    fails("W022", lambda: change_own_password(site, ann, PASSWORD, "short"))
    change_own_password(site, ann, PASSWORD, OTHER)
    assert sign_in(site, "ann", OTHER)


def test_sessions_end(site: Site, clock: Clock) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    first, second = sign_in(site, "ann", PASSWORD), sign_in(site, "ann", PASSWORD)
    sign_out(site, first)
    assert session_of(site, first) is None
    for _ in range(LONGEST // (IDLE - 1)):
        clock.now += IDLE - 1
        assert session_of(site, second), "it is used"
    clock.now += IDLE - 1
    assert session_of(site, second) is None, "not for ever"
    third = sign_in(site, "ann", PASSWORD)
    clock.now += IDLE
    assert session_of(site, third) is None
    sign_in(site, "ann", PASSWORD)
    with site.reading() as look:
        assert len(list(look.execute(select(sessions)))) == 1, "ended ones are swept away"


def test_a_clock_that_jumps_back_ends_nothing_and_opens_nothing(site: Site, clock: Clock) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    token = sign_in(site, "ann", PASSWORD)
    clock.now -= 10 * 86400
    assert session_of(site, token)
    clock.now += 10 * 86400 + IDLE
    assert session_of(site, token) is None


def test_whoever_is_disabled_is_out_at_once(site: Site) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    token = sign_in(site, "ann", PASSWORD)
    _, key = create_key(site, "t", "ann", label="x", scopes=["read"])
    site.add_user("t", "root", everywhere=True)
    site.change_user("t", "ann", disabled=True)
    assert session_of(site, token) is None
    assert key_of(site, key) is None
    site.change_user("t", "ann", disabled=False)
    assert session_of(site, token) is None
    assert key_of(site, key) is None, "its keys stay revoked"


# ---- Keys -----------------------------------------------------------------------------------------------


def test_a_key_is_shown_once_and_kept_as_a_hash(site: Site) -> None:
    site.add_user("t", "ann")
    made, secret = create_key(site, "t", "ann", label=" nightly  job ", scopes=["judge", "read", "read"])
    assert secret.startswith("sv_")
    assert len(secret) > 40
    assert (made.label, made.scopes) == ("nightly job", ("read", "judge"))
    assert key_of(site, secret) == made
    with site.reading() as look:
        row = look.execute(select(keys)).mappings().one()
    assert secret not in str(dict(row))
    assert row["hash"] == hash_of_token(secret)
    assert list_keys(site) == [made]


def test_a_key_ends(site: Site, clock: Clock) -> None:
    ann = site.add_user("t", "ann")
    site.add_user("t", "bob")
    _, one = create_key(site, "t", "ann", label="x", scopes=["read"], days=1)
    newest, two = create_key(site, "t", "ann", label="y", scopes=["read"], days=2)
    clock.now += 86400
    assert key_of(site, one) is None
    assert key_of(site, two)
    fails("W020", lambda: revoke_key(site, "bob", newest.id, user=site.user("bob").id))
    revoke_key(site, "ann", newest.id, user=ann.id)
    assert key_of(site, two) is None
    assert list_keys(site, site.user("bob").id) == []


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("W001", {"scopes": []}),
        ("W001", {"scopes": ["read", "everything"]}),
        ("W001", {"days": 0}),
        ("W001", {"days": 400}),
        ("W001", {"label": " "}),
        ("W020", {"record": "nowhere"}),
        ("W020", {"user": "nobody"}),
    ],
)
def test_keys_that_are_not_made(site: Site, code: str, more: dict[str, object]) -> None:
    site.add_user("t", "ann")
    given = {"user": "ann", "label": "x", "scopes": ["read"], **more}
    fails(code, lambda: create_key(site, "t", str(given.pop("user")), **given))  # type: ignore[arg-type]


def test_keys_of_a_record_end_with_it(site: Site) -> None:
    site.add_user("t", "ann")
    site.add_record("t", "a", "a.db")
    _, secret = create_key(site, "t", "ann", label="x", scopes=["read"], record="a")
    site.remove_record("t", "a")
    site.add_record("t", "a", "other.db")
    assert key_of(site, secret) is None


# ---- Records and members --------------------------------------------------------------------------------


def test_records_are_private_until_there_are_members(site: Site) -> None:
    ann = site.add_user("t", "ann")
    site.add_record("t", "a", "a.db", name="The  A record")
    site.add_record("t", "b", "postgresql://u:secret@h/b")
    assert site.roles_of(ann.id) == {}
    site.set_member("t", "a", "ann", "reader")
    site.set_member("t", "a", "ann", "reviewer")
    assert site.roles_of(ann.id) == {"a": "reviewer"}
    assert [(m.user.name, m.role) for m in site.members("a")] == [("ann", "reviewer")]
    site.remove_member("t", "a", "ann")
    assert site.roles_of(ann.id) == {}
    fails("W020", lambda: site.remove_member("t", "a", "ann"))
    fails("W020", lambda: site.set_member("t", "c", "ann", "reader"))
    fails("W020", lambda: site.set_member("t", "a", "bob", "reader"))
    fails("W001", lambda: site.set_member("t", "a", "ann", "owner"))  # type: ignore[arg-type]
    fails("W023", lambda: site.add_record("t", "a", "x"))
    for bad in ("", "A", "a b", "../x", "a/b", "x" * 65):
        fails("W001", lambda one=bad: site.add_record("t", one, "x"))  # type: ignore[misc]
    assert "secret" not in str(site.audited())


# ---- Audit ----------------------------------------------------------------------------------------------


def _busy(site: Site) -> None:
    site.add_user("t", "ann", password=PASSWORD)
    site.add_record("t", "a", "a.db")
    site.set_member("t", "a", "ann", "reader")
    sign_out(site, sign_in(site, "ann", PASSWORD))
    fails("W021", lambda: sign_in(site, "x\0y\n" * 200, "secret of mine"))


def test_everything_leaves_a_row_and_no_secret(site: Site) -> None:
    _busy(site)
    _, secret = create_key(site, "t", "ann", label="x", scopes=["read"])
    rows = site.audited(limit=100)
    said = [e.action for e in reversed(rows)]
    assert said == [
        "add user",
        "add record",
        "set member",
        "sign in",
        "sign out",
        "sign-in refused",
        "create key",
    ]
    assert [e.number for e in rows] == list(range(7, 0, -1))
    assert site.audited(before=3, limit=1)[0].number == 2
    for hidden in (PASSWORD, secret, "secret of mine", site.secret.hex()):
        assert hidden not in str(rows)
    assert site.verified().findings == ()


@pytest.mark.parametrize("column", ["at", "who", "action", "thing", "detail", "digest", "chain", "number"])
def test_what_is_altered_in_the_audit_is_found(site: Site, column: str) -> None:
    _busy(site)
    head = site.verified().head
    value: object = 77 if column == "number" else "0" * 64
    with site.writing() as work:
        work.execute(update(audit).where(audit.c.number == 3).values({column: value}))
    assert site.verified().findings
    assert head == Head.read(str(head))


def test_what_is_removed_or_written_anew_is_found(site: Site) -> None:
    _busy(site)
    noted = str(site.verified().head)
    with site.writing() as work:
        work.execute(text("DELETE FROM audit WHERE number = 6"))
    assert site.verified().findings
    with site.writing() as work:  # cut off, and its mark set back: whole in itself
        last = work.execute(select(audit.c.chain).where(audit.c.number == 5)).scalar_one()
        work.execute(update(meta).where(meta.c.key == "head").values(value=f"5:{last}"))
    assert site.verified().findings == ()
    assert site.verified(noted).findings, "whoever noted the head sees it"
    with pytest.raises(RecordError):
        site.verified("nonsense")


def test_two_who_write_at_once_make_one_chain(new_address: Make) -> None:
    address = new_address()
    open_site(address, create=True).close()

    def many(name: str) -> None:
        own = open_site(address)
        for number in range(8):
            own.add_user(name, f"{name}-{number}")
        own.close()

    threads = [threading.Thread(target=many, args=(n,)) for n in ("a", "b", "c")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    site = open_site(address)
    assert len(site.users()) == 24
    assert site.verified().findings == ()
    assert site.verified().head.number == 24
    site.close()


# ---- Opening --------------------------------------------------------------------------------------------


def test_a_site_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "site.db"
    with pytest.raises(RecordError) as none:
        open_site(str(path))
    assert none.value.code == "R001"
    one, two = open_site(str(path), create=True), open_site(str(path), create=True)
    assert one.secret == two.secret
    assert len(one.secret) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    one.close()
    two.close()


def test_other_files_are_no_sites(tmp_path: Path) -> None:
    from servanda.record.store import open_store

    record, other, words = tmp_path / "r.db", tmp_path / "o.db", tmp_path / "w.db"
    open_store(str(record), create=True).close()
    with sqlite3.connect(other) as made:
        made.execute("CREATE TABLE meta (key TEXT)")
    words.write_text("no database at all, but words in it" * 100)
    for path in (record, other, words, tmp_path):
        with pytest.raises(RecordError) as refused_:
            open_site(str(path), create=True)
        assert refused_.value.code == "R001"
    with pytest.raises(RecordError):
        open_site("mysql://x/y")


def test_a_newer_site_is_refused_and_an_older_one_brought_up(new_address: Make) -> None:
    address = new_address()
    site = open_site(address, create=True)
    with site.writing() as work:
        work.execute(update(meta).where(meta.c.key == "schema").values(value=str(SCHEMA + 1)))
    with pytest.raises(RecordError) as newer:
        open_site(address)
    assert newer.value.code == "R002"
    with site.writing() as work:
        work.execute(update(meta).where(meta.c.key == "schema").values(value="0"))
    done: list[int] = []
    opening.bring_up(site._engine, {0: lambda _: done.append(0)})
    opening.bring_up(site._engine, {0: lambda _: done.append(0)})
    assert done == [0]
    site.close()
    open_site(address).close()


def test_tokens_are_long_and_never_the_same() -> None:
    made = {secrecy.new_token() for _ in range(100)} | {secrecy.new_key() for _ in range(100)}
    assert len(made) == 200
    assert min(map(len, made)) >= 43
    assert secrecy.bound(b"a", "x", "y") != secrecy.bound(b"b", "x", "y")
    assert signing.SCOPES == ("read", "judge", "ingest", "admin")
