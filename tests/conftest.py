"""Real parts for every room's tests: one loaded embedder, the shipped articles, a real server, a
real Chromium."""

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, expect, sync_playwright

from cli.intake import intake
from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from ingest.library import LocalLibrary
from ingest.split import split
from service.answerer import Answerer
from service.chat import chat_model
from service.http.app import create_app

# The pages that tests have fetched lie on this machine.
LOCAL: dict[str, Any] = {"allow_private_addresses": True, "_env_file": None}
ARTICLES = Path(__file__).parent.parent / "corpus" / "articles"
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", _env_file=None)


@pytest.fixture
def index(settings: Settings, embedder: Embedder) -> Iterator[Index]:
    with Index(settings, embedder=embedder) as index:
        yield index


@pytest.fixture
def put(index: Index) -> Callable[..., Article]:
    """Store an article from its text, and whatever else is given."""

    def store(id_: str, text: str, **facts: object) -> Article:
        article = Article(**{"id": id_, "title": id_, "text": text, **facts})
        return index.put(article, split(article))

    return store


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Index]:
    """The shipped articles, for tests that only read."""
    from ingest.run import ingest
    from ingest.sources import find

    settings = Settings(data=tmp_path_factory.mktemp("shipped"), _env_file=None)
    with Index(settings, embedder=embedder) as index:
        ingest(find([ARTICLES]), LocalLibrary(index))
        yield index


@pytest.fixture(scope="session")
def answerer(shipped: Index) -> Answerer:
    return Answerer(shipped, Settings(_env_file=None))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """A real server over the shipped articles, which tests may also write to."""
    from ingest.run import ingest
    from ingest.sources import find

    settings = Settings(data=tmp_path_factory.mktemp("served"), upload_mb=40, **LOCAL)
    with Index(settings, embedder=embedder) as index:
        ingest(find([ARTICLES]), LocalLibrary(index))
        with serving(index, settings) as url:
            yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("FOOTNOTE_CHROMIUM") or shutil.which("chromium")
    if not found or not Path(found).exists():
        reason = "Chromium is not installed; install it or name it in FOOTNOTE_CHROMIUM"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    expect.set_options(timeout=20_000)  # what the page waits for is real work
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield chromium
        chromium.close()


@contextmanager
def serving(index: Index, settings: Settings) -> Iterator[str]:
    library = LocalLibrary(index)
    entry = intake(library, settings)
    app = create_app(index, Answerer(index, settings), library.store, entry, version="test")
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            _wait_until_ready(url)
            yield url
        finally:
            server.should_exit = True
            thread.join()


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} was not ready in 30 seconds")


class Model(ThreadingHTTPServer):
    """Answers every request with `reply`, or with the first reply whose key stands in the request,
    and keeps what it was sent."""

    reply: str | dict[str, str] = ""
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, object]] = []


class Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        request = self.rfile.read(length).decode()
        self.server.asked.append(json.loads(request))
        replies = self.server.reply
        if isinstance(replies, dict):
            replies = next(reply for key, reply in replies.items() if key in request)
        message = {"role": "assistant", "content": replies}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = json.dumps(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": "m",
                "choices": [choice],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        ).encode()
        self.send_response(self.server.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its signature
        pass


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """The chat model "openai:m": a server that speaks OpenAI's protocol, the one thing faked."""
    with Model() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        chat_model.cache_clear()
        yield server
        server.shutdown()
        thread.join()
        chat_model.cache_clear()
