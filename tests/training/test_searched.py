"""Yes/no questions before the sentences that were found for them."""

import random
from datetime import date

from service import confidence
from service.reader import Reader
from training import searched
from training.openbook import Asked
from training.sets import NO, NONE, SPAN, YES, Example, hit
from training.written import Question, Story

SINKS = (
    "The ferry Marrow sank on Monday off the pier. Divers searched the hull for two days. All 40 "
    "passengers of the ferry Marrow were saved by fishermen. The captain is at large."
)
FINED = "The owner of the ferry Marrow was fined in May. The passengers of the ferry get nothing."
BEATS = {"Ferry sinks": "beat-ferry", "Owner fined": "beat-ferry", "Ferry crew": "", "Other": ""}


def asked(question: str, kind: int, *articles: tuple[str, str], piece: str = "") -> Asked:
    start = SINKS.index(piece)
    example = Example(
        question=question,
        title="Ferry sinks",
        article="Ferry sinks",
        text=SINKS,
        kind=kind,
        spans=((start, start + len(piece)),) if piece else (),
    )
    hits = [hit(title, text, published=date(2031, 4, 2)) for title, text in articles]
    return Asked(example=example, readings=Reader().read(question, hits))


def windows(one: Asked) -> list[Example]:
    return list(searched.windows(one, confidence.load().order, BEATS))


def test_what_was_found_decides_where_it_is_what_the_text_marks() -> None:
    question = "Were the passengers of the ferry Marrow saved?"
    found = windows(asked(question, YES, ("Ferry sinks", SINKS), piece="All 40 passengers"))
    (right, *others) = [w for w in found if "saved by fishermen" in w.text]
    assert (right.question, right.kind, right.title) == (question, YES, "Ferry sinks")
    assert right.published == date(2031, 4, 2)
    assert not right.spans
    assert all(w.kind == YES for w in others)


def test_other_sentences_of_the_article_do_not_decide() -> None:
    one = asked("Is the captain at large?", NO, ("Ferry sinks", SINKS), piece="sank on Monday")
    assert {w.kind for w in windows(one) if "sank on Monday" not in w.text} == {NONE}


def test_another_article_does_not_decide() -> None:
    one = asked("Was the owner fined?", YES, ("Other", FINED), piece="All 40")
    assert {w.kind for w in windows(one)} == {NONE}


def test_another_article_of_the_same_story_may_decide_and_is_left_out() -> None:
    one = asked("Was the owner fined?", YES, ("Owner fined", FINED), piece="All 40")
    assert not windows(one)


def test_what_the_story_leaves_open_is_decided_nowhere() -> None:
    question = "Did the owner go to prison?"
    one = asked(question, NONE, ("Owner fined", FINED), ("Ferry sinks", SINKS))
    assert {(w.kind, w.title) for w in windows(one)} >= {(NONE, "Owner fined")}


def test_of_what_is_drawn_three_in_ten_are_left_open() -> None:
    place = (0, 9)
    questions = [
        Question(text=f"Did boat {n} sink?", kind=kind, place=place if kind != NONE else None)
        for n in range(40)
        for kind in (YES, NO, NONE)
    ]
    questions.append(Question(text="Who sailed it?", kind=SPAN, place=place))
    story = Story(title="Ferry sinks", text=SINKS, questions=questions, file="news/one")
    found = searched.drawn([story], 50, random.Random(1))
    assert len(found) == 50
    assert sum(e.kind == NONE for e in found) == 15
    assert not [e for e in found if e.kind == SPAN]
