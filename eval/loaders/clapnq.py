"""CLAPnq asked openly: long answers, the sentences they rest on, and questions without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.model import Article
from eval.loaders.files import read_lines
from eval.suite import Case, Gold, Suite, SuiteInvalid

FILES = ("clapnq/dev_answerable.jsonl", "clapnq/dev_unanswerable.jsonl")


def load(data: Path) -> Suite:
    """Return 300 answerable and 300 unanswerable questions over the passages of all of them.

    Gold are the sentences that the annotators' answers rest on, in whichever copy of the passage.
    """
    answerable, unanswerable = (list(read_lines(data, name)) for name in FILES)
    articles: dict[str, Article] = {}
    for line in answerable + unanswerable:
        for passage in line["passages"]:
            text = passage["text"].strip()
            number = len(articles) + 1
            articles.setdefault(text, Article(id=f"nq-{number}", title=passage["title"], text=text))
    cases = [
        Case(id=line["id"], question=line["input"], gold=tuple(_gold(line, articles)))
        for line in answerable
    ]
    cases += [
        Case(id=line["id"], question=line["input"], unanswerable=True) for line in unanswerable
    ]
    return Suite(name="clapnq", cases=tuple(cases), articles=tuple(articles.values()))


def _gold(line: dict[str, Any], articles: dict[str, Article]) -> Iterator[Gold]:
    article = articles[line["passages"][0]["text"].strip()]
    chosen = {sentence for output in line["output"] for sentence in output["selected_sentences"]}
    for group, sentence in enumerate(sorted(chosen, key=article.text.find)):
        start = article.text.find(sentence.strip())
        if start < 0:
            raise SuiteInvalid(f"CLAPnq {line['id']}: {sentence!r} does not stand in its passage.")
        end = start + len(sentence.strip())
        yield Gold(article_id=article.id, start=start, end=end, group=group)
