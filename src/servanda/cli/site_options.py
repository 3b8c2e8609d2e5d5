"""Options of ``servanda site …``, the site that they name, secrets that are asked for, and lists."""

from __future__ import annotations

import json as jsonlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.errors import ConfigError, RecordError, RequestError

if TYPE_CHECKING:
    from servanda.web.people.site import Site

SITE = "SERVANDA_SITE"

SiteOption = Annotated[
    str | None, typer.Option("--site", metavar="FILE|URL", help=f"The site; else {SITE} names it.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The account.")]
RecordId = Annotated[str, typer.Argument(metavar="RECORD", help="Id of a record of the site.")]
Label = Annotated[str, typer.Option("--label", metavar="TEXT", help="How it is called.")]
Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def site_address(given: str | None) -> str:
    """The site that is meant.

    Raises:
        RecordError: R001 if none is named.
    """
    address = given or os.environ.get(SITE)
    if not address:
        raise RecordError("R001", "no site is named", remedy=f"use --site FILE, or set {SITE}")
    return address


@contextmanager
def opened_site(given: str | None, *, create: bool = False) -> Iterator[Site]:
    """The site, open.

    Raises:
        RecordError: R001 if none is named or there.
    """
    check_there()
    from servanda.web.people.site import open_site

    held = open_site(site_address(given), create=create)
    try:
        yield held
    finally:
        held.close()


def check_there() -> None:
    """Whether what a site needs is installed.

    Raises:
        ConfigError: C001.
    """
    from importlib.util import find_spec

    if not (find_spec("argon2") and find_spec("fastapi") and find_spec("jwt")):
        raise ConfigError("C001", "the server is not installed", remedy='pip install "servanda[web]"')


def by() -> str:
    """Who does it: whoever may write the file is trusted to be who he says."""
    from servanda.cli.judging import author_of

    return f"command line, {author_of(None)}"


def password_of() -> str:
    """A password, asked for twice."""
    return secret_of("Password", twice=True)


def secret_of(what: str, *, twice: bool = False) -> str:
    """Asked for on a terminal, unseen; else the first line of standard input.

    Raises:
        RequestError: W001 if there is none.
    """
    if sys.stdin.isatty():
        said: str = typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True)
        return said
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise RequestError("W001", "no secret was given", remedy="type it, or pipe it in as one line")
    return line


def show_list(found: list[dict[str, Any]], as_json: bool) -> None:
    """Print things, one a line or as JSON."""
    if as_json:
        typer.echo(jsonlib.dumps(found, ensure_ascii=False))
        return
    for one in found:
        first, *rest = one.items()
        more = "  ".join(f"{name}={_word(value)}" for name, value in rest if value not in ("", False, [], {}))
        typer.echo(f"{first[1]}  {more}".rstrip())


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ",".join(f"{k}:{v}" for k, v in value.items())
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
