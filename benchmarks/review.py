"""Whether doubt finds errors: claims of gold reports in the order of their doubt, and how many are wrong.

usage: python -m benchmarks.review GOLD CODED.jsonl [--share 0.2] [--fields]

GOLD is a folder in the codebook's format, CODED the same reports as ``servanda code`` made them. A claim is
wrong if gold has no such claim; with ``--fields`` also if gold's differs in a field that scoring compares.
For each kind: how many are wrong among all, and among the ``--share`` of greatest doubt; and the area under
the ROC curve (AUC): how often a wrong claim is doubted more than a right one (0.5 is chance; ties are half).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from servanda.evaluation.gold import load_codings
from servanda.evaluation.scoring import score_codings
from servanda.reconciliation.review import claim_doubt


def auc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """How often a wrong one is doubted more than a right one; ``None`` if there are none of either."""
    if not right or not wrong:
        return None
    won = sum((w > r) + 0.5 * (w == r) for w in wrong for r in right)
    return won / (len(right) * len(wrong))


def main() -> None:
    """Print one line a kind, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--fields", action="store_true")
    given = parser.parse_args()
    found = score_codings(load_codings(given.gold), load_codings(given.coded))
    everything: list[tuple[float, bool]] = []
    for kind, scored in found.kinds.items():
        one = kind.removesuffix("s")
        claims = [
            (claim_doubt(one, p.predicted["score"]), given.fields and bool(p.disagree)) for p in scored.pairs
        ]
        claims += [(claim_doubt(one, claim["score"]), True) for _, claim in scored.invented]
        tell(kind, claims, given.share)
        everything += claims
    tell("all", everything, given.share)


def tell(kind: str, claims: Sequence[tuple[float, bool]], share: float) -> None:
    """One line: claims, wrong of all, wrong of those most in doubt, AUC."""
    if not claims:
        return
    first = sorted(claims, key=lambda c: -c[0])[: max(1, round(share * len(claims)))]
    wrong, right = [d for d, bad in claims if bad], [d for d, bad in claims if not bad]
    area = auc(right, wrong)
    print(  # noqa: T201
        f"{kind:12} {len(claims):5} claims, {len(wrong) / len(claims):.2f} wrong; "
        f"of the {len(first)} most in doubt {sum(bad for _, bad in first) / len(first):.2f}; "
        f"AUC {'–' if area is None else f'{area:.3f}'}"
    )


if __name__ == "__main__":
    main()
