"""A program of its own that adds made-up reports, one transaction each: for tests with several processes.

``python -m tests.record.adding ADDRESS FIRST LAST [BATCH]``
"""

from __future__ import annotations

import sys

from tests.record.reports import AT, report

from servanda.record.store import open_store


def main(address: str, first: int, last: int, batch: int = 1) -> None:
    with open_store(address, create=True, wait=120) as store:
        for start in range(first, last, batch):
            with store.writing() as work:
                numbers = range(start, min(start + batch, last))
                work.add_reports([(report(n), "", False) for n in numbers], at=AT)
            sys.stdout.write(f"{start}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
