"""Yes/no questions before the sentences that the service finds for them, for the polarity model.

    python -m training.searched --data DIR --store DIR --out FILE [--questions N] [--seed K]

Asks some of the yes/no questions of `training/questions/news` that are trained on of the collection
of `training.openbook`, and keeps the sentences around the first candidates as the polarity model
reads them in use (`service.decision`). What decides is known: all else that was found does not,
however much it sounds like it. For `training.windows --searched FILE`.
"""

import argparse
import pickle
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.model import Passage
from service import confidence
from service.candidate import Found
from service.decision import around
from service.judgement import judge
from service.wording import asks_yes_or_no
from training import openbook, written
from training.openbook import Asked
from training.polarity import likeness
from training.sets import NO, NONE, YES, Example

# So many candidates of a question are read: what the first must be told from is among them.
_CANDIDATES = 3
# Of what is asked, so many are left open by the articles: they are what search finds traps for.
_OPEN = 0.3


def drawn(stories: Sequence[written.Story], count: int, rng: random.Random) -> list[Example]:
    """Return so many yes/no questions of the stories, `_OPEN` of them without an answer there, or
    all that there are of a kind."""
    asked = [e for s in stories for e in s.examples() if asks_yes_or_no(e.question)]
    decided = [e for e in asked if e.kind in {YES, NO}]
    without = [e for e in asked if e.kind == NONE]
    most = int(count * _OPEN)
    return openbook.up_to(rng, (decided, count - most), (without, most))


def windows(
    asked: Asked, order: Mapping[str, float], beats: Mapping[str, str]
) -> Iterator[Example]:
    """Yield the question before the sentences around each of its first candidates, with its kind
    where these decide.

    `beats` has the running story of each title, or nothing: what another article of the same story
    says is left out where the question has an answer, since it may decide as well.
    """
    example = asked.example
    for candidate in judge(example.question, asked.readings, order).candidates[:_CANDIDATES]:
        found = around(candidate.best)
        story = beats.get(example.article)
        beside = found.title != example.article and story and story == beats.get(found.title)
        if example.kind != NONE and beside:
            continue
        yield replace(
            example,
            title=found.title,
            text=found.passage.text,
            published=found.published,
            spans=(),
            kind=example.kind if _decides(example, candidate.best, found.passage) else NONE,
        )


def _decides(example: Example, found: Found, read: Passage) -> bool:
    """Tell whether the sentences `read` around a place have a word of the piece that decides."""
    if example.kind == NONE or found.reading.hit.title != example.article:
        return False
    whole = found.reading.hit.passage
    start = whole.text.find(example.text[slice(*example.spans[0])]) + whole.start
    end = start + example.spans[0][1] - example.spans[0][0]
    return whole.start <= start and start < read.end and end > read.start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True, help="the collection of calibrate")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    stories = written.stories(given.data, kind="news")
    asked = openbook.ask(
        given.data,
        drawn(stories, given.questions, random.Random(given.seed)),
        likeness(),
        others=openbook.OTHERS,
        passages=openbook.PASSAGES,
        store=given.store,
    )
    beats = {story.title: story.beat for story in stories}
    order = confidence.load().order
    found = [window for one in asked for window in windows(one, order, beats)]
    given.out.write_bytes(pickle.dumps(found))
    decide = sum(window.kind != NONE for window in found)
    print(f"{len(found)} windows, of which {decide} decide")


if __name__ == "__main__":
    main()
