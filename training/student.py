"""Train the student, the model that ships: MiniLM on what annotators and the teacher say."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training import pretrained
from training.deeper import deepen
from training.development import figures
from training.features import Example, TargetMaker, batches, examples, inputs, word_encoder
from training.label import read_labelled
from training.loop import Plan, fit
from training.losses import gold_losses, soft_losses
from training.network import MINILM, Analyser, Scores, load
from training.soft import soft_targets

Losses = Callable[[Analyser, Scores, Sequence[Example]], dict[str, Tensor]]

GOLD_WEIGHT = 0.5
"""Weight of the annotators' labels against the teacher's opinions, which hold them already, softened."""

SHARES = (0.38, 0.36, 0.26)
"""Shares of the time for the three stretches of ``train``."""

MORE_LAYERS = 1
"""Encoder layers that the student has beyond MiniLM's six: as many as the speed aimed at allows."""

SHOWN = 300
"""Sentences by which ``deepen`` learns what its new layers get to see."""

CLOSING_SOFT, CLOSING_GOLD = 0.7, 0.6
"""Weights in the last stretch, which hears the annotators more."""

CLOSING_NAMED, CLOSING_PLAIN = 5000, 3000
"""Sentences without a tree in an epoch of the last stretch: with annotators' names, and with none."""

FROM_TEACHER = ("features", "upos", "xpos", "names", "arc_weights", "arc_bias", "relation_weights")
"""Parts of the same size in both networks: the student starts with the teacher's."""


def start_from(teacher: Analyser) -> Analyser:
    """A student with MiniLM's encoder and the teacher's last layers."""
    student = Analyser(MINILM, teacher.labels)
    pretrained.fill(student.encoder)
    theirs = teacher.state_dict()
    own = student.state_dict()
    for name in own:
        if name.split(".")[0] in FROM_TEACHER or (
            name in theirs and name.endswith(".bias") and not name.startswith("encoder.")
        ):
            own[name] = theirs[name]
        elif name in theirs and not name.startswith("encoder.") and own[name].dim() == 2:
            wide = own[name].shape[1] - MINILM.width  # a hidden layer's columns for the word's own features
            own[name] = torch.cat([own[name][:, : MINILM.width], theirs[name][:, -wide:]], 1)
    student.load_state_dict(own)
    return student


def train(
    folder: Path, teacher_path: Path, labelled: Path, path: Path, minutes: float, start: Path | None = None
) -> None:
    """Train on what ``label`` wrote to ``labelled``; write ``path``. ``folder`` holds development sets.

    Three stretches: fast, with little dropout; with a layer more and more dropout; at low rates, on annotated
    sentences for the most part. With an earlier student ``start`` the first is left out.
    """
    sentences = read_labelled(labelled)
    student = start_from(load(teacher_path)) if start is None else load(start)
    encoder, make_targets = word_encoder(MINILM), TargetMaker(student.labels)
    treed = [pair for pair in sentences if pair[0].tree is not None]
    named = [pair for pair in sentences if pair[0].tree is None and pair[0].names is not None]
    plain = [pair for pair in sentences if pair[0].tree is None and pair[0].names is None]

    def epoch(chance: random.Random) -> list[Example]:
        return examples(sentences, encoder, chance)

    def closing_epoch(chance: random.Random) -> list[Example]:
        some = chance.sample(named, min(len(named), CLOSING_NAMED))
        others = chance.sample(plain, min(len(plain), CLOSING_PLAIN))
        return examples(treed + some + others, encoder, chance)

    def weighted(soft_weight: float, gold_weight: float) -> Losses:
        def losses(network: Analyser, scores: Scores, batch: Sequence[Example]) -> dict[str, Tensor]:
            opinions = [(e.soft, len(e.gold.words)) for e in batch if e.soft is not None]
            targets = make_targets(batch)
            gold = gold_losses(network, scores, targets, relations=False)
            soft = soft_losses(network, scores, soft_targets(opinions), targets)
            gold["deprel"] = soft.pop("deprel")
            return {name: soft_weight * loss for name, loss in soft.items()} | {
                name: gold_weight * loss for name, loss in gold.items()
            }

        return losses

    def measure(network: Analyser) -> str:
        return figures(network, folder)

    def minutes_of(stretch: int) -> float:
        return minutes * SHARES[stretch] / (sum(SHARES) if start is None else sum(SHARES[1:]))

    common, closing = weighted(1.0, GOLD_WEIGHT), weighted(CLOSING_SOFT, CLOSING_GOLD)
    if start is None:
        quick = Plan(
            minutes_of(0), budget=1500, encoder_rate=3e-4, head_rate=1e-3, last_share=0.6, head_dropout=0.1
        )
        fit(student, quick, epoch, common, measure, path)
    if student.config.layers == MINILM.layers:
        shown = examples((pair for pair in treed[:SHOWN]), encoder)
        student = deepen(student, MORE_LAYERS, (inputs(b, MINILM) for b in batches(shown, 1500, None)))
    careful = Plan(
        minutes_of(1),
        budget=1500,
        encoder_rate=2e-4,
        head_rate=6e-4,
        warm_up=30,
        last_share=0.3,
        encoder_dropout=0.1,
        head_dropout=0.25,
        seed=2,
    )
    fit(student, careful, epoch, common, measure, path)
    low = Plan(
        minutes_of(2),
        budget=1500,
        encoder_rate=1.2e-4,
        head_rate=4e-4,
        warm_up=30,
        encoder_dropout=0.1,
        head_dropout=0.2,
        seed=3,
    )
    fit(student, low, closing_epoch, closing, measure, path)
