"""What is to be ingested, out of settings."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from servanda.api import versions
from servanda.resolution import Doubt
from servanda.run.recording_ingest import IngestJob
from servanda.settings import Settings, load_settings


def job_of(
    source: str | Path,
    settings: Settings | None,
    licence: str = "",
    redistributable: bool = False,
    errors: Path | None = None,
) -> IngestJob:
    """The job that :meth:`servanda.api.record.Record.ingest` is asked for; see there."""
    chosen = settings or load_settings()
    return IngestJob(
        source=str(source),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        errors=errors,
        licence=licence,
        redistributable=redistributable,
        workers=chosen.workers,
        model=chosen.model,
        threads=chosen.threads,
        limits=chosen.limits,
        versions=versions(chosen),
        doubt=Doubt(least=chosen.actor_score, lead=chosen.actor_lead),
        knowledge=chosen.knowledge,
    )
