"""Train the teacher: MPNet base on all annotated sentences. It labels what the student learns from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from torch import Tensor

from training import data, pretrained
from training.data import Sentence
from training.development import figures
from training.features import Example, TargetMaker, examples, word_encoder
from training.labels import LabelSets
from training.loop import Plan, fit
from training.losses import gold_losses
from training.network import MPNET, Analyser, Scores, load

GMB_SENTENCES = 3000


def annotated(folder: Path) -> list[Sentence]:
    """All sentences that somebody marked trees or names in and that we may train on.

    Of the EWT development set the first half lends its names only; ``development`` measures on the second.
    """
    dev = data.ewt(folder, "dev")
    names_only = [replace(s, tree=None) for s in dev[: len(dev) // 2] if s.names]
    trees = data.ewt(folder, "train") + data.gum(folder, "train")
    return trees + names_only + data.politics(folder) + data.gmb(folder)[:GMB_SENTENCES]


def beginning(sentences: Sequence[Sentence], start: Path | None) -> Analyser:
    """The network that training starts with: an earlier teacher, or MPNet with heads that know nothing."""
    labels = LabelSets.of(sentences)
    if start is not None:
        earlier = load(start)
        if earlier.labels != labels:
            raise ValueError(f"{start} has other labels than the data")
        return earlier
    network = Analyser(MPNET, labels)
    pretrained.fill(network.encoder)
    return network


def train(folder: Path, path: Path, minutes: float, start: Path | None = None) -> None:
    """Train on the sets in ``folder``, from an earlier teacher ``start`` on if given; write ``path``."""
    sentences = annotated(folder)
    network = beginning(sentences, start)
    labels = network.labels
    encoder, make_targets = word_encoder(MPNET), TargetMaker(labels)

    def epoch(chance: random.Random) -> list[Example]:
        return examples(((s, None) for s in sentences), encoder, chance)

    def losses(network: Analyser, scores: Scores, batch: Sequence[Example]) -> dict[str, Tensor]:
        return gold_losses(network, scores, make_targets(batch))

    plan = Plan(minutes, budget=1100, encoder_rate=5e-5, head_rate=1e-3, frozen_pieces=True)
    fit(network, plan, epoch, losses, lambda network: figures(network, folder), path)
