"""Measure reading: accuracy on treebanks from raw text, and speed without the model.

    python benchmarks/parsing.py accuracy MODEL_FOLDER TREEBANK.conllu.gz …
    python benchmarks/parsing.py speed TEXT_FILE

Accuracy is measured as in the CoNLL 2018 shared task (:mod:`servanda.evaluation.parsing`). Speed is that of
all of :func:`servanda.language.parse` but the model: words, sentences, lemmas, names, records.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from servanda.evaluation.parsing import MEASURES, GoldText, Reading, read, read_treebank, score_parsing
from servanda.language.model import LanguageModel, ModelOutput

REPEATS = 5


class Silent:
    """A model that costs next to nothing: every word hangs on the first."""

    seconds = 0.0

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[ModelOutput]:
        """Tags and trees of the right lengths."""
        start = time.process_time()
        outputs = [
            ModelOutput(
                ("NOUN",) * len(words),
                ("NNS",) * len(words),
                (0, *(1 for _ in words[1:])),
                ("root", *("dep" for _ in words[1:])),
                (),
            )
            for words in sentences
        ]
        self.seconds += time.process_time() - start
        return outputs


def show(*cells: str) -> None:
    """Write a line at once: a run takes minutes."""
    sys.stdout.write(" ".join(cells) + "\n")
    sys.stdout.flush()


def accuracy(folder: str, treebanks: Sequence[str]) -> None:
    """Print F1 in per cent, a line a treebank."""
    model = LanguageModel.load(folder)
    show("treebank".ljust(28), *(measure.rjust(9) for measure in MEASURES))
    for path in treebanks:
        scores = score_parsing(read_treebank(Path(path)), model)
        show(Path(path).name.ljust(28), *(f"{scores[measure].percent:9.2f}" for measure in MEASURES))


def speed(path: str) -> None:
    """Print milliseconds a sentence, the best of several runs."""
    text = GoldText("text", Path(path).read_text(encoding="utf-8"), Reading((), ()))
    best, sentences = float("inf"), 0
    for _ in range(REPEATS):
        model = Silent()
        start = time.process_time()
        sentences = len(read(text, model).sentences)
        best = min(best, time.process_time() - start - model.seconds)
    show(f"{sentences} sentences, {1000 * best / max(1, sentences):.3f} ms each")


def main(arguments: Sequence[str]) -> int:
    """Run one of the two."""
    match arguments:
        case ["accuracy", folder, *treebanks] if treebanks:
            accuracy(folder, treebanks)
        case ["speed", path]:
            speed(path)
        case _:
            show(__doc__ or "")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
