"""Train the student, the model that ships: MiniLM on what annotators and the teacher say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training import pretrained
from training.development import figures
from training.features import Example, TargetMaker, examples, word_encoder
from training.label import read_labelled
from training.loop import Plan, fit
from training.losses import gold_losses, soft_losses
from training.network import MINILM, Analyser, Scores, load
from training.soft import soft_targets

GOLD_WEIGHT = 0.5
"""Weight of the annotators' labels against the teacher's opinions, which hold them already, softened."""

FIRST_SHARE = 0.42
"""Share of the time that the student learns fast, with little dropout, before it is made to generalise."""

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


def train(folder: Path, teacher_path: Path, labelled: Path, path: Path, minutes: float) -> None:
    """Train on what ``label`` wrote to ``labelled``; write ``path``. ``folder`` holds development sets."""
    teacher = load(teacher_path)
    student = start_from(teacher)
    sentences = read_labelled(labelled)
    encoder, make_targets = word_encoder(MINILM), TargetMaker(student.labels)

    def epoch(chance: random.Random) -> list[Example]:
        return examples(sentences, encoder, chance)

    def losses(network: Analyser, scores: Scores, batch: Sequence[Example]) -> dict[str, Tensor]:
        opinions = [(e.soft, len(e.gold.words)) for e in batch if e.soft is not None]
        targets = make_targets(batch)
        gold = gold_losses(network, scores, targets, relations=False)
        parts = soft_losses(network, scores, soft_targets(opinions), targets)
        gold["deprel"] = parts.pop("deprel")
        return parts | {name: GOLD_WEIGHT * loss for name, loss in gold.items()}

    quick = Plan(
        minutes * FIRST_SHARE,
        budget=1500,
        encoder_rate=3e-4,
        head_rate=1e-3,
        last_share=0.6,
        head_dropout=0.1,
    )
    careful = Plan(
        minutes * (1 - FIRST_SHARE),
        budget=1500,
        encoder_rate=2e-4,
        head_rate=6e-4,
        warm_up=30,
        encoder_dropout=0.1,
        head_dropout=0.25,
        seed=2,
    )
    for plan in (quick, careful):
        fit(student, plan, epoch, losses, lambda network: figures(network, folder), path)
