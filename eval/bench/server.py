"""A server of our own, started as a user starts it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import httpx

from corpus.errors import ServiceUnreachable

_ANSWERS_AT = re.compile(r"answers at (\S+)")
_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running service; `start_s` is from the start of its process to the first 200 of /readyz."""

    url: str
    pid: int
    start_s: float


@contextmanager
def served(data: Path) -> Iterator[Server]:
    """Run `footnote serve` on a data folder and a free port, and stop it at the end.

    Raises ServiceUnreachable when it ends before it answers; its own words are on standard error.
    """
    begun = perf_counter()
    command = [sys.executable, "-m", "service", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  ours
        try:
            url = _announced(process)
            httpx.get(f"{url}/readyz", timeout=_PATIENCE_S).raise_for_status()
            yield Server(url=url, pid=process.pid, start_s=perf_counter() - begun)
        finally:
            process.terminate()


def _announced(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := _ANSWERS_AT.search(line):
            return found.group(1)
    raise ServiceUnreachable(f"`footnote serve` ended with exit code {process.wait()}.")
