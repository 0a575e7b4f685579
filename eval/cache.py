"""Indexes of suites that were built before, so that the same articles are embedded once.

They lie in `footnote/suites` below `$XDG_CACHE_HOME`, or `~/.cache` (XDG Base Directory
Specification). Each is named after a suite and a digest of all that it was made with, so that one
is never taken for another; nothing removes them but `clear`.
"""

import hashlib
import inspect
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import digest, embedding, lock, sentence_vectors, sentences
from corpus.compact import bytes_of
from corpus.layout import LAYOUT
from corpus.settings import Settings
from eval.provenance import embedding_weights
from eval.suite import Suite
from ingest import split

# What decides how an article becomes passages and vectors: changed, it makes another index.
_MAKERS = (split, sentences, digest, embedding, sentence_vectors)
_WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The index of a suite as it lies in the cache; `size` is in bytes."""

    place: Path
    size: int
    used: datetime


@contextmanager
def place(suite: Suite, settings: Settings) -> Iterator[Path]:
    """Give the folder in which the index of a suite's articles is kept, be it under the name of
    another suite over the same articles.

    While another run holds it, or where nothing can be written, it is a folder that is removed
    afterwards.
    """
    name, made = re.sub(r"[^\w.-]+", "-", suite.name), _digest(suite, settings)[:16]
    kept = next(folder().glob(f"*-{made}"), folder() / f"{name}-{made}")
    if _can_be_had(kept):
        yield kept
        return
    with TemporaryDirectory(prefix="footnote-eval-") as passing:
        yield Path(passing)


def is_whole(place: Path) -> bool:
    """Return whether all articles of its suite are in an index."""
    return (place / _WHOLE).exists()


def mark_whole(place: Path) -> None:
    """Note that all articles are in an index, and that it was used just now."""
    (place / _WHOLE).touch()


def kept() -> list[Kept]:
    """Return the indexes in the cache, the one that was used last first."""
    places = [place for place in folder().glob("*") if place.is_dir()]
    found = [Kept(place=place, size=bytes_of(place), used=_used(place)) for place in places]
    return sorted(found, key=lambda one: (one.used, one.place.name), reverse=True)


def clear() -> list[Kept]:
    """Remove the indexes that no run holds, and return those."""
    removed = [one for one in kept() if lock.holder(one.place) is None]
    for one in removed:
        shutil.rmtree(one.place, ignore_errors=True)
    return removed


def folder() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The specification has relative paths ignored.
    return (base if base.is_absolute() else Path.home() / ".cache") / "footnote" / "suites"


def _can_be_had(place: Path) -> bool:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(place, os.W_OK) and lock.holder(place) is None


def _used(place: Path) -> datetime:
    file = place / _WHOLE
    return datetime.fromtimestamp((file if file.exists() else place).stat().st_mtime, UTC)


def _digest(suite: Suite, settings: Settings) -> str:
    made = hashlib.sha256()
    facts = [
        LAYOUT,
        settings.embedding_model,
        embedding_weights(settings),
        settings.passage_tokens,
        [version(package) for package in ("chromadb", "tantivy", "sentencex")],
        [inspect.getsource(maker) for maker in _MAKERS],
    ]
    made.update(json.dumps(facts, sort_keys=True).encode())
    for article in suite.articles:
        made.update(json.dumps(asdict(article), sort_keys=True, default=str).encode())
    return made.hexdigest()
