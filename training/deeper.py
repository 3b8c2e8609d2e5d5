"""More layers on top of a trained network: they begin as (nearly) no change and learn from there."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import replace

import torch
from torch import Tensor, nn

from training.network import Analyser, EncoderLayer

NEW_SHARE = -1.0
"""Where a new layer's weight in the mixtures of layers begins, before the softmax: small, not nothing."""


@torch.no_grad()
def _mean_and_deviation(states: Iterable[Tensor]) -> tuple[float, float]:
    """Of the values of one piece, averaged over pieces."""
    rows = torch.cat([batch.float().flatten(0, 1) for batch in states])
    return rows.mean(-1).mean().item(), rows.std(-1, unbiased=False).mean().item()


@torch.no_grad()
def deepen(network: Analyser, more: int, batches: Iterable[dict[str, Tensor]]) -> Analyser:
    """``network`` with ``more`` encoder layers at its end.

    A new layer is a copy of the last one whose two outputs are zero: it hands on what it gets, normalised.
    The norms' gain and offset are set to what ``batches`` of inputs show the last layer's values to have,
    so that the heads see what they were trained on.
    """
    network.eval()
    states = [network.encoder(b["pieces"], b["piece_shapes"], b["piece_mask"])[-1] for b in batches]
    mean, deviation = _mean_and_deviation(states)
    config = replace(network.config, layers=network.config.layers + more)
    deeper = Analyser(config, network.labels)
    weights = network.state_dict()
    for mix in ("tag_mix", "tree_mix"):
        weights[mix] = torch.cat([weights[mix], torch.full((more,), NEW_SHARE)])
    for number in range(network.config.layers, config.layers):
        layer = copy.deepcopy(network.encoder.layers[-1])
        assert isinstance(layer, EncoderLayer)
        for output in (layer.output, layer.contract):
            nn.init.zeros_(output.weight)
            nn.init.zeros_(output.bias)
        for norm in (layer.attention_norm, layer.output_norm):
            nn.init.constant_(norm.weight, deviation)
            nn.init.constant_(norm.bias, mean)
        weights |= {f"encoder.layers.{number}.{name}": value for name, value in layer.state_dict().items()}
    deeper.load_state_dict(weights)
    return deeper
