"""Questions written for the purpose: how their files are read, and what is trained on."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from training import written
from training.sets import NO, NONE, SPAN, SQUAD_TRAIN, YES

TOLL = """\
# Harbour toll to rise
date: 2031-04-12
The Marrow Port Authority will charge boats £5 from May.

It last put the toll up in March 2029, to £4. The borough council has no vote on it.

? which body decides what boats are charged
= The Marrow Port Authority
? When did it last rise?
= March 2029
> put the toll up in March 2029
? Does the council have a say?
= no
> The borough council has no vote
? What did the toll bring in?
= none
"""
FILLER = " ".join(f"Sentence {n} tells of other harbours and their boats." for n in range(60))


def _stories(tmp_path: Path, text: str, kind: str = "news") -> list[written.Story]:
    (tmp_path / kind).mkdir(exist_ok=True)
    (tmp_path / kind / "one.txt").write_text(text, encoding="utf-8")
    return written.stories(tmp_path, held=None, folder=tmp_path)


def test_a_question_has_its_answer_where_it_stands(tmp_path: Path) -> None:
    (story,) = _stories(tmp_path, TOLL)
    assert story.title == "Harbour toll to rise"
    assert story.published == story.article.published == date(2031, 4, 12)
    assert story.text.startswith("The Marrow")
    assert story.text.endswith("no vote on it.")
    told = [
        (question.kind, question.place and story.text[slice(*question.place)])
        for question in story.questions
    ]
    assert told == [
        (SPAN, "The Marrow Port Authority"),
        (SPAN, "March 2029"),
        (NO, "The borough council has no vote"),
        (NONE, None),
    ]


def test_passages_that_do_not_answer_are_wrong(tmp_path: Path) -> None:
    text = TOLL.replace("\n\n?", f"\n\n{FILLER}\n\n?", 1)
    first, _, decided, none = written.groups(_stories(tmp_path, text))
    (right,) = first.always
    assert right.kind == SPAN
    assert right.text[slice(*right.spans[0])] == "The Marrow Port Authority"
    assert first.used == written.WRONG < len(first.wrong)
    assert all(example.kind == NONE and not example.spans for example in first.wrong)
    assert [example.kind for example in decided.always] == [NO]
    (decides,) = decided.always
    assert decides.text[slice(*decides.spans[0])] == "The borough council has no vote"
    assert decided.used == 1, "yes or no is taught by the passage that decides"
    assert not none.always
    assert len(none.wrong) == len(first.wrong) + 1


def test_the_questions_of_a_file_are_there_as_often_as_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, title in (("beat-1", "Toll"), ("two", "Ferry"), ("three", "Port")):
        text = TOLL.replace("Harbour toll to rise", title)
        (tmp_path / f"news/{name}.txt").write_text(text, encoding="utf-8")
    stories = written.stories(tmp_path, held=None, folder=tmp_path)
    found = written.groups(stories, {"news/beat-*": 2, "*/two": 0.5})
    assert Counter(group.every[0].article for group in found) == {"Toll": 8, "Ferry": 2}


def test_a_passage_with_the_same_words_is_not_called_wrong(tmp_path: Path) -> None:
    text = TOLL.replace("\n\n?", f"\n\n{FILLER} It was so in March 2029 too.\n\n?", 1)
    _, when, *_ = written.groups(_stories(tmp_path, text))
    assert not any("March 2029" in example.text for example in when.wrong)


def test_passages_of_other_articles_are_wrong_too(tmp_path: Path) -> None:
    other = """\
# Ferry fares
date: 2030-01-07
The ferry company asked the Marrow Port Authority when its toll will rise.

The toll did not rise before March 2029.

