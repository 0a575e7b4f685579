"""The vectors may lie in a Chroma server: a real `chroma run`."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from corpus.embedding import Embedder
from corpus.errors import SettingsInvalid, VectorStoreUnreachable
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from ingest.split import split


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, folder = free_port(), tmp_path_factory.mktemp("chroma")
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder)]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            _wait(f"{url}/api/v2/heartbeat")
            yield url
        finally:
            server.terminate()


def _wait(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer in 60 seconds")


def test_an_index_works_the_same_over_a_server(
    chroma: str, settings: Settings, embedder: Embedder
) -> None:
    remote = settings.model_copy(update={"chroma_url": chroma})
    article = Article(id="a", title="Ports", text="Rotterdam is the largest port.")
    with Index(remote, embedder=embedder) as index:
        index.put(article, split(article))
        assert index.search("biggest harbour", limit=1)[0].passage.article_id == "a"
        assert index.disagreements() == []
    assert not (settings.data / "chroma").exists()
    with Index(remote, embedder=embedder) as index:
        assert index.delete("a").vectors == 1
        index.ping()


def test_a_server_that_is_not_there_is_named(settings: Settings, embedder: Embedder) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    remote = settings.model_copy(update={"chroma_url": url})
    with pytest.raises(VectorStoreUnreachable, match=f"No Chroma server answers at {url}"):
        Index(remote, embedder=embedder)


def test_an_address_that_is_none_is_refused(settings: Settings, embedder: Embedder) -> None:
    remote = settings.model_copy(update={"chroma_url": "localhost"})
    with pytest.raises(SettingsInvalid, match="must look like http://host:8000"):
        Index(remote, embedder=embedder)
