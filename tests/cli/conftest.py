import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article
from corpus.settings import PREFIX, Settings
from ingest.library import LocalLibrary

Footnote = Callable[..., Result]
STOCK = [
    Article(
        id="cat",
        title="Our cat",
        text="Our cat is called Zork. It came to us from a farm in 2019.",
        source="Diary",
        collection="pets",
    ),
    Article(
        id="bank",
        title="Bank closes branch",
        text="The savings bank closed its branch in Dingle on 3 May.",
        source="Post",
    ),
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with no settings but those of the test."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def footnote() -> Footnote:
    """Run the command line in this process."""

    def run(*words: object) -> Result:
        arguments = [str(word) for word in words]
        return CliRunner().invoke(app, arguments, prog_name="footnote", catch_exceptions=False)

    return run


@pytest.fixture(scope="session")
def stock(embedder: Embedder) -> Callable[[Path], Path]:
    """Make a data folder with two short articles."""

    def make(folder: Path) -> Path:
        settings = Settings(data=folder, _env_file=None)
        with Index(settings, embedder=embedder) as index:
            LocalLibrary(index).store_all(STOCK)
        return folder

    return make


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, stock: Callable[[Path], Path]) -> Path:
    """A data folder that nobody holds, with two short articles; for tests that change nothing but
    what was asked of it."""
    return stock(tmp_path_factory.mktemp("stocked"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A `footnote serve` in a process of its own."""

    data: Path
    url: str
    said: list[str]
    process: subprocess.Popen[str]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that was started on an empty data folder."""
    folder = tmp_path_factory.mktemp("serve")
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "--data", folder / "data", "--port", "0"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = _until_it_serves(process)
        found = re.search(r"http://\S+", said[-1])
        assert found, said
        yield Served(data=folder / "data", url=found.group(), said=said, process=process)
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def _until_it_serves(process: subprocess.Popen[str]) -> list[str]:
    said: list[str] = []
    deadline = time.monotonic() + 300
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "answers at" in line or time.monotonic() > deadline:
            break
    return said
