"""The mean of several students' weights, which reads better than each: they grew from one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from training import data
from training.deeper import deepen
from training.features import batches, examples, inputs, word_encoder
from training.network import MINILM, Analyser, load, save
from training.student import MORE_LAYERS, SHOWN


def deep(path: Path, folder: Path) -> Analyser:
    """A student with the layers that ship; one of six is deepened, which hardly changes what it says."""
    student = load(path)
    if student.config.layers > MINILM.layers:
        return student
    shown = examples(((s, None) for s in data.ewt(folder, "train")[:SHOWN]), word_encoder(MINILM))
    return deepen(student, MORE_LAYERS, (inputs(b, MINILM) for b in batches(shown, 1500, None)))


def mean(folder: Path, paths: Sequence[Path], path: Path) -> None:
    """Write to ``path`` the mean of the students in ``paths``; ``folder`` holds the data sets."""
    students = [deep(one, folder) for one in paths]
    weights = [student.state_dict() for student in students]
    students[0].load_state_dict({k: sum(w[k] for w in weights) / len(weights) for k in weights[0]})
    save(students[0], path)
