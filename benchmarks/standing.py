"""Standing of commitments: the program against two readings, and one reading against the other.

usage: python -m benchmarks.standing DATA [--readings TSV] [--list] [--misses] [--keep FOLDER]
       [--coded FOLDER]

``TSV`` (``training/reconciliation/standing_readings.tsv``) has one commitment a line, tab-separated:

    round  collection  report  act  account  as_of  a  b  note

``round`` says which drawing it is of; each is compared apart. ``account`` is the id of the undertaking that
was first reported (``C-…``). Ids are hashes of what a claim says and change with the coder: one that is gone
is found by ``report`` and ``act`` if that is one commitment only. One that is no longer coded, and that both
readers call ``unknown``, counts as agreement: both say that nothing was promised. ``as_of`` is the day asked,
``a`` and ``b`` the standing as two readers have it, each on their own: one of the names in
``docs/record/standing.md``, by the same rules of precedence, read off the reports known by that day and
nothing else; empty if not read.

``--list`` prints the commitments to read, 20 of each collection that are in no round yet (neither an account
nor a report and act of theirs), as such lines with the readings left empty, each after lines that begin with
``#``: who promised what, in which words and report. Which they are depends on ids alone. ``--misses`` shows
where the program differs from the first reading. DATA is the ``data`` folder of the shared folder; ``--keep``
leaves the records there, so that a second run is quick (delete it after a change of the program); ``--coded``
names a folder with ``karabakh.jsonl``, ``syria.jsonl``, ``wikinews.jsonl``, ``voa.jsonl``, ``reuters.jsonl``
and ``wire.jsonl`` as ``servanda code --mentions`` makes them: nothing is coded again then.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.real_reports import COLLECTIONS, write_reports

from servanda.api.record import Filters, Record, open_record
from servanda.model.views import Pledge

READINGS = Path(__file__).parents[1] / "training" / "reconciliation" / "standing_readings.tsv"
EACH = 20
PARTS = {"world": ("wikinews", "voa")}
SPANS = (30, 180, 730)
"""Days after the first report on which a commitment may be looked at."""


def main() -> int:
    """Print the list or the agreement; 1 if the program agrees with the readings less than is due."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--readings", type=Path, default=READINGS)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--coded", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if given.list:
            rows = _rows(given.readings)
            for name in COLLECTIONS:
                with _record(name, given.data, folder, given.coded) as record:
                    _list(name, record, rows)
            return 0
        return _compare(given, folder)


def _record(name: str, data: Path, folder: Path, coded: Path | None) -> Record:
    path = folder / f"{name}.record"
    there = path.exists()
    record = open_record(str(path))
    if not there and coded:
        for part in PARTS.get(name, (name,)):
            record.ingest(coded / f"{part}.jsonl")
    elif not there:
        reports = folder / f"{name}.jsonl"
        write_reports(name, data, reports)
        record.ingest(reports)
    return record


def _every(record: Record, asked: Filters | None = None) -> list[Pledge]:
    items: list[Pledge] = []
    cursor: str | None = None
    while True:
        page = record.commitments(asked or Filters(), limit=200, cursor=cursor)
        items += page.items
        cursor = page.cursor
        if cursor is None:
            return items


def unread(record: Record, rows: Iterable[dict[str, str]]) -> list[Pledge]:
    """Commitments that bind somebody and are in no round, in the order of the hash of their first account."""
    listed = list(rows)
    accounts = {r["account"] for r in listed}
    told = {(r["report"], r["act"]) for r in listed}
    bound = [
        p
        for p in _every(record)
        if p.obligors
        and p.act != "other"
        and p.phase not in ("offered", "demanded")
        and not accounts.intersection(p.accounts)
        and not told.intersection((report, p.act) for report in p.reports)
    ]
    return sorted(bound, key=lambda p: _hash(p.accounts[0]))


