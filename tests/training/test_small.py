"""The small collections that a confidence is fitted on, besides the large one."""

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from training import small, written
from training.openbook import Asked, typed
from training.sets import Example

NO_SETS = Path()


@pytest.fixture(scope="module")
def held() -> list[written.Story]:
    return written.stories(NO_SETS, held=True, kind="news")


def first(known: list[Example], store: Path) -> list[Asked]:
    return list(islice(small.ask(NO_SETS, known, passages=3, store=store), 6))


def test_a_running_story_is_dealt_out_as_a_whole(held: list[written.Story]) -> None:
    collections = small.dealt(held)
    assert sum(map(len, collections)) == len(held)
    assert max(map(len, collections)) - min(map(len, collections)) <= 6
    beats = Counter(beat for part in collections for beat in {s.beat for s in part if s.beat})
    assert set(beats.values()) == {1}


def test_a_question_is_asked_of_its_own_collection_and_none_that_is_known(
    held: list[written.Story], tmp_path: Path
) -> None:
    its_own = {story.title for story in small.dealt(held)[0]}
    asked = first([], tmp_path)
    assert {one.example.article for one in asked} <= its_own
    assert {reading.hit.title for one in asked for reading in one.readings} <= its_own
    assert all(len(one.readings) == 3 for one in asked)
    every = {typed(e): e for story in small.dealt(held)[0] for e in story.examples()}
    known = every[asked[0].example]
    assert [one.example for one in first([known], tmp_path)[:5]] == [
        one.example for one in asked[1:]
    ]
