"""The door of a site: who asks, by session or key; what he may; what is hidden from him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from servanda.errors import RequestError
from servanda.web.caller import EVERY, Caller, RecordAt
from servanda.web.guard import SAFE
from servanda.web.people import rights
from servanda.web.people.cookies import token_of
from servanda.web.people.hidden import Hidden, Known
from servanda.web.people.rights import SEES_NAMES
from servanda.web.people.secrecy import same
from servanda.web.people.signing import Key, Session, key_of, session_of
from servanda.web.people.site import Site
from servanda.web.people.veil import Veil
from servanda.web.records import Holder

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.types import ASGIApp, Scope

    from servanda.model.asking import Filters

CSRF: Final = "x-csrf-token"

_CONVERTER: Final = re.compile(r":\w+\}")
"""In a route's address, after the name of a parameter: what it may hold."""

_WHO: Final = "servanda.person"


class SiteDoor:
    """Decides for a site; see :class:`servanda.web.caller.Door`."""

    waits: Final = True

    def __init__(self, site: Site) -> None:
        self.site = site
        self._known = Known(site.secret)
        self._holder: Holder | None = None  # the application's, known with the first request

    # ---- Who asks -----------------------------------------------------------------------------------

    def caller(self, request: Request) -> Caller:
        """Who asks, if he may.

        Raises:
            RequestError: W006 if nobody is signed in; W008 a change without the token of the session; W002 a
                record in which he is nobody; W007 what his role or key does not allow.
        """
        found = self.identified(request.scope)
        if found is None:
            raise RequestError("W006", "nobody is signed in", remedy="sign in, or send a key")
        if request.method not in SAFE and found.csrf is not None:
            given = request.headers.get(CSRF, "")
            if not same(given, found.csrf):
                raise RequestError("W008", "the token of the session is missing or another's")
        route = request.scope.get("route")
        path = _CONVERTER.sub("}", str(getattr(route, "path", request.url.path)))
        rights.check(found, request.method, path, request.path_params.get("record"))
        return found

    def identified(self, scope: Scope) -> Caller | None:
        """Who asks; looked up once a request. ``None`` if nobody is signed in."""
        if _WHO not in scope:
            scope[_WHO] = self._identified(Request(scope))
        found: Caller | None = scope[_WHO]
        return found

    def _identified(self, request: Request) -> Caller | None:
        given = request.headers.get("authorization")
        if given is not None:  # who sends a key means the key, whatever his browser adds
            kind, _, text = given.partition(" ")
            key = key_of(self.site, text.strip()) if kind.lower() == "bearer" else None
            return self._by_key(key) if key else None
        token = token_of(request)
        session = session_of(self.site, token) if token else None
        return self._by_session(session) if session else None

    def _by_session(self, session: Session) -> Caller:
        user = session.user
        roles = self.site.roles_of(user.id)
        sees = {record for record, role in roles.items() if role in SEES_NAMES}
        return Caller(
            id=user.id,
            name=user.name,
            roles=roles,
            everywhere="admin" if user.everywhere else None,
            may_see_sensitive=frozenset({EVERY} if user.everywhere else sees),
            csrf=session.csrf,
        )

    def _by_key(self, key: Key) -> Caller:
        """What the account may, in the records of the key, as far as its scopes go."""
        whole = self._by_session(Session(key.user, ""))
        named = replace(whole, csrf=None, scopes=frozenset(key.scopes))
        if not key.record:
            return named
        role = whole.role_in(key.record)
        return replace(
            named,
            roles={key.record: role} if role else {},
            everywhere=None,
            may_see_sensitive=frozenset({key.record} if whole.sees(key.record) else ()),
        )

    # ---- What he sees -------------------------------------------------------------------------------

    def records(self, caller: Caller) -> Sequence[RecordAt]:
        """The records in which he has a role."""
        held = self.site.records()
        return tuple(
            RecordAt(id=one.id, name=one.name, address=one.address) for one in held if caller.role_in(one.id)
        )

    def record(self, caller: Caller, record: str) -> RecordAt:
        """One of them.

        Raises:
            RequestError: W002.
        """
        for one in self.records(caller):
            if one.id == record:
                return one
        raise RequestError("W002", f"there is no record {record[:80]!r}")

    def asked(self, caller: Caller, record: str, filters: Filters) -> Filters:
        """Filters that act as if what is hidden from him stood nowhere."""
        hidden = self._hidden(caller, record)
        return replace(filters, unseen=hidden.unseen) if hidden else filters

    def mark(self, caller: Caller, record: str) -> str:
        """Of those from whom names are hidden; which these are, the end of the log tells."""
        return "" if caller.sees(record) else "hidden"

    def wrap(self, app: ASGIApp) -> ASGIApp:
        """The routes behind a veil."""
        return Veil(app, self._looks)

    def routers(self) -> Sequence[APIRouter]:
        """Signing in, accounts, keys, members, marks, audit."""
        from servanda.web.people.routes import routers_of

        return routers_of(self)

    def _looks(self, scope: Scope, record: str) -> Hidden | None:
        caller = self.identified(scope)
        if caller is None or caller.role_in(record) is None:
            return None  # the route refuses him
        self._holder = scope["app"].state.holder
        return self._hidden(caller, record)

    def _hidden(self, caller: Caller, record: str) -> Hidden | None:
        if caller.sees(record):
            return None
        at = self.record(caller, record)
        if self._holder is None:
            raise RequestError("W010", "the server is starting")
        hidden = self._known.of(record, self._holder.held(at.address).record())
        return hidden if hidden.unseen else None
