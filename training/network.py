"""The network of teacher and student: an encoder of word pieces under heads for tags, trees and names.

Shapes: B sentences, T pieces, N positions on the word axis (position 0 is the root, which stands on the first
piece; the words follow), H the encoder's width.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from servanda.language.model_inputs import PREFIX_BUCKETS, SHAPES, SUFFIX_BUCKETS, SpecialPieces
from training.labels import LabelSets

FEATURE_WIDTHS = (24, 40, 24)  # shape, suffix, prefix
TAG_WIDTH = 256
ARC_WIDTH = 256
RELATION_WIDTH = 96


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """The form of a pretrained encoder.

    Attributes:
        position_offset: row of the position table that the first piece uses.
        relative_buckets: size of the table of relative positions added to the attention scores; 0 for none.
    """

    layers: int
    width: int
    heads: int
    inner_width: int
    vocabulary: int
    positions: int
    position_offset: int
    relative_buckets: int
    norm_epsilon: float
    special: SpecialPieces


MINILM = EncoderConfig(6, 384, 12, 1536, 30522, 512, 0, 0, 1e-12, SpecialPieces(101, 102, 0, 100))
MPNET = EncoderConfig(12, 768, 12, 3072, 30527, 514, 2, 32, 1e-5, SpecialPieces(0, 2, 1, 104))


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward block, each with its residual and normalised after it."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        width, inner = config.width, config.inner_width
        self.heads = config.heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=config.norm_epsilon)
        self.expand = nn.Linear(width, inner)
        self.contract = nn.Linear(inner, width)
        self.output_norm = nn.LayerNorm(width, eps=config.norm_epsilon)
        self.dropout = nn.Dropout(0.0)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """``states`` [B, T, H], a ``bias`` for attention [B or 1, heads or 1, T, T] -> [B, T, H]."""
        batch, length, width = states.shape

        def split(values: Tensor) -> Tensor:  # [B, T, H] -> [B, heads, T, H / heads]
            return values.view(batch, length, self.heads, -1).transpose(1, 2)

        query, key, value = split(self.query(states)), split(self.key(states)), split(self.value(states))
        scores = (query @ key.transpose(-1, -2)) / math.sqrt(width // self.heads) + bias.to(query.dtype)
        context = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, width)
        states = self.attention_norm(states + self.dropout(self.output(context)))
        inner = functional.gelu(self.expand(states))
        return self.output_norm(states + self.dropout(self.contract(inner)))


def relative_bucket(distance: Tensor, buckets: int) -> Tensor:
    """Bucket of a key's distance: exact when near, logarithmic up to 128 when far (MPNet's rule)."""
    half = buckets // 2
    exact = half // 2
    away = distance.abs()
    ratio = torch.log(away.clamp(min=1).float() / exact) / math.log(128 / exact)
    far = (exact + (ratio * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(distance > 0, half, 0) + torch.where(away < exact, away, far)


class Encoder(nn.Module):
    """Word pieces, with the shape of the word each belongs to, to the states of every layer."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.config = config
        self.pieces = nn.Embedding(config.vocabulary, config.width)
        self.positions = nn.Embedding(config.positions, config.width)
        self.shapes = nn.Embedding(SHAPES, config.width)
        nn.init.zeros_(self.shapes.weight)  # the pretrained encoder knows no shapes: start from what it knows
        self.norm = nn.LayerNorm(config.width, eps=config.norm_epsilon)
        self.relative = (
            nn.Embedding(config.relative_buckets, config.heads) if config.relative_buckets else None
        )
        self.layers = nn.ModuleList(EncoderLayer(config) for _ in range(config.layers))

    def attention_bias(self, piece_mask: Tensor) -> Tensor:
        """Minus a large number for padding, and the relative positions' share: [B, heads or 1, T or 1, T]."""
        bias = (1.0 - piece_mask[:, None, None, :].float()) * -1e4
        if self.relative is not None:
            place = torch.arange(piece_mask.shape[1])
            bucket = relative_bucket(place[None, :] - place[:, None], self.config.relative_buckets)
            bias = bias + self.relative(bucket).permute(2, 0, 1)[None]
        return bias

    def forward(self, pieces: Tensor, piece_shapes: Tensor, piece_mask: Tensor) -> list[Tensor]:
        """All [B, T] -> the embeddings' and each layer's states, [B, T, H] each."""
        offset = self.config.position_offset
        position = self.positions.weight[offset : offset + pieces.shape[1]]
        states = self.norm(self.pieces(pieces) + position[None] + self.shapes(piece_shapes))
        bias = self.attention_bias(piece_mask)
        every = [states]
        for layer in self.layers:
            states = layer(states, bias)
            every.append(states)
        return every


class Scores(NamedTuple):
    """What the network says of a batch, as logits.

    Attributes:
        upos, xpos: [B, N, labels].
        names: for each labelling of names, [B, N, labels].
        arcs: [B, N dependents, N heads].
        relation_dependent, relation_head: [B, N, 96], what ``Analyser.relations`` takes.
    """

    upos: Tensor
    xpos: Tensor
    names: dict[str, Tensor]
    arcs: Tensor
    relation_dependent: Tensor
    relation_head: Tensor


