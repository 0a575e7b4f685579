"""What is exported can be imported elsewhere and is the same."""

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.archive import MANIFEST
from corpus.embedding import Embedded, Embedder
from corpus.errors import ArchiveUnreadable, DataFolderInUse, DataFolderUnusable, FootnoteError
from corpus.export import export
from corpus.index import Index
from corpus.lock import this_process
from corpus.model import Article
from corpus.restore import restore
from corpus.sentence_vectors import Spans
from corpus.settings import Settings

Put = Callable[..., Article]
HOLDER = this_process("test")


class Unasked(Embedder):
    """An embedder that has nothing to do."""

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        assert not texts
        return []


@pytest.fixture
def filled(index: Index, put: Put, settings: Settings) -> Index:
    put("a", "First text of Vellmark.")
    put("a", "Second text — with “quotes”.", authors=("Ann",), pages=(4,), language="en")
    put("gone", "It was here.")
    index.delete("gone")
    put("b", "The heron stood there.")
    index.answers.keep("x", '{"answer": "Yes", "citations": [{"article_id": "a", "version": 1}]}')
    index.feedback.keep("x", '{"thumb": "up"}')
    (settings.data / "shipped").write_text("done", encoding="utf-8")
    return index


def test_everything_comes_back_beside_a_running_service(
    filled: Index, settings: Settings, embedder: Embedder, tmp_path: Path
) -> None:
    file, there = tmp_path / "all.zip", settings.model_copy(update={"data": tmp_path / "there"})
    made = export(settings, file, with_vectors=False, held_by=HOLDER)  # while `filled` is open
    assert (made.articles, made.dimension) == (2, None)

    there.data.mkdir()
    told = []
    restore(file, there, embedder=embedder, on_progress=lambda *step: told.append(step))
    assert told == [(2, 2)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.zip", "data", "there"]
    assert (there.data / "shipped").read_text(encoding="utf-8") == "done"
    with Index(there, embedder=embedder) as other:
        for version in (1, 2):
            assert other.catalog.article("a", version) == filled.catalog.article("a", version)
        assert other.answers.get("x") == filled.answers.get("x")
        assert other.feedback.get("x") == '{"thumb": "up"}'
        assert other.search("heron", limit=4) == filled.search("heron", limit=4)
        assert other.disagreements() == []
        assert other.delete("a").answers == 1


def test_with_its_vectors_nothing_is_embedded_again(
    filled: Index, settings: Settings, embedder: Embedder, tmp_path: Path
) -> None:
    file, there = tmp_path / "all.zip", settings.model_copy(update={"data": tmp_path / "there"})
    before = filled.search("heron", limit=4)
    with pytest.raises(DataFolderInUse):
        export(settings, file, with_vectors=True, held_by=HOLDER)
    filled.close()
    assert export(settings, file, with_vectors=True, held_by=HOLDER).dimension == 384
    restore(file, there, embedder=Unasked())
    with Index(there, embedder=embedder) as other:
        assert other.search("heron", limit=4) == before


def test_an_archive_of_layout_2_can_be_taken(
    filled: Index, settings: Settings, embedder: Embedder, tmp_path: Path
) -> None:
    file, older = tmp_path / "all.zip", tmp_path / "older.zip"
    there = settings.model_copy(update={"data": tmp_path / "there"})
    before = filled.search("heron", limit=4)
    # Without vectors it has none of sentences either, as no archive of layout 2 had.
    export(settings, file, with_vectors=False, held_by=HOLDER)
    rewritten(file, older, MANIFEST, lambda text: json.dumps({**json.loads(text), "layout": "2"}))
    restore(older, there, embedder=embedder)
    with Index(there, embedder=embedder) as other:
        assert other.disagreements() == []
        assert other.search("heron", limit=4) == before


def test_an_archive_that_cannot_be_taken_changes_nothing(
    filled: Index, settings: Settings, embedder: Embedder, tmp_path: Path
) -> None:
    file, there = tmp_path / "all.zip", settings.model_copy(update={"data": tmp_path / "there"})
    export(settings, file, with_vectors=False, held_by=HOLDER)

    def refusal(archive: Path) -> str:
        with pytest.raises(FootnoteError) as refused:
            restore(archive, there, embedder=embedder)
        assert isinstance(refused.value, ArchiveUnreadable)
        assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["data"]
        return str(refused.value)

    whole = file.read_bytes()
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(whole[: len(whole) // 2])
    assert "cannot be read" in refusal(damaged)
    assert "cannot be read" in refusal(tmp_path / "absent.zip")
    rewritten(file, damaged, "tables/version.jsonl", lambda text: text.replace("heron", "stork"))
    assert "tables/version.jsonl is not what it was" in refusal(damaged)
    rewritten(
        file,
        damaged,
        MANIFEST,
        lambda text: text.replace('"format_version": 1', '"format_version": 9'),
    )
    assert "of version 9; this program reads" in refusal(damaged)
    rewritten(file, damaged, MANIFEST, lambda text: json.dumps({**json.loads(text), "layout": "9"}))
    assert "made by another release (layout 9" in refusal(damaged)


def rewritten(file: Path, to: Path, name: str, change: Callable[[str], str]) -> None:
    """Copy an archive with one member changed."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content.decode()) if member == name else content)


def test_a_folder_that_holds_something_is_not_imported_into(
    filled: Index, settings: Settings, embedder: Embedder, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    export(settings, file, with_vectors=False, held_by=HOLDER)
    with pytest.raises(DataFolderUnusable, match="is not empty"):
        restore(file, settings, embedder=embedder)
    with pytest.raises(DataFolderUnusable, match=r"nothing in .* to export"):
        export(
            settings.model_copy(update={"data": tmp_path / "x"}),
            file,
            with_vectors=False,
            held_by=HOLDER,
        )
    with pytest.raises(ArchiveUnreadable, match="cannot be written"):
        export(settings, tmp_path / "no" / "all.zip", with_vectors=False, held_by=HOLDER)
