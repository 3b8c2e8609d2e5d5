"""The public verbs. The command line goes through here, and so should everything else.

==================  ================================================================
:func:`read`        reports from a path, folder, address or stream -> codings
:func:`code`        documents -> codings
:func:`code_file`   a JSONL file of reports -> a JSONL file of codings, in processes
:func:`evaluate`    predicted codings against gold
:func:`explain`     why a report was read as it was
:func:`page`        codings -> one self-contained HTML page
:func:`check_knowledge`  what a file of own knowledge changes
:func:`usages`      who says which name for what is disputed
:func:`diagnose`    what is installed, whether it is whole, how fast it is
:func:`who`         whom words such as "the Turkish leader" mean on a day
:func:`where`       what a place's name stands for, with coordinates
:func:`when`        which days a time in words means
==================  ================================================================
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from servanda import __version__
from servanda.api.look_ups import (
    OfficeAnswer,
    OfficeCandidate,
    check_knowledge,
    own_knowledge,
    usages,
    when,
    where,
    who,
)
from servanda.errors import InputError, Issue, ModelError, ServandaError
from servanda.evaluation.changes import Changes
from servanda.evaluation.scoring import Evaluation
from servanda.intake.dates import parse_date
from servanda.model import Analysis, Coding, Document, OffsetMap
from servanda.run.diagnosis import Diagnosis
from servanda.run.progress import Progress, Step, Summary
from servanda.settings import Settings, load_settings

__all__ = [
    "Changes",
    "Diagnosis",
    "Evaluation",
    "Explanation",
    "OfficeAnswer",
    "OfficeCandidate",
    "Step",
    "Summary",
    "check_knowledge",
    "code",
    "code_file",
    "diagnose",
    "document",
    "evaluate",
    "evaluate_against",
    "explain",
    "json_schema",
    "page",
    "read",
    "samples",
    "usages",
    "versions",
    "when",
    "where",
    "who",
]

if TYPE_CHECKING:
    from servanda.api.look_ups import TimeAnswer as TimeAnswer
    from servanda.resolution import Doubt

Record = Mapping[str, Any]
"""A report as a JSON object."""

OnIssue = Callable[[Issue], None]
"""Is told of each input that could not be read."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A coding with the analysis it was made from."""

    coding: Coding
    analysis: Analysis


def read(
    source: str | Path,
    *,
    settings: Settings | None = None,
    on_issue: OnIssue | None = None,
    mentions: bool = False,
) -> Iterator[Coding]:
    """Read and code every report in ``source``, one after the other.

    Args:
        source: path of a text, HTML, PDF or JSONL file, or of a folder; an ``http(s)`` address; ``-`` for
        standard input.
        settings: else those of :func:`servanda.settings.load_settings`.
        on_issue: told of each report that could not be read. Without it the first such problem is raised
        after all others have been read.
        mentions: also list every mention of the text (:attr:`servanda.model.Coding.mentions`).

    Raises:
        InputError: if something could not be read and ``on_issue`` is not given.
        ConfigError, ModelError: if nothing can be coded at all.
    """
    chosen = settings or load_settings()
    failed: list[Issue] = []
    documents = _documents(source, chosen, on_issue or failed.append)
    yield from code(documents, settings=chosen, on_issue=on_issue, mentions=mentions)
    if failed:
        first, others = failed[0], len(failed) - 1
        more = f" (and {others} more)" if others else ""
        raise InputError(first.code, first.message + more, where=first.where)


def code(
    documents: Iterable[Document],
    *,
    settings: Settings | None = None,
    on_issue: OnIssue | None = None,
    mentions: bool = False,
) -> Iterator[Coding]:
    """Code documents in this process, one after the other.

    Args:
        documents: from :func:`document` or intake.
        settings: else those of :func:`servanda.settings.load_settings`.
        on_issue: told of each report that could not be coded (M003); without it that is raised.
        mentions: also list every mention of the text (:attr:`servanda.model.Coding.mentions`).
    """
    from servanda.pipeline import code_document
    from servanda.run.tools import load_tools, uncoded

    chosen = settings or load_settings()
    tools = load_tools(chosen.model, chosen.threads, _doubt(chosen), own_knowledge(chosen))
    for one in documents:
        try:
            coding = code_document(one, tools, mentions=mentions)
        except (ServandaError, MemoryError):
            raise
        except Exception as error:
            issue = uncoded(error, one.id)
            if on_issue is None:
                raise ModelError("M003", issue.message, where=one.id) from error
            on_issue(issue)
        else:
            yield coding


def document(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the codebook's word
    title: str | None = None,
    source: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
) -> Document:
    """A document of English text as it stands; nothing is taken out and nothing mended.

    Args:
        text: main text.
        id: else the first 16 hex digits of the text's hash.
        title: as the report says.
        source: the outlet.
        url: where it stands.
        published: the date it bears, as ISO 8601 or in words ("8-APR-1987 06:41").

    Raises:
        InputError: I003 if the text is empty, I021 if ``published`` is no date.
    """
    if not text.strip():
        raise InputError("I003", "input is empty", where=id or "")
    day = parse_date(published) if isinstance(published, str) else published
    if published is not None and day is None:
        message = f"“{published}” is no date"
        raise InputError("I021", message, where=id or "", remedy="write it as 2022-11-01")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=id or digest[:16],
        sha256=digest,
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        title=title,
        source=source,
        published=day,
        url=url,
        language="en",
    )


