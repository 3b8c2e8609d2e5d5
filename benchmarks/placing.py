"""How well undated reports are placed: each dated report in turn without its date, beside all the others.

    python benchmarks/placing.py CODED.jsonl [CODED.jsonl …]

``CODED`` are codings with ``--mentions``. The report's own date is taken from it, and what its coder dated by
it; it keeps a window of sixty days around the true one. Reports whose own words gainsay the date they are
filed under are left out. Printed: how many reports were placed, and how many of those within the placed days.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from servanda.model.account import Account, Report
from servanda.model.json import from_json
from servanda.reconciliation.accounts import accounts_of, report_of
from servanda.reconciliation.placing import keys, place

WINDOW = timedelta(days=30)


def main(paths: list[str]) -> None:
    """Print the figures for each file and for all."""
    for path in paths:
        reports: dict[str, Report] = {}
        accounts: dict[str, tuple[Account, ...]] = {}
        for line in Path(path).read_text("utf-8").splitlines():
            coding = from_json(json.loads(line))
            report = report_of(coding)
            if report.published and coding.written == (report.published, report.published):
                reports[report.id] = report
                accounts[report.id] = accounts_of(coding, report)
        blocks: dict[str, set[str]] = defaultdict(set)
        for name, report in reports.items():
            for key in keys(report, accounts[name]):
                blocks[key].add(name)
        placed = right = days = 0
        for name, report in sorted(reports.items()):
            assert report.published is not None
            window = (report.published - WINDOW, report.published + WINDOW)
            hidden = replace(report, published=None, written=window)
            bare = tuple(replace(a, report=hidden, when=None) for a in accounts[name])
            near = {o for key in keys(hidden, bare) for o in blocks[key]} - {name}
            found = place(hidden, bare, [(reports[o], accounts[o]) for o in sorted(near)])
            if found is None:
                continue
            placed += 1
            first, last = found.days
            days += (last - first).days + 1
            if first <= report.published <= last:
                right += 1
            else:
                _say(f"    {name} of {report.published} placed {first} to {last} by {found.reports[0]}")
        share = f"{right / placed:.1%}" if placed else "-"
        wide = f"{days / placed:.1f}" if placed else "-"
        _say(f"{path}: {len(reports)} dated reports, {placed} placed,")
        _say(f"    {share} of them rightly; {wide} days wide")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
