"""Who asks, what he may do, and the door at which it is decided."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from servanda.errors import RequestError
from servanda.model.shapes import RoleName

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from servanda.model.asking import Filters
    from servanda.web.config import Service

__all__ = ["EVERY", "RANKS", "Caller", "Door", "OneUser", "RecordAt", "RoleName"]

RANKS: Final[Mapping[str, int]] = {"reader": 0, "coder": 1, "reviewer": 2, "admin": 3}
"""Each may do what those before it may."""

EVERY: Final = "*"
"""Among ids of records: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks.

    Attributes:
        id: of the account; ``local`` for the one user of one machine.
        name: author of his judgements.
        roles: his role by record.
        everywhere: his role in every record, if he has one.
        may_see_sensitive: ids of records in which nothing is hidden from him; :data:`EVERY` for all.
        scopes: what his key allows (``read``, ``judge``, ``ingest``, ``admin``); ``None`` for everything.
        csrf: the token that his page sends with what it changes; ``None`` where none is needed.
        local: whether he sits at the machine: texts do not leave it, so he reads them whole.
    """

    id: str
    name: str
    roles: Mapping[str, RoleName] = field(default_factory=dict)
    everywhere: RoleName | None = None
    may_see_sensitive: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    csrf: str | None = None
    local: bool = False

    def role_in(self, record: str) -> RoleName | None:
        """His role in a record: the higher of the two he may have."""
        own = [role for role in (self.roles.get(record), self.everywhere) if role]
        return max(own, key=lambda role: RANKS[role], default=None)

    def may(self, record: str, least: RoleName) -> bool:
        """Whether his role in a record is at least this."""
        role = self.role_in(record)
        return role is not None and RANKS[role] >= RANKS[least]

    def sees(self, record: str) -> bool:
        """Whether nothing of a record is hidden from him."""
        return EVERY in self.may_see_sensitive or record in self.may_see_sensitive


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAt:
    """A record that is served: its id, what it is called, and where it lies."""

    id: str
    name: str
    address: str


class Door(Protocol):
    """Decides who asks and what he sees; :class:`OneUser`, or :mod:`servanda.web.people`."""

    @property
    def waits(self) -> bool:
        """Whether it looks up who asks, and which record: then it is asked in a thread."""

    def caller(self, request: Request) -> Caller:
        """Who asks.

        Raises:
            RequestError: W006 nobody is signed in; W008 a change without the token of the session.
        """

    def records(self, caller: Caller) -> Sequence[RecordAt]:
        """The records he may see, by id."""

    def record(self, caller: Caller, record: str) -> RecordAt:
        """One of them.

        Raises:
            RequestError: W002 if there is none, or none that he may see.
        """

    def asked(self, caller: Caller, record: str, filters: Filters) -> Filters:
        """Filters that act as if what is hidden from him were not there."""

    def mark(self, caller: Caller, record: str) -> str:
        """Changes whenever something else would be hidden from him; goes into entity tags."""

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The routes, with whatever hides names in their answers around them."""

    def routers(self) -> Sequence[APIRouter]:
        """Addresses of its own, below the prefix of the API."""


class OneUser:
    """One user on one machine: no login, everything allowed; other sites are kept out by the guard."""

    waits: Final = False

    def __init__(self, service: Service, name: str = "") -> None:
        self._records = {
            one: RecordAt(id=one, name=service.names.get(one, one), address=address)
            for one, address in sorted(service.records.items())
        }
        self._caller = Caller(
            id="local",
            name=name or _login_name(),
            everywhere="admin",
            may_see_sensitive=frozenset({EVERY}),
            local=True,
        )

    def caller(self, request: Request) -> Caller:
        """The user."""
        del request
        return self._caller

    def records(self, caller: Caller) -> Sequence[RecordAt]:
        """All of them."""
        del caller
        return tuple(self._records.values())

    def record(self, caller: Caller, record: str) -> RecordAt:
        """One of them.

        Raises:
            RequestError: W002.
        """
        del caller
        if record not in self._records:
            raise RequestError("W002", f"there is no record {record[:80]!r}")
        return self._records[record]

    def asked(self, caller: Caller, record: str, filters: Filters) -> Filters:
        """The filters as they are."""
        del caller, record
        return filters

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The routes as they are."""
        return app

    def mark(self, caller: Caller, record: str) -> str:
        """Always the same."""
        del caller, record
        return ""

    def routers(self) -> Sequence[APIRouter]:
        """None."""
        return ()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
