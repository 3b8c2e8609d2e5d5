"""Let the teacher say what it thinks of annotated sentences and of news."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from training import data
from training.data import Sentence, Tree
from training.features import IGNORED, Example, TargetMaker, batches, examples, inputs, word_encoder
from training.network import Analyser, load
from training.soft import HEADS_KEPT, SoftLabels, SoftSentence
from training.teacher import GMB_SENTENCES, annotated

BUDGET = 3000
TOGETHER = 3000
"""News sentences labelled between two looks at the clock."""


def news(folder: Path, seed: int = 5) -> list[Sentence]:
    """News in a mixed order: reports first and foremost, a sentence of GMB beside each."""
    reports, bank = data.reports(folder), data.gmb(folder)[GMB_SENTENCES:]
    random.Random(seed).shuffle(reports)
    mixed = [sentence for pair in zip(reports, bank, strict=False) for sentence in pair]
    return mixed + bank[len(reports) :]


@torch.no_grad()
def opinions(
    teacher: Analyser, batch: Sequence[Example], make_targets: TargetMaker
) -> Iterator[SoftSentence]:
    """What the teacher thinks of each sentence of a batch.

    The relation is judged for the annotated head, or without one for the head the teacher finds likeliest.
    """
    tensors = inputs(batch, teacher.config)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = teacher(tensors)
        arcs = scores.arcs.softmax(-1)
        arcs.masked_fill_(torch.eye(arcs.shape[1], dtype=torch.bool), 0.0)
        kept = min(HEADS_KEPT, arcs.shape[-1])
        likeliest, heads = arcs.topk(kept, dim=-1)
        gold = make_targets(batch).head
        reference = torch.where(gold == IGNORED, heads[:, :, 0], gold)
        sentences = torch.arange(len(batch))[:, None].expand_as(reference)
        flat = teacher.relations(
            scores.relation_dependent.flatten(0, 1), scores.relation_head[sentences, reference].flatten(0, 1)
        )
    relations = flat.softmax(-1).view(*reference.shape, -1)
    tags = torch.cat([part.softmax(-1) for part in (scores.upos, scores.xpos, *scores.names.values())], -1)
    room = (0, HEADS_KEPT - kept)
    likeliest, heads = (torch.nn.functional.pad(values, room) for values in (likeliest, heads))
    for row, example in enumerate(batch):
        words = slice(1, len(example.encoded.first_piece))
        yield SoftSentence(
            tags[row, words].numpy().astype(np.float16),
            heads[row, words].numpy().astype(np.int16),
            likeliest[row, words].numpy().astype(np.float16),
            reference[row, words].numpy().astype(np.int16),
            relations[row, words].numpy().astype(np.float16),
        )


def label(folder: Path, teacher_path: Path, out: Path, minutes: float) -> None:
    """Label all annotated sentences, then news for as long as ``minutes`` last.

    Writes ``out/sentences.jsonl`` and ``out/soft.npz``, in the same order.
    """
    began = time.monotonic()
    teacher = load(teacher_path).eval()
    encoder, make_targets = word_encoder(teacher.config), TargetMaker(teacher.labels)
    sentences: list[Sentence] = []
    parts: list[SoftSentence] = []
    sure = annotated(folder)
    plenty = news(folder)
    stretches = [sure, *(plenty[i : i + TOGETHER] for i in range(0, len(plenty), TOGETHER))]
    for stretch in stretches:
        if parts and time.monotonic() - began > 60 * minutes:
            break
        for batch in batches(examples(((s, None) for s in stretch), encoder), BUDGET, None):
            parts.extend(opinions(teacher, batch, make_targets))
            sentences.extend(example.gold for example in batch)
        words = sum(len(sentence.words) for sentence in sentences)
        print(f"{len(sentences)} sentences, {words} words, {time.monotonic() - began:.0f} s", flush=True)
    SoftLabels.join(parts).save(out / "soft.npz")
    with (out / "sentences.jsonl").open("w", encoding="utf-8") as file:
        for sentence in sentences:
            file.write(json.dumps(asdict(sentence), ensure_ascii=False) + "\n")


def read_labelled(folder: Path) -> list[tuple[Sentence, SoftSentence]]:
    """What ``label`` wrote."""
    soft = SoftLabels.load(folder / "soft.npz")
    found = []
    with (folder / "sentences.jsonl").open(encoding="utf-8") as file:
        for index, line in enumerate(file):
            record = json.loads(line)
            tree = record.pop("tree")
            found.append((Sentence(**record, tree=Tree(**tree) if tree else None), soft[index]))
    return found
