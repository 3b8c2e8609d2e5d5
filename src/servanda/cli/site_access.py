"""``servanda site keys …`` and ``servanda site oidc …``: who gets in without a password of the site."""

from __future__ import annotations

from typing import Annotated

import typer

from servanda.cli.site_options import Json, Label, Name, SiteOption, by, opened_site, secret_of, show_list

keys_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keys for programs.")
oidc_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Identity providers.")


@keys_app.command("create")
def create(
    name: Name,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="What it is for.")],
    scope: Annotated[
        list[str],
        typer.Option("--scope", metavar="SCOPE", help="read, judge, ingest, admin; may be repeated."),
    ],
    record: Annotated[str, typer.Option("--record", metavar="RECORD", help="For this record only.")] = "",
    days: Annotated[int, typer.Option("--days", metavar="N", help="Days for which it holds.")] = 90,
    site: SiteOption = None,
) -> None:
    """Make a key for an account; it is printed now and never again."""
    with opened_site(site) as held:
        from servanda.web.people.signing import create_key

        made, secret = create_key(held, by(), name, label=label, scopes=scope, record=record, days=days)
    typer.echo(secret)
    typer.echo(f"{made.id}: keep it now, it is not shown again", err=True)


@keys_app.command("list")
def list_(
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    json: Json = False,
    site: SiteOption = None,
) -> None:
    """List keys, without the keys themselves."""
    with opened_site(site) as held:
        from servanda.web.people.signing import list_keys, when_of

        found = [
            {
                "id": k.id,
                "user": k.user.name,
                "label": k.label,
                "record": k.record or "all",
                "scopes": list(k.scopes),
                "expires": when_of(k.expires),
                "revoked": k.revoked,
            }
            for k in list_keys(held, held.user(name).id if name else None)
        ]
    show_list(found, json)


@keys_app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(metavar="K-ID", help="The key's id.")], site: SiteOption = None
) -> None:
    """Make a key useless, at once."""
    with opened_site(site) as held:
        from servanda.web.people.signing import revoke_key

        revoke_key(held, by(), key)
    typer.echo(f"{key} opens nothing any more")


@oidc_app.command("add")
def add_provider(
    provider: Annotated[str, typer.Argument(metavar="ID", help="Stands in addresses: small letters.")],
    issuer: Annotated[str, typer.Option("--issuer", metavar="URL", help="As the provider names itself.")],
    client: Annotated[str, typer.Option("--client", metavar="ID", help="Our name there.")],
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Of this site, as people open it.")
    ],
    label: Label = "",
    open_: Annotated[
        bool, typer.Option("--open", help="Whoever it vouches for gets an account, which sees no record yet.")
    ] = False,
    public: Annotated[bool, typer.Option("--public", help="There is no secret to ask for.")] = False,
    site: SiteOption = None,
) -> None:
    """Trust an identity provider (OpenID Connect). Asks for the secret it gave us."""
    with opened_site(site) as held:
        from servanda.web.people.identities import Provider
        from servanda.web.people.identities import add_provider as trust
        from servanda.web.people.oidc import check_address

        check_address(issuer, "issuer")
        check_address(address, "address")
        secret = "" if public else secret_of("Secret of the provider")
        trust(
            held,
            by(),
            Provider(
                id=provider,
                label=label or provider,
                issuer=issuer,
                client=client,
                secret=secret,
                address=address,
                opens=open_,
            ),
        )
    typer.echo(f"{provider} may vouch for people")


@oidc_app.command("remove")
def remove_provider(provider: Annotated[str, typer.Argument(metavar="ID")], site: SiteOption = None) -> None:
    """Trust an identity provider no more."""
    with opened_site(site) as held:
        from servanda.web.people.identities import remove_provider as forget

        forget(held, by(), provider)
    typer.echo(f"{provider} vouches for nobody any more")


@oidc_app.command("list")
def list_providers(json: Json = False, site: SiteOption = None) -> None:
    """List the identity providers."""
    with opened_site(site) as held:
        from servanda.web.people.identities import all_providers

        found = [
            {"id": p.id, "label": p.label, "issuer": p.issuer, "client": p.client, "opens": p.opens}
            for p in all_providers(held)
        ]
    show_list(found, json)
