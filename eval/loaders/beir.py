"""A folder in BEIR's layout: `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`."""

from collections import defaultdict
from pathlib import Path

from corpus.model import Article
from eval.loaders.files import read_lines, read_table
from eval.suite import Case, Gold, Suite, SuiteInvalid, whole


def load(folder: Path, name: str) -> Suite:
    """Return the queries that have a relevant document. Raises SuiteInvalid."""
    try:
        articles = {one.id: one for one in map(_article, read_lines(folder, "corpus.jsonl"))}
        gold: dict[str, list[Gold]] = defaultdict(list)
        for row in read_table(folder, "qrels/test.tsv"):
            query, document, grade = row["query-id"], row["corpus-id"], int(row["score"])
            if grade > 0:
                one = whole(articles[document], group=len(gold[query]), relevance=grade)
                gold[query].append(one)
        cases = tuple(
            Case(id=query["_id"], question=query["text"], gold=tuple(gold[query["_id"]]))
            for query in read_lines(folder, "queries.jsonl")
            if query["_id"] in gold
        )
    except KeyError as error:
        raise SuiteInvalid(f"{folder} is not in BEIR's layout: {error} is missing.") from error
    return Suite(name=name, cases=cases, articles=tuple(articles.values()))


def _article(line: dict[str, str]) -> Article:
    # The reader of an index needs some text: BEIR has documents that are only a title.
    return Article(id=line["_id"], title=line["title"], text=line["text"] or line["title"])
