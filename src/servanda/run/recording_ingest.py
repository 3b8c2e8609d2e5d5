"""Reports into a record: read, coded in processes, added in order, views brought up with each batch."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final, Self

from servanda.errors import ConfigError, InputError, Interrupted, Issue, ServandaError
from servanda.intake import Limits, read_source
from servanda.model import Coding, Document
from servanda.model.asking import Ingested, IngestStep
from servanda.model.json import KINDS, claim_id, from_json, to_json
from servanda.pipeline import code_document
from servanda.resolution import Doubt
from servanda.run.lines import How, count_claims
from servanda.run.recording import Recorder
from servanda.run.tools import load_own, load_tools, uncoded
from servanda.run.workers import WAITING_PER_WORKER, Workers, cores

BATCH: Final = 200
"""Reports added by one transaction, at most."""
SECONDS: Final = 2.0
"""After this long, what is there is added, so that little is lost when the work is stopped."""

NONE_READ: Final = "no report could be read"
"""Said of a source each of whose reports was named with its own reason already."""

Progress = Callable[[IngestStep], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestJob:
    """What :func:`ingest` does; see :meth:`servanda.api.record.Record.ingest`. ``at``: time of adding."""

    source: str
    at: str
    errors: Path | None = None
    more_errors: bool = False
    licence: str = ""
    redistributable: bool = False
    workers: int = 0
    model: str = ""
    threads: int = 1
    limits: Limits = field(default_factory=Limits)
    versions: Mapping[str, str] = field(default_factory=dict)
    doubt: Doubt = field(default_factory=Doubt)
    knowledge: str = ""

    @property
    def how(self) -> How:
        """How reports are coded."""
        return How(
            where=self.source,
            model=self.model,
            threads=self.threads,
            limits=self.limits,
            versions=self.versions,
            mentions=True,
            doubt=self.doubt,
            knowledge=self.knowledge,
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was coded: its object, as the store keeps it, and its coding; or why there is none."""

    payload: Mapping[str, Any] | None
    failures: tuple[Issue, ...] = ()


@dataclass(slots=True)
class Count:
    """How far the work is."""

    added: int = 0
    earlier: int = 0
    failed: int = 0
    claims: int = 0
    done: int = 0
    all: int | None = None

    def step(self, failures: tuple[Issue, ...] = ()) -> IngestStep:
        """What is told of it."""
        return IngestStep(
            added=self.added,
            earlier=self.earlier,
            failed=self.failed,
            done=self.done,
            all=self.all,
            failures=failures,
        )


def ingest(recorder: Recorder, job: IngestJob, progress: Progress | None = None) -> Ingested:
    """See :meth:`servanda.api.record.Record.ingest`."""
    began = time.monotonic()
    count = Count(all=_size(job.source))
    with _Quarantine(job.errors, more=job.more_errors) as quarantine:
        batch = _Batch(recorder, job, count)
        try:
            for read in coded(job, _lacking(recorder, job, count)):
                if read.payload is None:
                    count.failed += 1
                    quarantine.add(read.failures)
                else:
                    batch.add(read.payload)
                if progress:
                    progress(count.step(read.failures))
            batch.flush()
            recorder.settle()
            _check_any(count, job)
        except InputError as error:
            batch.flush()
            count.failed += 1
            quarantine.add((Issue.from_error(error),))
            if progress:
                progress(count.step())
            raise
        except KeyboardInterrupt:
            batch.flush()
            raise Interrupted(
                "X001",
                f"stopped; {count.added} reports were added and are whole",
                remedy="run the same command again to go on",
            ) from None
    if progress:
        progress(count.step())
    if not count.added and not count.earlier:
        raise InputError("I002", NONE_READ, where=job.source)
    return Ingested(
        added=count.added,
        earlier=count.earlier,
        failed=count.failed,
        claims=count.claims,
        seconds=time.monotonic() - began,
    )


def _check_any(count: Count, job: IngestJob) -> None:
    if not count.added and not count.earlier and not count.failed:
        raise InputError("I002", "there is no report in it", where=job.source)


