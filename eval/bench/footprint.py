"""What it takes: memory of a process, size of a folder."""

import re
from pathlib import Path

_MIB = 1024 * 1024


def memory_mib(pid: int, field: str = "VmRSS") -> float | None:
    """Return the resident memory of a process, or its peak as "VmHWM"; None where there is no
    /proc to read it from."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(rf"^{field}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else None


def folder_mib(folder: Path) -> float:
    """Return what the files in a folder take on disk, each counted once."""
    taken = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            status = file.stat()
            taken[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(taken.values()) / _MIB
