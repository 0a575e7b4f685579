"""The suites that come with the product, over the shipped articles."""

from pathlib import Path

from corpus.model import Article
from eval.loaders import questions
from eval.suite import Suite
from ingest import markdown

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
SUITES = Path(__file__).parents[1] / "suites"
_ABOUT = "README.md"


def load(name: str) -> Suite:
    """Return the shipped suite of that name. Raises SuiteInvalid or SourceUnreadable."""
    return questions.load(SUITES / f"{name}.jsonl", name, articles())


def articles() -> list[Article]:
    """Return the shipped articles in the order of their ids, as ingestion reads them."""
    files = sorted(file for file in ARTICLES.glob("*.md") if file.name != _ABOUT)
    return [found.article for file in files for found in markdown.read(file, file.stem)]
