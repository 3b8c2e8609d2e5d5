"""Write a trained network as the folder that the package runs: graph (8-bit or not), tokenizer, labels."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from onnx import TensorProto

from servanda.language.model import FORMAT
from servanda.language.model_inputs import PREFIX_BUCKETS, SHAPES, SUFFIX_BUCKETS
from training.graph import Graph
from training.network import RELATION_WIDTH, Analyser, EncoderLayer, relative_bucket
from training.pretrained import tokenizer

HEADS = 8
"""Heads of each word whose relations the graph names: enough for the repair of what is no tree."""
NEVER = -1e4
RELATION_SHARE = 2.0
"""How much the relation's log-probability counts beside the arc's in the choice of heads (by EWT dev)."""
WITHIN_KIN = 1e-3
"""A relation is chosen with its subtypes taken together, and the subtype within it."""
TINY = 1e-12

Weights = npt.NDArray[np.float32]


def _array(tensor: torch.Tensor) -> Weights:
    return tensor.detach().float().numpy().copy()


def _weights(*layers: torch.nn.Linear) -> tuple[Weights, Weights]:
    """Weights [K, N] and biases [N] of layers side by side."""
    weights = np.concatenate([_array(layer.weight).T for layer in layers], 1)
    return np.ascontiguousarray(weights), np.concatenate([_array(layer.bias) for layer in layers])


class Exporter:
    """Writes one network into a graph. Values named ``flat`` have one row a piece or word: [B x T, width]."""

    def __init__(self, network: Analyser, *, quantised: bool) -> None:
        self.network = network.eval()
        self.config = network.config
        self.graph = Graph(quantised=quantised)

    def build(self) -> Graph:
        """The whole graph, but for its outputs' types."""
        g = self.graph
        names = ("pieces", "piece_shapes", "piece_mask", "first_piece", "last_piece")
        pieces, piece_shapes, piece_mask, first, last = (g.input(name) for name in names)
        shapes, suffixes, prefixes, word_mask = (
            g.input(name) for name in ("word_shapes", "suffixes", "prefixes", "word_mask")
        )
        shape = g.op("Shape", pieces)
        self.batch = g.op("Slice", shape, g.ints(0), g.ints(1))
        self.length = g.op("Slice", shape, g.ints(1), g.ints(2))
        g.rows(g.op("Mul", self.batch, self.length))

        states = self._encoder(pieces, piece_shapes, piece_mask)
        starts = g.op("Range", g.constant(0, np.int64), g.op("Squeeze", self.batch), g.constant(1, np.int64))
        offsets = g.op("Mul", g.op("Unsqueeze", starts, g.ints(1)), self.length)
        self.offsets = offsets
        ends = [g.reshape(g.op("Add", index, offsets), -1) for index in (first, last)]
        tables = self.network.features
        features = [
            g.reshape(g.table(_array(tables[name].weight), index), -1, tables[name].embedding_dim)
            for name, index in (("shapes", shapes), ("suffixes", suffixes), ("prefixes", prefixes))
        ]
        tagged = self._words(states, self.network.tag_mix, ends, features)
        treed = self._words(states, self.network.tree_mix, ends, features)
        self._tags(tagged)
        self._trees(treed, word_mask)
        return g

    def _flat_to_batch(self, value: str, width: int) -> str:
        """[B x T, width] -> [B, T, width]."""
        g = self.graph
        return g.op("Reshape", value, g.op("Concat", self.batch, self.length, g.ints(width), axis=0))

    def _encoder(self, pieces: str, piece_shapes: str, piece_mask: str) -> list[str]:
        g, encoder = self.graph, self.network.encoder
        width = self.config.width
        offset = self.config.position_offset
        positions = g.constant(_array(encoder.positions.weight)[offset : offset + 512])
        place = g.op("Slice", positions, g.ints(0), self.length, g.ints(0))
        total = g.op("Add", g.table(_array(encoder.pieces.weight), pieces), place)
        total = g.op("Add", total, g.table(_array(encoder.shapes.weight), piece_shapes))
        norm = encoder.norm
        state = g.norm(g.reshape(total, -1, width), _array(norm.weight), _array(norm.bias), norm.eps)

        absent = g.op("Sub", g.constant(1.0, np.float32), g.op("Cast", piece_mask, to=TensorProto.FLOAT))
        bias = g.op("Mul", g.op("Unsqueeze", absent, g.ints(1, 2)), g.constant(NEVER, np.float32))
        if encoder.relative is not None:
            place = torch.arange(512)
            bucket = relative_bucket(place[None, :] - place[:, None], self.config.relative_buckets)
            relative = _array(encoder.relative(bucket).permute(2, 0, 1)[None])
            cut = g.op("Concat", self.length, self.length, axis=0)
            near = g.op("Slice", g.constant(relative), g.ints(0, 0), cut, g.ints(2, 3))
            bias = g.op("Add", bias, near)
        states = [state]
        for layer in encoder.layers:
            assert isinstance(layer, EncoderLayer)
            states.append(self._layer(layer, states[-1], bias))
        return states

    def _layer(self, layer: EncoderLayer, state: str, bias: str) -> str:
        g = self.graph
        size = self.config.width // layer.heads

        def split(part: torch.nn.Linear, order: list[int], scale: float = 1.0) -> str:
            weights, offset = _weights(part)
            flat = g.linear(state, weights * np.float32(scale), offset * np.float32(scale))
            shape = g.op("Concat", self.batch, self.length, g.ints(layer.heads, size), axis=0)
            return g.op("Transpose", g.op("Reshape", flat, shape), perm=order)

        query = split(layer.query, [0, 2, 1, 3], size**-0.5)
        key = split(layer.key, [0, 2, 3, 1])
        value = split(layer.value, [0, 2, 1, 3])
        attention = g.op("Softmax", g.op("Add", g.op("MatMul", query, key), bias), axis=-1)
        context = g.op("Transpose", g.op("MatMul", attention, value), perm=[0, 2, 1, 3])
        state = self._add_norm(
            state, g.reshape(context, -1, self.config.width), layer.output, layer.attention_norm, floor=False
        )
        inner = g.gelu_linear(state, *_weights(layer.expand))
        return self._add_norm(state, inner, layer.contract, layer.output_norm, floor=True)

    def _add_norm(
        self, state: str, value: str, layer: torch.nn.Linear, norm: torch.nn.LayerNorm, *, floor: bool
    ) -> str:
        """Normalised sum of ``state`` and the layer's output."""
        g = self.graph
        weights, bias = _weights(layer)
        total = g.op("Add", g.linear(value, weights, bias, floor=floor), state)
        return g.norm(total, _array(norm.weight), _array(norm.bias), norm.eps)

    def _words(self, states: list[str], mix: torch.nn.Parameter, ends: list[str], features: list[str]) -> str:
        g = self.graph
        shares = mix.detach().softmax(0).numpy()
        mixed = g.op(
            "Sum",
            *(g.op("Mul", s, g.constant(np.float32(w / 2))) for s, w in zip(states, shares, strict=True)),
        )
        both = g.op("Add", g.op("Gather", mixed, ends[0]), g.op("Gather", mixed, ends[1]))
        return g.op("Concat", both, *features, axis=1)

    def _split(self, value: str, *widths: int) -> list[str]:
        return self.graph.ops("Split", value, self.graph.ints(*widths), outputs=len(widths), axis=1)

    def _tags(self, words: str) -> None:
        g, n = self.graph, self.network
        hidden = g.gelu_linear(words, *_weights(n.tag_hidden, n.name_hidden))
        tag, name = self._split(hidden, n.tag_hidden.out_features, n.name_hidden.out_features)
        scores = self._split(
            g.linear(tag, *_weights(n.upos, n.xpos)), n.upos.out_features, n.xpos.out_features
        )
        for output, score in zip(("upos", "xpos"), scores, strict=True):
            best = g.op(
                "ArgMax", self._flat_to_batch(score, len(getattr(n.labels, output))), axis=-1, keepdims=0
            )
            g.rename(best, output)
        layers = list(n.names.values())
        widths = [layer.out_features for layer in layers]
        parts = self._split(g.linear(name, *_weights(*layers)), *widths)
        entities = g.op("Concat", *(g.op("LogSoftmax", part, axis=-1) for part in parts), axis=1)
        g.rename(self._flat_to_batch(entities, sum(widths)), "entities")

    def _trees(self, words: str, word_mask: str) -> None:
        g, n = self.graph, self.network
        layers = (n.arc_dependent, n.arc_head, n.relation_dependent, n.relation_head)
        hidden = g.gelu_linear(words, *_weights(*layers))
        dependent, head, relation_dependent, relation_head = self._split(
            hidden, *(layer.out_features for layer in layers)
        )
        width = n.arc_head.out_features
        asks = self._flat_to_batch(g.linear(dependent, _array(n.arc_weights), _array(n.arc_bias)), width)
        offers = g.op("Transpose", self._flat_to_batch(head, width), perm=[0, 2, 1])
        absent = g.op("Sub", g.constant(1.0, np.float32), g.op("Cast", word_mask, to=TensorProto.FLOAT))
        absent = g.op("Mul", g.op("Unsqueeze", absent, g.ints(1)), g.constant(NEVER, np.float32))
        arcs = g.op("Add", g.op("MatMul", asks, offers), absent)
        g.rename(arcs, "arcs")
        best, heads = g.ops("TopK", arcs, g.ints(HEADS), outputs=2, axis=-1)

        wide = RELATION_WIDTH + 1
        weights = _array(n.relation_weights.weight).reshape(-1, wide, wide)
        # [label, of the head, of the dependent]; the constant one on either side makes three smaller tables
        pairs = np.ascontiguousarray(weights[:, :-1, :-1].transpose(2, 1, 0).reshape(RELATION_WIDTH, -1))
        of_head = np.ascontiguousarray(weights[:, :-1, -1].T)
        of_dependent = np.ascontiguousarray(weights[:, -1, :-1].T)
        alone = weights[:, -1, -1].copy()
        alone[n.labels.deprel.index("root")] = NEVER
        places = g.reshape(g.op("Add", heads, g.op("Unsqueeze", self.offsets, g.ints(2))), -1, HEADS)
        candidates = g.op("Gather", relation_head, places)  # [B x T, 8, width]
        scores = self._pair_scores(relation_dependent, candidates, pairs)
        head_scores = g.op("Gather", g.product(relation_head, of_head), places)
        dependent_scores = g.op("Unsqueeze", g.linear(relation_dependent, of_dependent, alone), g.ints(1))
        scores = g.op("Add", g.op("Add", scores, head_scores), dependent_scores)
        self._choose(best, heads, scores)

    def _choose(self, best: str, heads: str, scores: str) -> None:
        """The candidates anew by arc and relation together: whoever is the head has a relation that fits.

        Args:
            best: [B, T, 8], arc scores of the likeliest heads.
            heads: [B, T, 8], which heads these are.
            scores: [B x T, 8, labels], of the relations to them.
        """
        g = self.graph
        deprel = self.network.labels.deprel
        plain = np.array([name.split(":")[0] for name in deprel])
        kin = (plain[:, None] == plain[None, :]).astype(np.float32)
        shares = g.op("Softmax", scores, axis=-1)
        together = g.op("MatMul", shares, g.constant(kin))  # of a relation with all its subtypes
        fine = g.op("Add", together, g.op("Mul", shares, g.constant(np.float32(WITHIN_KIN))))
        relations = self._flat_to_batch(g.op("ArgMax", fine, axis=2, keepdims=0), HEADS)
        likely = g.op("Add", g.op("ReduceMax", together, axes=[2], keepdims=0), g.constant(TINY, np.float32))
        likely = self._flat_to_batch(g.op("Log", likely), HEADS)
        real = g.op("Cast", g.op("Not", g.op("Equal", heads, g.constant(0, np.int64))), to=TensorProto.FLOAT)
        likely = g.op("Mul", g.op("Mul", likely, real), g.constant(RELATION_SHARE, np.float32))
        joint, order = g.ops("TopK", g.op("Add", best, likely), g.ints(HEADS), outputs=2, axis=-1)
        g.rename(joint, "joint")
        g.rename(g.op("GatherElements", heads, order, axis=2), "heads")
        g.rename(g.op("GatherElements", relations, order, axis=2), "relations")

    def _pair_scores(self, dependents: str, candidates: str, pairs: Weights) -> str:
        """Scores of every relation between each word and its candidates: [B x T, 8, labels]."""
        g = self.graph
        if not g.quantised:
            sides = g.reshape(g.product(dependents, pairs), 0, RELATION_WIDTH, -1)
            return g.op("MatMul", candidates, sides)
        product, scale, _ = g.unscaled_product(dependents, pairs)  # scaled last, where there is less to scale
        scores = g.op("MatMul", candidates, g.reshape(product, 0, RELATION_WIDTH, -1))
        return g.op("Mul", scores, g.op("Unsqueeze", scale, g.ints(1, 2)))


