"""Questions that tell by two things what they mean."""

import pytest

from service.english.clues import clues


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Which town rejected the plan and has a mayor who taught?",
            ["Which town rejected the plan?", "Which town has a mayor who taught?"],
        ),
        (
            "Who is the politician who backed a tram line and will not run again?",
            ["Who backed a tram line?", "Who will not run again?"],
        ),
        (
            "Who is the founder facing trial in Arvik, and is accused of fraud?",
            ["Who is the founder facing trial in Arvik?", "Who is accused of fraud?"],
        ),
        (
            "Which team lost its captain, and then won the cup and was later banned from it?",
            [],
        ),
        (
            "Which firm bought three mines and later sold two ships and was fined in May?",
            [
                "Which firm bought three mines?",
                "Which firm sold two ships?",
                "Which firm was fined in May?",
            ],
        ),
    ],
)
def test_each_thing_that_is_told_makes_a_question(question: str, told: list[str]) -> None:
    assert clues(question) == told


@pytest.mark.parametrize(
    "question",
    [
        "Which firm bought and sold mines?",
        "Who founded the bank and led it?",
        "What did Ida say and when was she born?",
        "Which firms did Helion sue and was fined by?",
        "Who met the king and the queen?",
        "When was it founded and was it sold?",
        "",
    ],
)
def test_what_tells_one_thing_stays_whole(question: str) -> None:
    assert clues(question) == []
