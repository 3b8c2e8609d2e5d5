"""Signing in and out: passwords with a lock, sessions that end, keys for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from servanda.errors import RequestError
from servanda.web.people.secrecy import (
    bound,
    hash_of_token,
    hash_password,
    is_password,
    is_weak,
    new_id,
    new_key,
    new_token,
)
from servanda.web.people.site import Site, User, user_of
from servanda.web.people.tables import keys, records, sessions, users

IDLE: Final = 12 * 3600
"""Seconds after which a session ends in which nothing was asked."""
LONGEST: Final = 7 * 86400
"""Seconds after which any session ends."""
_NOTED: Final = 60
"""A session's last use is written down at most once in so many seconds."""

TRIES: Final = 10
"""Wrong passwords in a row after which an account is locked."""
LOCKED: Final = 15 * 60
"""Seconds for which it is."""

SCOPES: Final = ("read", "judge", "ingest", "admin")
"""What a key may do: look; judge and mark; bring in reports; members, accounts and keys."""
KEY_DAYS: Final = 90
"""Days for which a key holds, unless it is said otherwise."""
MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in; ``csrf`` is what the page must send along with each change."""

    user: User
    csrf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key, without the key itself; ``record`` is empty if it opens all of the user's."""

    id: str
    user: User
    label: str
    record: str
    scopes: tuple[str, ...]
    created: int
    expires: int
    revoked: bool


def sign_in(site: Site, name: str, password: str) -> str:
    """The token of a new session.

    Raises:
        RequestError: W021, whether the name, the password or both are wrong, or the account is locked or
            disabled: whoever asks learns nothing else.
    """
    plain = name.replace("\0", "").encode("utf-8", "replace").decode().strip().casefold()
    with site.reading() as look:
        row = look.execute(select(users).where(users.c.name == plain)).first()
    right = is_password(row.password if row else "", password)
    fresh = hash_password(password) if right and row and is_weak(row.password) else ""
    token = ""
    with site.writing() as work:
        row = work.execute(select(users).where(users.c.name == plain).with_for_update()).first()
        if row is None:
            site.note(work, "-", "sign-in refused", plain, why="no such account")
        elif row.locked > site.now():
            site.note(work, "-", "sign-in refused", plain, why="locked")
        elif row.disabled or not right:
            _failed(site, work, row.id, row.failures, plain, disabled=bool(row.disabled))
        else:
            values = {"failures": 0, "locked": 0, **({"password": fresh} if fresh else {})}
            work.execute(update(users).where(users.c.id == row.id).values(**values))
            token = start_in(site, work, user_of(row), how="password")
    if not token:
        raise RequestError(
            "W021",
            "the name or the password is wrong, or there were too many tries",
            remedy=f"after {TRIES} tries in a row wait {LOCKED // 60} minutes",
        )
    return token


def _failed(site: Site, work: Connection, user: str, failures: int, name: str, *, disabled: bool) -> None:
    count = failures + 1
    locks = count >= TRIES
    values = {"failures": 0 if locks else count, "locked": site.now() + LOCKED if locks else 0}
    work.execute(update(users).where(users.c.id == user).values(**values))
    why = "disabled" if disabled else "wrong password"
    site.note(work, "-", "sign-in refused", name, why=why, locks=locks)


def start_in(site: Site, work: Connection, user: User, *, how: str) -> str:
    """The token of a new session, in a transaction that there is; old ones are swept away."""
    token, now = new_token(), site.now()
    gone = (sessions.c.created <= now - LONGEST) | (sessions.c.seen <= now - IDLE)
    work.execute(delete(sessions).where(gone))
    work.execute(insert(sessions).values(hash=hash_of_token(token), user=user.id, created=now, seen=now))
    site.note(work, user.name, "sign in", user.name, how=how)
    return token


def session_of(site: Site, token: str) -> Session | None:
    """Who is signed in with this token; ``None`` if nobody is any more."""
    hashed, now = hash_of_token(token), site.now()
    with site.reading() as look:
        query = select(users, sessions.c.created.label("began"), sessions.c.seen).join(
            sessions, sessions.c.user == users.c.id
        )
        row = look.execute(query.where(sessions.c.hash == hashed)).first()
    if row is None or row.disabled or row.began <= now - LONGEST or row.seen <= now - IDLE:
        return None
    if row.seen <= now - _NOTED:
        with site.writing() as work:
            work.execute(update(sessions).where(sessions.c.hash == hashed).values(seen=now))
    return Session(user_of(row), csrf_of(site, token))


def csrf_of(site: Site, token: str) -> str:
    """What belongs to a session and cannot be told from outside of it."""
    return bound(site.secret, "csrf", hash_of_token(token))


