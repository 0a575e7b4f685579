"""Which sentence decides a yes/no question, by the shipped polarity model."""

from datetime import date

import pytest

from corpus.model import Hit, Passage
from service.decision import FOLDER, decide, told
from service.judgement import Judgement, judge
from service.reader import Kinds, Reader, Reading, Span

ORDER = {"span": 1.0}
NEWS = (
    "Arvik Ferries will run a second boat from May. It bought the boat in Bergen for 40m crowns. "
    "The town council had offered to pay half of the price. The firm turned the money down. "
    "Ole Lund, its chief executive, is to leave in June. His deputy, Ida Berg, stays on."
)


@pytest.fixture(scope="module")
def decider() -> Reader:
    return Reader(FOLDER)


def judged(question: str, *marked: str) -> Judgement:
    """What is judged where the reader marked these words of the news, the first as the best."""
    passage = Passage(article_id="news", version=1, start=50, end=50 + len(NEWS), text=NEWS)
    spans = tuple(
        Span(start=50 + NEWS.index(m), end=50 + NEWS.index(m) + len(m), score=2.0 - number)
        for number, m in enumerate(marked)
    )
    reading = Reading(
        hit=Hit(passage=passage, title="Arvik Ferries buys boat", published=date(2031, 4, 2)),
        relevance=2.0,
        no_answer=0.0,
        spans=spans,
        kinds=Kinds(span=0.1, yes=0.4, no=0.4, none=0.1),
    )
    return judge(question, [reading], ORDER)


@pytest.mark.parametrize(
    ("question", "marked", "yes"),
    [
        ("Did Arvik Ferries accept the council's money?", "turned the money down", False),
        ("Did Arvik Ferries refuse help from the council?", "turned the money down", True),
        ("Did Arvik Ferries buy a boat in Bergen?", "bought the boat in Bergen", True),
        ("Is Ida Berg leaving the firm as well?", "stays on", False),
    ],
)
def test_yes_or_no_is_told_by_what_a_sentence_says(
    decider: Reader, question: str, marked: str, *, yes: bool
) -> None:
    decided, said = decide(question, judged(question, marked), decider)
    assert (said.yes > said.no) == yes
    assert decided.features["told"] == min(told(said), 3.0)


def test_of_what_was_found_the_sentence_is_chosen_that_decides(decider: Reader) -> None:
    question = "Did Arvik Ferries accept the council's money?"
    # What the reader thinks a little better speaks of another thing.
    judgement = judged(question, "bought the boat in Bergen", "turned the money down")
    assert judgement.selected[0].text == "bought the boat in Bergen"
    decided, said = decide(question, judgement, decider)
    assert [c.text for c in decided.selected] == ["turned the money down"]
    assert said.no > said.yes
    assert decided.candidates == judgement.candidates
    # It is behind the other, which the confidence hears.
    assert decided.features["margin"] < 0 < judgement.features["margin"]
    assert decided.features["told"] == min(told(said), 3.0)


def test_what_is_far_behind_is_not_chosen_for_what_it_decides(decider: Reader) -> None:
    question = "Did Arvik Ferries buy a boat in Bergen?"
    judgement = judged(question, "bought the boat in Bergen", "stays on")
    assert decide(question, judgement, decider)[0].selected == judgement.selected


def test_only_what_asks_for_yes_or_no_is_decided(decider: Reader) -> None:
    other = judged("Where did Arvik Ferries buy a boat?", "Bergen")
    assert decide("Where did Arvik Ferries buy a boat?", other, decider) == (other, None)
    nothing = judge("Did Arvik Ferries buy a boat?", [], ORDER)
    assert decide("Did Arvik Ferries buy a boat?", nothing, decider) == (nothing, None)


def test_what_leaves_a_question_open_tells_little(decider: Reader) -> None:
    marked = "bought the boat in Bergen"
    opened = "Did Ida Berg sail the boat to Bergen herself?"
    answered = "Did Arvik Ferries buy a boat in Bergen?"
    low, high = (told(decide(q, judged(q, marked), decider)[1]) for q in (opened, answered))
    assert low < high
