"""Reports of a record coded again by this version; the new codings are chosen by judgements."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from servanda.errors import Interrupted
from servanda.model import Coding, Document
from servanda.model.asking import Ingested
from servanda.model.json import from_json
from servanda.model.judgement import Judgement
from servanda.record.schema import active
from servanda.record.store import Writing
from servanda.run.lines import count_claims
from servanda.run.recording import Recorder
from servanda.run.recording_aside import decisions_of
from servanda.run.recording_ingest import Count, IngestJob, Progress, Read, coded

_BATCH: Final = 50


def recode(recorder: Recorder, job: IngestJob, author: str, progress: Progress | None = None) -> Ingested:
    """See :meth:`servanda.api.record.Record.recode`."""
    began = time.monotonic()
    count = Count()
    waiting: list[Read] = []
    try:
        for read in coded(job, _documents(recorder, job, count)):
            if read.payload is None:
                count.failed += 1
            else:
                waiting.append(read)
                if len(waiting) >= _BATCH:
                    _add(recorder, job, author, waiting, count)
            if progress:
                progress(count.step(read.failures))
        _add(recorder, job, author, waiting, count)
    except KeyboardInterrupt:
        _add(recorder, job, author, waiting, count)
        message = f"stopped; {count.added} reports were coded again"
        raise Interrupted("X001", message, remedy="run the same command again to go on") from None
    return Ingested(
        added=count.added,
        earlier=count.earlier,
        failed=count.failed,
        claims=count.claims,
        seconds=time.monotonic() - began,
    )


def _documents(recorder: Recorder, job: IngestJob, count: Count) -> Iterator[Document]:
    """Reports whose coding was made by another version, one after the other."""
    with recorder.store.reading() as work:
        ids = list(work.connection.execute(select(active.c.report).order_by(active.c.coding)).scalars())
    count.all = len(ids)
    for one in ids:
        with recorder.store.reading() as work:
            stored = next(work.codings([one], withdrawn=True))
        count.done += 1
        if dict(stored.coder) == dict(job.versions):
            count.earlier += 1
        else:
            yield from_json(stored.payload).document


def _add(recorder: Recorder, job: IngestJob, author: str, waiting: list[Read], count: Count) -> None:
    """Add new codings beside the old ones, and let them stand for their reports."""
    given = [read.payload for read in waiting if read.payload is not None]
    if not given:
        return
    with recorder.writing() as (work, _):
        infos = {r.id: r for r in work.reports([p["id"] for p in given], withdrawn=True)}
        rows = [(p, infos[p["id"]].licence, infos[p["id"]].redistributable) for p in given]
        added = work.add_reports(rows, at=job.at)
        made = [
            _chosen(work, job, author, one.report, one.coding)
            for one in added
            if work.active(one.report) != one.coding
        ]
        recorder.keeper.judged(work, made, decisions_of(work))
    codings: list[Coding] = [from_json(p) for p in given]
    count.added += len(given)
    count.claims += sum(count_claims(c) for c in codings)
    waiting.clear()


def _chosen(work: Writing, job: IngestJob, author: str, report: str, coding: str) -> Judgement:
    return work.add_judgement(
        "recode",
        [report],
        value=json.dumps(coding),
        reasons=(f"coded again by servanda {job.versions.get('servanda', '')}".strip(),),
        author=author,
        role="rule",
        at=job.at,
    )
