"""Turn trained weights into what the service loads.

    python -m training.export WEIGHTS.safetensors --out models/reader

writes `reader.onnx`, `config.json` and, unless the tokenizer lies in a folder beside it as that of
the reader does, `tokenizer.json`. `training.calibrate` has to follow, since `calibration.json`
belongs to the weights that it was fitted on.
"""

import argparse
import hashlib
import json
import os
import shutil
from pathlib import Path

import onnx

from training import graph, weights
from training.model import HIDDEN, LAYERS, ReaderNetwork

KINDS = ["span", "yes", "no", "none"]
MAX_LENGTH, MAX_QUESTION = 256, 64


def export(source: Path, tokenizer: Path, out: Path, scheme: str) -> None:
    network = ReaderNetwork()
    weights.load(network, source)
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    model = graph.build(arrays, scheme)
    onnx.checker.check_model(model)
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "reader.onnx")
    _describe(out, scheme, _tokenizer(tokenizer, out))


def _tokenizer(tokenizer: Path, out: Path) -> str:
    """Copy the tokenizer into a folder, unless it lies beside that; return its path from there."""
    if tokenizer.resolve().parent.parent == out.resolve().parent:
        return os.path.relpath(tokenizer, out)
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    return "tokenizer.json"


def _describe(out: Path, scheme: str, tokenizer: str) -> None:
    described = {
        "format": 1,
        "weights": "reader.onnx",
        "day": True,
        "sha256": hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest(),
        "tokenizer": tokenizer,
        "layers": LAYERS,
        "hidden": HIDDEN,
        "stored_as": scheme,
        "max_length": MAX_LENGTH,
        "max_question": MAX_QUESTION,
        "heads": {"span": ["start", "end"], "relevance": 1, "kind": KINDS},
    }
    (out / "config.json").write_text(json.dumps(described, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of MiniLM")
    parser.add_argument("--out", type=Path, default=Path("models/reader"))
    parser.add_argument("--scheme", choices=graph.SCHEMES, default="tensor8")
    given = parser.parse_args()
    export(given.weights, given.tokenizer, given.out, given.scheme)


if __name__ == "__main__":
    main()
