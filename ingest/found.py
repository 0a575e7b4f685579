"""What readers hand on: an article, or why there is none, each with the place it came from."""

from dataclasses import dataclass

from corpus.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that was read; `where` is its file, with the line where a file holds several."""

    where: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file or line that gave no article, or an article that could not be stored."""

    where: str
    reason: str