class _Batch:
    """Reports that wait to be added together."""

    def __init__(self, recorder: Recorder, job: IngestJob, count: Count) -> None:
        self._recorder = recorder
        self._job = job
        self._count = count
        self._waiting: list[tuple[Mapping[str, Any], Coding]] = []
        self._since = time.monotonic()

    def add(self, payload: Mapping[str, Any]) -> None:
        """Take a report; add all that wait if they are many, or have waited long."""
        self._waiting.append((payload, from_json(payload)))
        if len(self._waiting) >= BATCH or time.monotonic() - self._since > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Add what waits."""
        if self._waiting:
            job, count = self._job, self._count
            given = [(payload, job.licence, job.redistributable) for payload, _ in self._waiting]
            with self._recorder.writing(patience=0) as (work, decisions):
                added = work.add_reports(given, at=job.at)
                fresh = [
                    (one.report, coding)
                    for one, (_, coding) in zip(added, self._waiting, strict=True)
                    if one and one.active
                ]
                self._recorder.keeper.put(work, fresh, decisions)
            for one, (_, coding) in zip(added, self._waiting, strict=True):
                count.added += bool(one)
                count.earlier += not one
                count.claims += count_claims(coding) if one else 0
            self._waiting = []
        self._since = time.monotonic()


def _lacking(recorder: Recorder, job: IngestJob, count: Count) -> Iterator[Document | Read]:
    """What the source holds and the record does not; what was coded elsewhere needs no coding."""
    if is_coded(job.source):
        yield from _codings(job.source, count)
        return
    with_reading = recorder.store.reading
    for found in read_source(job.source, limits=job.limits):
        count.done += 1
        if isinstance(found, Issue):
            if found.level == "error":
                yield Read(None, (found,))
            continue
        with with_reading() as work:
            there = work.has(found.id, found.sha256, job.versions)
        if there:
            count.earlier += 1
        else:
            yield found


def is_coded(source: str) -> bool:
    """Whether a file holds codings, one a line, by its first line."""
    path = Path(source)
    if path.suffix not in (".jsonl", ".json") or not path.is_file():
        return False
    with path.open("rb") as file:
        first = file.readline(1 << 26)
    try:
        said = json.loads(first)
    except ValueError:
        return False
    return isinstance(said, dict) and {"id", "text", "events", "commitments", "sha256"} <= said.keys()


def _codings(source: str, count: Count) -> Iterator[Read]:
    with Path(source).open("rb") as file:
        for number, line in enumerate(file, 1):
            count.done += len(line)
            if not line.strip():
                continue
            try:
                payload = _with_ids(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, ServandaError) as error:
                issue = Issue(
                    code="I007",
                    message=f"no coding of a report: {type(error).__name__}: {error}"[:300],
                    level="error",
                    where=f"{source}:{number}",
                )
                yield Read(None, (issue,))
            else:
                yield Read(payload)


def _with_ids(payload: dict[str, Any]) -> dict[str, Any]:
    """The object with the ids that its claims have by what they say, whoever made it."""
    coding = from_json(payload)
    out = dict(payload)
    for kind in KINDS:
        claims = getattr(coding, kind)
        out[kind] = [
            {**said, "id": claim_id(coding.document, c)}
            for said, c in zip(payload[kind], claims, strict=True)
        ]
    return out


def coded(job: IngestJob, found: Iterator[Document | Read]) -> Iterator[Read]:
    """Documents coded, in their order, the same for any number of processes."""
    how = job.how
    count = job.workers or cores()
    first = list(itertools.islice((f for f in found), 2))
    found = itertools.chain(first, found)
    if count <= 1 or len(first) < 2 or isinstance(first[0], Read):
        for one in found:
            yield one if isinstance(one, Read) else code_one(one, how)
        return
    waiting: list[Read | None] = []  # None: the next that the processes give
    with Workers(how, count, code_one, lost) as pool:
        for one in found:
            if isinstance(one, Document):
                pool.add(one)
            waiting.append(None if isinstance(one, Document) else one)
            while waiting and (waiting[0] is not None or pool.waiting >= count * WAITING_PER_WORKER):
                yield waiting.pop(0) or pool.take()
        while waiting:
            yield waiting.pop(0) or pool.take()


def code_one(document: Document, how: How) -> Read:
    """Code a document; whatever is wrong with it becomes a failure, so that others go on.

    Raises:
        ConfigError, ModelError: if no report at all could be coded.
    """
    own = load_own(how.knowledge, how.limits.knowledge_rows)
    tools = load_tools(how.model, how.threads, how.doubt, own)
    try:
        coding = code_document(document, tools, mentions=True)
        return Read(to_json(coding, original=True, versions=how.versions))
    except (ConfigError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one report that breaks the reader must not stop the others
        return Read(None, (uncoded(error, document.id),))


def lost(document: Document, how: How) -> Read:
    """A report on which two processes died."""
    del how
    message = "the process that read this report died, most likely for want of memory (leave it out)"
    return Read(None, (Issue(code="M003", message=message, level="error", where=document.id),))


class _Quarantine:
    """A JSONL file of what could not be read, with reasons; nothing if no file is named."""

    def __init__(self, path: Path | None, *, more: bool) -> None:
        self._path = path
        self._mode = "a" if more else "w"
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path:
            try:
                self._file = self._path.open(self._mode, encoding="utf-8")
            except OSError as error:
                message = f"cannot be written: {error.strerror}"
                raise ConfigError("C004", message, where=str(self._path)) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, failures: tuple[Issue, ...]) -> None:
        """One line for each reason."""
        for issue in failures:
            if self._file:
                self._file.write(json.dumps(asdict(replace(issue)), ensure_ascii=False) + "\n")
                self._file.flush()


def _size(source: str) -> int | None:
    path = Path(source)
    return path.stat().st_size if is_coded(source) else None
