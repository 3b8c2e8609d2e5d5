"""Identity providers that a site trusts, sign-ins that wait for them, and whose accounts they vouch for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from servanda.errors import RequestError
from servanda.web.people.secrecy import hash_of_token
from servanda.web.people.site import Site, User
from servanda.web.people.tables import flows, identities, providers, users

_ID: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9._@+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider; ``opens``: whoever it vouches for gets an account (that sees no record yet)."""

    id: str
    label: str
    issuer: str
    client: str
    secret: str
    address: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in that a provider was asked for."""

    provider: str
    verifier: str
    nonce: str
    next: str


def add_provider(site: Site, by: str, given: Provider) -> None:
    """Trust an identity provider.

    Raises:
        RequestError: W001 for an id that cannot stand in an address, W023 if it is taken.
    """
    if not _ID.fullmatch(given.id):
        raise RequestError("W001", f"{given.id[:80]!r} cannot be the id of a provider")
    with site.writing() as work:
        if work.execute(select(providers.c.id).where(providers.c.id == given.id)).scalar():
            raise RequestError("W023", f"there is a provider {given.id!r} already")
        row = {
            name: getattr(given, name) for name in ("id", "label", "issuer", "client", "secret", "address")
        }
        work.execute(insert(providers).values(**row, opens=int(given.opens)))
        site.note(work, by, "add provider", given.id, issuer=given.issuer, opens=given.opens)


def remove_provider(site: Site, by: str, id: str) -> None:  # noqa: A002
    """Trust it no more; accounts that it vouched for stay.

    Raises:
        RequestError: W020.
    """
    with site.writing() as work:
        work.execute(delete(flows).where(flows.c.provider == id))
        if not work.execute(delete(providers).where(providers.c.id == id)).rowcount:
            raise RequestError("W020", f"there is no provider {id!r}")
        site.note(work, by, "remove provider", id)


def all_providers(site: Site) -> list[Provider]:
    """All of them, by id."""
    with site.reading() as look:
        return [_provider(row) for row in look.execute(select(providers).order_by(providers.c.id))]


def provider_named(site: Site, id: str) -> Provider:  # noqa: A002
    """One of them.

    Raises:
        RequestError: W020.
    """
    with site.reading() as look:
        row = look.execute(select(providers).where(providers.c.id == id)).first()
    if row is None:
        raise RequestError("W020", "there is no such provider")
    return _provider(row)


def begin_flow(site: Site, state: str, flow: Flow, seconds: int) -> None:
    """Remember what was asked for; what was never answered is forgotten."""
    with site.writing() as work:
        work.execute(delete(flows).where(flows.c.expires <= site.now()))
        work.execute(
            insert(flows).values(
                hash=hash_of_token(state),
                provider=flow.provider,
                verifier=flow.verifier,
                nonce=flow.nonce,
                next=flow.next,
                expires=site.now() + seconds,
            )
        )


def end_flow(site: Site, state: str, provider: str) -> Flow:
    """What was asked for under this state, once.

    Raises:
        RequestError: W025 if nothing was, or too long ago.
    """
    with site.writing() as work:
        row = work.execute(select(flows).where(flows.c.hash == hash_of_token(state))).first()
        gone = work.execute(delete(flows).where(flows.c.hash == hash_of_token(state))).rowcount
    if row is None or not gone or row.expires <= site.now() or row.provider != provider:
        raise RequestError("W025", "this sign-in was never begun, or too long ago")
    return Flow(row.provider, row.verifier, row.nonce, row.next)


def link(site: Site, by: str, user: str, provider: str, subject: str) -> None:
    """Let a provider vouch for an account under the name by which it knows the person (``sub``).

    Raises:
        RequestError: W020 if there is no such account or provider.
    """
    issuer = provider_named(site, provider).issuer
    with site.writing() as work:
        found = site.user_in(work, user)
        here = (identities.c.issuer == issuer) & (identities.c.subject == subject)
        work.execute(delete(identities).where(here))
        work.execute(insert(identities).values(issuer=issuer, subject=subject, user=found.id))
        site.note(work, by, "link", found.name, provider=provider, subject=subject)


def user_behind(site: Site, work: Connection, provider: Provider, claims: Mapping[str, Any]) -> User:
    """The account of whom a provider vouches for; never one that merely has the same name or address.

    Raises:
        RequestError: W025 if there is none, or it is disabled.
    """
    subject = str(claims["sub"])
    here = (identities.c.issuer == provider.issuer) & (identities.c.subject == subject)
    known = work.execute(select(identities.c.user).where(here)).scalar()
    if known is None:
        if not provider.opens:
            raise RequestError("W025", f"no account is linked to {subject[:80]!r}")
        made = site.add_user_in(
            work, f"provider {provider.id}", _free_name(work, claims), label=_label(claims)
        )
        work.execute(insert(identities).values(issuer=provider.issuer, subject=subject, user=made.id))
        known = made.id
    user = site.user_in(work, known)
    if user.disabled:
        raise RequestError("W025", f"the account {user.name!r} is disabled")
    return user


def _free_name(work: Connection, claims: Mapping[str, Any]) -> str:
    """A name that no account has, as near to the person's own as can be."""
    said = str(claims.get("preferred_username") or claims.get("email") or claims.get("name") or "person")
    base = _NOT_IN_NAMES.sub("-", said.casefold()).strip("-._@+")[:50] or "person"
    name, count = base, 1
    while work.execute(select(users.c.id).where(users.c.name == name)).scalar():
        count += 1
        name = f"{base}-{count}"
    return name


def _label(claims: Mapping[str, Any]) -> str:
    said = " ".join(str(claims.get("name") or "").split())[:200]
    return said if said.isprintable() else ""


def _provider(row: Row[Any]) -> Provider:
    return Provider(
        id=row.id,
        label=row.label,
        issuer=row.issuer,
        client=row.client,
        secret=row.secret,
        address=row.address,
        opens=bool(row.opens),
    )
