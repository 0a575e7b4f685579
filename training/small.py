"""Held-out questions asked of small collections.

Most people have some dozens of articles, among which a passage's rank and the words that it lacks
tell other things than among thousands (`training/openbook.py`). Here the held-out news stand by
themselves, with traps of their own.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.index import Index
from corpus.model import Filter
from service.reader import Reader
from service.retrieval import find, shortlist
from training import written
from training.openbook import NEWS, Asked, digest, stocked, typed, up_to
from training.sets import Example

# So many collections, of which so many questions each are asked.
_COLLECTIONS, _QUESTIONS = 8, 500


def ask(data: Path, known: Sequence[Example], *, passages: int, store: Path) -> Iterator[Asked]:
    """Ask the questions on each collection that are not `known`, and yield what was read."""
    reader = Reader()
    before = {(example.article, example.question) for example in known}
    for index, examples in collections(data, store):
        new = (e for e in examples if (e.article, e.question) not in before)
        for example in map(typed, new):
            hits = shortlist(find(index, example.question, where=Filter()), limit=passages)
            yield Asked(example=example, readings=reader.read(example.question, hits))


def collections(data: Path, store: Path) -> Iterator[tuple[Index, list[Example]]]:
    """Give the collections, one after the other, open, with some of the questions on each.

    They lie in folders of `store`, or are built there.
    """
    for number, stories in enumerate(dealt(written.stories(data, held=True, kind=NEWS))):
        examples = [example for story in stories for example in story.examples()]
        articles = [story.article for story in stories]
        with stocked(store / str(number), articles) as index:
            yield index, up_to(random.Random(number), (examples, _QUESTIONS))


def dealt(stories: Sequence[written.Story]) -> list[list[written.Story]]:
    """Deal out articles to as many collections, all of a running story to the same."""
    running: dict[str, list[written.Story]] = defaultdict(list)
    for story in stories:
        running[story.beat or story.title].append(story)
    hands: list[list[written.Story]] = [[] for _ in range(_COLLECTIONS)]
    for name in sorted(running, key=digest):
        min(hands, key=len).extend(running[name])
    return hands
