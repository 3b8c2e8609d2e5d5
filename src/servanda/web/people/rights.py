"""Which role each address needs, and which scope of a key: one table; what is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from servanda.api.listings import LISTINGS
from servanda.errors import RequestError
from servanda.web.caller import Caller, RoleName
from servanda.web.config import PREFIX

SEES_NAMES: Final[frozenset[RoleName]] = frozenset({"reviewer", "admin"})
"""Roles from whom no name is hidden."""


@dataclass(frozen=True, slots=True)
class Right:
    """What an address needs: this role in its record at least, and this scope of a key.

    ``role`` is ``None`` where it is enough to be signed in, ``site`` where one must be admin of the site.
    """

    role: RoleName | None
    scope: str
    site: bool = False


_OF_RECORD: Final = "/records/{record}"

_LOOK: Final = Right("reader", "read")
_JUDGE: Final = Right("reviewer", "judge")
_BRING: Final = Right("coder", "ingest")
_MANAGE: Final = Right("admin", "admin")
_SIGNED_IN: Final = Right(None, "read")
_OWN: Final = Right(None, "admin")
_SITE: Final = Right(None, "admin", site=True)

_RECORD: Final[Mapping[str, Right]] = {
    **{
        f"GET /{name}": _LOOK
        for name in (
            "accounts",
            "actors",
            "brief",
            "changes",
            "commitments",
            "contradictions",
            "copies",
            "episodes",
            *(f"export/{listing}" for listing in LISTINGS),
            "figures",
            "incidents",
            "incidents/{id}/beside",
            "instruments",
            "judgements",
            "ledgers",
            "map",
            "network",
            "overview",
            "places",
            "reports",
            "reports/{id}",
            "search",
            "sources",
            "things/{id}",
            "things/{id}/explain",
            "timeline",
            "timeline/lanes",
            "tracks",
        )
    },
    "GET /review/queue": _LOOK,
    "GET /review/second": _JUDGE,
    "GET /review/next": _LOOK,
    "GET /review/agreement": _LOOK,
    "GET /review/reviewers": _LOOK,
    "POST /judgements": _JUDGE,
    "POST /judgements/{id}/undo": _JUDGE,
    "GET /marks": _JUDGE,
    "POST /marks": _JUDGE,
    "POST /jobs": _BRING,
    "GET /jobs": Right("coder", "read"),
    "GET /jobs/{id}": Right("coder", "read"),
    "GET /jobs/{id}/events": Right("coder", "read"),
    "DELETE /jobs/{id}": _BRING,
    "GET /members": _MANAGE,
    "PUT /members/{user}": _MANAGE,
    "DELETE /members/{user}": _MANAGE,
}

TABLE: Final[Mapping[str, Right]] = {
    **{line.replace(" ", f" {_OF_RECORD}", 1): right for line, right in _RECORD.items()},
    "GET /session": _SIGNED_IN,
    "DELETE /session": _SIGNED_IN,
    "PUT /session/password": _OWN,
    "GET /records": _SIGNED_IN,
    "GET /codebook": _SIGNED_IN,
    "GET /who": _SIGNED_IN,
    "GET /where": _SIGNED_IN,
    "GET /keys": _OWN,
    "POST /keys": _OWN,
    "DELETE /keys/{key}": _OWN,
    "GET /users": _SITE,
    "POST /users": _SITE,
    "PUT /users/{user}": _SITE,
    "GET /audit": _SITE,
    "GET /metrics": _SITE,
}
"""Method and address below the prefix → what it needs; where anybody may ask, nobody is asked who he is."""


def check(caller: Caller, method: str, path: str, record: str | None) -> None:
    """Whether the caller may ask this.

    Args:
        caller: who asks.
        method: of HTTP; ``HEAD`` needs what ``GET`` does.
        path: the address with its parameters' names in braces.
        record: the id of the record, if the address has one.

    Raises:
        RequestError: W002 for a record in which he is nobody, W007 for what his role or key does not allow.
    """
    right = TABLE.get(f"{'GET' if method == 'HEAD' else method} {path.removeprefix(PREFIX)}")
    if right is None:
        raise RequestError("W007", "nobody may ask this here")
    if record is not None and caller.role_in(record) is None:
        raise RequestError("W002", f"there is no record {record[:80]!r}")
    if caller.scopes is not None and right.scope not in caller.scopes:
        raise RequestError("W007", f"the key is not for this: it lacks {right.scope!r}")
    if right.site and caller.everywhere != "admin":
        raise RequestError("W007", "this needs an admin of the site")
    if right.role and (record is None or not caller.may(record, right.role)):
        raise RequestError("W007", f"this needs the role of a {right.role} in the record")
