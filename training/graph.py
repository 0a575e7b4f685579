"""The reader as an ONNX graph, written node by node.

Writing the graph out gives what an exporter does not: fused kernels that ONNX Runtime only has as
``com.microsoft`` operators (attention, skip + layer norm, bias + GELU), one int8 scale per
vocabulary row for the embeddings, and a free choice of how each matrix product is stored.

``scheme`` names that choice:

- ``float``: fp32 throughout, 90 MB; the yardstick.
- ``tensor8``: int8 weights per output channel, activations quantised per tensor at run time.
- ``block8``: int8 weights with a scale per block of 32, activations quantised per row and block
  (``MatMulNBits`` at accuracy level 4); closer to fp32 than ``tensor8``.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.model import EPSILON, HEADS, LAYERS

Weights = Mapping[str, NDArray[np.float32]]
SCHEMES = ("float", "tensor8", "block8")
BLOCK = 32
OUTPUTS: dict[str, list[str | int | None]] = {
    "span": ["rows", "length", 2],
    "relevance": ["rows", 1],
    "kind": ["rows", 4],
}


def build(weights: Weights, scheme: str) -> onnx.ModelProto:
    """The whole network; ``weights`` is the state of a `ReaderNetwork` as arrays."""
    if scheme not in SCHEMES:
        raise ValueError(f"unknown scheme {scheme!r}; one of {', '.join(SCHEMES)}")
    graph = _Graph(weights, scheme)
    graph.network()
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["rows", "length"])
        for name in ("ids", "types", "mask")
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in OUTPUTS.items()
    ]
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.tensors)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=10)


class _Graph:
    """Nodes and tensors as they are added; every method returns the name of its output."""

    def __init__(self, weights: Weights, scheme: str) -> None:
        self.weights, self.scheme = weights, scheme
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def network(self) -> None:
        x = self.embed()
        for number in range(LAYERS):
            x = self.layer(x, f"layers.{number}")
        first = self.node("Gather", [x, self.tensor("zero", np.array(0))], axis=1)
        self.head(x, "span")
        self.head(first, "relevance")
        self.head(first, "kind")

    def node(self, kind: str, inputs: list[str], out: str = "", **attributes: Any) -> str:
        out = out or f"{kind.lower()}.{len(self.nodes)}"
        domain = "com.microsoft" if kind in MICROSOFT else ""
        self.nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **attributes))
        return out

    def tensor(self, name: str, value: NDArray[np.generic]) -> str:
        self.tensors.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def plain(self, name: str) -> str:
        return self.tensor(name, self.weights[name].astype(np.float32))

    def embed(self) -> str:
        types = self.node("Gather", [self.plain("types.weight"), "types"])
        length = self.node("Slice", [self.node("Shape", ["ids"]), *self.bounds("second", 1, 2)])
        places = self.node(
            "Slice", [self.plain("positions.weight"), self.tensor("start", np.array([0])), length]
        )
        known = self.node("Add", [self.node("Add", [self.words(), types]), places])
        return self.node(
            "LayerNormalization",
            [known, self.plain("norm.weight"), self.plain("norm.bias")],
            epsilon=EPSILON,
        )

    def bounds(self, name: str, start: int, end: int) -> list[str]:
        return [
            self.tensor(f"{name}.start", np.array([start])),
            self.tensor(f"{name}.end", np.array([end])),
        ]

    def words(self) -> str:
        table = self.weights["words.weight"]
        if self.scheme == "float":
            return self.node("Gather", [self.plain("words.weight"), "ids"])
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        scale[scale == 0] = 1
        rows = self.tensor("words.int8", np.round(table / scale).astype(np.int8))
        found = self.node("Cast", [self.node("Gather", [rows, "ids"])], to=TensorProto.FLOAT)
        scales = self.tensor("words.scale", scale.astype(np.float32))
        return self.node("Mul", [found, self.node("Gather", [scales, "ids"])])

    def layer(self, x: str, name: str) -> str:
        both = self.product(x, f"{name}.qkv.weight")
        query, key, value = f"{name}.q", f"{name}.k", f"{name}.v"
        self.nodes.append(
            helper.make_node("Split", [both], [query, key, value], axis=2, num_outputs=3)
        )
        bias = self.plain(f"{name}.qkv.bias")
        mixed = self.node("MultiHeadAttention", [query, key, value, bias, "mask"], num_heads=HEADS)
        x = self.add_and_norm(x, mixed, f"{name}.mixed")
        wide = self.product(x, f"{name}.wide.weight")
        wide = self.node("BiasGelu", [wide, self.plain(f"{name}.wide.bias")])
        return self.add_and_norm(x, wide, f"{name}.narrow")

    def add_and_norm(self, skip: str, x: str, name: str) -> str:
        x = self.product(x, f"{name}.weight")
        norm = [self.plain(f"{name}_norm.weight"), self.plain(f"{name}_norm.bias")]
        bias = self.plain(f"{name}.bias")
        return self.node("SkipLayerNormalization", [x, skip, *norm, bias], epsilon=EPSILON)

    def head(self, x: str, name: str) -> None:
        weight = self.tensor(f"{name}.weight", self.weights[f"{name}.weight"].T)
        self.node("Add", [self.node("MatMul", [x, weight]), self.plain(f"{name}.bias")], out=name)

    def product(self, x: str, name: str) -> str:
        weight = self.weights[name]
        if self.scheme == "float":
            return self.node("MatMul", [x, self.tensor(name, weight.T)])
        return self.per_tensor(x, name) if self.scheme == "tensor8" else self.per_block(x, name)

    def per_tensor(self, x: str, name: str) -> str:
        weight = self.weights[name].T
        scale = np.abs(weight).max(axis=0) / 127
        inputs = [
            self.tensor(f"{name}.int8", np.round(weight / scale).astype(np.int8)),
            self.tensor(f"{name}.scale", scale.astype(np.float32)),
        ]
        return self.node("DynamicQuantizeMatMul", [x, *inputs])

    def per_block(self, x: str, name: str) -> str:
        weight = self.weights[name]
        out, wide = weight.shape
        blocks = weight.reshape(out, wide // BLOCK, BLOCK)
        scale = np.abs(blocks).max(axis=2, keepdims=True) / 127
        stored = (np.round(blocks / scale) + 128).astype(np.uint8)
        inputs = [
            self.tensor(f"{name}.uint8", stored),
            self.tensor(f"{name}.scale", scale.astype(np.float32).reshape(-1)),
        ]
        shape = {"K": wide, "N": out, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.node("MatMulNBits", [x, *inputs], **shape)


MICROSOFT = {
    "BiasGelu",
    "DynamicQuantizeMatMul",
    "MatMulNBits",
    "MultiHeadAttention",
    "SkipLayerNormalization",
}
