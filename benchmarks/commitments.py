"""How well undertakings are joined into commitments, on pairs labelled by reading.

    servanda code REPORTS.jsonl -o CODED.jsonl --mentions
    python benchmarks/commitments.py karabakh=CODED.jsonl syria=OTHER.jsonl …

Labels: ``training/reconciliation/commitment_pairs.tsv`` (ids of reports, first characters of the evidence,
act, ``same`` or ``different``; ``part`` ``tune`` was looked at while the rules were written, ``held`` drawn
and labelled after). A pair counts as joined if the grouping puts both in one commitment when the whole
collection is fed. A telling that the coder no longer gives, within 200 characters, is counted as *not coded*
and left out.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from servanda.model import Commitment
from servanda.model.account import Account
from servanda.model.json import from_json
from servanda.reconciliation.accounts import accounts_of
from servanda.reconciliation.pledges import COMMITMENTS

PAIRS = Path(__file__).parent.parent / "training" / "reconciliation" / "commitment_pairs.tsv"
NEAR = 200


def read(path: Path) -> list[Account]:
    """All commitments' accounts of a file of codings, in their order."""
    found: list[Account] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            coding = json.loads(line)
            if coding.get("commitments"):
                told = accounts_of(from_json(coding))
                found += [a for a in told if isinstance(a.claim, Commitment)]
    return sorted(found, key=lambda a: a.key)


def group(accounts: list[Account]) -> dict[str, int]:
    """By account, the number of its commitment."""
    blocks: dict[str, list[Account]] = {}
    for account in accounts:
        for key in COMMITMENTS.keys(account):
            blocks.setdefault(key, []).append(account)
    pairs = {}
    for key in sorted(blocks):
        for i, a in enumerate(blocks[key]):
            for b in blocks[key][:i]:
                ends = (min(a.id, b.id), max(a.id, b.id))
                if ends not in pairs:
                    pairs[ends] = COMMITMENTS.compare(a, b)
    compared = [p for p in pairs.values() if p is not None]
    groups = COMMITMENTS.split([a.id for a in accounts], compared, ())
    return {one: n for n, members in enumerate(groups) for one in members}


def find(accounts: Iterable[Account], report: str, start: int, act: str) -> Account | None:
    """The telling of a label, by report, act and place in the text."""
    told = [a for a in accounts if a.report.id == report and getattr(a.claim, "act", "") == act]
    near = [a for a in told if abs(a.position - start) <= NEAR]
    return min(near, key=lambda a: (abs(a.position - start), a.id), default=None)


def score(found: Counter[str]) -> str:
    """Precision, recall and F1 of ``same``."""
    right, wrong, missed = found["joined same"], found["joined different"], found["apart same"]
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    pairs = sum(found.values()) - found["not coded"]
    return (
        f"{pairs:4} pairs  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  "
        f"not coded {found['not coded']}"
    )


def main(given: list[str]) -> int:
    """Print scores by part and collection; ``given`` are ``NAME=FILE``."""
    if not given or not all("=" in one for one in given):
        sys.stdout.write(__doc__ or "")
        return 2
    told = {name: read(Path(file)) for name, _, file in (one.partition("=") for one in given)}
    homes = {name: group(accounts) for name, accounts in told.items()}
    counts: dict[str, Counter[str]] = {}
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["collection"] not in told:
                continue
            name = row["collection"]
            ends = [
                find(told[name], row[f"{side}_report"], int(row[f"{side}_start"]), row["act"])
                for side in ("left", "right")
            ]
            left, right = ends
            if left is None or right is None or left.id == right.id:
                what = "not coded"
            else:
                together = homes[name][left.id] == homes[name][right.id]
                what = f"{'joined' if together else 'apart'} {row['label']}"
            for key in (f"{row['part']} {name}", row["part"], "all"):
                counts.setdefault(key, Counter())[what] += 1
    for key in sorted(counts):
        sys.stdout.write(f"{key:18} {score(counts[key])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
