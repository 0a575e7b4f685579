"""Questions take the forms that people type, and a group keeps together."""

import random
from dataclasses import replace
from datetime import date

import pytest

from training import mix
from training.mix import asked_somehow, fewer_polar
from training.pack import Group
from training.sets import NONE, SPAN, YES, Example
from training.written import Question, Story

QUESTION = "Who founded the company Acme in the year 1999?"


def _example(question: str, text: str) -> Example:
    return Example(question=question, title="Acme", text=text, article="a", kind=NONE)


def _asked(group: Group[Example]) -> list[Group[Example]]:
    return asked_somehow([group] * 1000, random.Random(1))


def test_some_questions_are_typed_in_haste_and_some_have_talk_around_them() -> None:
    right, wrong = _example(QUESTION, "Ada did."), _example(QUESTION, "Nobody knows.")
    groups = _asked(Group([right], [wrong], 1))
    assert all(len({example.question for example in group.every}) == 1 for group in groups)
    asked = [group.every[0].question for group in groups]
    assert 600 < asked.count(QUESTION) < 800
    assert 80 < sum(QUESTION in question and question != QUESTION for question in asked) < 180
    assert any("founded company Acme year 1999" in question for question in asked)


def test_questions_that_differ_by_a_word_have_the_same_talk_around_them() -> None:
    other = QUESTION.replace("founded", "sold")
    group = Group([_example(QUESTION, "Ada did.")], [_example(other, "Ada did.")], 1)
    pairs = [[example.question for example in each.every] for each in _asked(group)]
    assert all(first.replace("founded", "sold") == second for first, second in pairs)
    assert len({first for first, _ in pairs}) > 50


def test_some_groups_do_without_dates_but_no_passage_alone() -> None:
    right = replace(_example(QUESTION, "Ada did."), published=date(1999, 5, 1))
    wrong = replace(_example(QUESTION, "Nobody knows."), published=date(2001, 5, 1))
    groups = _asked(Group([right], [wrong], 1))
    dated = [{example.published is not None for example in group.every} for group in groups]
    assert all(len(each) == 1 for each in dated)
    assert 200 < dated.count({False}) < 300


def test_how_often_a_file_is_taken_has_to_be_a_number_behind_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needed = ["mix", "--data", "data", "--model", "model", "--out", "mix.npz"]
    monkeypatch.setattr("sys.argv", [*needed, "--stories", "news/beat-*"])
    with pytest.raises(SystemExit):
        mix.main()
    assert "FILES=TIMES" in capsys.readouterr().err


def test_of_the_yes_no_questions_only_a_share_is_left() -> None:
    polar = [Question(text=f"Did {n} pay?", kind=YES, place=(0, 3)) for n in range(200)]
    open_ones = [Question(text=f"Will {n} pay?", kind=NONE, place=None) for n in range(200)]
    others = [Question(text=f"Who paid {n}?", kind=SPAN, place=(0, 3)) for n in range(20)]
    story = Story(title="Toll", text="Ada paid.", questions=[*polar, *open_ones, *others])
    (fewer,) = fewer_polar([story], 0.25, random.Random(1))
    assert fewer.questions[-20:] == others
    assert 70 < len(fewer.questions) - 20 < 130
    assert story.questions[:1] == polar[:1], "what is given is left as it is"
