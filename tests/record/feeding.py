"""Feeds or rebuilds a record in small steps, telling of each: a command for :mod:`tests.record.kills`."""

from __future__ import annotations

import sys

from servanda.api.record import open_record
from servanda.run import recording_ingest, recording_keeping

recording_ingest.BATCH = 5  # type: ignore[misc]
recording_keeping._CHUNK = 5  # type: ignore[misc]
recording_keeping._VIEWS = 1  # type: ignore[misc]

command, address, source = sys.argv[1:]
with open_record(address) as record:
    print("open", flush=True)  # noqa: T201
    if command == "ingest":
        record.ingest(source, progress=lambda step: print(step.added, flush=True))  # noqa: T201
    else:
        record.rebuild(lambda done, total: print(done, total, flush=True))  # noqa: T201
