"""Compile the list of English words from sentences that may shape what ships.

usage: compile_english_words.py DATA OUT.tsv

Words in lower case that stand at least five times in the Groningen Meaning Bank extract (public-domain
news) or twice in
GUM's freely usable documents (CC BY), without those of one letter. One word a line.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

IN_NEWS, IN_TREEBANK = 5, 2


def main(data: Path, target: Path) -> None:
    """Count the words of both sets under ``data`` and write the list in order of the alphabet."""
    news: Counter[str] = Counter()
    with gzip.open(data / "entities/gmb_kaggle.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            news.update(json.loads(line)["tokens"])
    treebank: Counter[str] = Counter()
    with gzip.open(data / "treebank/en_gum_free-ud-train.conllu.gz", "rt", encoding="utf-8") as lines:
        treebank.update(line.split("\t")[1] for line in lines if line[:1].isdigit())
    words = {w for w, n in news.items() if n >= IN_NEWS} | {
        w for w, n in treebank.items() if n >= IN_TREEBANK
    }
    kept = sorted(w for w in words if len(w) > 1 and w.isascii() and w.isalpha() and w.islower())
    source = "GMB (public domain) and GUM (CC BY), by training/knowledge/compile_english_words.py"
    head = f"# English words in lower case; {source}\n"
    target.write_text(head + "\n".join(kept) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
