"""A little language to write ONNX graphs in: values are names, every method adds the nodes for one idea."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, TensorProto, helper, numpy_helper

OPSET = 17
Array = npt.NDArray[np.generic]

WEIGHT_LEVELS = 63
"""Weights take 7 of 8 bits: processors without VNNI add two products in 16 bits, and two of 255 x 63 fit."""
ACTIVATION_LEVELS = 127
GELU_FLOOR = 0.17
"""A GELU is never below minus this: shifted by it, activations use all 255 levels."""
SHRINKS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)


def quantise_columns(
    weights: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """8-bit weights and a scale a column: of a few scales the one with the least squared error."""
    widest = np.maximum(np.abs(weights).max(0), 1e-8) / WEIGHT_LEVELS
    best_error = np.full(weights.shape[1], np.inf)
    best_scale = widest.copy()
    for shrink in SHRINKS:
        scale = widest * shrink
        rounded = np.clip(np.rint(weights / scale), -WEIGHT_LEVELS, WEIGHT_LEVELS)
        error = ((rounded * scale - weights) ** 2).sum(0)
        better = error < best_error
        best_error[better], best_scale[better] = error[better], scale[better]
    best_scale = best_scale.astype(np.float32)
    rounded = np.clip(np.rint(weights / best_scale), -WEIGHT_LEVELS, WEIGHT_LEVELS)
    return rounded.astype(np.int8), best_scale


class Graph:
    """An ONNX graph in the making."""

    def __init__(self, *, quantised: bool) -> None:
        """Begin; ``quantised`` chooses whether linear layers and tables are kept in 8 bits."""
        self.quantised = quantised
        self._nodes: list[object] = []
        self._constants: dict[str, TensorProto] = {}
        self._inputs: list[object] = []
        self._count = 0
        self._rows_of: dict[str, tuple[str, str]] = {}
        self._zero_points: dict[int, str] = {}
        self._row_count = ""

    # ------------------------------------------------------------------------------------- the basics

    def input(self, name: str) -> str:
        """An int64 input [B, T]."""
        self._inputs.append(helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]))
        return name

    def constant(self, value: Array | float | Sequence[int], dtype: npt.DTypeLike | None = None) -> str:
        """A constant; the same one twice is kept once."""
        array = np.asarray(value, dtype=dtype)
        if array.size < 16:
            name = f"c_{array.dtype}_{'x'.join(map(str, array.shape))}_{'_'.join(map(str, array.ravel()))}"
        else:
            name = f"w{len(self._constants)}"
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(array, name)
        return name

    def ints(self, *values: int) -> str:
        """A constant vector of int64."""
        return self.constant(values, np.int64)

    def op(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        """Add a node; its (first) output."""
        return self.ops(kind, *inputs, domain=domain, outputs=outputs, **attributes)[0]

    def ops(self, kind: str, *inputs: str, domain: str = "", outputs: int, **attributes: object) -> list[str]:
        """Add a node; its outputs."""
        self._count += 1
        names = [f"{kind}_{self._count}_{k}" if k else f"{kind}_{self._count}" for k in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names

    def rename(self, value: str, name: str) -> None:
        """Give a value its name as an output."""
        self._nodes.append(helper.make_node("Identity", [value], [name]))

    def reshape(self, value: str, *shape: int) -> str:
        """Reshape; 0 keeps, -1 fits."""
        return self.op("Reshape", value, self.ints(*shape))

    # ------------------------------------------------------------------------------------ layers

    def rows(self, count: str) -> None:
        """Say how many rows (B x T, an int64 vector of one) the two-dimensional values have."""
        self._row_count = count

    def _zero_point(self, value: int) -> str:
        if value not in self._zero_points:
            self._zero_points[value] = self.op("Expand", self.constant(value, np.uint8), self._row_count)
        return self._zero_points[value]

    def _quantised_rows(self, value: str, *, floor: bool) -> tuple[str, str]:
        """8-bit rows and their scales [rows]; ``floor`` for values that never lie below ``-GELU_FLOOR``."""
        key = f"{value} {floor}"
        if key not in self._rows_of:
            if floor:
                value = self.op("Add", value, self.constant(GELU_FLOOR, np.float32))
                widest, levels = self.op("ReduceMax", value, axes=[1], keepdims=0), 255
            else:
                widest = self.op("ReduceMax", self.op("Abs", value), axes=[1], keepdims=0)
                levels = ACTIVATION_LEVELS
            scale = self.op("Mul", widest, self.constant(1 / levels, np.float32))
            scale = self.op("Max", scale, self.constant(1e-8, np.float32))
            rows = self.op("QuantizeLinear", value, scale, self._zero_point(0 if floor else 128), axis=0)
            self._rows_of[key] = rows, scale
        return self._rows_of[key]

    def product(self, value: str, weights: npt.NDArray[np.float32], *, floor: bool = False) -> str:
        """``value`` [rows, K] times ``weights`` [K, N].

        With 8 bits the rows are rounded each by its own scale: sums are then whole numbers, the same on every
        processor, and no row depends on another.
        """
        if not self.quantised:
            return self.op("MatMul", value, self.constant(weights.astype(np.float32)))
        product, scale, shift = self.unscaled_product(value, weights, floor=floor)
        product = self.op("Mul", product, self.op("Unsqueeze", scale, self.ints(1)))
        return self.op("Add", product, self.constant(shift)) if floor else product

    def unscaled_product(
        self, value: str, weights: npt.NDArray[np.float32], *, floor: bool = False
    ) -> tuple[str, str, npt.NDArray[np.float32]]:
        """The product of the rounded rows, the scales [rows] it has yet to be multiplied with, and a bias."""
        rows, scale = self._quantised_rows(value, floor=floor)
        rounded, column_scale = quantise_columns(weights)
        product = self.op(
            "MatMulIntegerToFloat",
            rows,
            self.constant(rounded),
            self.constant(1.0, np.float32),
            self.constant(column_scale),
            self.constant(0 if floor else 128, np.uint8),
            self.constant(0, np.int8),
            domain="com.microsoft",
        )
        shift = (-GELU_FLOOR if floor else 0.0) * (rounded.astype(np.float64) * column_scale).sum(0)
        return product, scale, shift.astype(np.float32)

    def linear(
        self,
        value: str,
        weights: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
        *,
        floor: bool = False,
    ) -> str:
        """``product`` plus a bias [N]."""
        return self.op("Add", self.product(value, weights, floor=floor), self.constant(bias))

    def gelu_linear(self, value: str, weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """GELU of ``linear``."""
        return self.op("BiasGelu", self.product(value, weights), self.constant(bias), domain="com.microsoft")

    def table(self, weights: npt.NDArray[np.float32], index: str) -> str:
        """Rows of a table [entries, width], kept in 8 bits with a scale a row if it is large."""
        if not self.quantised or weights.size < 1_000_000:
            return self.op("Gather", self.constant(weights), index)
        scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8) / 127
        rounded = np.rint(weights / scale).astype(np.int8)
        found = self.op("Cast", self.op("Gather", self.constant(rounded), index), to=TensorProto.FLOAT)
        return self.op("Mul", found, self.op("Gather", self.constant(scale.astype(np.float32)), index))

    def norm(self, value: str, gain: Array, bias: Array, epsilon: float) -> str:
        """Layer normalisation."""
        return self.op(
            "LayerNormalization", value, self.constant(gain), self.constant(bias), axis=-1, epsilon=epsilon
        )

    def finish(self, outputs: dict[str, tuple[int, list[str | int]]]) -> ModelProto:
        """The model, with outputs by name: element type and shape."""
        values = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in outputs.items()]
        graph = helper.make_graph(
            self._nodes, "servanda", self._inputs, values, list(self._constants.values())
        )
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=domains, ir_version=8, producer_name="servanda")
