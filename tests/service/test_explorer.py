"""What the parts of one question are told apart by, on readings made by hand."""

import pytest

from corpus.index import Index
from corpus.model import Hit, Passage
from service.confidence import Calibration
from service.explorer import Explored, Explorer
from service.hops import Route
from service.judgement import judge
from service.polarity import NEITHER
from service.reader import Kinds, Reader, Reading, Span

CALIBRATION = Calibration(
    order={"span": 1.0}, polarity={}, bias=0.0, weights={"lead": 1.0}, thresholds={"0.25": 0.3}
)
TEXT = "Ida Berg scored. Ole Lund, the director, resigned."
GOAL, JOB = "Who scored?", "Whose job is free?"


@pytest.fixture
def explorer(index: Index) -> Explorer:
    reader = Reader()
    return Explorer(index, reader, reader, CALIBRATION)


def part(question: str, confidence: float, *answers: tuple[str, float]) -> Explored:
    """What was found for one part, the answers with the scores that the reader gave them."""
    passage = Passage(article_id="news", version=1, start=0, end=len(TEXT), text=TEXT)
    starts = [(TEXT.index(text), text, score) for text, score in answers]
    reading = Reading(
        hit=Hit(passage=passage, title="", published=None),
        relevance=0.0,
        no_answer=0.0,
        spans=tuple(Span(start=at, end=at + len(text), score=s) for at, text, s in starts),
        kinds=Kinds(span=0.9, yes=0.0, no=0.0, none=0.1),
    )
    return Explored(
        asked=question,
        core=question,
        judgement=judge(question, [reading], {"span": 1.0}),
        route=Route(lacking=0.0, hops=()),
        leaning=NEITHER,
        confidence=confidence,
    )


def said(parts: list[Explored]) -> list[list[str]]:
    return [[candidate.text for candidate in one.judgement.selected] for one in parts]


@pytest.mark.parametrize("turned", [False, True])
def test_the_part_that_is_less_sure_gives_its_next_answer(
    explorer: Explorer, *, turned: bool
) -> None:
    goal = part(GOAL, 0.9, ("Ida Berg", 5.0))
    job = part(JOB, 0.5, ("Ida Berg", 3.0), ("Ole Lund", 2.0))
    parts = [job, goal] if turned else [goal, job]
    apart = explorer.told_apart(parts)
    assert said(apart) == ([["Ole Lund"], ["Ida Berg"]] if turned else [["Ida Berg"], ["Ole Lund"]])
    other = apart[0 if turned else 1]
    assert other.confidence == pytest.approx(0.5), "what is taken is no rival any more"
    assert apart[1 if turned else 0] is goal


def test_where_nothing_else_comes_near_both_give_the_same(explorer: Explorer) -> None:
    parts = [
        part(GOAL, 0.9, ("Ida Berg", 5.0)),
        part(JOB, 0.5, ("Ida Berg", 3.0), ("Ole Lund", -2.0)),
    ]
    assert explorer.told_apart(parts) == parts


def test_yes_or_no_is_as_good_for_two_parts_as_for_one(explorer: Explorer) -> None:
    parts = [
        part("Did Ida Berg score?", 0.9, ("Ida Berg", 5.0)),
        part("Did Ida Berg resign?", 0.5, ("Ida Berg", 3.0), ("Ole Lund", 2.9)),
    ]
    assert explorer.told_apart(parts) == parts