def sign_out(site: Site, token: str) -> None:
    """End the session, if there is one."""
    hashed = hash_of_token(token)
    with site.writing() as work:
        query = select(users.c.name).join(sessions, sessions.c.user == users.c.id)
        name = work.execute(query.where(sessions.c.hash == hashed)).scalar()
        if name:
            work.execute(delete(sessions).where(sessions.c.hash == hashed))
            site.note(work, name, "sign out", name)


def change_own_password(site: Site, user: User, old: str, new: str) -> None:
    """Change one's own password, which ends all one's sessions.

    Raises:
        RequestError: W021 if the old one is wrong, W022 if the new one is not good enough.
    """
    with site.reading() as look:
        stored = look.execute(select(users.c.password).where(users.c.id == user.id)).scalar_one()
    if not is_password(stored, old):
        raise RequestError("W021", "the old password is wrong")
    site.set_password(user.name, user.id, new)


# ---- Keys ---------------------------------------------------------------------------------------------


def create_key(
    site: Site,
    by: str,
    user: str,
    *,
    label: str,
    scopes: Iterable[str],
    record: str = "",
    days: int = KEY_DAYS,
) -> tuple[Key, str]:
    """A new key, and the key itself, which cannot be had again. It can do what the account can, at most.

    Raises:
        RequestError: W020 if there is no such account or record, W001 for scopes or days there are not.
    """
    wanted = tuple(s for s in SCOPES if s in set(scopes))
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not wanted:
        words = f"there is no scope {unknown[0]!r}" if unknown else "a key needs a scope"
        raise RequestError("W001", words, remedy=f"of {', '.join(SCOPES)}")
    if not 1 <= days <= MOST_DAYS:
        raise RequestError("W001", f"a key holds for 1 to {MOST_DAYS} days, not {days}")
    line = " ".join(label.split())
    if not line or len(line) > 100 or not line.isprintable():
        raise RequestError("W001", "a key needs a label of at most 100 characters")
    text, now = new_key(), site.now()
    with site.writing() as work:
        owner = site.user_in(work, user)
        if record and not work.execute(select(records.c.id).where(records.c.id == record)).scalar():
            raise RequestError("W020", f"there is no record {record!r}")
        row: dict[str, Any] = {
            "id": new_id("K"),
            "hash": hash_of_token(text),
            "user": owner.id,
            "label": line,
            "record": record,
            "scopes": ",".join(wanted),
            "created": now,
            "expires": now + days * 86400,
            "revoked": 0,
        }
        work.execute(insert(keys).values(row))
        site.note(work, by, "create key", row["id"], user=owner.name, record=record, scopes=list(wanted))
    with site.reading() as look:
        return _key_in(look, row["id"]), text


def key_of(site: Site, text: str) -> Key | None:
    """The key, if it holds and its account does."""
    with site.reading() as look:
        id_ = look.execute(select(keys.c.id).where(keys.c.hash == hash_of_token(text))).scalar()
        found = _key_in(look, id_) if id_ else None
    if found is None or found.revoked or found.expires <= site.now() or found.user.disabled:
        return None
    return found


def list_keys(site: Site, user: str | None = None) -> list[Key]:
    """All keys, or those of the account of this id, the newest first."""
    with site.reading() as look:
        query = select(keys.c.id).order_by(keys.c.created.desc(), keys.c.id)
        if user is not None:
            query = query.where(keys.c.user == user)
        return [_key_in(look, one) for one in look.execute(query).scalars().all()]


def when_of(seconds: int) -> str:
    """Seconds since 1970 as ISO 8601."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def revoke_key(site: Site, by: str, key: str, *, user: str | None = None) -> None:
    """A key that opens nothing any more.

    Raises:
        RequestError: W020 if there is none of this id (and this account, if one is named).
    """
    with site.writing() as work:
        here = keys.c.id == key
        if user is not None:
            here &= keys.c.user == user
        if not work.execute(update(keys).where(here).values(revoked=1)).rowcount:
            raise RequestError("W020", f"there is no key {key!r}")
        site.note(work, by, "revoke key", key)


def _key_in(look: Connection, id_: str) -> Key:
    row = look.execute(select(keys).where(keys.c.id == id_)).one()
    owner = look.execute(select(users).where(users.c.id == row.user)).one()
    return Key(
        id=row.id,
        user=user_of(owner),
        label=row.label,
        record=row.record,
        scopes=tuple(row.scopes.split(",")),
        created=row.created,
        expires=row.expires,
        revoked=bool(row.revoked),
    )
