"""Deleting, compacting, indexing anew, exporting and importing, from the command line."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from ingest.library import LocalLibrary

Footnote = Callable[..., Result]


@pytest.fixture
def data(stock: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A data folder with two short articles that nobody has asked about, to change."""
    return stock(tmp_path / "data")


def listed(footnote: Footnote, data: Path) -> int:
    return int(json.loads(footnote("status", "--data", data, "--json").stdout)["articles"])


def files_with(folder: Path, text: bytes) -> list[str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return [str(file.relative_to(folder)) for file in files if text in file.read_bytes()]


def test_a_delete_tells_what_it_removed_and_that_nothing_is_left(
    footnote: Footnote, data: Path
) -> None:
    result = footnote("delete", "cat", "--yes", "--data", data, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["deleted"] == [
        {
            "article_id": "cat",
            "versions": 1,
            "passages": 1,
            "vectors": 1,
            "lexical": 1,
            "answers": 0,
            "left": {"catalog": 0, "vectors": 0, "lexical": 0, "answers": 0},
        }
    ]
    gone = footnote("delete", "bank", "cat", "--yes", "--data", data)
    assert gone.exit_code == 5
    assert "There is no article 'cat'" in gone.stderr
    assert listed(footnote, data) == 1  # an id that there is not stops it all
    assert footnote("compact", "--data", data).exit_code == 0
    assert files_with(data, b"Zork") == []


def test_nothing_is_deleted_unless_it_is_confirmed_and_chosen(
    footnote: Footnote, data: Path
) -> None:
    refused = footnote("delete", "--source", "Diary", "--data", data)  # nobody there to say yes
    assert refused.exit_code == 1
    assert "Delete 1 articles (cat)?" in refused.stderr
    assert footnote("delete", "--data", data).exit_code == 2
    assert footnote("delete", "cat", "--source", "Diary", "--data", data).exit_code == 2
    assert footnote("delete", "--older-than", "soon", "--data", data).exit_code == 2
    none = footnote("delete", "--source", "Nobody", "--yes", "--data", data)
    assert (none.exit_code, none.stdout) == (0, "No article meets that; nothing was deleted.\n")
    assert listed(footnote, data) == 2
    by_source = footnote("delete", "--source", "Diary", "--yes", "--data", data)
    assert by_source.stdout.startswith("1 articles deleted: 1 versions, 1 passages, 1 vectors")


def test_articles_are_old_by_their_date_and_without_one_they_are_not(
    footnote: Footnote, data: Path, embedder: Embedder
) -> None:
    today = datetime.now(UTC).date()
    with Index(Settings(data=data, _env_file=None), embedder=embedder) as index:
        for days in (10, 30, 50):
            day = today - timedelta(days=days)
            article = Article(id=f"old{days}", title="Old", text="It is old.", published=day)
            LocalLibrary(index).store(article)
    result = footnote("delete", "--older-than", "30d", "--yes", "--data", data, "--json")
    assert [each["article_id"] for each in json.loads(result.stdout)["deleted"]] == ["old50"]
    day = (today - timedelta(days=20)).isoformat()
    result = footnote("delete", "--older-than", day, "--yes", "--data", data, "--json")
    assert [each["article_id"] for each in json.loads(result.stdout)["deleted"]] == ["old30"]


def test_an_export_is_imported_into_a_new_folder_only_and_answers_the_same(
    footnote: Footnote, data: Path, tmp_path: Path
) -> None:
    file, there = tmp_path / "all.zip", tmp_path / "there"
    made = footnote("export", file, "--with-vectors", "--data", data)
    assert (made.exit_code, made.stdout) == (0, f"2 articles exported to {file}.\n")
    assert footnote("import", file, "--data", data).exit_code == 6
    assert footnote("import", file, "--data", there).stdout == f"2 articles imported to {there}.\n"

    def answer(folder: Path) -> str:
        given = json.loads(footnote("ask", "Who is Zork?", "--json", "--data", folder).stdout)
        return json.dumps({**given, "id": "", "timings_ms": {}})

    assert answer(there) == answer(data)


def test_indexing_anew_needs_articles_and_keeps_them(footnote: Footnote, data: Path) -> None:
    assert footnote("reindex", "--data", "nowhere").exit_code == 6
    result = footnote("reindex", "--data", data)
    assert (result.exit_code, result.stdout) == (0, "2 articles indexed anew, in 2 passages.\n")
    assert footnote("verify", "--data", data).exit_code == 0


def test_keeping_goes_through_the_service_that_holds_the_folder(
    footnote: Footnote, served: Any
) -> None:
    text = "The lighthouse keeper is called Umbrel."
    httpx.put(
        f"{served.url}/v1/articles/keeper%2F1", json={"text": text, "source": "Log"}, timeout=60
    )
    result = footnote("delete", "--source", "Log", "--yes", "--data", served.data, "--json")
    [deleted] = json.loads(result.stdout)["deleted"]
    assert (deleted["article_id"], deleted["vectors"]) == ("keeper/1", 1)
    assert footnote("compact", "--data", served.data).exit_code == 0
    assert files_with(served.data, b"Umbrel") == []
    assert "indexed anew" in footnote("reindex", "--data", served.data).stdout
    other = footnote("reindex", "--data", served.data).exit_code
    assert other == 0
    found = footnote("search", "Huobi", "--limit", 1, "--data", served.data)
    assert found.stdout.startswith("1. ")
