"""An ingestion that a server does, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: Final = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read, and why."""

    code: str
    message: str
    where: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An ingestion.

    Attributes:
        id: ``job-`` and 16 hex digits.
        record: into which.
        source: names of the files, or the address.
        by: who asked for it.
        state: how it stands.
        version: grows with every change of the job.
        added, earlier, failed: reports added, there already, not read.
        done, all: how far it is: files or bytes of how many; ``all`` is ``null`` if that is not known.
        claims: claims read, once it is done.
        failures: the first of the reports that could not be read.
        code, message: what stopped it, if something did.
        created, started, ended: when, in UTC.
    """

    id: str
    record: str
    source: str
    by: str
    state: State = "waiting"
    version: int = 1
    added: int = 0
    earlier: int = 0
    failed: int = 0
    done: int = 0
    all: int | None = None
    claims: int | None = None
    failures: tuple[Failure, ...] = ()
    code: str | None = None
    message: str | None = None
    created: str
    started: str | None = None
    ended: str | None = None
