"""One file that holds a whole record, the same for both stores.

Lines of text: what it is and where the log ends; every row of the layers in the order of the log, as JSON
with bytes in base64; the SHA-256 of all lines before. The log itself is left out: it follows from the rows,
and what it comes to is compared with the first line, on the way out and on the way in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Connection, func, select

from servanda.errors import ConfigError, InputError, RecordError
from servanda.record.engine import connect_to, for_writing, is_foreign, is_server, switch_to_wal, told
from servanda.record.log import Head
from servanda.record.opening import make_tables, schema_of
from servanda.record.reading import Reading
from servanda.record.schema import LAYERS, SCHEMA
from servanda.record.writing import Writing

FORMAT: Final = "servanda backup"
VERSION: Final = 1
"""Of the lines described above."""

PARTIAL: Final = ".partial"
"""Ending of a file that is being written."""

_STRETCH: Final = 500
_BYTES: Final = ("body",)
"""Columns that hold bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a backup holds: the end of the log, rows of each layer, bytes and SHA-256 of the file."""

    head: Head
    rows: Mapping[str, int]
    size: int
    sha256: str


Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


def write_backup(look: Reading, target: Path, *, progress: Progress | None = None) -> Kept:
    """Write all layers of a snapshot to a file, which takes its name when it is complete.

    Raises:
        RecordError: R010 if the rows do not come to what the log says; nothing is kept then.
        ConfigError: C004 if the file cannot be written.
    """
    partial = target.with_name(target.name + PARTIAL)
    try:
        with partial.open("wb") as out:
            kept = _write(look, out, progress)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
        _sync_folder(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ConfigError(
            "C004", f"the backup cannot be written: {error.strerror}", where=str(target)
        ) from error
    except RecordError:
        partial.unlink(missing_ok=True)
        raise
    return kept


def _write(look: Reading, out: IO[bytes], progress: Progress | None) -> Kept:
    count = {n: _count(look.connection, n) for n in LAYERS}
    first = {
        "format": FORMAT,
        "version": VERSION,
        "schema": SCHEMA,
        "head": str(look.head),
        "rows": count,
    }
    digest, size, head = hashlib.sha256(), 0, Head()

    def put(value: object) -> None:
        nonlocal size
        line = json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"
        digest.update(line)
        size += out.write(line)

    put(first)
    for layer, row in _rows(look.connection, look.head.number):
        head, _ = head.next(layer, row)
        put([layer, {k: base64.b64encode(v).decode() if k in _BYTES else v for k, v in row.items()}])
        if progress and not head.number % _STRETCH:
            progress(head.number, look.head.number)
    if head != look.head or sum(count.values()) != head.number:
        raise RecordError(
            "R010", "the record was altered, so it is not backed up", remedy="servanda verify names the rows"
        )
    last = f"{digest.hexdigest()}\n".encode("ascii")
    size += out.write(last)
    return Kept(head=head, rows=count, size=size, sha256=digest.hexdigest())


def _count(connection: Connection, layer: str) -> int:
    return int(connection.execute(select(func.count()).select_from(LAYERS[layer])).scalar_one())


def _rows(connection: Connection, last: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of all layers, by number."""
    for start in range(1, last + 1, _STRETCH):
        found: dict[int, tuple[str, dict[str, Any]]] = {}
        for name, table in LAYERS.items():
            query = select(table).where(table.c.number.between(start, start + _STRETCH - 1))
            for row in connection.execute(query).mappings():
                found[row["number"]] = (name, dict(row))
        for number in sorted(n for n in found if n <= last):
            yield found[number]


def check_backup(source: Path) -> Kept:
    """Read a backup from end to end.

    Raises:
        InputError: I001 if there is no such file.
        RecordError: R006 if it is no backup, cut short or altered; R002 if a newer version made it.
    """
    digest, count, first, last = hashlib.sha256(), 0, b"", b""
    try:
        with source.open("rb") as lines:
            for line in lines:
                if count:
                    digest.update(last)
                else:
                    first = line
                last = line
                count += 1
    except OSError as error:
        raise InputError("I001", f"cannot be read: {error.strerror}", where=str(source)) from error
    where = str(source)
    head, said = _header(first, where)
    if last != f"{digest.hexdigest()}\n".encode("ascii") or count != head.number + 2:
        raise RecordError(
            "R006", "the backup is cut short or altered", where=where, remedy="take another backup"
        )
    return Kept(head=head, rows=said["rows"], size=source.stat().st_size, sha256=digest.hexdigest())