def _list(name: str, record: Record, rows: Iterable[dict[str, str]]) -> None:
    drawn = unread(record, rows)[:EACH]
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    for pledge in drawn:
        span = SPANS[_hash(pledge.accounts[0] + "day") % len(SPANS)]
        as_of = (pledge.first_reported or date.max) + timedelta(days=span)
        who = ", ".join(a.name for a in pledge.obligors)
        whom = ", ".join(a.name for a in pledge.beneficiaries) or "nobody named"
        _say(f"# {who} → {whom}: {pledge.act}, {pledge.force}, made {pledge.made and pledge.made[0]}")
        _say(f"# “{pledge.quotes[0]}” ({', '.join(pledge.reports[:4])})".replace("\n", " "))
        out.writerow(("", name, pledge.reports[0], pledge.act, pledge.accounts[0], as_of, "", "", ""))


def _rows(readings: Path) -> list[dict[str, str]]:
    with readings.open(encoding="utf-8") as lines:
        return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def _compare(given: argparse.Namespace, folder: Path) -> int:
    readings: Path = given.readings
    read = [r for r in _rows(readings) if r["a"]]
    if not read:
        _say(f"{readings}: nothing is read yet")
        return 1
    found: list[tuple[dict[str, str], str]] = []
    for name in COLLECTIONS:
        mine = [r for r in read if r["collection"] == name]
        if mine:
            with _record(name, given.data, folder, given.coded) as record:
                found += _judged(record, mine, given.misses)
    rounds = sorted({r["round"] for r, _ in found})
    enough = [_agreement(x, [f for f in found if f[0]["round"] == x]) for x in rounds]  # each is printed
    return 0 if all(enough) else 1


def _agreement(drawn: str, found: list[tuple[dict[str, str], str]]) -> bool:
    """Print how the program agrees with the readings of one round; whether that is as much as is due."""
    none = [(r, got) for r, got in found if got == "missing" and r["a"] == r["b"] == "unknown"]
    found = [(r, "unknown" if (r, got) in none else got) for r, got in found]
    both = [(r["a"], r["b"]) for r, _ in found if r["b"]]
    with_a = _share((r["a"], got) for r, got in found)
    with_b = _share((r["b"], got) for r, got in found if r["b"])
    between = _share(both)
    _say(
        f"round {drawn}: {len(found)} commitments; program with A {with_a:.3f}, with B {with_b:.3f}; "
        f"A with B {between:.3f}; no promise by both and not coded {len(none)}"
    )
    for (wanted, got), times in sorted(Counter((r["a"], got) for r, got in found).items()):
        _say(f"  {wanted:20} → {got:20} {times}")
    mean = (with_a + with_b) / 2 if both else with_a
    return mean >= 0.75 and mean >= between - 0.1


def _judged(record: Record, rows: Iterable[dict[str, str]], misses: bool) -> list[tuple[dict[str, str], str]]:
    out: list[tuple[dict[str, str], str]] = []
    for row in rows:
        as_of = date.fromisoformat(row["as_of"])
        held = _held(record, row, as_of)
        got = held.standing.name if held and held.standing else "missing"
        out.append((row, got))
        if misses and got != row["a"]:
            _say(f"{row['round']} {row['collection']} {row['account']} {row['as_of']}: {row['a']}, not {got}")
            for e in held.evidence[:6] if held else ():
                _say(f"    {e.bearing} {e.kind} {e.by} {e.score}: {e.quote[:90]} ({e.report})")
    return out


def _held(record: Record, row: dict[str, str], as_of: date) -> Pledge | None:
    """The commitment that an undertaking belongs to, as of a day; by its report and act if its id is gone."""
    account = row["account"]
    for id_ in record.groups([account], as_of).get(account, ()):
        thing = record.show(id_, as_of).thing if id_.startswith("K-") else None
        if isinstance(thing, Pledge):
            return thing
    of_act = _every(record, Filters(as_of=as_of, act=row["act"]))
    told = [p for p in of_act if row["report"] in p.reports]
    return told[0] if len(told) == 1 else None


def _share(pairs: Iterable[tuple[str, str]]) -> float:
    listed = list(pairs)
    return sum(a == b for a, b in listed) / len(listed) if listed else 0.0


if __name__ == "__main__":
    sys.exit(main())
