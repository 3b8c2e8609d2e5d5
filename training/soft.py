"""The teacher's opinions: for each word of many sentences the probabilities it gave, in half precision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

HEADS_KEPT = 8

Half = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class SoftSentence:
    """One sentence's share of ``SoftLabels``; an item a word.

    Attributes:
        tags: probabilities of the UPOS tags, then of the XPOS tags, then of each name labelling's labels.
        heads, arcs: the eight likeliest heads (0 for the root) and their probabilities.
        reference, relations: one head, and the probabilities of the relations to it.
    """

    tags: Half
    heads: npt.NDArray[np.int16]
    arcs: Half
    reference: npt.NDArray[np.int16]
    relations: Half


@dataclass(frozen=True, slots=True)
class SoftLabels:
    """The opinions on all sentences, one after the other; ``starts`` has a further item for the end."""

    starts: npt.NDArray[np.int64]
    tags: Half
    heads: npt.NDArray[np.int16]
    arcs: Half
    reference: npt.NDArray[np.int16]
    relations: Half

    @classmethod
    def join(cls, parts: Sequence[SoftSentence]) -> SoftLabels:
        """Put sentences together."""
        starts = np.cumsum([0, *(len(part.tags) for part in parts)])
        columns = [np.concatenate([getattr(part, name) for part in parts]) for name in SoftSentence.__slots__]
        return cls(starts, *columns)

    def __len__(self) -> int:
        """Number of sentences."""
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> SoftSentence:
        """The opinions on one sentence."""
        here = slice(self.starts[index], self.starts[index + 1])
        return SoftSentence(*(getattr(self, name)[here] for name in SoftSentence.__slots__))

    def save(self, path: Path) -> None:
        """Write to a file."""
        np.savez(path, **{name: getattr(self, name) for name in type(self).__slots__})

    @classmethod
    def load(cls, path: Path) -> SoftLabels:
        """Read what ``save`` wrote."""
        with np.load(path) as file:
            return cls(**{name: file[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class SoftTargets:
    """The opinions on the words of a batch, one after the other.

    Attributes:
        sentence, position: where each word stands in the batch: row, and place on the word axis.
        tags, heads, arcs, reference, relations: as in ``SoftSentence``.
    """

    sentence: Tensor
    position: Tensor
    tags: Tensor
    heads: Tensor
    arcs: Tensor
    reference: Tensor
    relations: Tensor


def soft_targets(batch: Sequence[tuple[SoftSentence, int]]) -> SoftTargets:
    """Join the opinions on a batch: each comes with how many of its words, from the first, are there."""
    lengths = [length for _, length in batch]
    sentence = np.repeat(np.arange(len(batch)), lengths)
    position = np.concatenate([np.arange(1, length + 1) for length in lengths])

    def joined(name: str) -> Tensor:
        whole = np.concatenate([getattr(soft, name)[:length] for soft, length in batch])
        return torch.from_numpy(whole.astype(np.float32 if whole.dtype == np.float16 else np.int64))

    arcs, heads = joined("arcs"), joined("heads")
    outside = heads > torch.from_numpy(np.repeat(lengths, lengths))[:, None]  # a full stop taken away
    arcs[outside], heads[outside] = 0.0, 0
    reference = joined("reference")
    reference[reference > torch.from_numpy(np.repeat(lengths, lengths))] = 0
    return SoftTargets(
        torch.from_numpy(sentence),
        torch.from_numpy(position),
        joined("tags"),
        heads,
        arcs,
        reference,
        joined("relations"),
    )
