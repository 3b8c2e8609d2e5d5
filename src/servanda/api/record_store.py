"""The verbs that look after a record as a whole: is it as it was written, a copy of it, one of a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from servanda.errors import ConfigError, RecordError
from servanda.record.backup import Kept, write_backup
from servanda.record.backup import restore as read_back
from servanda.record.log import Head
from servanda.record.store import open_store
from servanda.record.verify import Verified
from servanda.record.verify import verify as look_at

__all__ = ["Kept", "Verified", "backup", "restore", "verify"]

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done; while views are made, how many reports."""


def verify(address: str | Path, *, noted: str | None = None, progress: Progress | None = None) -> Verified:
    """Look at every row of a record; what was altered, removed, added or reordered is named.

    Args:
        address: a path, or ``postgresql://…``.
        noted: the head of an earlier look, ``NUMBER:HASH``, that the record must still hold.
        progress: told how many rows of how many were looked at.

    Raises:
        RecordError: R001, R002, R005; R010 if the database itself cannot be read any more; R011 if ``noted``
            is no head.
    """
    head = Head.read(noted) if noted else None
    if noted and head is None:
        raise RecordError("R011", f"{noted!r} is no head of a log", remedy="as verify prints it: NUMBER:HASH")
    with open_store(str(address), readonly=True) as store, store.reading() as look:
        return look_at(look.connection, noted=head, progress=progress)


def backup(
    address: str | Path, target: str | Path, *, replace: bool = True, progress: Progress | None = None
) -> Kept:
    """Write a record's documents, claims, judgements and log to one file; others may write meanwhile.

    Args:
        address: a path, or ``postgresql://…``.
        target: the file.
        replace: whether a file that is there already is replaced.
        progress: told how many rows of how many are written.

    Raises:
        RecordError: R001, R002, R005; R010 if the record was altered.
        ConfigError: C004 if the file cannot be written, is the record itself, or is there already.
    """
    path = Path(target)
    if path.exists() and Path(address).exists() and path.samefile(address):
        raise ConfigError("C004", "the backup would replace the record", where=str(path))
    if path.exists() and not replace:
        raise ConfigError("C004", "there is a file already", where=str(path), remedy="--force replaces it")
    with open_store(str(address), readonly=True) as store, store.reading() as look:
        return write_backup(look, path, progress=progress)


def restore(source: str | Path, address: str | Path, *, progress: Progress | None = None) -> Kept:
    """Make a record of a backup, on either store, and all its views.

    Raises:
        InputError: I001 if there is no such backup.
        RecordError: R006 if it is cut short or altered, R002 if a newer version made it; R003 if there is
            something at the address already; R004, R005. Nothing is left half-written.
    """
    from servanda.api.record import open_record

    kept = read_back(Path(source), str(address), progress=progress)
    with open_record(address) as record:
        record.rebuild(progress)
    return kept
