"""Made each frozen record in this folder, once, with the version that released its schema.

``python -m tests.record.released.make NUMBER``, run before a new schema is begun; what is there is never made
again. Three files: the record on SQLite and on PostgreSQL as SQL, and its backup.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.record.reports import AT, CODER, report
from tests.record.server import Server

from servanda.record.backup import write_backup
from servanda.record.store import open_store

HERE = Path(__file__).parent


def fill(address: str, backup: Path | None) -> None:
    who = {"author": "ana", "at": AT}
    with open_store(address, create=True) as store:
        with store.writing() as work:
            work.add_reports([(report(n), "CC BY 4.0", n % 2 == 0) for n in range(4)], at=AT)
            newer = work.add_report(report(1, coder={**CODER, "servanda": "0.2.0"}), at=AT)
            work.recode("made-0001", newer.coding, **who)
            work.withdraw("made-0002", **who)
            work.add_judgement("same", ["E-1", "E-2"], score=0.5, role="person", reasons=["near"], **who)
        if backup:
            with store.reading() as look:
                write_backup(look, backup)


def main(number: int) -> None:
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    server = Server(folder)
    try:
        fill(str(folder / "a.db"), HERE / f"{number}.backup")
        with closing(sqlite3.connect(folder / "a.db")) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            lines = [f"PRAGMA application_id = {mark};", *connection.iterdump()]
        (HERE / f"{number}.sqlite.sql").write_text("\n".join(lines) + "\n", "utf-8")
        server.make()
        address = server.new_database("released")
        fill(address, None)
        words = ["-h", str(folder), "-U", "servanda", "--no-owner", "--inserts", "released"]
        dump = server.run("pg_dump", *words)
        (HERE / f"{number}.postgresql.sql").write_text(dump, "utf-8")
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
