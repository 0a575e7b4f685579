import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

from cli.address import listen, url_of
from cli.serve import _ingest_shipped
from corpus.errors import PortInUse, SettingsInvalid
from corpus.index import Index
from corpus.lock import FolderLock, holder, this_process

Footnote = Callable[..., Result]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_in_use_is_refused_before_anything_is_opened(footnote: Footnote, taken: int) -> None:
    result = footnote("serve", "--port", taken, "--data", "data")
    assert result.exit_code == 9
    assert f"Port {taken} of 127.0.0.1 is in use" in result.stderr
    assert not Path("data").exists()


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match=r"192\.0\.2\.1:8000 cannot be listened on"):
        listen("192.0.2.1", 8000)
    with pytest.raises(SettingsInvalid, match="is no address"):
        listen("no such host", 8000)


def test_the_url_is_one_that_this_machine_reaches() -> None:
    with listen("0.0.0.0", 0) as everywhere:
        port = everywhere.getsockname()[1]
        assert url_of(everywhere) == f"http://127.0.0.1:{port}"
        with pytest.raises(PortInUse):
            listen("127.0.0.1", port)


def test_a_new_library_is_served_with_the_shipped_articles(served: Any) -> None:
    assert served.said[0] == "The library is empty: ingesting the shipped articles.\n"
    ready = httpx.get(f"{served.url}/readyz", timeout=60).json()
    assert ready["articles"] >= 24


def test_a_first_start_that_was_cut_short_is_finished(shipped: Index, tmp_path: Path) -> None:
    note = tmp_path / "shipped"
    note.write_text("begun", encoding="utf-8")
    _ingest_shipped(shipped, note)
    assert note.read_text(encoding="utf-8") == "done"


def test_shipped_articles_that_were_deleted_do_not_come_back(index: Index, tmp_path: Path) -> None:
    note = tmp_path / "shipped"
    note.write_text("done", encoding="utf-8")
    _ingest_shipped(index, note)
    assert index.catalog.count() == (0, 0)


def test_asking_goes_through_the_service_that_holds_the_folder(
    footnote: Footnote, served: Any
) -> None:
    question = "Which exchanges stopped Chinese registrations?"
    result = footnote("ask", question, "--data", served.data, "--json")
    answer = json.loads(result.stdout)
    assert answer["status"] == "answered"
    assert (
        httpx.get(f"{served.url}/v1/answers/{answer['id']}", timeout=60).json()["question"]
        == question
    )
    assert footnote("ask", "", "--data", served.data).exit_code == 4
    assert footnote("ask", "Why?", "--collection", "x", "--data", served.data).exit_code == 5


def test_ingesting_goes_through_the_service_that_holds_the_folder(
    footnote: Footnote, served: Any, tmp_path: Path
) -> None:
    note = tmp_path / "zork.txt"
    note.write_text("Our cat is called Zork.", encoding="utf-8")
    said = [footnote("ingest", note, "--data", served.data).stdout]
    note.write_text("Our cat is called Quill.", encoding="utf-8")
    said += [footnote("ingest", note, "--data", served.data).stdout for _ in range(2)]
    assert said == ["1 added.\n", "1 changed.\n", "1 unchanged.\n"]
    found = footnote("search", "our cat", "--limit", 1, "--data", served.data).stdout
    assert "Our cat is called Quill." in found


def test_the_service_fetches_no_page_from_inside_unless_it_is_told_to(served: Any) -> None:
    job = httpx.post(
        f"{served.url}/v1/urls", json={"urls": [f"{served.url}/docs"]}, timeout=60
    ).json()
    with httpx.stream("GET", f"{served.url}/v1/jobs/{job['id']}/events", timeout=60) as events:
        events.read()
    report = httpx.get(f"{served.url}/v1/jobs/{job['id']}", timeout=60).json()["report"]
    assert report["added"] == 0
    assert "an address that is not public" in report["failed"][0]["reason"]


def test_a_folder_that_is_served_says_by_whom(footnote: Footnote, served: Any) -> None:
    status = json.loads(footnote("status", "--data", served.data, "--json").stdout)
    assert status["held_by"] == {
        "pid": served.process.pid,
        "command": "footnote serve",
        "url": served.url,
    }
    for words in (["verify"], ["serve", "--port", 0]):
        result = footnote(*words, "--data", served.data)
        assert result.exit_code == 7
        assert f"process {served.process.pid}" in result.stderr
        assert served.url in result.stderr


def test_a_service_that_is_told_to_end_ends_well_and_lets_go(tmp_path: Path) -> None:
    data = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "--empty", "--data", data, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "Footnote answers at http://127.0.0.1:" in line
        held_by = holder(data)
        assert held_by is not None
        assert httpx.get(f"{held_by.url}/readyz", timeout=60).json()["articles"] == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert holder(data) is None


def test_a_service_that_hangs_or_is_gone_is_named(footnote: Footnote, stocked: Path) -> None:
    lock = FolderLock(stocked, this_process("footnote serve", "http://127.0.0.1:9"))
    try:
        result = footnote("ask", "Why?", "--data", stocked)
    finally:
        lock.release()
    assert result.exit_code == 10
    assert "The service at http://127.0.0.1:9 did not answer" in result.stderr
