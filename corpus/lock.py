"""One process at a time on a data folder.

Embedded Chroma is safe between threads and not between processes: with two on one folder, the
first one's `count()` shows the second's writes while its `query()` silently does not.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import DataFolderInUse, DataFolderUnusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a data folder: a process, what it does, and where it can be asked over HTTP."""

    pid: int
    command: str
    url: str | None = None


class FolderLock:
    """An exclusive lock on a data folder that the operating system drops when its holder dies."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        """Take the lock. Raises DataFolderInUse, or DataFolderUnusable."""
        self._note = folder / "holder.json"
        self._lock = FileLock(folder / "lock", timeout=0)
        try:
            self._lock.acquire()
            self._note.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        except Timeout as error:
            raise DataFolderInUse(_refusal(folder)) from error
        except OSError as error:
            raise unusable(folder, error) from error

    def release(self) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.release()


def holder(folder: Path) -> Holder | None:
    """Return who holds the folder now, or None when it is free."""
    lock = FileLock(folder / "lock", timeout=0)
    if not (folder / "lock").exists():
        return None
    try:
        with lock:
            return None
    except Timeout:
        return _noted(folder) or Holder(pid=0, command="an unknown process")
    except OSError as error:
        raise unusable(folder, error) from error


def this_process(command: str, url: str | None = None) -> Holder:
    return Holder(pid=os.getpid(), command=command, url=url)


def unusable(folder: Path, error: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(
        f"The data folder {folder} cannot be used: {error.strerror or error}. Give write "
        "permission on it, or name another one with FOOTNOTE_DATA or --data."
    )


def _noted(folder: Path) -> Holder | None:
    try:
        return Holder(**json.loads((folder / "holder.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # written a moment later than the lock is taken


def _refusal(folder: Path) -> str:
    who = _noted(folder)
    held = f"`{who.command}` (process {who.pid})" if who else "another process"
    where = f" It serves {who.url}." if who and who.url else ""
    return (
        f"The data folder {folder} is held by {held}.{where} Stop it first, ask it over HTTP, or "
        "use another folder with --data."
    )
