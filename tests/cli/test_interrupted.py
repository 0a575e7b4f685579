"""Ctrl-C in the middle of an ingestion, pressed on a real process."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from corpus.origins import opened
from eval.bench.stories import story

Footnote = Callable[..., Result]
STORIES = 200


def stored(data: Path) -> int:
    with opened(data) as origins:
        return origins.catalog.count()[0] if origins else 0


def test_an_ingestion_that_is_interrupted_ends_cleanly_and_goes_on_where_it_stopped(
    footnote: Footnote, tmp_path: Path
) -> None:
    folder, data = tmp_path / "stories", tmp_path / "data"
    folder.mkdir()
    for number in range(STORIES):
        (folder / f"s{number:03}.md").write_text(story(number), encoding="utf-8")
    command = [sys.executable, "-m", "ingest", folder, "--data", data, "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 300
        while not stored(data) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said, warned = process.communicate(timeout=300)
    assert (process.returncode, "Traceback" in warned) == (130, False)
    assert "Stopping after this batch. Press Ctrl-C again" in warned
    report = json.loads(said)
    assert report["interrupted"]
    assert 0 < report["added"] == stored(data) < STORIES

    assert footnote("verify", "--data", data).exit_code == 0
    again = json.loads(footnote("ingest", folder, "--data", data, "--json").stdout)
    assert (again["unchanged"], again["added"]) == (report["added"], STORIES - report["added"])
    assert footnote("verify", "--data", data).exit_code == 0