class Analyser(nn.Module):
    """Encoder and heads.

    A word is the mean of its first and last piece in a learned mixture of the layers (one for tags and names,
    one for trees), beside its own features: shape, hashed suffix and prefix in their true case.
    """

    def __init__(self, config: EncoderConfig, labels: LabelSets) -> None:
        super().__init__()
        self.config, self.labels = config, labels
        self.dropout = nn.Dropout(0.0)
        self.encoder = Encoder(config)
        self.tag_mix = nn.Parameter(torch.zeros(config.layers + 1))
        self.tree_mix = nn.Parameter(torch.zeros(config.layers + 1))
        with torch.no_grad():  # begin with the upper layers
            self.tag_mix[-3:] += 1.0
            self.tree_mix[-3:] += 1.0
        self.features = nn.ModuleDict(
            {
                "shapes": nn.Embedding(SHAPES, FEATURE_WIDTHS[0]),
                "suffixes": nn.Embedding(SUFFIX_BUCKETS, FEATURE_WIDTHS[1]),
                "prefixes": nn.Embedding(PREFIX_BUCKETS, FEATURE_WIDTHS[2]),
            }
        )
        for table in self.features.values():
            nn.init.normal_(table.weight, std=0.3)
        word = config.width + sum(FEATURE_WIDTHS)
        self.tag_hidden = nn.Linear(word, TAG_WIDTH)
        self.upos = nn.Linear(TAG_WIDTH, len(labels.upos))
        self.xpos = nn.Linear(TAG_WIDTH, len(labels.xpos))
        self.name_hidden = nn.Linear(word, TAG_WIDTH)
        self.names = nn.ModuleDict({k: nn.Linear(TAG_WIDTH, len(v)) for k, v in labels.entities.items()})
        self.arc_dependent = nn.Linear(word, ARC_WIDTH)
        self.arc_head = nn.Linear(word, ARC_WIDTH)
        self.arc_weights = nn.Parameter(nn.init.orthogonal_(torch.empty(ARC_WIDTH, ARC_WIDTH)) * 0.5)
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.relation_dependent = nn.Linear(word, RELATION_WIDTH)
        self.relation_head = nn.Linear(word, RELATION_WIDTH)
        wide = RELATION_WIDTH + 1
        self.relation_weights = nn.Linear(wide, len(labels.deprel) * wide, bias=False)
        nn.init.normal_(self.relation_weights.weight, std=0.02)

    def set_dropout(self, encoder: float, heads: float) -> None:
        """Set the shares of values left out in training: in the encoder's layers, and in the heads."""
        self.dropout.p = heads
        for layer in self.encoder.layers:
            assert isinstance(layer, EncoderLayer)
            layer.dropout.p = encoder

    def _words(
        self, states: list[Tensor], mix: Tensor, first: Tensor, last: Tensor, features: Tensor
    ) -> Tensor:
        """-> [B, N, H + 88]."""
        weights = mix.softmax(0)
        mixed = sum(weights[i] * layer.float() for i, layer in enumerate(states))
        assert isinstance(mixed, Tensor)
        width = mixed.shape[-1]
        ends = [mixed.gather(1, index[:, :, None].expand(-1, -1, width)) for index in (first, last)]
        return self.dropout(torch.cat([(ends[0] + ends[1]) * 0.5, features], -1))

    def forward(self, batch: dict[str, Tensor]) -> Scores:
        """The inputs named in ``training/INTERFACE.md`` -> scores."""
        states = self.encoder(batch["pieces"], batch["piece_shapes"], batch["piece_mask"])
        parts = [("shapes", "word_shapes"), ("suffixes", "suffixes"), ("prefixes", "prefixes")]
        features = torch.cat([self.features[table](batch[name]) for table, name in parts], -1)
        first, last = batch["first_piece"], batch["last_piece"]
        tagged = self._words(states, self.tag_mix, first, last, features)
        treed = self._words(states, self.tree_mix, first, last, features)

        def hidden(layer: nn.Module, words: Tensor) -> Tensor:
            return self.dropout(functional.gelu(layer(words)))

        tag, name = hidden(self.tag_hidden, tagged), hidden(self.name_hidden, tagged)
        dependent, head = hidden(self.arc_dependent, treed), hidden(self.arc_head, treed)
        arcs = (dependent @ self.arc_weights) @ head.transpose(1, 2) + (head * self.arc_bias).sum(-1)[
            :, None, :
        ]
        arcs = arcs.float().masked_fill(batch["word_mask"][:, None, :] == 0, -1e4)
        return Scores(
            self.upos(tag).float(),
            self.xpos(tag).float(),
            {key: layer(name).float() for key, layer in self.names.items()},
            arcs,
            hidden(self.relation_dependent, treed),
            hidden(self.relation_head, treed),
        )

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Logits of the relations of aligned pairs: two [pairs, 96] -> [pairs, relations]."""
        one = torch.ones_like(dependent[:, :1])
        side = self.relation_weights(torch.cat([dependent, one], -1)).view(
            len(dependent), -1, RELATION_WIDTH + 1
        )
        return (side @ torch.cat([head, one], -1)[:, :, None])[:, :, 0].float()


def save(network: Analyser, path: Path) -> None:
    """Write the network's form, labels and weights."""
    content = {
        "config": asdict(network.config),
        "labels": asdict(network.labels),
        "weights": network.state_dict(),
    }
    temporary = path.with_suffix(".part")
    torch.save(content, temporary)
    temporary.replace(path)


def load(path: Path) -> Analyser:
    """Read a network that ``save`` wrote."""
    content = torch.load(path, weights_only=True)
    form = dict(content["config"])
    config = EncoderConfig(**{**form, "special": SpecialPieces(**form["special"])})
    network = Analyser(config, LabelSets(**content["labels"]))
    network.load_state_dict(content["weights"])
    return network
