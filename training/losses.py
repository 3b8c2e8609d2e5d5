"""What training makes small: distance from the annotators' labels, and from the teacher's opinions."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.features import IGNORED, Targets
from training.network import Analyser, Scores
from training.soft import SoftTargets

SIDE_WEIGHT = 0.5
"""Weight of the labellings of names other than UNER's, which is the one that counts."""


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Mean over the words that have a label; 0 if none has."""
    total = functional.cross_entropy(
        scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (target != IGNORED).sum().clamp(min=1)


def gold_losses(
    network: Analyser, scores: Scores, targets: Targets, *, relations: bool = True
) -> dict[str, Tensor]:
    """Cross-entropy of each layer of annotation; that of relations may be left to ``soft_losses``."""
    losses = {
        "upos": _cross_entropy(scores.upos, targets.upos),
        "xpos": _cross_entropy(scores.xpos, targets.xpos),
        "arcs": _cross_entropy(scores.arcs, targets.head),
    }
    for scheme, target in targets.names.items():
        weight = 1.0 if scheme == "uner" else SIDE_WEIGHT
        losses[scheme] = weight * _cross_entropy(scores.names[scheme], target)
    if relations:
        sentence, word = (targets.head != IGNORED).nonzero(as_tuple=True)
        head = targets.head[sentence, word]
        pairs = scores.relation_dependent[sentence, word], scores.relation_head[sentence, head]
        target = targets.deprel[sentence, word]
        losses["deprel"] = _cross_entropy(network.relations(*pairs)[None], target[None])
    return losses


def soft_losses(network: Analyser, scores: Scores, targets: SoftTargets, gold: Targets) -> dict[str, Tensor]:
    """Cross-entropy with the teacher's probabilities, mean over all words it spoke of.

    The annotators' relations are counted here, too: they are to the same heads, and scoring pairs is dear.
    """
    at = (targets.sentence, targets.position)

    def distance(logits: Tensor, probabilities: Tensor) -> Tensor:
        return -(probabilities * logits.log_softmax(-1)).sum(-1).mean()

    layers = {"upos": scores.upos, "xpos": scores.xpos, **scores.names}
    parts = targets.tags.split([layer.shape[-1] for layer in layers.values()], dim=-1)
    losses = {}
    for (name, layer), part in zip(layers.items(), parts, strict=True):
        weight = SIDE_WEIGHT if name in scores.names and name != "uner" else 1.0
        losses[f"soft {name}"] = weight * distance(layer[at], part)
    log_arcs = scores.arcs[at].log_softmax(-1).gather(1, targets.heads)
    losses["soft arcs"] = -(targets.arcs * log_arcs).sum(-1).mean()
    head = scores.relation_head[targets.sentence, targets.reference]
    relations = network.relations(scores.relation_dependent[at], head)
    losses["soft deprel"] = distance(relations, targets.relations)
    losses["deprel"] = _cross_entropy(relations[None], gold.deprel[at][None])
    return losses


def total(losses: dict[str, Tensor]) -> Tensor:
    """Their sum."""
    return torch.stack(list(losses.values())).sum()
