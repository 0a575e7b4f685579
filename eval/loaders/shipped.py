"""The suites that come with the product, over the shipped articles or articles of their own."""

from pathlib import Path

from corpus.model import Article
from eval.loaders import questions
from eval.suite import Suite
from ingest import markdown

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
SUITES = Path(__file__).parents[1] / "suites"
_ABOUT = "README.md"


def load(name: str) -> Suite:
    """Return the shipped suite of that name; it is about the articles in a folder of that name, if
    there is one. Raises SuiteInvalid or SourceUnreadable."""
    own = SUITES / name
    about = articles(own if own.is_dir() else ARTICLES)
    return questions.load(SUITES / f"{name}.jsonl", name, about)


def articles(folder: Path = ARTICLES) -> list[Article]:
    """Return the articles of a folder in the order of their ids, as ingestion reads them."""
    files = sorted(file for file in folder.glob("*.md") if file.name != _ABOUT)
    return [found.article for file in files for found in markdown.read(file, file.stem)]
