"""The command ``servanda``: its subcommands, its exit codes, and what becomes of every error.

=====  ==========================================================================
code   meaning
=====  ==========================================================================
0      everything was read
1      some reports could not be read or coded; the others were
2      the command was not understood
3      a setting, gold file or output path is wrong (C…)
4      nothing could be read (I…)
5      a shipped file is missing or altered, or a bug (M…)
6      the record cannot be opened, written or trusted, or has no such thing (R…)
130    stopped by the user (X001)
141    whoever read our output went away
=====  ==========================================================================
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from servanda import __version__
from servanda.cli import (
    backup,
    brief,
    code,
    commitments,
    contradictions,
    diff,
    doctor,
    evaluate,
    explain,
    figures,
    incidents,
    ingest,
    judging,
    knowledge,
    read,
    rebuild,
    recode,
    review,
    search,
    serve,
    show,
    site,
    sources,
    tracks,
    verify,
    when,
    where,
    who,
)
from servanda.errors import (
    ConfigError,
    InputError,
    Interrupted,
    ModelError,
    RecordError,
    RequestError,
    ServandaError,
)

EXIT_CODES: Final[dict[type[ServandaError], int]] = {
    ConfigError: 3,
    InputError: 4,
    ModelError: 5,
    RecordError: 6,
    RequestError: 2,
    Interrupted: 130,
}
"""Exit code of each class of errors that stops a command."""

SOME_FAILED: Final = 1
UNEXPECTED: Final = 5
BROKEN_PIPE: Final = 141


class _Group(TyperGroup):
    """Turns Ctrl-C into our own error before typer turns it into its own."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's signature
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted("X001", "stopped") from None
        except BrokenPipeError as error:
            raise _ReaderGoneError from error


class _ReaderGoneError(Exception):
    """Whoever read our output went away; typer would leave with 1, which means something else here."""


app = typer.Typer(
    name="servanda",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads news reports on armed conflict and diplomacy into events, statements, figures and "
    "commitments, each beside the words it rests on.",
    epilog="Exit codes: 0 all read, 1 some reports failed, 2 wrong usage, 3 wrong setting or output path, "
    "4 nothing read, 5 our fault, 6 something is wrong with the record, 130 stopped.",
)
app.command("read")(read.read)
app.command("code")(code.code)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("doctor")(doctor.doctor)
app.add_typer(knowledge.app, name="knowledge")
app.command("timeline")(incidents.timeline)
app.command("incidents")(incidents.incidents)
app.command("figures")(figures.figures)
app.command("commitments")(commitments.commitments)
app.command("contradictions")(contradictions.contradictions)
app.command("tracks")(tracks.tracks)
app.command("ledgers")(commitments.ledgers)
app.command("sources")(sources.sources)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("brief")(brief.brief)
app.command("diff")(diff.diff)
for judge in (
    judging.merge,
    judging.split,
    judging.accept,
    judging.correct,
    judging.reject,
    judging.grade,
    judging.note,
    judging.hide,
    judging.undo,
    judging.withdraw,
):
    app.command(judge.__name__)(judge)
app.add_typer(review.app, name="review")
app.add_typer(site.app, name="site")
app.command("ingest")(ingest.ingest)
app.command("rebuild")(rebuild.rebuild)
app.command("recode")(recode.recode)
app.command("verify")(verify.verify)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("serve")(serve.serve)
app.command("who")(who.who)
app.command("when")(when.when)
app.command("where")(where.where)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"servanda {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show tracebacks; may stand anywhere in the command.")
    ] = False,
) -> None:
    """Options of all commands; :func:`main` takes ``--debug`` out of the words before typer sees them."""
    del version, debug


def main(words: list[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; one line on standard error for whatever went wrong."""
    given = sys.argv[1:] if words is None else words
    debug = "--debug" in given or bool(os.environ.get("SERVANDA_DEBUG"))
    # Asked to end politely, we do as for Ctrl-C: whole lines, no orphaned workers.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
        logging.getLogger().setLevel(logging.WARNING)
        logging.getLogger("servanda").setLevel(logging.DEBUG)
    try:
        app([w for w in given if w != "--debug"], prog_name="servanda")
    except SystemExit:
        raise
    except ServandaError as error:
        _tell(error, debug=debug)
        sys.exit(EXIT_CODES.get(type(error), UNEXPECTED))
    except KeyboardInterrupt:
        _tell(Interrupted("X001", "stopped"), debug=False)
        sys.exit(EXIT_CODES[Interrupted])
    except (BrokenPipeError, _ReaderGoneError):
        # Python would complain when it flushes standard output at its end; give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except Exception as error:  # noqa: BLE001 - a person gets a sentence, not a traceback
        detail = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        _tell(ModelError("M004", f"something unexpected failed: {detail}"), debug=debug)
        if not debug:
            sys.stderr.write("This is a bug in servanda. Run again with --debug and report what it shows.\n")
        sys.exit(UNEXPECTED)
    sys.exit(0)


def _tell(error: ServandaError, *, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exc()
    sys.stderr.write(f"servanda: {error}\n")
