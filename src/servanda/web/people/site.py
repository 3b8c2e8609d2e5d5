"""A site: accounts, records and who may look at which; every change leaves a row in the audit.

Methods that change something name who does it first. Times come from ``clock``, seconds since 1970.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from servanda.errors import RecordError, RequestError
from servanda.record.engine import for_reading, for_writing, name_of, told
from servanda.record.log import Head
from servanda.web.caller import RANKS, RoleName
from servanda.web.people import auditing
from servanda.web.people.opening import open_engine
from servanda.web.people.secrecy import check_password, hash_password, new_id
from servanda.web.people.tables import keys, members, meta, records, sessions, users

COMMAND_LINE: Final = "command line"
"""Who acts by ``servanda site``: whoever may write the file."""

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,62}[a-z0-9])?")
_RECORD: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account; ``everywhere``: admin of the site, and so of every record."""

    id: str
    name: str
    label: str
    everywhere: bool = False
    disabled: bool = False
    password: bool = False
    created: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A record of the site; ``address`` is a file or ``postgresql://…`` and is shown to nobody."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Member:
    """Who may do what in a record."""

    record: str
    user: User
    role: RoleName


class Site:
    """An open site. May be shared by threads."""

    def __init__(self, engine: Engine, address: str, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._address = address
        self._clock = clock
        with self.reading() as look:
            stored = look.execute(select(meta.c.value).where(meta.c.key == "secret")).scalar_one()
        self.secret: Final = bytes.fromhex(stored)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    def at(self) -> str:
        """The time as ISO 8601 with zone."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot.

        Raises:
            RecordError: R005, R010.
        """
        with told(self._address), self._engine.connect() as fresh:
            yield for_reading(fresh)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, kept whole or not at all.

        Raises:
            RecordError: R003 to R005, R010.
        """
        with told(self._address), self._engine.connect() as fresh:
            work = for_writing(fresh)
            yield work
            work.commit()

    def note(self, work: Connection, who: str, action: str, thing: str = "", **detail: object) -> None:
        """A row of the audit, kept with the change or not at all."""
        auditing.write(work, at=self.at(), who=who, action=action, thing=thing, detail=detail)

    # ---- Accounts -----------------------------------------------------------------------------------

    def add_user(
        self, by: str, name: str, *, label: str = "", password: str | None = None, everywhere: bool = False
    ) -> User:
        """A new account; without a password it can only be used through an identity provider or keys.

        Raises:
            RequestError: W001 for a name that cannot be one, W022 for the password, W023 if it is taken.
        """
        plain = _user_name(name)
        hashed = self._hashed(plain, password)
        with self.writing() as work:
            return self.add_user_in(work, by, plain, label=label, hashed=hashed, everywhere=everywhere)

    def add_user_in(
        self, work: Connection, by: str, name: str, *, label: str, hashed: str = "", everywhere: bool = False
    ) -> User:
        """:meth:`add_user` in a transaction that there is."""
        if work.execute(select(users.c.id).where(users.c.name == name)).scalar():
            raise RequestError("W023", f"there is an account {name!r} already")
        row = {
            "id": new_id("U"),
            "name": name,
            "label": _line(label, "label") or name,
            "password": hashed,
            "everywhere": int(everywhere),
            "disabled": 0,
            "failures": 0,
            "locked": 0,
            "created": self.at(),
        }
        work.execute(insert(users).values(row))
        self.note(work, by, "add user", name, everywhere=everywhere)
        return self.user_in(work, name)

    def user(self, name: str) -> User:
        """The account of this name or id.

        Raises:
            RequestError: W020 if there is none.
        """
        with self.reading() as look:
            return self.user_in(look, name)

    def user_in(self, look: Connection, name: str) -> User:
        """:meth:`user` in a transaction that there is."""
        query = select(users).where((users.c.name == name.strip().casefold()) | (users.c.id == name))
        row = look.execute(query).first()
        if row is None:
            raise RequestError("W020", f"there is no account {name!r}")
        return user_of(row)

    def users(self) -> list[User]:
        """All accounts, by name."""
        with self.reading() as look:
            return [user_of(row) for row in look.execute(select(users).order_by(users.c.name))]

    def change_user(
        self,
        by: str,
        name: str,
        *,
        label: str | None = None,
        disabled: bool | None = None,
        everywhere: bool | None = None,
    ) -> User:
        """Change what is named. Whoever is disabled is signed out everywhere at once, keys included.

        Raises:
            RequestError: W020; W024 if the site would be left without an admin.
        """
        with self.writing() as work:
            user = self.user_in(work, name)
            changed: dict[str, Any] = {}
            if label is not None:
                changed["label"] = _line(label, "label") or user.name
            if disabled is not None:
                changed["disabled"] = int(disabled)
            if everywhere is not None:
                changed["everywhere"] = int(everywhere)
            if not changed:
                return user
            work.execute(update(users).where(users.c.id == user.id).values(**changed))
            if user.everywhere and (disabled or everywhere is False):
                self._keep_an_admin(work)
            if disabled:
                work.execute(delete(sessions).where(sessions.c.user == user.id))
                work.execute(update(keys).where(keys.c.user == user.id).values(revoked=1))
            self.note(work, by, "change user", user.name, **changed)
            return self.user_in(work, user.id)

    def set_password(self, by: str, name: str, password: str) -> None:
        """A new password; it ends every session of the account, and a lock.

        Raises:
            RequestError: W020, W022.
        """
        user = self.user(name)
        hashed = self._hashed(user.name, password)
        with self.writing() as work:
            values = {"password": hashed, "failures": 0, "locked": 0}
            work.execute(update(users).where(users.c.id == user.id).values(**values))
            work.execute(delete(sessions).where(sessions.c.user == user.id))
            self.note(work, by, "set password", user.name)

    def has_admin(self) -> bool:
        """Whether anybody can manage the site."""
        with self.reading() as look:
            return bool(look.execute(_admins()).scalar_one())

    def _hashed(self, name: str, password: str | None) -> str:
        if password is None:
            return ""
        check_password(password, name)
        return hash_password(password)

    def _keep_an_admin(self, work: Connection) -> None:
        if not work.execute(_admins()).scalar_one():
            raise RequestError("W024", "the site would be left without an admin", remedy="name another first")

    # ---- Records and members ------------------------------------------------------------------------

    def add_record(self, by: str, id: str, address: str, *, name: str = "") -> Held:  # noqa: A002
        """Let the site hold a record; nobody but admins of the site sees it until there are members.

        Raises:
            RequestError: W001 for an id that cannot stand in an address, W023 if it is taken.
        """
        if not _RECORD.fullmatch(id):
            words = f"{id[:80]!r} cannot be the id of a record"
            raise RequestError("W001", words, remedy="small letters, digits and hyphens")
        with self.writing() as work:
            if work.execute(select(records.c.id).where(records.c.id == id)).scalar():
                raise RequestError("W023", f"there is a record {id!r} already")
            row = {"id": id, "name": _line(name, "name") or id, "address": address, "created": self.at()}
            work.execute(insert(records).values(row))
            self.note(work, by, "add record", id, name=row["name"], address=name_of(address))
        return Held(id=id, name=row["name"], address=address)

    def remove_record(self, by: str, id: str) -> None:  # noqa: A002
        """Let the site forget a record and its members; the record itself stays as it is.

        Raises:
            RequestError: W020.
        """
        with self.writing() as work:
            self._record_in(work, id)
            work.execute(delete(members).where(members.c.record == id))
            work.execute(update(keys).where(keys.c.record == id).values(revoked=1))
            work.execute(delete(records).where(records.c.id == id))
            self.note(work, by, "remove record", id)

    def records(self) -> list[Held]:
        """All records, by id."""
        with self.reading() as look:
            return [_held(row) for row in look.execute(select(records).order_by(records.c.id))]

    def set_member(self, by: str, record: str, user: str, role: RoleName) -> Member:
        """Let an account into a record, or change its role there.

        Raises:
            RequestError: W020 if there is no such record or account, W001 for no such role.
        """
        if role not in RANKS:
            raise RequestError("W001", f"there is no role {role!r}", remedy=f"one of {', '.join(RANKS)}")
        with self.writing() as work:
            self._record_in(work, record)
            found = self.user_in(work, user)
            here = (members.c.record == record) & (members.c.user == found.id)
            work.execute(delete(members).where(here))
            work.execute(insert(members).values(record=record, user=found.id, role=role))
            self.note(work, by, "set member", record, user=found.name, role=role)
        return Member(record, found, role)

    def remove_member(self, by: str, record: str, user: str) -> None:
        """Close a record to an account.

        Raises:
            RequestError: W020 if it was none of its members.
        """
        with self.writing() as work:
            found = self.user_in(work, user)
            here = (members.c.record == record) & (members.c.user == found.id)
            if not work.execute(delete(members).where(here)).rowcount:
                raise RequestError("W020", f"{found.name} is no member of this record")
            self.note(work, by, "remove member", record, user=found.name)

    def members(self, record: str) -> list[Member]:
        """Who may look at a record, by name."""
        with self.reading() as look:
            query = select(users, members.c.role).join(members, members.c.user == users.c.id)
            query = query.where(members.c.record == record).order_by(users.c.name)
            return [Member(record, user_of(row), row.role) for row in look.execute(query)]

    def roles_of(self, user: str) -> dict[str, RoleName]:
        """Record → role, for the id of an account."""
        with self.reading() as look:
            return self.roles_in(look, user)

    def roles_in(self, look: Connection, user: str) -> dict[str, RoleName]:
        """:meth:`roles_of` in a transaction that there is."""
        query = select(members.c.record, members.c.role).where(members.c.user == user)
        return {row.record: row.role for row in look.execute(query.order_by(members.c.record))}

    def _record_in(self, look: Connection, id: str) -> Held:  # noqa: A002
        row = look.execute(select(records).where(records.c.id == id)).first()
        if row is None:
            raise RequestError("W020", f"there is no record {id!r}")
        return _held(row)

    # ---- Audit --------------------------------------------------------------------------------------

    def verified(self, noted: str | None = None) -> auditing.Looked:
        """Whether the audit is as it was written; ``noted``: a head that it must still hold.

        Raises:
            RecordError: R011 if ``noted`` is no head.
        """
        head = Head.read(noted) if noted else None
        if noted and head is None:
            raise RecordError("R011", f"{noted!r} is no head", remedy="as audit --verify prints it")
        with self.reading() as look:
            return auditing.verify(look, head)

    def audited(self, before: int | None = None, limit: int = 50) -> list[auditing.Entry]:
        """What was done, the newest first, before a number."""
        with self.reading() as look:
            return auditing.newest(look, before, limit)


def open_site(address: str, *, create: bool = False, clock: Callable[[], float] = time.time) -> Site:
    """Open the site at a path or at ``postgresql://…``; see :func:`.opening.open_engine`."""
    return Site(open_engine(address, create=create), address, clock)


def user_of(row: Row[Any]) -> User:
    """From a row of ``users``."""
    return User(
        id=row.id,
        name=row.name,
        label=row.label,
        everywhere=bool(row.everywhere),
        disabled=bool(row.disabled),
        password=bool(row.password),
        created=row.created,
    )


def _held(row: Row[Any]) -> Held:
    return Held(id=row.id, name=row.name, address=row.address)


def _admins() -> Any:  # noqa: ANN401 - a query
    return select(func.count()).where((users.c.everywhere == 1) & (users.c.disabled == 0))


def _user_name(name: str) -> str:
    plain = name.strip().casefold()
    if not _NAME.fullmatch(plain):
        words = f"{name[:80]!r} cannot be the name of an account"
        raise RequestError("W001", words, remedy="letters, digits and . _ @ + -, 64 at most")
    return plain


def _line(text: str, what: str) -> str:
    line = " ".join(text.split())
    if len(line) > _LONGEST or any(not c.isprintable() for c in line):
        raise RequestError("W001", f"the {what} is no line of at most {_LONGEST} characters")
    return line
