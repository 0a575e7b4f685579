"""Room on the disk: changes begin only where there is enough of it to end them."""

import shutil
from pathlib import Path

from corpus.errors import DataFolderUnusable

_MIB = 1024 * 1024
# What the stores write at once: the catalog's log grows to 4 MiB and more, Chroma writes 1.7 kB a
# vector, a thousand at a time, and Tantivy whole segments anew when it merges them.
LEAST = 32 * _MIB


def need_room(folder: Path) -> None:
    """Raise DataFolderUnusable when the disk of a data folder is nearly full.

    Stores can be repaired after a disk that filled up while they wrote, but at the price of
    embedding again; nothing is lost when they do not begin.
    """
    free = shutil.disk_usage(folder).free
    if free < LEAST:
        raise DataFolderUnusable(
            f"The disk of the data folder {folder} has {free / _MIB:.1f} MiB left; storing "
            f"articles takes at least {LEAST / _MIB:.0f}. Nothing was changed; free some space and "
            "try again, or name a folder on another disk with FOOTNOTE_DATA or --data."
        )
