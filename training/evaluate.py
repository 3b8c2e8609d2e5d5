"""Measure a model folder through the package's own ``LanguageModel``: accuracy, speed, steadiness.

Gold tokens and sentences; all words count, punctuation too; LAS takes relations without their subtypes.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from servanda.language.model import WEIGHTS, LanguageModel, ModelOutput
from training import data
from training.data import Sentence
from training.scores import f1, spans

PLAIN_TYPES = ("PER", "LOC", "ORG")
SPEED_TOKENS = 40_000


@dataclass(slots=True)
class Tally:
    """Counts over one test set."""

    words: int = 0
    right: Counter[str] = field(default_factory=Counter)
    names: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Sentence, said: ModelOutput) -> None:
        """Count one sentence."""
        if gold.tree is not None:
            tree = gold.tree
            self.words += len(gold.words)
            for i in range(len(gold.words)):
                attached = tree.head[i] == said.head[i]
                same = tree.deprel[i].split(":")[0] == said.deprel[i].split(":")[0]
                self.right["UPOS"] += tree.upos[i] == said.upos[i]
                self.right["XPOS"] += tree.xpos[i] == said.xpos[i]
                self.right["UAS"] += attached
                self.right["LAS"] += attached and same
                self.right["LAS with subtypes"] += attached and tree.deprel[i] == said.deprel[i]
        if gold.names is not None and gold.scheme == "uner":
            true = spans(gold.names)
            ours = {(first, last, kind) for first, last, kind, _ in said.entities if kind in PLAIN_TYPES}
            for name, found in (("true", true), ("said", ours), ("right", true & ours)):
                self.names.update((name, kind) for _, _, kind in found)

    def f1(self, kinds: Sequence[str]) -> float:
        """F1 of exact names of the given types."""
        right, said, true = (sum(self.names[part, k] for k in kinds) for part in ("right", "said", "true"))
        return f1(right, said, true)

    def figures(self) -> dict[str, float]:
        """Percentages for tags and trees, F1 for names."""
        found = {name: round(100 * count / self.words, 2) for name, count in self.right.items()}
        if self.names:
            found["names"] = round(self.f1(PLAIN_TYPES), 4)
            found |= {kind: round(self.f1([kind]), 3) for kind in PLAIN_TYPES}
        return found


def test_sets(folder: Path) -> dict[str, list[Sentence]]:
    """The sets we measure on; no model has seen them."""
    pud = data.pud(folder)
    return {
        "EWT test": data.ewt(folder, "test"),
        "GUM test": data.gum(folder, "test"),
        "PUD": pud,
        "PUD news": [s for s in pud if s.genre == "n"],
    }


def measure(model: LanguageModel, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Figures of one set."""
    tally = Tally()
    for gold, said in zip(sentences, model.annotate([s.words for s in sentences]), strict=True):
        tally.add(gold, said)
    return tally.figures()


def same_in_any_batch(model: LanguageModel, sentences: Sequence[Sequence[str]], rounds: int = 5) -> int:
    """How many outputs change (there should be none) when sentences come in random orders and numbers."""
    usual = model.annotate(sentences)
    changed = 0
    for seed in range(rounds):
        chance = random.Random(seed)
        order = list(range(len(sentences)))
        chance.shuffle(order)
        while order:
            some = [order.pop() for _ in range(min(len(order), chance.choice([1, 1, 2, 3, 7, 30])))]
            outputs = model.annotate([sentences[i] for i in some])
            changed += sum(out != usual[i] for i, out in zip(some, outputs, strict=True))
    return changed


def tokens_a_second(model: LanguageModel, sentences: Sequence[Sequence[str]], together: int = 25) -> float:
    """Tokens in a second of processor time on one core, given as many sentences at once as a report has."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    model.annotate(sentences[:together])
    began, tokens = time.process_time(), 0
    for start in range(0, len(sentences), together):
        part = sentences[start : start + together]
        model.annotate(part)
        tokens += sum(map(len, part))
        if tokens > SPEED_TOKENS:
            break
    return tokens / (time.process_time() - began)


def main() -> None:
    """Print all figures of the shipped model, or of another folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    model = LanguageModel.load(options.weights)
    print(f"size {(options.weights / 'model.onnx').stat().st_size / 1e6:.1f} MB")
    sets = test_sets(options.data)
    for name, sentences in sets.items():
        figures = " ".join(f"{key} {value}" for key, value in measure(model, sentences).items())
        print(f"{name}: {figures}", flush=True)
    if not options.no_speed:
        news = [s.words for s in data.reports(options.data)]
        print(f"outputs changed by batching: {same_in_any_batch(model, news[:400])}")
        print(f"tokens a second, one core: {tokens_a_second(model, news):.0f}")


if __name__ == "__main__":
    main()
