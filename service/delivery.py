"""What somebody brings to be stored: files that were uploaded, or web addresses."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from corpus.errors import DataFolderUnusable

_LONGEST_NAME = 200
_LONGEST_SUFFIX = 20
_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Files that lie in a folder of their own, or web addresses.

    Articles that name no collection go to `collection`; all get the `tags`. With `only_new`, of
    what feeds and sitemaps list only pages are fetched that never were before.
    """

    folder: Path | None = None
    files: tuple[Path, ...] = ()
    urls: tuple[str, ...] = ()
    collection: str | None = None
    tags: tuple[str, ...] = ()
    only_new: bool = False

    @property
    def what(self) -> str:
        """What it is, in a few words: "notes.md and 2 more"."""
        first, *more = [file.name for file in self.files] or self.urls
        return f"{first} and {len(more):,} more" if more else first

    def discard(self) -> None:
        """Remove the files."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def unpack(
    uploads: Iterable[tuple[str, BinaryIO]],
    place: Path,
    *,
    collection: str | None = None,
    tags: Sequence[str] = (),
) -> Delivery:
    """Write what was uploaded, by the names that clients gave, into a new folder in `place`.

    Raises DataFolderUnusable.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(dir=place))
        try:
            files = tuple(_write(*upload, folder / str(n)) for n, upload in enumerate(uploads))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise DataFolderUnusable(
            f"The upload could not be written to {place}: {error.strerror or error}. Nothing was "
            "stored; check the free space and the permissions of the data folder."
        ) from error
    return Delivery(folder=folder, files=files, collection=collection, tags=tuple(tags))


def _write(name: str, content: BinaryIO, folder: Path) -> Path:
    """Write a file into a folder of its own, so that two of one name do not meet."""
    folder.mkdir()
    file = folder / safe_name(name)
    with file.open("xb") as out:
        shutil.copyfileobj(content, out)
    return file


def safe_name(name: str) -> str:
    """Return the last part of a file name that a stranger gave, as one that names a file here and
    nothing else, of at most 200 bytes, with its suffix."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(character for character in last if character.isprintable()).strip()
    if not plain.strip("."):
        return _UNNAMED
    suffix = _cut(Path(plain).suffix, _LONGEST_SUFFIX)
    stem = _cut(Path(plain).stem, _LONGEST_NAME - len(suffix.encode()))
    return stem + suffix


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, of at most `most` bytes, in whole characters."""
    return text.encode()[:most].decode(errors="ignore")
