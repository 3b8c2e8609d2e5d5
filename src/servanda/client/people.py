"""What can be asked of a server with accounts: signing in, members and hidden names of a record, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from servanda.client.calls import Call, path_of, reader
from servanda.model import shapes_of_people as shapes
from servanda.model.shapes import RoleName

CSRF: Final = "X-CSRF-Token"
"""The header that goes with each change in a session."""


def nothing(value: Any) -> None:  # noqa: ANN401 - JSON
    """Reads an answer that says no more than that it was done."""
    del value


def sign_in(name: str, password: str) -> Call[shapes.SignedIn]:
    """Begin a session."""
    body = {"name": name, "password": password}
    return Call(method="POST", path="/session", body=body, read=reader(shapes.SignedIn))


def sign_out() -> Call[None]:
    """End it."""
    return Call(method="DELETE", path="/session", read=nothing)


def members(record: str) -> Call[shapes.MemberList]:
    """Who may do what in a record."""
    return Call(path=path_of(record, "members"), read=reader(shapes.MemberList))


def set_member(record: str, user: str, role: RoleName) -> Call[shapes.MemberShown]:
    """Let an account in, or change its role."""
    path = path_of(record, "members", user)
    return Call(method="PUT", path=path, body={"role": role}, read=reader(shapes.MemberShown))


def remove_member(record: str, user: str) -> Call[None]:
    """Close a record to an account."""
    return Call(method="DELETE", path=path_of(record, "members", user), read=nothing)


def marks(record: str) -> Call[shapes.MarkList]:
    """Names that are hidden."""
    return Call(path=path_of(record, "marks"), read=reader(shapes.MarkList))


def mark(record: str, thing: str, names: Sequence[str], reasons: Sequence[str]) -> Call[shapes.MarkShown]:
    """Hide a name."""
    body = {"thing": thing, "names": list(names), "reasons": list(reasons)}
    return Call(method="POST", path=path_of(record, "marks"), body=body, read=reader(shapes.MarkShown))


def keys() -> Call[shapes.KeyList]:
    """One's own keys."""
    return Call(path="/keys", read=reader(shapes.KeyList))


def create_key(label: str, scopes: Sequence[str], record: str, days: int | None) -> Call[shapes.NewKey]:
    """A key for a program."""
    body: dict[str, Any] = {"label": label, "scopes": list(scopes), "record": record}
    body |= {"days": days} if days is not None else {}
    return Call(method="POST", path="/keys", body=body, read=reader(shapes.NewKey))


def revoke_key(key: str) -> Call[None]:
    """Make a key useless."""
    return Call(method="DELETE", path=f"/keys/{quote(key, safe='')}", read=nothing)
