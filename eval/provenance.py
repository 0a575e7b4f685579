"""What a run was made with: enough to tell whether two runs may be compared, and to repeat one."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus import bundled
from corpus.index import Index
from corpus.settings import Settings
from eval.suite import Suite

_MODELS = Path(__file__).parents[1] / "models"
_PACKAGES = (
    "footnote",
    "chromadb",
    "tantivy",
    "sentence-transformers",
    "transformers",
    "torch",
    "onnxruntime",
    "openvino",
)
# Where things lie and who listens has no bearing on a result.
_WITHOUT_BEARING = {"data", "host", "port"}
_PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The first line of a stored run. `questions` and `corpus` hold digests of what was asked, and
    of what it was asked of; `parallel` is how many questions were asked at once."""

    suite: str
    seed: int
    limit: int | None
    settings: dict[str, Any]
    models: dict[str, str]
    versions: dict[str, str]
    questions: str
    corpus: str
    articles: int
    passages: int
    cores: int
    parallel: int = 1
    format: int = 1


def made_with(
    suite: Suite, index: Index, settings: Settings, *, seed: int, limit: int | None
) -> Made:
    """Return what a run of this suite over this index is made with."""
    articles, passages = index.catalog.count()
    return Made(
        suite=suite.name,
        seed=seed,
        limit=limit,
        settings=settings.model_dump(mode="json", exclude=_WITHOUT_BEARING),
        models=_models(settings),
        versions={name: found for name in _PACKAGES if (found := _version(name))}
        | {"python": platform.python_version()},
        questions=_questions(suite),
        corpus=_digest(_contents(index)),
        articles=articles,
        passages=passages,
        cores=os.cpu_count() or 1,
    )


def made_by(url: str, suite: Suite, passages: int, *, seed: int, limit: int | None) -> Made:
    """Return what a run of this suite by a running service is made with, as far as can be seen from
    outside: what it runs with is its own affair. `passages` are all that it holds."""
    return Made(
        suite=suite.name,
        seed=seed,
        limit=limit,
        settings={"service": url},
        models={},
        versions={},
        questions=_questions(suite),
        corpus=_digest(f"{one.id}\0{one.title}\0{one.text}" for one in suite.articles),
        articles=len(suite.articles),
        passages=passages,
        cores=os.cpu_count() or 1,
    )


def embedding_weights(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of the embedding model's weights by their files, or nothing of a model
    that is named and lies in no folder."""
    name = settings.embedding_model or bundled.NAME
    place = Path(name) if settings.embedding_model else bundled.folder()
    return {
        f"{name}/{file.name}": bundled.file_sha256(file)
        for file in sorted(place.glob("*.safetensors"))
    }


def _questions(suite: Suite) -> str:
    return _digest(json.dumps(asdict(case), sort_keys=True) for case in suite.cases)


def _models(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of each model's weights and of what is set beside them, by file."""
    shipped = {
        str(file.relative_to(_MODELS)): bundled.file_sha256(file)
        for file in _MODELS.rglob("*")
        if file.suffix in {".onnx", ".json"}
    }
    return dict(sorted({**embedding_weights(settings), **shipped}.items()))


def _contents(index: Index) -> Iterable[str]:
    """Yield every article's id and text, then every passage's id, in a fixed order."""
    after = ""
    while page := index.catalog.articles(limit=_PAGE, after=after):
        for article in page:
            yield f"{article.id}\0{article.title}\0{article.text}"
        after = page[-1].id
    yield from sorted(index.catalog.passages.ids())


def _digest(texts: Iterable[str]) -> str:
    made = hashlib.sha256()
    for text in texts:
        made.update(hashlib.sha256(text.encode()).digest())
    return made.hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
