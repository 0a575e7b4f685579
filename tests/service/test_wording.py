import pytest

from service.fit import asked
from service.wording import asks_for_prose, asks_yes_or_no, without_lead_in


@pytest.mark.parametrize(
    "question",
    [
        "Is it banned?",
        "I use it daily. Can I still?",
        "According to the July white paper, does it bear interest?",
        "In 2017, was it forbidden to own it?",
        "After the ban, could people still trade?",
        "Won't they close?",
    ],
)
def test_yes_or_no_is_asked(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is it banned or allowed?",
        "In which country, of all those named, is it banned?",
        "After whom, is it said, was it named?",
        "According to Reuters, who sold it?",
        "At the end what did it close?",
    ],
)
def test_more_than_yes_or_no_is_asked(question: str) -> None:
    assert not asks_yes_or_no(question)


def test_what_leads_in_is_not_what_is_asked() -> None:
    assert without_lead_in("According to Reuters, who sold it?") == "who sold it?"
    assert without_lead_in("Who sold it, according to Reuters?").startswith("Who")
    assert asks_for_prose("By its own account, why did it close?")
    assert not asked("As of May, how many closed?").suits("the old ones")
    assert asked("As of May, how many closed?").suits("three")
