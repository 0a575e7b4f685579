"""A passage is found by the sentence that answers, not by what it is about on the whole."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus import bundled
from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article
from corpus.sentence_vectors import nearest, packed
from corpus.settings import Settings
from ingest.split import split

Put = Callable[..., Article]
COUNCIL = (
    "The council met on Monday to vote on the budget. It will repave two streets by the station. "
    "A new swimming hall is to open next spring. Stray dogs must be kept on a lead in the park "
    "from now on. The library gets longer opening hours. Members praised the treasurer."
)


def first_by_meaning(index: Index, question: str) -> str:
    return index.search(question, limit=3, by="dense")[0].passage.article_id


def test_one_sentence_of_many_is_found(index: Index, put: Put) -> None:
    put("council", COUNCIL)
    put("farm", "Puppies are born on a farm in May, and the farmer looks for people to take them.")
    put("cats", "Cats sleep all day. Nobody knows what they dream of, says a vet.")
    asked = "Do pets have to be leashed?"
    vectors = index._current.stores.vectors
    whole = vectors.nearest(index._current.stores.embedder.embed_query(asked), 3)
    assert next(iter(whole)).startswith("farm@")  # by the passages' own vectors it is not found
    assert first_by_meaning(index, asked) == "council"


def test_the_nearest_sentence_is_the_nearest_by_arithmetic() -> None:
    random = np.random.default_rng(7)
    question = random.normal(size=384).astype(np.float32)
    question /= np.linalg.norm(question)
    passages = {
        name: random.normal(size=(count, 384)).astype(np.float32)
        for name, count in (("one", 1), ("many", 9), ("some", 4))
    }
    kept = {name: packed(rows) for name, rows in passages.items()} | {"none": b""}
    found = nearest(question.tolist(), kept)
    assert list(found) == list(passages)
    for name, rows in passages.items():
        exact = (rows @ question / np.linalg.norm(rows, axis=1)).max()
        assert found[name] == pytest.approx(exact, abs=0.002)
    assert nearest(question.tolist(), {"none": b""}) == {}


def test_the_passage_s_own_vector_is_what_it_is_without_sentences(embedder: Embedder) -> None:
    texts = ["A boat.", COUNCIL, "A loaf of bread. A second one."]
    made = embedder.embed_passages(texts, [[(0, 7)], [(0, 48), (49, 92)], [(0, 16), (17, 30)]])
    for each, alone in zip(made, embedder.embed_documents(texts), strict=True):
        assert np.dot(each.vector, alone) == pytest.approx(1.0, abs=1e-5)
    assert [len(each.sentences) // 384 for each in made] == [1, 2, 2]
    assert embedder.embed_passages([], []) == []


def test_what_the_model_does_not_read_has_no_vector(embedder: Embedder) -> None:
    text = "A boat sank. " + "Nobody knows why. " * 100 + "It was red."
    [made] = embedder.embed_passages([text], [[(0, 12), (len(text) - 11, len(text))]])
    assert len(made.sentences) == 384


def changed(tmp_path: Path, file: str, **facts: Any) -> Embedder:
    """The bundled model with something else in one of its files."""
    folder = tmp_path / "model"
    shutil.copytree(bundled.folder(), folder)
    given = json.loads((folder / file).read_text(encoding="utf-8"))
    (folder / file).write_text(json.dumps(given | facts), encoding="utf-8")
    return Embedder(str(folder))


@pytest.mark.parametrize(
    ("file", "facts"),
    [
        (
            "1_Pooling/config.json",
            {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True},
        ),
        (
            "config_sentence_transformers.json",
            {"prompts": {"document": "passage: ", "query": "query: "}},
        ),
    ],
)
def test_a_model_that_makes_its_vectors_otherwise_is_searched_by_those(
    settings: Settings, tmp_path: Path, file: str, facts: dict[str, Any]
) -> None:
    with Index(settings, embedder=changed(tmp_path, file, **facts)) as index:
        for id_, text in (("boat", "A boat sank. It was red."), ("bread", "Bread got dearer.")):
            article = Article(id=id_, title=id_, text=text)
            index.put(article, split(article))
        assert index.disagreements() == []
        assert first_by_meaning(index, "Which vessel went down?") == "boat"
        assert set(index._current.stores.passages.sentences(["boat@1:0-24"]).values()) == {b""}


def test_sentences_that_are_missing_are_made_up_for(index: Index, put: Put) -> None:
    put("council", COUNCIL)
    put("cats", "Cats sleep all day.")
    passages = index._current.stores.passages
    passages._db.run("UPDATE passage SET sentences = NULL WHERE article_id = 'council'", ())
    # Until then it has its own vector, as it has when another process has not come so far.
    assert first_by_meaning(index, "When does the council meet?") == "council"
    [missing] = index.disagreements()
    assert missing.startswith("council@1:0-")
    assert missing.endswith("missing from the sentences index")
    index.repair()
    assert index.disagreements() == []
