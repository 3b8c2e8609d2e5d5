"""``servanda explain ID``: why the record joined, chose or judged as it did."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from servanda.cli.record_options import VARIABLE, day_of, must_hold, opened


def means_record(source: str, record: str | None) -> bool:
    """Whether an id of a record is meant and not a report to be read.

    It is with ``--record``; and where the environment names a record, for whatever is no file, address or
    standard input.
    """
    if record:
        return True
    named = bool(os.environ.get(VARIABLE))
    return named and source != "-" and "://" not in source and not Path(source).exists()


def explain_record(source: str, record: str | None, as_of: str | None, *, json: bool) -> None:
    """Print why joined, why this best, why this standing.

    Raises:
        RecordError: R001, R007, R011, R012, R013.
    """
    from servanda.api.listings import told_of
    from servanda.presenting.because import why_blocks, why_json

    day = day_of(as_of, "--as-of")
    with opened(record) as held:
        must_hold(held, day)
        why = held.explain(source, day)
        told = told_of(held, (i for _, reasons in why.about for r in reasons for i in r.accounts))
    if json:
        import json as jsonlib

        typer.echo(jsonlib.dumps(why_json(why, told), ensure_ascii=False).encode("utf-8", "replace"))
        return
    from servanda.cli.record_terminal import show_blocks
    from servanda.cli.terminal import make_console

    show_blocks(make_console(), why_blocks(why, told))
