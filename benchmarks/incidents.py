"""How much joining incidents costs: keys and comparisons per event account, as a collection grows.

usage: python -m benchmarks.incidents CODED [CODED …] [--parts N]

CODED are reports as ``servanda code REPORTS -o CODED --mentions`` writes them. Prints for each file, and for
all together in N growing parts by day of report (the order in which a record meets them): accounts, keys per
account, pairs compared per account, the largest block, seconds for keys and comparisons per 1,000 accounts.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from servanda.model import Event
from servanda.model.account import Account
from servanda.model.json import from_json
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.incidents import INCIDENTS


def read_events(path: Path) -> list[Account]:
    """All event accounts of a file."""
    with path.open(encoding="utf-8") as lines:
        codings = [from_json(json.loads(line)) for line in lines]
    return [a for coding in codings for a in accounts_of(coding) if isinstance(a.claim, Event)]


def measure(name: str, accounts: Sequence[Account]) -> None:
    """Print one line."""
    begun = time.perf_counter()
    known = {a.id: a for a in accounts}
    sharing: dict[str, list[str]] = defaultdict(list)
    keys: Counter[str] = Counter()
    for one in sorted(known):
        for key in INCIDENTS.keys(known[one]):
            sharing[key].append(one)
            keys[one] += 1
    met = {(a, b) for ids in sharing.values() for k, b in enumerate(ids) for a in ids[:k]}
    same = sum(bool((p := INCIDENTS.compare(known[a], known[b])) and p.same) for a, b in sorted(met))
    seconds = time.perf_counter() - begun
    sys.stdout.write(
        f"| {name} | {len(known):,} | {keys.total() / len(known):.1f} | {len(met) / len(known):.2f} | "
        f"{max(map(len, sharing.values()))} | {same / len(known):.2f} | {1000 * seconds / len(known):.1f} |\n"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("coded", type=Path, nargs="+")
    parser.add_argument("--parts", type=int, default=4)
    chosen = parser.parse_args()
    sys.stdout.write("| reports | accounts | keys | compared | largest block | same | s per 1,000 |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|\n")
    together: list[Account] = []
    for path in chosen.coded:
        events = read_events(path)
        measure(path.stem, events)
        together += events
    together.sort(key=lambda a: a.key)
    for part in range(1, chosen.parts + 1):
        measure(f"together, {part}/{chosen.parts}", together[: len(together) * part // chosen.parts])


if __name__ == "__main__":
    main()
