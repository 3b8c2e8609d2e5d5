"""Quick figures on development data while a network trains: greedy heads, no repair of what is no tree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import torch

from training import data
from training.data import Sentence
from training.features import TargetMaker, batches, examples, inputs, word_encoder
from training.network import Analyser
from training.scores import names_f1

SENTENCES = 500


@cache
def _sets(folder: Path) -> dict[str, list[Sentence]]:
    ewt = data.ewt(folder, "dev")
    return {"EWT": ewt[len(ewt) // 2 :][:SENTENCES], "GUM": data.gum(folder, "dev")[:SENTENCES]}


@torch.no_grad()
def figures(network: Analyser, folder: Path) -> str:
    """UPOS, XPOS, UAS, LAS (without subtypes) and F1 of names."""
    network.eval()
    encoder, make_targets = word_encoder(network.config), TargetMaker(network.labels)
    universal = torch.tensor(
        [network.labels.deprel.index(x.split(":")[0]) if x.split(":")[0] in network.labels.deprel else i
         for i, x in enumerate(network.labels.deprel)]
    )  # fmt: skip
    lines = []
    for name, sentences in _sets(folder).items():
        right = torch.zeros(5)
        found: list[tuple[list[str], list[str]]] = []
        for batch in batches(examples(((s, None) for s in sentences), encoder), 2500, None):
            targets = make_targets(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(inputs(batch, network.config))
                heads = scores.arcs.argmax(-1)
                at = (targets.head >= 0).nonzero(as_tuple=True)
                relations = network.relations(
                    scores.relation_dependent[at], scores.relation_head[at[0], heads[at]]
                ).argmax(-1)
            good = heads[at] == targets.head[at]
            gold = targets.deprel[at].clamp(min=0)
            right += torch.tensor(
                [
                    len(good),
                    (scores.upos.argmax(-1)[at] == targets.upos[at]).sum(),
                    (scores.xpos.argmax(-1)[at] == targets.xpos[at]).sum(),
                    good.sum(),
                    (good & (universal[relations] == universal[gold])).sum(),
                ]
            )
            scheme = batch[0].gold.scheme
            labels = network.labels.entities[scheme]
            for example, row in zip(batch, scores.names[scheme].argmax(-1).tolist(), strict=True):
                if example.gold.names is not None:
                    found.append(
                        ([labels[i] for i in row[1 : len(example.gold.names) + 1]], example.gold.names)
                    )
        upos, xpos, uas, las = (100 * right[1:] / right[0]).tolist()
        f1 = 100 * names_f1(found)
        lines.append(f"{name} UPOS {upos:.2f} XPOS {xpos:.2f} UAS {uas:.2f} LAS {las:.2f} names {f1:.1f}")
    network.train()
    return "; ".join(lines)
