import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

Footnote = Callable[..., Result]


@dataclass
class Site:
    """A folder, served; `said` are the statuses of its replies."""

    folder: Path
    url: str = ""
    said: list[int] = field(default_factory=list)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    served = Site(folder=tmp_path / "site")
    served.folder.mkdir()
    (served.folder / "robots.txt").write_text("User-agent: *\nDisallow: /private", encoding="utf-8")
    (served.folder / "cat.html").write_text(
        f"<html><title>Cat</title><p>{'Our cat is called Zork. ' * 9}</p></html>", encoding="utf-8"
    )

    class Handler(SimpleHTTPRequestHandler):
        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            served.said.append(int(code))

        def log_error(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=served.folder))
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_page_is_stored_once_and_asked_for_only_if_it_changed(
    footnote: Footnote, site: Site
) -> None:
    page = f"{site.url}/cat.html"
    first = footnote("ingest", page, f"{site.url}/private", "--allow-private")
    assert first.stdout == "1 added, 1 failed.\n"
    assert f"{site.url}/private: The robots.txt of 127.0.0.1 does not allow" in first.stderr
    assert first.exit_code == 1
    second = footnote("ingest", page, "--allow-private", "--json")
    assert second.exit_code == 0
    report = json.loads(second.stdout)
    assert (report["added"], report["changed"], report["unchanged"]) == (0, 0, 1)
    assert site.said == [200, 200, 200, 304]


def test_a_page_inside_is_refused_unless_it_is_allowed(footnote: Footnote, site: Site) -> None:
    result = footnote("ingest", f"{site.url}/cat.html")
    assert (result.exit_code, result.stdout) == (1, "1 failed.\n")
    assert "127.0.0.1, an address that is not public" in result.stderr
    assert site.said == []


def test_pages_are_handed_to_the_service_that_holds_the_folder(
    footnote: Footnote, served: Any, site: Site
) -> None:
    words = ("ingest", f"{site.url}/cat.html", "--allow-private", "--data", served.data)
    assert footnote(*words).stdout == "1 added.\n"
    assert footnote(*words).stdout == "1 unchanged.\n"
    assert site.said == [200, 200, 200, 304]
    id_ = f"{site.url.removeprefix('http://')}/cat.html"
    article = httpx.get(f"{served.url}/v1/articles/{id_}", timeout=60).json()
    assert (article["title"], article["url"]) == ("Cat", f"{site.url}/cat.html")
    httpx.delete(f"{served.url}/v1/articles/{id_}", timeout=60)
