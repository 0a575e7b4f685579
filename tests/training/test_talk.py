"""What is told around a question leaves the question as it is."""

import random
from pathlib import Path

import pytest

from training.talk import FILE, HELD, Talk, talk

ONE = Talk(
    before=("My dog is ill.", "Tell me this:"), about=('I read "{title}".',), after=("Thanks!",)
)


def _all(asked: Talk, question: str, title: str) -> set[str]:
    return {asked.around(question, title, random.Random(seed)) for seed in range(1000)}


def test_a_question_is_asked_behind_an_opening_before_a_closing_or_between_both() -> None:
    assert _all(ONE, "Who sold it?", "The sale") == {
        "My dog is ill. Who sold it?",
        "Tell me this: who sold it?",
        'I read "The sale". Who sold it?',
        "Who sold it? Thanks!",
        "My dog is ill. Who sold it? Thanks!",
        "Tell me this: who sold it? Thanks!",
        'I read "The sale". Who sold it? Thanks!',
    }


def test_without_a_title_nothing_is_said_of_one() -> None:
    assert not any("read" in asked for asked in _all(ONE, "Who sold it?", ""))


def test_a_closing_does_not_run_on_from_a_question_without_a_mark() -> None:
    assert "who sold it. Thanks!" in _all(ONE, "who sold it", "")


def test_talk_that_would_push_the_question_out_is_left_away() -> None:
    long = Talk(before=("word " * 40,), about=(), after=("word " * 30,))
    assert all(len(asked.split()) <= 33 for asked in _all(long, "Who sold it?", ""))


def test_what_is_shipped_can_be_read_and_nothing_is_there_twice() -> None:
    found = [talk(FILE), talk(HELD)]
    every = [item for one in found for item in (*one.before, *one.about, *one.after)]
    assert len(every) == len(set(every)) > 500


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Hello.\n", "line 1: stands under none"),
        ("# before\nHello.\n# nowhere\nHello.\n", "line 4: stands under none"),
        ("# before\nCan you help me?\n", "line 2: talk must not ask"),
        ("# about\nI read it.\n", "line 2: a title in 'about' and nowhere else"),
        ("# after\nI read {title}.\n", "line 2: a title in 'about' and nowhere else"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, text: str, error: str) -> None:
    (tmp_path / FILE.name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"talk\.txt, {error}"):
        talk(tmp_path / FILE.name)