def _header(line: bytes, where: str) -> tuple[Head, dict[str, Any]]:
    no_backup = RecordError("R006", "this is no backup, or its first line was altered", where=where)
    try:
        said = json.loads(line)
        head = Head.read(said["head"])
        version, schema = int(said["version"]), int(said["schema"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise no_backup from error
    if said.get("format") != FORMAT or head is None or not isinstance(said.get("rows"), dict):
        raise no_backup
    if version > VERSION or schema > SCHEMA:
        raise RecordError(
            "R002", "the backup was made by a newer version", where=where, remedy="install that version"
        )
    return head, said


def read_backup(source: Path, work: Writing, *, progress: Progress | None = None) -> Kept:
    """Add all rows of a backup to an empty record, in the transaction of ``work``.

    Raises:
        InputError: I001 if there is no such file.
        RecordError: R003 if the record is not empty; R002 or R006 as for :func:`check_backup`.
    """
    if work.head != Head():
        raise RecordError("R003", "the record is not empty", remedy="restore into a new one")
    kept = check_backup(source)
    where = str(source)
    altered = RecordError("R006", "the backup does not come to what its first line says", where=where)
    try:
        with source.open("rb") as lines:
            next(lines)
            for some in _stretches(
                _row(line) for _, line in zip(range(kept.head.number), lines, strict=False)
            ):
                work.take(some)
                if progress:
                    progress(work.head.number, kept.head.number)
    except (ValueError, KeyError, TypeError) as error:
        raise altered from error
    except OSError as error:
        raise InputError("I001", f"cannot be read: {error.strerror}", where=where) from error
    if work.head != kept.head:
        raise altered
    work.settle_all()
    return kept


def restore(
    source: Path,
    address: str,
    *,
    then: Callable[[Writing], None] | None = None,
    progress: Progress | None = None,
) -> Kept:
    """Make a record of a backup, at an address where there is none.

    A file takes its name when all is in it; on a server it is one transaction.

    Args:
        source: the backup.
        address: a path, or ``postgresql://…``.
        then: called before the end, in the same transaction; for indexes.
        progress: told how many rows of how many are done.

    Raises:
        InputError: I001 if there is no such backup.
        RecordError: R003 if there is something at the address already; R001, R002, R004, R005, R006.
    """
    if is_foreign(address):
        raise RecordError("R001", "no such kind of database", remedy="give a path, or postgresql://…")
    if is_server(address):
        return _restore(source, address, then, progress)
    target = Path(address)
    if target.exists():
        raise RecordError("R003", "there is something already", where=address, remedy="name a new file")
    partial = target.with_name(target.name + PARTIAL)
    _clear(partial)
    try:
        kept = _restore(source, str(partial), then, progress)
        partial.rename(target)
        _sync_folder(target)
    finally:
        _clear(partial)
    return kept


def _restore(
    source: Path, address: str, then: Callable[[Writing], None] | None, progress: Progress | None
) -> Kept:
    engine = connect_to(address, readonly=False, wait=0)
    try:
        with told(address):
            if not is_server(address):
                switch_to_wal(engine, 0)
            schema_of(engine, address)  # refuses what is a database of something else
            with engine.connect() as fresh:
                connection = for_writing(fresh)
                make_tables(connection)
                work = Writing(connection)
                kept = read_backup(source, work, progress=progress)
                if then:
                    then(work)
                work.finish()
                connection.commit()
    finally:
        engine.dispose()
    return kept


def _clear(partial: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _row(line: bytes) -> tuple[str, dict[str, Any]]:
    layer, row = json.loads(line)
    columns = LAYERS[layer].columns.keys()
    return layer, {k: base64.b64decode(row[k], validate=True) if k in _BYTES else row[k] for k in columns}


def _stretches(
    rows: Iterable[tuple[str, dict[str, Any]]],
) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    some: list[tuple[str, dict[str, Any]]] = []
    for row in rows:
        some.append(row)
        if len(some) == _STRETCH:
            yield some
            some = []
    if some:
        yield some


def _sync_folder(path: Path) -> None:
    """So that the new name, too, outlasts a loss of power."""
    folder = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
