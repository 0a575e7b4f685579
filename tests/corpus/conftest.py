"""Disks that can be filled, and written to no more."""

import gc
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest
from tenacity import retry, stop_after_delay, wait_fixed

_NOBODY = 65534
_MOUNT = ["mount", "-t", "tmpfs", "-o"]


class Disk(Protocol):
    """A place whose disk can be made to say no."""

    root: Path

    def full(self, leaving: int = 0) -> AbstractContextManager[None]:
        """Have no more than some bytes left."""
        ...

    def read_only(self) -> AbstractContextManager[None]: ...


class Mounted:
    """A file system of its own, in memory."""

    def __init__(self, root: Path, megabytes: int) -> None:
        self.root = root
        subprocess.run([*_MOUNT, f"size={megabytes}m", "tmpfs", root], check=True)

    @contextmanager
    def full(self, leaving: int = 0) -> Iterator[None]:
        ballast = self.root / "ballast"
        status = os.statvfs(self.root)
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, status.f_bavail * status.f_frsize - leaving)
        try:
            yield
        finally:
            ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        self._no_more_writing()
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", self.root], check=True)

    @retry(stop=stop_after_delay(20), wait=wait_fixed(0.1), reraise=True)
    def _no_more_writing(self) -> None:
        # What a store that was closed has not let go of yet keeps the disk busy.
        gc.collect()
        subprocess.run(["mount", "-o", "remount,ro", self.root], check=True)

    def close(self) -> None:
        # Lazily: what a test keeps of a store may have files open.
        subprocess.run(["umount", "--lazy", self.root], check=True)


class Limited:
    """Where nothing may be mounted: a folder in which this process and those that it starts may
    write nothing at times, and so a disk that leaves nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def full(self, leaving: int = 0) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    @contextmanager
    def read_only(self) -> Iterator[None]:
        places = [self.root, *self.root.rglob("*")]
        modes = [place.stat().st_mode for place in places]
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode & ~0o222)
        try:
            with _without_rights():
                yield
        finally:
            for place, mode in zip(places, modes, strict=True):
                place.chmod(mode)


@contextmanager
def _without_rights() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def without_rights() -> Callable[[], AbstractContextManager[None]]:
    """What makes this process a user to whom the file system says no."""
    return _without_rights


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Callable[..., Disk]]:
    """Make a small disk, at a place or anywhere. A line of the report says when it is none."""
    with ExitStack() as made:

        def make(root: Path | None = None, *, megabytes: int = 64) -> Disk:
            if root is None:
                root = Path(made.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
                root.chmod(0o755)  # for whoever has no rights
            root.mkdir(exist_ok=True)
            try:
                mounted = Mounted(root, megabytes)
            except (OSError, subprocess.CalledProcessError):
                reporter = request.config.pluginmanager.get_plugin("terminalreporter")
                if reporter:
                    said = "nothing may be mounted here, so that a limit stands for a full disk"
                    reporter.write_line(f"{request.node.nodeid}: {said}")
                return Limited(root)
            made.callback(mounted.close)
            return mounted

        yield make