def export(network: Analyser, folder: Path, *, quantised: bool, name: str, version: str) -> None:
    """Write ``network`` to ``folder``: ``model.onnx``, ``tokenizer.json``, ``labels.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = network.labels
    axes: list[str | int] = ["batch", "length"]
    width = sum(len(names) for names in labels.entities.values())
    model = (
        Exporter(network, quantised=quantised)
        .build()
        .finish(
            {
                "upos": (TensorProto.INT64, axes),
                "xpos": (TensorProto.INT64, axes),
                "arcs": (TensorProto.FLOAT, [*axes, "length"]),
                "joint": (TensorProto.FLOAT, [*axes, HEADS]),
                "heads": (TensorProto.INT64, [*axes, HEADS]),
                "relations": (TensorProto.INT64, [*axes, HEADS]),
                "entities": (TensorProto.FLOAT, [*axes, width]),
            }
        )
    )
    content = model.SerializeToString()
    (folder / "model.onnx").write_bytes(content)
    tokenizer_file = folder / "tokenizer.json"
    tokenizer(network.config).save(str(tokenizer_file), pretty=False)
    description = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "sha256": hashlib.sha256(content).hexdigest(),
        "tokenizer_sha256": hashlib.sha256(tokenizer_file.read_bytes()).hexdigest(),
        "features": {"suffix_buckets": SUFFIX_BUCKETS, "prefix_buckets": PREFIX_BUCKETS, "shapes": SHAPES},
        "special": asdict(network.config.special),
        "upos": labels.upos,
        "xpos": labels.xpos,
        "deprel": labels.deprel,
        "entities": labels.entities,
    }
    text = json.dumps(description, ensure_ascii=False, indent=1)
    (folder / "labels.json").write_text(text + "\n", encoding="utf-8")
