"""Yes/no questions from statements that deny, and from statements that do not."""

import random

from training.denials import asked, denials
from training.sets import NO, YES, Example


def made(text: str) -> list[tuple[int, str]]:
    return [(e.kind, e.question) for e in asked(Example(question="", title="", text=text))]


def test_a_statement_becomes_the_question_that_it_answers() -> None:
    assert made("The act was passed by the Senate last week. Bees cannot see red light.") == [
        (YES, "was the act passed by the Senate last week?"),
        (NO, "can Bees see red light?"),
    ]


def test_every_plain_way_to_deny_is_heard() -> None:
    for said, question in (
        ("Ada was not born in Paris.", "was Ada born in Paris?"),
        ("Ada didn't sell her house.", "did Ada sell her house?"),
        ("Ada has never met the king.", "has Ada met the king?"),
        ("Ada is no longer a member, people say.", "is Ada a member?"),
        ("Ada refused to sign the paper because it was late.", "did Ada sign the paper?"),
        ("Ada had no formal schooling.", "did Ada have formal schooling?"),
    ):
        assert made(said) == [(NO, question)]


def test_what_is_denied_in_part_or_of_something_unnamed_is_left_out() -> None:
    for said in (
        "Ada did not arrive until the next day.",
        "Ada was not only a painter.",
        "It was not built by the king.",
        "What Ada said was not heard by the king.",
        "In Paris Ada was not known at all.",
        "Ada donated her house to the town.",
    ):
        assert made(said) == []


def test_there_are_as_many_no_as_yes_and_one_of_each_a_paragraph() -> None:
    texts = [
        f"The act of {year} was passed by the Senate. The bill of {year} was signed by the queen. "
        f"The law of {year} was not passed by the House."
        for year in range(1900, 1910)
    ]
    texts += [f"The town of {year} was built by the sea." for year in range(1900, 1950)]
    examples = [Example(question="", title="", text=text) for text in texts for _ in range(2)]
    kinds = [one.kind for one in denials(examples, 100, random.Random(1))]
    assert sorted(kinds) == [YES] * 10 + [NO] * 10
    assert len(denials(examples, 6, random.Random(1))) == 6
