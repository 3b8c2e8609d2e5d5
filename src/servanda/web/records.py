"""Open records, shared by all requests: opened when first asked for, opened anew if their file changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from servanda.api.record import Record, open_record
from servanda.errors import RecordError

_DATABASE: Final = "://"


class Held:
    """One record. Any number of threads may read; those of this process that write take turns."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._file = None if _DATABASE in address else Path(address)
        self._record: Record | None = None
        self._stands: tuple[int, int] | None = None
        self._opening = threading.Lock()
        self._turn = threading.Lock()
        self._looking = threading.Lock()
        self._seen: tuple[float, str] | None = None

    def record(self) -> Record:
        """The record, open.

        Raises:
            RecordError: R001 if it is not there (any more), R002, R003, R005.
        """
        with self._opening:
            now = self._where()
            if self._record is not None and now != self._stands:
                self._record.close()
                self._record = None
            if self._record is None:
                self._record = open_record(self.address, create=False)
                self._stands = self._where()
            return self._record

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """The record for one who writes, when it is his turn."""
        with self._turn:
            yield self.record()

    def head(self, old: float) -> str:
        """The end of the log, as it was at most ``old`` seconds ago; many may watch, one looks.

        Raises:
            RecordError: as :meth:`record`.
        """
        with self._looking:
            now = time.monotonic()
            if self._seen is None or now - self._seen[0] > old:
                self._seen = (now, self.record().head())
            return self._seen[1]

    def close(self) -> None:
        """Let the database go."""
        with self._opening:
            if self._record is not None:
                self._record.close()
                self._record = None

    def _where(self) -> tuple[int, int] | None:
        """Device and number of the file; a record that was deleted is gone, though it is still open."""
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError as error:
            if self._record is not None:
                self._record.close()
                self._record = None
            raise RecordError(
                "R001", "the record is not there", where=self._file.name, remedy="put it back"
            ) from error
        return found.st_dev, found.st_ino


class Holder:
    """All records of a server, by address."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._lock = threading.Lock()

    def held(self, address: str) -> Held:
        """The one at this address."""
        with self._lock:
            return self._held.setdefault(address, Held(address))

    def close(self) -> None:
        """Let all go."""
        with self._lock:
            for one in self._held.values():
                one.close()
            self._held.clear()
