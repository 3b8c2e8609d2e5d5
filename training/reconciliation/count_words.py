"""Count in how many texts each stem occurs: ``src/servanda/codebook/data/word_counts.json``.

usage: python -m training.reconciliation.count_words REPORTS [REPORTS …] [--out FILE]

REPORTS are ``.jsonl`` or ``.jsonl.gz`` files of reports with a ``text``; only such as may shape what ships
(Wikinews, CC BY 2.5; Voice of America, public domain; ECB+ train, CC BY 3.0). Several records of one
``doc_id`` are one text. Stems of fewer than ``RAREST`` texts are left out: what is not listed is rare.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from servanda.reconciliation.incidents_sketch import stems

RAREST = 4
OUT = Path(__file__).parents[2] / "src/servanda/codebook/data/word_counts.json"


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file of reports."""
    whole: dict[str, list[str]] = defaultdict(list)
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for number, line in enumerate(text.splitlines()):
        record = json.loads(line)
        whole[str(record.get("doc_id") or record.get("id") or number)].append(record["text"])
    yield from (" ".join(parts) for parts in whole.values())


def count(paths: Sequence[Path]) -> tuple[int, dict[str, int]]:
    """How many texts there are, and in how many of them each stem is."""
    found: Counter[str] = Counter()
    number = 0
    for path in paths:
        for text in texts_of(path):
            number += 1
            found.update(sorted(stems(text)))
    return number, {stem: times for stem, times in sorted(found.items()) if times >= RAREST}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    number, found = count(chosen.reports)
    data = {"texts": number, "stems": found}
    chosen.out.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{number} texts, {len(found)} stems -> {chosen.out}")


if __name__ == "__main__":
    main()
