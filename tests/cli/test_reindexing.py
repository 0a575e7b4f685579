"""Passages of another length, from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Footnote = Callable[..., Result]


def test_another_length_is_refused_until_all_is_indexed_anew(
    footnote: Footnote,
    stock: Callable[[Path], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = stock(tmp_path / "data")
    monkeypatch.setenv("FOOTNOTE_PASSAGE_TOKENS", "20")
    refused = footnote("search", "cat", "--data", data)
    assert refused.exit_code == 6
    assert "passages of 150 tokens, but 20 are set" in refused.stderr
    assert footnote("reindex", "--data", data).exit_code == 0
    assert footnote("search", "cat", "--data", data).exit_code == 0
    monkeypatch.delenv("FOOTNOTE_PASSAGE_TOKENS")
    assert "passages of 20 tokens, but 150" in footnote("search", "cat", "--data", data).stderr


def test_a_running_service_is_not_given_another_length(
    footnote: Footnote, served: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_PASSAGE_TOKENS", "20")
    refused = footnote("reindex", "--data", served.data)
    assert refused.exit_code == 7
    assert "runs with FOOTNOTE_PASSAGE_TOKENS=150, but 20 is set. Stop it" in refused.stderr
