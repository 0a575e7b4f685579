"""How often the passage that answers is among those that are read, of thousands and of a hundred.

    python -m training.recall --data DIR [--questions 3000] [--store DIR]

Asks the held-out questions that have an answer of the collections of `training.openbook` and
`training.small`, as they are typed there, and prints the share of them that has a passage which
answers in the first place, among the first five, and among the twelve that are read
(`service.retrieval.shortlist`): by words, by meaning, and by both together.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import get_args

from corpus.index import Index
from corpus.model import Filter, Hit
from corpus.search import By
from eval.metrics.retrieval import Ranking, hit
from service.retrieval import DEPTH, shortlist
from service.wording import to_search
from training import openbook, small, written
from training.sets import NONE, Example

_FIRST = (1, 5, openbook.PASSAGES)
Found = Mapping[By, Sequence[bool]]


def found(index: Index, example: Example) -> Found:
    """Return, for each way to search, which of the passages in order are gold."""
    asked = to_search(openbook.typed(example).question)
    return {
        by: [
            is_gold(each, example)
            for each in shortlist(
                index.search(asked, limit=DEPTH, where=Filter(), by=by), limit=openbook.PASSAGES
            )
        ]
        for by in get_args(By)
    }


def is_gold(found: Hit, example: Example) -> bool:
    """Tell whether a passage is one of the article that is asked about and has the answer."""
    if found.title not in {example.article, example.title}:
        return False
    if example.answers or not example.spans:
        return openbook.answers(found, example)
    decides = example.text[slice(*example.spans[0])]
    return decides in found.passage.text


def rates(asked: Sequence[Found]) -> dict[str, dict[str, float]]:
    """Return, for each way to search, the share of questions with a gold passage among so many."""
    return {
        by: {f"hit@{k}": round(mean(hit(_groups(one[by]), k) for one in asked), 3) for k in _FIRST}
        for by in get_args(By)
    }


def _groups(ranking: Sequence[bool]) -> Ranking:
    return [{0} if gold else set() for gold in ranking]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=3000)
    parser.add_argument("--store", type=Path, help="folder to keep the collections in")
    given = parser.parse_args()
    news = {story.title for story in written.stories(given.data, held=True, kind="news")}
    asked = [e for e in openbook.held_out(given.data, given.questions) if e.kind != NONE]
    kinds = {"news": [e for e in asked if e.article in news]}
    kinds["paragraphs"] = [e for e in asked if e.article not in news]
    with TemporaryDirectory(prefix="footnote-recall-") as folder:
        store = given.store or Path(folder)
        with openbook.collection(given.data, store / "large") as index:
            for kind, examples in kinds.items():
                _tell(kind, [found(index, example) for example in examples])
        few = small.collections(given.data, store / "small")
        _tell(
            "news in small collections",
            [found(index, e) for index, examples in few for e in examples if e.kind != NONE],
        )


def _tell(kind: str, asked: Sequence[Found]) -> None:
    print(json.dumps({"of": kind, "questions": len(asked), **rates(asked)}, indent=2))


if __name__ == "__main__":
    main()
