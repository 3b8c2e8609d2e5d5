"""The training loop that teacher and student share."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.features import Example, batches, inputs
from training.losses import total
from training.network import Analyser, Scores, save

SAVE_EVERY = 300.0
REPORT_EVERY = 50
LONGEST_GRADIENT = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        minutes: wall-clock time. Rates fall with the clock, not with steps, so that training ends in time
            and well, whatever else the machine does.
        budget: most pieces in a batch, padding included.
        encoder_rate, head_rate: highest learning rates.
        warm_up: steps until they are reached.
        last_share: share of the rates left at the end.
        encoder_dropout, head_dropout: shares of values left out.
        frozen_pieces: leave the piece and position tables as pretrained, which saves the optimiser's work.
    """

    minutes: float
    budget: int
    encoder_rate: float
    head_rate: float
    warm_up: int = 100
    last_share: float = 0.0
    encoder_dropout: float = 0.0
    head_dropout: float = 0.15
    frozen_pieces: bool = False
    seed: int = 1


def _optimizer(network: Analyser, plan: Plan) -> torch.optim.Optimizer:
    if plan.frozen_pieces:
        network.encoder.pieces.weight.requires_grad_(False)
        network.encoder.positions.weight.requires_grad_(False)
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            pretrained = name.startswith("encoder.") and not name.startswith("encoder.shapes")
            decays = parameter.dim() > 1 and not name.startswith("encoder.pieces")
            groups.setdefault((pretrained, decays), []).append(parameter)
    settings = []
    for (pretrained, decays), parameters in groups.items():
        rate = plan.encoder_rate if pretrained else plan.head_rate
        settings.append(
            {"params": parameters, "peak": rate, "lr": rate, "weight_decay": 0.01 if decays else 0.0}
        )
    return torch.optim.AdamW(settings, betas=(0.9, 0.98), fused=True)


def fit(
    network: Analyser,
    plan: Plan,
    epoch_examples: Callable[[random.Random], Sequence[Example]],
    losses: Callable[[Analyser, Scores, Sequence[Example]], dict[str, Tensor]],
    measure: Callable[[Analyser], str],
    path: Path,
) -> None:
    """Train ``network`` for ``plan.minutes`` and save it to ``path`` (now and then in between, too).

    Args:
        network: what to train.
        plan: how.
        epoch_examples: the sentences of one epoch, freshly varied.
        losses: the parts of the loss by name.
        measure: figures on development data, printed after each epoch.
        path: where to save it.
    """
    chance = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    network.set_dropout(plan.encoder_dropout, plan.head_dropout)
    optimizer = _optimizer(network, plan)
    began = saved = time.monotonic()
    step = epoch = pieces = 0
    shown: dict[str, float] = {}
    network.train()
    while True:
        epoch += 1
        for batch in batches(epoch_examples(chance), plan.budget, chance):
            now = time.monotonic()
            progress = (now - began) / (60 * plan.minutes)
            if progress >= 1:
                save(network, path)
                print(f"finished: {step} steps, {epoch} epochs begun, {pieces} pieces", flush=True)
                return
            if now - saved > SAVE_EVERY:
                save(network, path)
                saved = now
            share = min(1.0, (step + 1) / plan.warm_up) * max(0.01, 1 - (1 - plan.last_share) * progress)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * share
            tensors = inputs(batch, network.config)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, network(tensors), batch)
            total(parts).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            pieces += sum(len(example.encoded.pieces) for example in batch)
            for name, value in parts.items():
                shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
            if step % REPORT_EVERY == 0:
                speed = pieces / (time.monotonic() - began)
                line = " ".join(f"{name} {value:.3f}" for name, value in shown.items())
                print(
                    f"epoch {epoch} step {step} {now - began:.0f} s, {speed:.0f} pieces/s | {line}",
                    flush=True,
                )
        save(network, path)
        print(
            f"after epoch {epoch}, {(time.monotonic() - began) / 60:.1f} min: {measure(network)}", flush=True
        )
