"""Plain text files."""

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import SourceUnreadable
from corpus.model import Article
from ingest.encoding import read_text
from ingest.found import Found

_LONGEST_TITLE = 120


def read(file: Path, id_: str) -> Iterator[Found]:
    """Yield the article of a plain text file: its text as it stands there.

    The first line is its title when it stands above the text like one, otherwise the file's name
    is. Raises
    SourceUnreadable.
    """
    text = read_text(file).strip()
    if not text:
        raise SourceUnreadable("The file holds no text.")
    title = _title(text) or name_as_title(id_)
    yield Found(where=str(file), article=Article(id=id_, title=title, text=text))


def name_as_title(id_: str) -> str:
    """Return an article's id made readable: `notes/china-ban` becomes `china ban`."""
    name = id_.rsplit("/", 1)[-1]
    return " ".join(name.replace("-", " ").replace("_", " ").split()) or name


def _title(text: str) -> str | None:
    """Return the first line if it stands alone above the text, and is no sentence."""
    first, _, rest = text.partition("\n")
    title = " ".join(first.split())
    above = rest.lstrip(" \t").startswith("\n")
    sentence = title.endswith((".", "!", ";", ",", ":"))
    return title if above and not sentence and len(title) <= _LONGEST_TITLE else None
