import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from cli.interrupt import noticed

Footnote = Callable[..., Result]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "cat.md").write_text("# Cat\n\nOur cat is called Zork.", encoding="utf-8")
    return folder


def test_articles_are_stored_once_and_the_report_says_so(footnote: Footnote, notes: Path) -> None:
    first = footnote("ingest", notes, "--collection", "pets")
    second = footnote("ingest", notes, "--collection", "pets", "--json")
    assert (first.exit_code, first.stdout) == (0, "1 added.\n")
    assert json.loads(second.stdout) == {
        "added": 0,
        "changed": 0,
        "unchanged": 1,
        "failed": [],
        "skipped": 0,
        "interrupted": False,
    }
    status = json.loads(footnote("status", "--json").stdout)
    assert (status["articles"], status["collections"]) == (1, ["pets"])


def test_bad_files_are_named_and_end_it_with_1(footnote: Footnote, notes: Path) -> None:
    (notes / "noise.txt").write_bytes(bytes(range(128, 256)) * 9)
    result = footnote("ingest", notes, notes / "absent.md")
    assert result.exit_code == 1
    assert result.stdout == "1 added, 2 failed.\n"
    assert f"{notes / 'noise.txt'}: The file is not text in any encoding known" in result.stderr
    assert f"{notes / 'absent.md'}: There is no such file or folder." in result.stderr


def test_an_empty_folder_is_no_failure(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = footnote("ingest", "empty")
    assert (result.exit_code, result.stdout) == (0, "No articles found.\n")


@pytest.mark.parametrize("place", ["a-file", "/proc/footnote"])
def test_a_data_folder_that_cannot_be_written_is_refused(
    footnote: Footnote, notes: Path, place: str
) -> None:
    Path("a-file").write_text("", encoding="utf-8")
    result = footnote("ingest", notes, "--data", place)
    assert result.exit_code == 6
    assert f"The data folder {place} cannot be used" in result.stderr
    assert "--data" in result.stderr


def test_a_data_folder_of_another_embedding_model_is_refused(
    footnote: Footnote, stocked: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_EMBEDDING_MODEL", "another/model")
    result = footnote("ingest", notes, "--data", stocked)
    assert result.exit_code == 6
    assert "was made with the embedding model 'all-MiniLM-L6-v2'" in result.stderr


def test_the_first_interrupt_asks_for_an_end_and_the_second_is_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed() as stopped:
        assert not stopped()
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped()
        assert "Stopping after this batch" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
