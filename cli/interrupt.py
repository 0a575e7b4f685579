"""Ctrl-C as a request to stop, not an accident."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

import typer


@contextmanager
def noticed() -> Iterator[Callable[[], bool]]:
    """Give what says whether Ctrl-C was pressed; pressed a second time, it interrupts at once."""
    asked = Event()

    def note(_signal: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        typer.echo("Stopping after this batch. Press Ctrl-C again to stop at once.", err=True)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def by_sigterm() -> Iterator[None]:
    """Let SIGTERM, with which services are stopped, do what Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