? who asked
= The ferry company
"""
    first, second, *_, none, _ = written.groups(_stories(tmp_path, f"{TOLL}\n{other}"))
    assert not first.wrong, "its text has the answer's words"
    assert not second.wrong
    (wrong,) = none.wrong[1:]
    assert (wrong.title, wrong.kind, wrong.spans) == ("Ferry fares", NONE, ())
    assert (none.wrong[0].published, wrong.published) == (date(2031, 4, 12), date(2030, 1, 7))
    assert wrong.question == "What did the toll bring in?"


def test_fewer_passages_of_others_are_read_where_fewer_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for number in range(40):
        text = TOLL.replace("Harbour toll to rise", f"Toll {number}").replace("£", f"{number} £")
        (tmp_path / f"news/{number}.txt").write_text(text, encoding="utf-8")
    stories = written.stories(tmp_path, held=None, folder=tmp_path)

    def read_beside(others: float) -> Counter[int]:
        """How many passages of others are read with the question that nothing answers."""
        found = list(written.groups(stories, {"*": 1}, others=others))[3::4]
        return Counter(len(group.wrong) - 1 for group in found)

    assert read_beside(1) == {1: 40}
    assert read_beside(0) == {0: 40}
    some = read_beside(0.5)
    assert some[0] > 8 < some[1]


def test_articles_of_a_running_story_are_held_out_together(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    every = "".join(f"# Toll, part {n}\nIt rose.\n? did it\n= yes\n> rose\n" for n in range(40))
    for number in range(20):
        (tmp_path / f"news/beat-{number}.txt").write_text(every, encoding="utf-8")
    held = written.stories(tmp_path, held=True, folder=tmp_path)
    parts = {beat: [s for s in held if s.beat == beat] for beat in {s.beat for s in held}}
    assert 0 < len(parts) < 10
    assert {len(stories) for stories in parts.values()} == {40}


def test_a_paragraph_of_squad_is_named_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "squad").mkdir()
    paragraphs = [{"context": "None of this."}, {"context": "It was built in 1890."}]
    with gzip.open(tmp_path / SQUAD_TRAIN, "wt", encoding="utf-8") as file:
        json.dump({"data": [{"title": "Old_Mill", "paragraphs": paragraphs}]}, file)
    asked = "# Old Mill\nparagraph: 1\n\n? age of the old mill\n= 1890\n"
    (story,) = _stories(tmp_path, asked, "squad")
    assert story.text == "It was built in 1890."
    with pytest.raises(ValueError, match=r"one\.txt, line 2: SQuAD has no paragraph: 7 of 'Old"):
        _stories(tmp_path, asked.replace(": 1", ": 7"), "squad")


@pytest.mark.parametrize(
    ("was", "is_now", "error"),
    [
        ("04-12", "02-30", "line 2: day is out of range for month"),
        ("= none", "> none", "line 17: no answer to 'What did the toll bring in"),
        ("? which", "which", "line 8: an answer without a question"),
        ("= none", "= none\nOne paragraph more.", "line 17: a paragraph behind the questions"),
        ("# Harbour", "Harbour", "line 1: an article begins with # and its headline"),
        ("> put the toll up in March 2029", "> March", "'March 2029' stands 0 times in 'March'"),
        ("= March 2029\n> put the toll up in March 2029", "= it", "'it' stands 2 times"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, was: str, is_now: str, error: str
) -> None:
    assert was in TOLL
    with pytest.raises(ValueError, match=rf"one\.txt, .*{error}"):
        _stories(tmp_path, TOLL.replace(was, is_now, 1))


def test_shipped_files_can_be_read_and_some_articles_are_held_out() -> None:
    # News needs no data beside it.
    every = written.stories(Path(), held=None, kind="news")
    assert len(list(written.groups(every[::40]))) > 10 * len(every[::40])
    kinds = [question.kind for story in every for question in story.questions]
    assert {SPAN, YES, NO, NONE} == set(kinds)
    assert 0.25 < kinds.count(NONE) / len(kinds) < 0.4
    held = written.stories(Path(), held=True, kind="news")
    assert 0.08 < len(held) / len(every) < 0.22
    assert len({story.title for story in every}) == len(every)


def test_the_yes_and_no_questions_of_a_brief_are_decided_by_the_same_words() -> None:
    every = written.stories(Path(), held=None, kind="brief")
    assert every
    for story in every:
        yes, no = (
            sorted(q.place for q in story.questions if q.kind == kind and q.place)
            for kind in (YES, NO)
        )
        assert yes == no, story.title
        assert story.published
    news = written.stories(Path(), held=None, kind="news")
    assert len({story.title for story in [*news, *every]}) == len(news) + len(every)
