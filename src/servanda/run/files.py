"""A JSONL file of reports to one of codings: whole lines, in order, able to go on where it stopped."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from servanda.errors import ConfigError, InputError, Interrupted, Issue
from servanda.intake import Limits
from servanda.model.json import to_line
from servanda.resolution import Doubt
from servanda.run.lines import How, Line, Outcome, code_line, read_lines
from servanda.run.progress import Progress, Step, Summary
from servanda.run.workers import code_lines, cores

STANDARD: Final = Path("-")
"""Standard input or output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What :func:`run_job` does; see :func:`servanda.api.code_file`."""

    source: Path
    output: Path
    errors: Path | None = None
    resume: bool = False
    workers: int = 0
    model: str = ""
    threads: int = 1
    limits: Limits = field(default_factory=Limits)
    versions: Mapping[str, str] = field(default_factory=dict)
    mentions: bool = False
    doubt: Doubt = field(default_factory=Doubt)
    knowledge: str = ""


@dataclass(slots=True)
class _Tally:
    """Counts that grow while the work goes on; ids of reports already written."""

    ids: set[str]
    last_line: int = 0
    earlier: int = 0
    coded: int = 0
    failed: int = 0
    claims: int = 0
    bytes_done: int = 0
    whole: int = 0
    """Length in bytes of the whole lines of an earlier output."""


def partial_path(output: Path) -> Path:
    """Where an unfinished output lies."""
    return output.with_name(output.name + ".partial")


def run_job(job: Job, progress: Progress | None = None) -> Summary:
    """Code a file; see :func:`servanda.api.code_file`."""
    began = time.monotonic()
    _check_paths(job)
    how = How(
        where=str(job.source),
        model=job.model,
        threads=job.threads,
        limits=job.limits,
        versions=job.versions,
        mentions=job.mentions,
        doubt=job.doubt,
        knowledge=job.knowledge,
    )
    tally = _earlier(job, how)
    with ExitStack() as open_files:
        source = _open_source(job.source, open_files)
        _begin_output(job, tally)
        size = None if job.source == STANDARD else job.source.stat().st_size
        sink = _open_output(job, open_files)
        errors = _open_errors(job, tally, open_files)
        lines = _remaining(source, job.limits.line_bytes + 1, tally)
        try:
            for outcome in code_lines(lines, how, job.workers or cores()):
                _write(outcome, sink, errors, tally)
                if progress is not None:
                    progress(Step(tally.coded, tally.failed, tally.bytes_done, size, outcome.failures))
        except KeyboardInterrupt:
            raise _interrupted(job, tally) from None
    if not (tally.coded or tally.failed or tally.earlier):
        if job.output != STANDARD:
            partial_path(job.output).unlink(missing_ok=True)
        raise InputError("I003", "input is empty", where=str(job.source), remedy="give one report a line")
    if job.output != STANDARD:
        _finish(job.output)
    return Summary(
        coded=tally.coded,
        failed=tally.failed,
        earlier=tally.earlier,
        claims=tally.claims,
        seconds=time.monotonic() - began,
    )


def _check_paths(job: Job) -> None:
    if job.source != STANDARD and not job.source.exists():
        raise InputError("I001", "nothing at this path", where=str(job.source), remedy="check the spelling")
    if job.source.is_dir():
        raise InputError("I007", "is a folder", where=str(job.source), remedy="give a JSONL file")
    if job.output.is_dir():
        raise ConfigError("C004", "is a folder", where=str(job.output), remedy="give a file's name")
    if job.output.exists() and job.source.exists() and job.output.samefile(job.source):
        raise ConfigError("C004", "output would overwrite the input", where=str(job.output))
    if job.resume and STANDARD in (job.source, job.output):
        raise ConfigError("C006", "a stream cannot be resumed", remedy="give files, or leave out --resume")


def _earlier(job: Job, how: How) -> _Tally:
    """What an earlier run has written; nothing on disk is changed, since the output may be refused."""
    tally = _Tally(ids=set())
    if not job.resume:
        return tally
    path = _earlier_path(job.output)
    if not path.exists():
        return tally
    last: dict[str, object] = {}
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            last = _earlier_record(line, path, tally)
            tally.whole += len(line)
    if last:
        _check_same_input(job, how, tally.last_line, last)
    return tally


def _earlier_path(output: Path) -> Path:
    """Where an earlier run left off: the unfinished output if there is one, else the finished."""
    partial = partial_path(output)
    return partial if partial.exists() else output


def _begin_output(job: Job, tally: _Tally) -> None:
    """Make the unfinished output what an accepted earlier one holds, without a line that was cut."""
    if not (job.resume and _earlier_path(job.output).exists()):
        return
    partial = partial_path(job.output)
    try:
        if not partial.exists():
            shutil.copyfile(job.output, partial)
        os.truncate(partial, tally.whole)
    except OSError as error:
        raise _unwritable(partial, error) from error


def _earlier_record(line: bytes, path: Path, tally: _Tally) -> dict[str, object]:
    try:
        record: dict[str, object] = json.loads(line)
        number, report = record["line"], record["id"]
    except (ValueError, KeyError, TypeError) as error:
        raise _unrelated(path, "it is not an output of 'servanda code'") from error
    if not isinstance(number, int) or number <= tally.last_line:
        raise _unrelated(path, "its lines are out of order")
    tally.last_line = number
    tally.earlier += 1
    tally.ids.add(str(report))
    return record


def _check_same_input(job: Job, how: How, number: int, last: Mapping[str, object]) -> None:
    """The last report written must be the one that stands in that line of the input."""
    with job.source.open("rb") as source:
        line = next(
            (found for found in read_lines(source, job.limits.line_bytes + 1) if found.number == number), None
        )
    outcome = code_line(line, how) if line is not None else None
    if outcome is None or not outcome.record or json.loads(outcome.record)["sha256"] != last.get("sha256"):
        raise _unrelated(_earlier_path(job.output), f"line {number} of {job.source} is another report")
    if ("mentions" in last) != job.mentions:
        made = "with" if "mentions" in last else "without"
        raise _unrelated(_earlier_path(job.output), f"it was made {made} --mentions")


def _unrelated(path: Path, why: str) -> ConfigError:
    return ConfigError(
        "C006", f"cannot go on from this output: {why}", where=str(path), remedy="leave out --resume"
    )


def _open_source(path: Path, files: ExitStack) -> BinaryIO:
    if path == STANDARD:
        return sys.stdin.buffer
    try:
        return files.enter_context(path.open("rb"))
    except OSError as error:
        raise InputError("I001", f"cannot be opened: {error.strerror}", where=str(path)) from error


def _open_output(job: Job, files: ExitStack) -> BinaryIO:
    if job.output == STANDARD:
        return sys.stdout.buffer
    return _open_to_write(partial_path(job.output), files, append=job.resume)


def _open_errors(job: Job, tally: _Tally, files: ExitStack) -> BinaryIO | None:
    """The file of failures; on resuming, those of lines that are read again are taken out."""
    if job.errors is None:
        return None
    kept: list[bytes] = []
    if job.resume and job.errors.exists():
        for line in job.errors.read_bytes().splitlines(keepends=True):
            try:
                if json.loads(line)["line"] < tally.last_line:
                    kept.append(line)
            except (ValueError, KeyError, TypeError):
                continue
    file = _open_to_write(job.errors, files, append=False)
    file.writelines(kept)
    return file


def _open_to_write(path: Path, files: ExitStack, *, append: bool) -> BinaryIO:
    try:
        return files.enter_context(path.open("ab" if append else "wb"))
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ConfigError:
    message = f"cannot be written: {error.strerror}"
    return ConfigError("C004", message, where=str(path), remedy="check the folder")


def _remaining(source: BinaryIO, most: int, tally: _Tally) -> Iterator[Line]:
    """Lines after the last one written; how far the reading is is known from the outcomes."""
    for line in read_lines(source, most):
        if line.number > tally.last_line:
            yield line
        else:
            tally.bytes_done += line.size


def _write(outcome: Outcome, sink: BinaryIO, errors: BinaryIO | None, tally: _Tally) -> None:
    tally.bytes_done += outcome.size
    if outcome.record:
        tally.coded += 1
        tally.claims += outcome.claims
        sink.write(_unique(outcome, tally.ids).encode("utf-8", "replace") + b"\n")
        sink.flush()
        return
    tally.failed += 1
    if errors is not None:
        for issue in outcome.failures:
            entry = {"line": outcome.number, **asdict(issue)}
            errors.write(to_line(entry).encode("utf-8", "replace") + b"\n")
        errors.flush()


def _unique(outcome: Outcome, ids: set[str]) -> str:
    """The record, under an id of its own if an earlier report has its id (I018)."""
    name, count = outcome.id, 1
    while name in ids:
        count += 1
        name = f"{outcome.id}-{count}"
    ids.add(name)
    if name == outcome.id:
        return outcome.record
    record = json.loads(outcome.record)
    message = f"an earlier report has the id {outcome.id!r}; this one is {name!r}"
    record["id"] = name
    record["issues"].append(asdict(Issue(code="I018", message=message, where=f"line {outcome.number}")))
    return to_line(record)


def _finish(output: Path) -> None:
    partial = partial_path(output)
    try:
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(output)
    except OSError as error:
        raise ConfigError("C004", f"cannot be written: {error.strerror}", where=str(output)) from error


def _interrupted(job: Job, tally: _Tally) -> Interrupted:
    done = tally.coded + tally.earlier
    if job.output == STANDARD:
        return Interrupted("X001", f"stopped after {done} reports")
    return Interrupted(
        "X001",
        f"stopped after {done} reports, all whole",
        where=str(partial_path(job.output)),
        remedy="go on with --resume",
    )
