"""SQuAD asked openly: every paragraph is an article, and the right one has to be found."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.model import Article
from eval.loaders.files import read_json
from eval.suite import Case, Suite, whole

V1, V2 = "squad/dev-v1.1.json", "squad/dev-v2.0.json"


def load_open(data: Path) -> Suite:
    """Return SQuAD 1.1 dev: 10,570 questions, all of them answerable, over its 2,067 paragraphs."""
    articles = _articles([V1], data)
    return Suite(
        name="squad_open",
        cases=tuple(_cases(read_json(data, V1), articles)),
        articles=tuple(articles.values()),
    )


def load_open_v2(data: Path) -> Suite:
    """Return SQuAD 2.0 dev: 11,873 questions, half of them unanswerable near-misses, over the same
    2,067 paragraphs."""
    articles = _articles([V1, V2], data)
    return Suite(
        name="squad2_open",
        cases=tuple(_cases(read_json(data, V2), articles)),
        articles=tuple(articles.values()),
    )


def _articles(names: Iterable[str], data: Path) -> dict[str, Article]:
    """Return the article of every paragraph, by its text."""
    made: dict[str, Article] = {}
    for name in names:
        for title, number, paragraph in _paragraphs(read_json(data, name)):
            text = paragraph["context"].strip()
            if text not in made:
                id_ = f"{title}-{number}" if name == V1 else f"{title}-v2-{number}"
                made[text] = Article(id=id_, title=title.replace("_", " "), text=text)
    return made


def _cases(file: Any, articles: dict[str, Article]) -> Iterator[Case]:
    for _, _, paragraph in _paragraphs(file):
        article = articles[paragraph["context"].strip()]
        for asked in paragraph["qas"]:
            impossible = asked.get("is_impossible", False)
            yield Case(
                id=asked["id"],
                question=asked["question"].strip(),
                answers=tuple(dict.fromkeys(one["text"] for one in asked["answers"])),
                gold=() if impossible else (whole(article),),
                unanswerable=impossible,
            )


def _paragraphs(file: Any) -> Iterator[tuple[str, int, Any]]:
    for topic in file["data"]:
        for number, paragraph in enumerate(topic["paragraphs"]):
            yield topic["title"], number, paragraph