def code_file(
    source: Path,
    output: Path,
    *,
    errors: Path | None = None,
    resume: bool = False,
    mentions: bool = False,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Code a JSONL file of reports into a JSONL file of codings, one line a report, in order.

    The output is the same bytes for any number of workers. It is written beside ``output`` under the name
    ``output.partial`` and renamed when complete; when stopped, what is there consists of whole lines and
    ``resume=True`` goes on from it.

    Args:
        source: JSONL, one report a line; ``-`` for standard input.
        output: where the codings go; ``-`` for standard output.
        errors: a JSONL file of what could not be read.
        resume: go on with a partly written output.
        mentions: also list every mention of each text.
        settings: ``workers`` and ``limits`` matter here.
        progress: called with reports done and bytes read, after each report.

    Raises:
        InputError: I001 if there is no such file, I002 if no line could be read.
        ConfigError: C004 if the output cannot be written, C006 if it belongs to another input.
        Interrupted: X001 if stopped by the user.
    """
    from servanda.run.files import Job, run_job

    chosen = settings or load_settings()
    job = Job(
        source=source,
        output=output,
        errors=errors,
        resume=resume,
        workers=chosen.workers,
        model=chosen.model,
        threads=chosen.threads,
        limits=chosen.limits,
        versions=versions(chosen),
        mentions=mentions,
        doubt=_doubt(chosen),
        knowledge=chosen.knowledge,
    )
    return run_job(job, progress)


def evaluate(gold: Path, predicted: Path | None = None, *, settings: Settings | None = None) -> Evaluation:
    """Hold codings against gold, both in the codebook's format.

    Args:
        gold: JSONL file, JSON file, or folder of ``*.json``.
        predicted: the same; if ``None``, gold's own texts are read and coded.
        settings: for reading gold's texts.
    """
    from servanda.evaluation.gold import load_codings
    from servanda.evaluation.scoring import score_codings

    reports = load_codings(gold)
    return score_codings(reports, load_codings(predicted) if predicted else _predict(reports, settings))


def evaluate_against(
    gold: Path, predicted: Path | None, earlier: Path, *, settings: Settings | None = None
) -> tuple[Evaluation, Mapping[str, Changes]]:
    """The same, and what changed since the ``earlier`` prediction."""
    from servanda.evaluation.changes import compare_evaluations
    from servanda.evaluation.gold import load_codings
    from servanda.evaluation.scoring import score_codings

    reports = load_codings(gold)
    now = score_codings(reports, load_codings(predicted) if predicted else _predict(reports, settings))
    return now, compare_evaluations(now, score_codings(reports, load_codings(earlier)))


def explain(
    source: str | Path, *, settings: Settings | None = None, on_issue: OnIssue | None = None
) -> Iterator[Explanation]:
    """Each report of ``source`` with its analysis: sentences, trees, mentions, times, numbers, sources."""
    from servanda.pipeline import analyse, code_document
    from servanda.run.tools import load_tools

    chosen = settings or load_settings()
    tools = load_tools(chosen.model, chosen.threads, _doubt(chosen), own_knowledge(chosen))

    def refuse(issue: Issue) -> None:
        raise InputError(issue.code, issue.message, where=issue.where)

    for one in _documents(source, chosen, on_issue or refuse):
        yield Explanation(code_document(one, tools), analyse(one, tools))


def page(codings: Iterable[Coding], *, title: str = "Servanda") -> str:
    """One self-contained HTML page: each text with its words marked, the claims beside it."""
    from servanda.presenting.page import render_page

    return render_page(list(codings), title=title, version=__version__)


def diagnose(settings: Settings | None = None) -> Diagnosis:
    """Versions, hashes of the shipped files, a check of the model's answers, and a measured speed."""
    from servanda.run.diagnosis import make_diagnosis

    chosen = settings or load_settings()
    return make_diagnosis(chosen.model, chosen.threads, versions(chosen), samples())


@cache
def json_schema() -> Mapping[str, Any]:
    """The JSON Schema of what :func:`servanda.to_json` gives."""
    import json

    text = files("servanda").joinpath("schema/coding.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def samples(folder: Literal["reports", "record"] = "reports") -> Path:
    """A folder of sample reports in the package (see the README beside it).

    ``reports`` are a few of different sorts, ``record`` fifty that make a record.
    """
    return Path(str(files("servanda").joinpath("samples", folder)))


def versions(settings: Settings | None = None) -> dict[str, str]:
    """What goes into an output's ``versions``: the program's, the format's, which language model.

    With a file of own knowledge also the beginning of its SHA-256.
    """
    from servanda.run.tools import model_version, own_version

    chosen = settings or load_settings()
    found = {"servanda": __version__, "format": "1", "model": model_version(chosen.model)}
    own = own_knowledge(chosen)
    return {**found, "knowledge": own_version(own)} if own else found


def _doubt(settings: Settings) -> Doubt:
    """When it stays open whom a mention means."""
    from servanda.resolution import Doubt

    return Doubt(least=settings.actor_score, lead=settings.actor_lead)


def _documents(source: str | Path, settings: Settings, on_issue: OnIssue) -> Iterator[Document]:
    from servanda.intake import read_source

    for found in read_source(str(source), limits=settings.limits):
        if isinstance(found, Issue):
            on_issue(found)
        else:
            yield found


def _predict(reports: Mapping[str, Record], settings: Settings | None) -> dict[str, Record]:
    """Our own codings of gold's texts."""
    from servanda.model.json import to_json

    known = ("title", "source", "published", "url")
    ours = (document(r["text"], id=key, **{k: r.get(k) for k in known}) for key, r in reports.items())
    return {coding.document.id: to_json(coding) for coding in code(ours, settings=settings)}
