"""Questions about something that they only describe."""

import pytest

from service.english.nested import nested


@pytest.mark.parametrize(
    ("question", "inner", "outer"),
    [
        (
            "How old is the mayor of the town that rejected the plan?",
            "Which town rejected the plan?",
            "How old is the mayor of ?",
        ),
        (
            "What did the CEO of Helion say about it?",
            "Who is the CEO of Helion?",
            "What did  say about it?",
        ),
        ("When did Helion's chief executive leave?", "Who is Helion's chief executive?", None),
        ("Who leads the bank that bought 40,000 mines?", "Which bank bought 40,000 mines?", None),
        (
            "When did the state where the farm is located join the union?",
            "The farm is located in which state?",
            "When did  join the union?",
        ),
        (
            "What county borders the county in which Selby, West Arvik is located?",
            "Selby, West Arvik is located in which county?",
            "What county borders ?",
        ),
        (
            "When was the head of the firm that closed the mine born?",
            "Which firm closed the mine?",
            "When was the head of  born?",
        ),
        (
            "Where was the head of the firm that closed the mine?",
            "Which firm closed the mine?",
            "Where was the head of ?",
        ),
        ("Who rules the country Ida Berg is from?", "Ida Berg is from which country?", None),
        ("How large is Ida Berg's birthplace?", "What is Ida Berg's birthplace?", "How large is ?"),
        (
            "When did the state whose sport is jousting, join?",
            "Which state's sport is jousting?",
            "When did , join?",
        ),
    ],
)
def test_what_is_described_is_asked_for(question: str, inner: str, outer: str | None) -> None:
    found = nested(question)
    assert found is not None
    assert found.inner == inner
    assert outer is None or found.outer("") == outer


def test_the_innermost_description_comes_first_and_leaves_one_that_is_nested_again() -> None:
    first = nested("How old is the mayor of the town that rejected the plan?")
    assert first is not None
    second = nested(first.outer("Corvin"))
    assert second is not None
    assert (second.inner, second.outer("Ada Berg")) == (
        "Who is the mayor of Corvin?",
        "How old is Ada Berg?",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Corvin?",
        "What is the name of the CEO of Helion?",
        "Who is the politician who rejected the plan?",
        "Who is currently the governor of Corvin?",
        "Which exchanges closed?",
        "",
    ],
)
def test_what_asks_for_nothing_else_describes_nothing(question: str) -> None:
    assert nested(question) is None
