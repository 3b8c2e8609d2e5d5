"""``servanda serve``: the page and the API on this machine."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.options import Config, settings_from
from servanda.cli.record_options import RecordOption, opened, record_address
from servanda.errors import ConfigError

if TYPE_CHECKING:
    from servanda.settings import Settings


def serve(
    record: RecordOption = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
    ] = 8765,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; only this machine may ask.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A further name of the server; may be repeated."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line a request in the log.")] = False,
    config: Config = None,
) -> None:
    """Open the page of a record on this machine; Ctrl-C stops it."""
    _check_there()
    _check_host(host)
    settings: Settings = settings_from(config)
    with opened(record) as held:
        held.counts()  # views are made now if they are not there, not when the first page waits for them
    from servanda.web.config import LOCAL, Service
    from servanda.web.serving import serve as run

    service = Service(
        records={LOCAL: record_address(record)},
        host=host,
        port=port,
        hosts=tuple(allow_host or ()),
        settings=settings,
        quiet=quiet,
    )
    run(service, _tell)


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
            remedy="--host 127.0.0.1, behind a proxy that asks who it is",
        )
