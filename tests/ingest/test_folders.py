import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.embedding import Embedded, Embedder
from corpus.errors import DataFolderUnusable
from corpus.index import Index
from corpus.sentence_vectors import Spans
from corpus.settings import Settings
from ingest import sources
from ingest.folders import sync
from ingest.library import LocalLibrary
from ingest.report import Report

LONG_AGO = 1_600_000_000


def write(file: Path, text: str) -> None:
    """Write a file that nobody has touched for years."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    write(root / "cat.md", "My cat is called Zork.")
    write(root / "dog.txt", "The dog sleeps under the stairs.")
    return root


Sync = Callable[..., Report]


@pytest.fixture
def bring(index: Index) -> Sync:
    def run(*paths: Path, **wishes: bool) -> Report:
        return sync(paths, LocalLibrary(index), index.origins, **wishes)

    return run


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read, as they are read."""
    seen: list[str] = []
    read_file = sources.read_file

    def noted(file: Path, id_: str) -> Iterator[object]:
        seen.append(file.name)
        return read_file(file, id_)

    monkeypatch.setattr(sources, "read_file", noted)
    return seen


@pytest.fixture
def texts_embedded(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    embed = embedder.embed_passages

    def noted(texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        seen.extend(texts)
        return embed(texts, parts)

    monkeypatch.setattr(embedder, "embed_passages", noted)
    return seen


def counts(report: Report) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged


def ids(index: Index) -> list[str]:
    return [article.id for article in index.catalog.articles(limit=100)]


def test_unchanged_files_are_neither_read_nor_embedded_again(
    bring: Sync, folder: Path, files_read: list[str], texts_embedded: list[str]
) -> None:
    assert counts(bring(folder)) == (2, 0, 0)
    assert (files_read, len(texts_embedded)) == (["cat.md", "dog.txt"], 2)
    assert counts(bring(folder)) == (0, 0, 2)
    assert (files_read, len(texts_embedded)) == (["cat.md", "dog.txt"], 2)


def test_a_file_with_another_time_and_the_same_bytes_is_not_read(
    bring: Sync, folder: Path, files_read: list[str]
) -> None:
    bring(folder)
    os.utime(folder / "cat.md", (LONG_AGO + 9, LONG_AGO + 9))
    assert counts(bring(folder)) == (0, 0, 2)
    assert files_read == ["cat.md", "dog.txt"]


def test_of_a_changed_file_only_changed_passages_are_embedded(
    bring: Sync, folder: Path, index: Index, texts_embedded: list[str]
) -> None:
    first = " ".join(
        f"Sentence {number} tells of the harbour and its boats." for number in range(14)
    )
    second = " ".join(f"Line {number} is about the railway and its trains." for number in range(14))
    write(folder / "long.md", f"# Long\n\n{first}\n\n{second}")
    bring(folder)
    texts_embedded.clear()
    write(folder / "long.md", f"# Long\n\n{first}\n\n{second} One more line came.")
    assert counts(bring(folder)) == (0, 1, 2)
    assert len(index.catalog.passages.of("long")) == 2
    [embedded] = texts_embedded
    assert "One more line came." in embedded
    assert index.catalog.article("long").version == 2


def test_a_file_changed_at_once_without_a_sign_of_it_is_noticed(
    bring: Sync, folder: Path, index: Index
) -> None:
    file = folder / "cat.md"
    file.write_text("My cat is called Abel.", encoding="utf-8")
    status = file.stat()
    bring(folder)
    file.write_text("My cat is called Cain.", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(bring(folder)) == (0, 1, 1)
    assert index.catalog.article("cat").text == "My cat is called Cain."


def test_what_was_changed_or_deleted_by_other_means_is_brought_back_from_its_file(
    bring: Sync, folder: Path, index: Index, put: Callable[..., object]
) -> None:
    bring(folder)
    put("cat", "Somebody else wrote this.")
    index.delete("dog")
    assert counts(bring(folder)) == (1, 1, 0)
    assert index.catalog.article("cat").text == "My cat is called Zork."


def test_another_collection_is_a_change(bring: Sync, folder: Path, index: Index) -> None:
    bring(folder)
    assert counts(bring(folder, collection="pets")) == (0, 2, 0)
    assert index.catalog.article("cat").collection == "pets"


def test_a_vanished_file_is_reported_until_it_is_pruned(
    bring: Sync, folder: Path, index: Index
) -> None:
    bring(folder)
    (folder / "cat.md").unlink()
    report = bring(folder)
    assert [(gone.where, gone.article_id) for gone in report.vanished] == [
        (str(folder / "cat.md"), "cat")
    ]
    assert ids(index) == ["cat", "dog"]
    report = bring(folder, prune=True)
    assert ([gone.article_id for gone in report.pruned], report.vanished) == (["cat"], ())
    assert ids(index) == ["dog"]
    assert index.disagreements() == []
    assert bring(folder, prune=True).pruned == ()


def test_an_article_that_its_file_gives_no_more_is_pruned_too(
    bring: Sync, tmp_path: Path, index: Index
) -> None:
    wire = tmp_path / "wire" / "wire.jsonl"
    write(wire, '{"id": "a", "text": "First."}\n{"id": "b", "text": "Second."}\n')
    bring(wire.parent)
    write(wire, '{"id": "b", "text": "Second."}\n')
    assert [gone.article_id for gone in bring(wire.parent).vanished] == ["a"]
    assert counts(bring(wire.parent, prune=True)) == (0, 0, 1)
    assert ids(index) == ["b"]


def test_nothing_is_pruned_where_the_folder_itself_is_gone(
    bring: Sync, folder: Path, index: Index
) -> None:
    bring(folder)
    folder.rename(folder.with_name("elsewhere"))
    report = bring(folder, prune=True)
    assert [failure.where for failure in report.failed] == [str(folder)]
    assert ids(index) == ["cat", "dog"]


def test_a_folder_that_was_moved_keeps_its_articles(
    bring: Sync, folder: Path, index: Index, files_read: list[str]
) -> None:
    bring(folder)
    moved = folder.rename(folder.with_name("elsewhere"))
    assert counts(bring(moved, prune=True)) == (0, 0, 2)
    assert ids(index) == ["cat", "dog"]
    assert files_read == ["cat.md", "dog.txt"]


def test_files_of_two_folders_with_one_name_are_two_articles(
    bring: Sync, folder: Path, tmp_path: Path, index: Index
) -> None:
    write(tmp_path / "more" / "cat.md", "Another cat lives next door.")
    bring(folder)
    bring(tmp_path / "more")
    assert ids(index) == ["cat", "dog", "more/cat"]
    assert counts(bring(folder, tmp_path / "more")) == (0, 0, 3)
    assert index.catalog.article("cat").text == "My cat is called Zork."


def test_files_side_by_side_that_differ_in_their_suffix_are_two_articles(
    bring: Sync, folder: Path, index: Index
) -> None:
    write(folder / "cat.txt", "Another cat altogether.")
    assert bring(folder).failed == ()
    assert ids(index) == ["cat", "cat.txt", "dog"]


def test_a_copy_of_a_folder_is_no_second_article(
    bring: Sync, folder: Path, tmp_path: Path, index: Index
) -> None:
    bring(folder)
    for name in ("cat.md", "dog.txt"):
        write(tmp_path / "copy" / name, (folder / name).read_text(encoding="utf-8"))
    assert counts(bring(tmp_path / "copy")) == (0, 0, 2)
    assert ids(index) == ["cat", "dog"]


def test_an_id_that_another_file_gave_is_a_failure(
    bring: Sync, folder: Path, tmp_path: Path, index: Index
) -> None:
    bring(folder)
    write(tmp_path / "more" / "x.md", "---\nid: cat\n---\nNot the cat.")
    report = bring(tmp_path / "more")
    assert f"'cat' is that of {folder / 'cat.md'}" in report.failed[0].reason
    assert index.catalog.article("cat").text == "My cat is called Zork."


def test_a_file_with_a_failure_is_read_again_and_fails_again(bring: Sync, folder: Path) -> None:
    write(folder / "wire.jsonl", '{"text": "Good."}\n{"bad"\n')
    for expected in ((3, 0, 0), (0, 0, 3)):
        report = bring(folder)
        assert counts(report) == expected
        assert [failure.where for failure in report.failed] == [f"{folder / 'wire.jsonl'}:2"]


def test_after_an_interruption_the_rest_is_read(
    index: Index, folder: Path, files_read: list[str]
) -> None:
    for number in range(40):
        write(folder / f"n{number:02}.txt", f"Note number {number}.")
    library = LocalLibrary(index)
    first = sync([folder], library, index.origins, stopped=lambda: bool(files_read))
    assert first.interrupted
    second = sync([folder], library, index.origins)
    assert first.added + second.added == 42
    assert second.unchanged == first.added
    assert len(files_read) <= 43  # the one at which the first run stopped may be read again


def test_names_that_are_no_text_are_remembered(bring: Sync, tmp_path: Path) -> None:
    file = os.fsdecode(os.fsencode(tmp_path / "odd") + b"/caf\xe9.txt")
    write(Path(file), "The café is closed.")
    assert counts(bring(tmp_path / "odd")) == (1, 0, 0)
    assert counts(bring(tmp_path / "odd")) == (0, 0, 1)


@contextmanager
def nobody_in_particular() -> Iterator[None]:
    """Be a user who may write only what is everybody's."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_data_folder_that_is_read_only_is_refused_and_loses_nothing(
    embedder: Embedder, folder: Path
) -> None:
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data=Path(place, "data"), _env_file=None)
        with Index(settings, embedder=embedder) as index:
            sync([folder], LocalLibrary(index), index.origins)
        modes = lock_up(Path(place))
        with (
            nobody_in_particular(),
            pytest.raises(DataFolderUnusable, match="Give write permission"),
        ):
            Index(settings, embedder=embedder)
        for path, mode in modes:
            path.chmod(mode)
        with Index(settings, embedder=embedder) as index:
            assert ids(index) == ["cat", "dog"]
            assert index.disagreements() == []


def lock_up(root: Path) -> Sequence[tuple[Path, int]]:
    """Take everybody's write permission; return the permissions there were."""
    paths = [root, *root.rglob("*")]
    modes = [(path, path.stat().st_mode) for path in paths]
    for path, mode in modes:
        path.chmod((mode | 0o555 if path.is_dir() else mode | 0o444) & ~0o222)
    return modes
