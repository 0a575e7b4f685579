"""Weights on disk and in memory: safetensors with BERT's names, or this project's own."""

import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from training.model import LAYERS, ReaderNetwork

FIXED = {
    "embeddings.word_embeddings.weight": "words.weight",
    "embeddings.position_embeddings.weight": "positions.weight",
    "embeddings.token_type_embeddings.weight": "types.weight",
    "embeddings.LayerNorm.weight": "norm.weight",
    "embeddings.LayerNorm.bias": "norm.bias",
}
IN_LAYER = {
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "mixed_norm",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_norm",
}
BERT_LAYER = re.compile(r"encoder\.layer\.(\d+)\.(.+)\.(weight|bias)$")


def load(network: ReaderNetwork, path: Path) -> None:
    """Fill `network` from a bare BERT encoder, a saved reader (safetensors), or a shipped one.

    Heads that the file does not hold start at zero, which leaves a trained encoder undisturbed.
    """
    found = {name.removeprefix("encoder."): value.float() for name, value in _read(path).items()}
    state = network.state_dict()
    known = from_bert(found) if "embeddings.LayerNorm.bias" in found else found
    for name in state:
        if name not in known and not name.startswith(("span", "relevance", "kind")):
            raise ValueError(f"{path} lacks the weight {name!r}")
        state[name] = known.get(name, torch.zeros_like(state[name]))
    network.load_state_dict(state)


def _read(path: Path) -> dict[str, Tensor]:
    if path.suffix == ".onnx":
        return from_onnx(path)
    held: dict[str, Tensor] = load_file(path)
    if any(name.startswith("encoder.embeddings") for name in held):
        # "encoder.encoder.layer.0" and "encoder.embeddings": one prefix too many.
        return {name.replace("encoder.", "", 1): value for name, value in held.items()}
    return held


def from_onnx(path: Path) -> dict[str, Tensor]:
    """The weights of a graph that `training.export` wrote, int8 turned back into floats."""
    tensors = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    known = {}
    for name, value in tensors.items():
        if name == "words.int8":
            known["words.weight"] = value * tensors["words.scale"]
        elif name.endswith(".int8"):
            plain = name.removesuffix(".int8")
            known[plain] = (value * tensors[f"{plain}.scale"]).T
        elif name in {f"{head}.weight" for head in ("span", "relevance", "kind")}:
            known[name] = value.T
        else:
            known[name] = value
    return {name: torch.from_numpy(value.astype("float32")) for name, value in known.items()}


def from_bert(found: dict[str, Tensor]) -> dict[str, Tensor]:
    """BERT's names into this project's, with query, key and value in one matrix."""
    found = {re.sub(r"^layer\.", "encoder.layer.", name): value for name, value in found.items()}
    known = {FIXED.get(name, name): value for name, value in found.items()}
    for name, value in found.items():
        if (match := BERT_LAYER.match(name)) and match[2] in IN_LAYER:
            known[f"layers.{match[1]}.{IN_LAYER[match[2]]}.{match[3]}"] = value
    for number in range(LAYERS):
        for part in ("weight", "bias"):
            pieces = [
                found[f"encoder.layer.{number}.attention.self.{what}.{part}"]
                for what in ("query", "key", "value")
            ]
            known[f"layers.{number}.qkv.{part}"] = torch.cat(pieces)
    return known


def save(network: nn.Module, path: Path) -> None:
    """Write the weights as fp32 safetensors."""
    save_file(
        {name: value.float().contiguous() for name, value in network.state_dict().items()}, path
    )
