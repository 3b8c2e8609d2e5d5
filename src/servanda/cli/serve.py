"""``servanda serve``: the page and the API on this machine."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, settings_from
from servanda.cli.record_options import RecordOption, opened, record_address
from servanda.errors import ConfigError, RecordError

if TYPE_CHECKING:
    from servanda.settings import Settings
    from servanda.web.caller import Door


def serve(
    record: RecordOption = None,
    site: Annotated[
        str | None,
        typer.Option(
            "--site", metavar="FILE|URL", help="Serve a site with accounts instead; see servanda site."
        ),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy", help="A proxy on this machine asks for others: believe whom it names."
        ),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
    ] = 8765,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen; without --site this machine only."),
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A further name of the server; may be repeated."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line a request in the log.")] = False,
    config: Config = None,
) -> None:
    """Open the page of a record on this machine, or of a site for many; Ctrl-C stops it."""
    _check_there()
    settings: Settings = settings_from(config)
    if site is None:
        _check_host(host)
        with opened(record) as held:
            held.counts()  # views are made now if they are not there, not when the first page waits for them
    from servanda.web.config import LOCAL, Service
    from servanda.web.serving import serve as run

    address = "" if site else record_address(record)
    service = Service(
        records={LOCAL: address} if address else {},
        # A file is called by its name; the address of a database is nobody's business.
        names={LOCAL: Path(address).stem} if address and "://" not in address else {},
        door=_door_of(site) if site else None,
        trust_proxy=behind_proxy,
        host=host,
        port=port,
        hosts=tuple(allow_host or ()),
        settings=settings,
        quiet=quiet,
    )
    run(service, _tell)


def _door_of(site: str) -> Door:
    """The door of a site that somebody can manage.

    Raises:
        RecordError: R001 if there is no such site, or it has no admin.
    """
    from servanda.web.people import SiteDoor, open_site

    held = open_site(site)
    if not held.has_admin():
        remedy = "'servanda site create-admin NAME' makes one"
        raise RecordError("R001", "nobody manages this site", where=site, remedy=remedy)
    return SiteDoor(held)


def _tell(address: str) -> None:
    typer.echo(f"Servanda is at {address} (Ctrl-C stops it)")


def _check_there() -> None:
    """Whether what the server needs is installed.

    Raises:
        ConfigError: C001.
    """
    from importlib.util import find_spec

    if not (find_spec("fastapi") and find_spec("uvicorn") and find_spec("limits")):
        raise ConfigError("C001", "the server is not installed", remedy='pip install "servanda[web]"')


def _check_host(host: str) -> None:
    """Without accounts only this machine may ask.

    Raises:
        ConfigError: C001.
    """
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local:
        raise ConfigError(
            "C001",
            f"without accounts the server listens to this machine only, not at {host}",
            remedy="--site FILE, with accounts",
        )
