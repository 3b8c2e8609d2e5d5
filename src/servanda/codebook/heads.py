"""Small logistic models whose weights are data: one weight a named feature, a bias, a threshold.

They are made by ``training/coding/train_heads.py`` from coded reports that may shape what ships, and kept
as JSON in ``codebook/data``, so that a decision can be read off: the features that held, and what each
weighed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from types import MappingProxyType

from servanda.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic model over named features that hold or do not."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def score(self, names: Iterable[str]) -> float:
        """The probability, from 0 to 1, given the features that hold."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in names)
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@cache
def load_head(name: str) -> Head:
    """The shipped weights of ``codebook/data/NAME.json``; C002 if they cannot be read."""
    where = f"data/{name}.json"
    text = files("servanda.codebook").joinpath(where).read_text("utf-8")
    try:
        data = json.loads(text)
        weights = {str(key): float(value) for key, value in data["weights"].items()}
        return Head(MappingProxyType(weights), float(data["bias"]), float(data["threshold"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError("C002", f"weights cannot be read: {error}", where=where) from error
