"""Shapes of what is answered about accounts, keys, members, marks and the audit."""

from __future__ import annotations

from typing import Any, TypedDict

from servanda.model.shapes import RoleName


class Provider(TypedDict):
    """An identity provider; `start` is the address of a plain link that begins to sign in."""

    id: str
    label: str
    start: str


class Ways(TypedDict):
    """How one can sign in."""

    password: bool
    oidc: list[Provider]


class SignedIn(TypedDict):
    """Who has signed in; `csrf` goes with each change, as the header `X-CSRF-Token`."""

    id: str
    name: str
    roles: dict[str, RoleName]
    everywhere: RoleName | None
    csrf: str


class UserShown(TypedDict):
    """An account; `everywhere`: admin of the site; `password`: whether it can sign in by one."""

    id: str
    name: str
    label: str
    everywhere: bool
    disabled: bool
    password: bool
    created: str


class UserList(TypedDict):
    """All accounts, by name."""

    items: list[UserShown]


class KeyShown(TypedDict):
    """A key without the key itself; times are seconds since 1970."""

    id: str
    user: str
    label: str
    record: str | None
    scopes: list[str]
    created: int
    expires: int
    revoked: bool


class KeyList(TypedDict):
    """Keys, the newest first."""

    items: list[KeyShown]


class NewKey(TypedDict):
    """A new key; `secret` is shown now and never again."""

    key: KeyShown
    secret: str


class MemberShown(TypedDict):
    """Who may do what in a record."""

    user: str
    label: str
    role: RoleName
    disabled: bool


class MemberList(TypedDict):
    """The members of a record, by name."""

    items: list[MemberShown]


class MarkShown(TypedDict):
    """A name that is hidden: the number that masks end with, its forms, why, by whom and when."""

    number: int
    judgement: str
    things: list[str]
    names: list[str]
    reasons: list[str]
    author: str
    at: str


class MarkList(TypedDict):
    """Marks in force, the oldest first."""

    items: list[MarkShown]


class AuditEntry(TypedDict):
    """One thing that was done."""

    number: int
    at: str
    who: str
    action: str
    thing: str
    detail: dict[str, Any]


class Audit(TypedDict):
    """What was done, the newest first; `cursor` asks for what was done before."""

    items: list[AuditEntry]
    cursor: str | None
