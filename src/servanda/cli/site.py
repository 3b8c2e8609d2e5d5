"""``servanda site …``: accounts, records, members, keys of a site, for whoever has its file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.site_access import keys_app, oidc_app
from servanda.cli.site_options import (
    Json,
    Label,
    Name,
    RecordId,
    SiteOption,
    by,
    check_there,
    opened_site,
    password_of,
    show_list,
)
from servanda.errors import RecordError

if TYPE_CHECKING:
    from servanda.web.people.site import Site

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Accounts, records, members and keys of a service for many users.",
)
app.add_typer(keys_app, name="keys")
app.add_typer(oidc_app, name="oidc")


@app.command("create-admin")
def create_admin(name: Name, label: Label = "", site: SiteOption = None) -> None:
    """Make an account that manages the site, and the site if there is none. Asks for a password."""
    check_there()
    password = password_of()
    with opened_site(site, create=True) as held:
        made = held.add_user(by(), name, label=label, password=password, everywhere=True)
    typer.echo(f"{made.name} is admin of the site")


@app.command("add-user")
def add_user(
    name: Name,
    label: Label = "",
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Signs in through an identity provider only.")
    ] = False,
    site: SiteOption = None,
) -> None:
    """Make an account; it sees no record until it is a member of one. Asks for a password."""
    with opened_site(site) as held:
        made = held.add_user(by(), name, label=label, password=None if no_password else password_of())
    typer.echo(f"{made.name} has an account")


@app.command("set-password")
def set_password(name: Name, site: SiteOption = None) -> None:
    """Give an account another password, which ends its sessions and a lock. Asks for it."""
    with opened_site(site) as held:
        held.set_password(by(), name, password_of())
    typer.echo(f"{name} has a new password")


@app.command("disable")
def disable(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Let it in again; its keys stay revoked.")] = False,
    site: SiteOption = None,
) -> None:
    """Close an account: its sessions end and its keys are revoked at once."""
    with opened_site(site) as held:
        held.change_user(by(), name, disabled=not undo)
    typer.echo(f"{name} is {'open' if undo else 'closed'}")


@app.command("users")
def users(json: Json = False, site: SiteOption = None) -> None:
    """List the accounts."""
    with opened_site(site) as held:
        found = [
            {
                "name": u.name,
                "label": u.label,
                "everywhere": u.everywhere,
                "disabled": u.disabled,
                "roles": held.roles_of(u.id),
            }
            for u in held.users()
        ]
    show_list(found, json)


@app.command("add-record")
def add_record(
    record: RecordId,
    address: Annotated[str, typer.Argument(metavar="FILE|URL", help="Where it lies.")],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="How it is called.")] = "",
    site: SiteOption = None,
) -> None:
    """Let the site serve a record, which must be there; nobody but admins of the site sees it yet."""
    from servanda.cli.record_options import opened

    with opened(address):
        pass
    where = address if "://" in address else os.path.abspath(address)  # noqa: PTH100 - a text it stays
    with opened_site(site) as held:
        held.add_record(by(), record, where, name=name)
    typer.echo(f"{record} is a record of the site")


@app.command("remove-record")
def remove_record(record: RecordId, site: SiteOption = None) -> None:
    """Let the site forget a record and its members; the record itself stays."""
    with opened_site(site) as held:
        held.remove_record(by(), record)
    typer.echo(f"{record} is no record of the site any more")


@app.command("records")
def records(json: Json = False, site: SiteOption = None) -> None:
    """List the records with their members."""
    with opened_site(site) as held:
        found = [
            {"id": r.id, "name": r.name, "members": {m.user.name: m.role for m in held.members(r.id)}}
            for r in held.records()
        ]
    show_list(found, json)


@app.command("add-member")
def add_member(
    record: RecordId,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder, reviewer or admin.")],
    site: SiteOption = None,
) -> None:
    """Let an account into a record, or change its role there."""
    with opened_site(site) as held:
        made = held.set_member(by(), record, name, role)  # type: ignore[arg-type]  # checked there
    typer.echo(f"{made.user.name} is {made.role} in {record}")


@app.command("remove-member")
def remove_member(record: RecordId, name: Name, site: SiteOption = None) -> None:
    """Close a record to an account."""
    with opened_site(site) as held:
        held.remove_member(by(), record, name)
    typer.echo(f"{name} is no member of {record} any more")


@app.command("link")
def link(
    name: Name,
    provider: Annotated[str, typer.Argument(metavar="PROVIDER", help="Id of an identity provider.")],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Its name for the person (sub).")],
    site: SiteOption = None,
) -> None:
    """Let an identity provider vouch for an account."""
    with opened_site(site) as held:
        from servanda.web.people.identities import link as tie

        tie(held, by(), name, provider, subject)
    typer.echo(f"{provider} vouches for {name}")


@app.command("audit")
def audit(
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = 50,
    verify: Annotated[
        bool, typer.Option("--verify", help="Look whether anything was altered; prints the head.")
    ] = False,
    expect: Annotated[
        str | None, typer.Option("--expect", metavar="HEAD", help="With --verify: an earlier head.")
    ] = None,
    json: Json = False,
    site: SiteOption = None,
) -> None:
    """List what was done to accounts, members and keys, the newest first."""
    with opened_site(site) as held:
        if verify or expect:
            _verify(held, expect)
            return
        found = [
            {"number": e.number, "at": e.at, "who": e.who, "action": e.action, "thing": e.thing, **e.detail}
            for e in held.audited(limit=limit)
        ]
    show_list(found, json)


def _verify(held: Site, expect: str | None) -> None:
    looked = held.verified(expect)
    for finding in looked.findings:
        typer.echo(f"audit: {finding}", err=True)
    if looked.findings:
        raise RecordError("R010", f"the audit was altered: {len(looked.findings)} findings")
    typer.echo(f"the audit is whole; head {looked.head}")
