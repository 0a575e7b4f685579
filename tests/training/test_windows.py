"""Yes/no questions before the sentences that decide."""

import random
from datetime import date

import pytest

from training import windows
from training.sets import NO, NONE, SPAN, YES, Example
from training.written import Question, Story

TEXT = (
    "The ferry sank on Monday. All 40 passengers were saved. The captain is at large. Divers "
    "searched the hull. They found a hole in it.\n\nThe owner has other boats. The owner and the "
    "captain had quarrelled over pay. He was fined in May."
)
SAVED = "All 40 passengers were saved."


def story(*questions: Question) -> Story:
    return Story(
        title="Ferry sinks",
        published=date(2031, 4, 2),
        text=TEXT,
        questions=list(questions),
        file="news/one",
    )


def asked(text: str, kind: int, piece: str = "") -> Question:
    start = TEXT.index(piece)
    return Question(text=text, kind=kind, place=(start, start + len(piece)) if piece else None)


def of_story(*questions: Question, seed: int = 1) -> list[Example]:
    return list(windows.of_stories([story(*questions)], random.Random(seed)))


def test_a_question_stands_before_the_sentence_that_decides_and_its_neighbours() -> None:
    (first, *_) = of_story(asked("Did anyone drown?", NO, "40 passengers"))
    assert (first.text, first.kind) == (
        "The ferry sank on Monday. All 40 passengers were saved. The captain is at large.",
        NO,
    )
    assert (first.title, first.published) == ("Ferry sinks", date(2031, 4, 2))
    assert not first.spans


def test_what_an_article_leaves_open_stands_before_what_speaks_most_of_it() -> None:
    (only,) = of_story(asked("Did the owner quarrel with the captain about the hull?", NONE))
    assert only.kind == NONE
    assert "had quarrelled over pay" in only.text
    assert SAVED not in only.text


def test_other_questions_are_left_out() -> None:
    assert not of_story(
        asked("How many were saved?", SPAN, "40"), asked("Who sailed the ferry?", NONE)
    )


def test_some_stand_before_other_sentences_too_which_do_not_decide() -> None:
    drawn = [of_story(asked("Was the captain saved?", YES, SAVED), seed=n) for n in range(40)]
    beside = [found[1] for found in drawn if len(found) == 2]
    assert 5 < len(beside) < 25
    assert {one.kind for one in beside} == {NONE}
    assert not any(SAVED in one.text for one in beside)


def test_where_the_texts_words_stand_in_the_question_no_is_as_often_right_as_yes() -> None:
    in_its_words, in_others = "Were all 40 passengers saved?", "Did anybody drown?"
    found = of_story(
        asked(in_its_words, NO, SAVED),
        asked(f"So {in_its_words}", NO, SAVED),
        asked(f"And {in_its_words}", YES, SAVED),
        asked(in_others, YES, SAVED),
    )
    decided = [one for one in found if one.kind != NONE]
    evened = windows.evened(found, random.Random(1))
    assert len(decided) == 4
    assert evened[: len(found)] == found
    assert [(one.question, one.kind) for one in evened[len(found) :]] == [
        (f"And {in_its_words}", YES)
    ]
    assert windows.familiar(decided[0]) == 1.0
    assert windows.familiar(decided[3]) == 0.0


def test_of_a_file_a_share_of_its_questions_is_drawn() -> None:
    one = story(*(asked(f"Did {n} drown?", NO, "40 passengers") for n in range(200)))
    rng = random.Random(3)
    (all_of_them,) = windows.drawn([one], {"news/*": 1.0, "*": 0.1}, rng)
    (some,) = windows.drawn([one], {"brief/*": 1.0, "*": 0.1}, rng)
    (none,) = windows.drawn([one], {"brief/*": 1.0}, rng)
    assert len(all_of_them.questions) == 200
    assert 10 < len(some.questions) < 35
    assert not none.questions
    assert not list(windows.of_stories([none], rng))


def test_where_all_sentences_decide_there_is_nothing_beside() -> None:
    whole = Example(question="Did it sink?", title="", text="It sank.", kind=YES)
    assert windows.nearest(whole, (0, 8)) is whole


@pytest.mark.parametrize("place", [(0, 5), (len(TEXT) - 4, len(TEXT) - 1)])
def test_at_either_end_there_is_one_neighbour(place: tuple[int, int]) -> None:
    whole = Example(question="Did it sink?", title="", text=TEXT, kind=YES)
    assert windows.at(whole, place).text.count(".") == 2
