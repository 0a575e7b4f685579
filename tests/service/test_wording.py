import pytest

from service.fit import asked
from service.wording import (
    asking_sentence,
    asks_for_prose,
    asks_for_several,
    asks_yes_or_no,
    to_search,
    without_lead_in,
)


@pytest.mark.parametrize(
    "question",
    [
        "Is it banned?",
        "I use it daily. Can I still?",
        "According to the July white paper, does it bear interest?",
        "In 2017, was it forbidden to own it?",
        "After the ban, could people still trade?",
        "Won't they close?",
        "If it were banned, would people still trade?",
        "Legally, is it money?",
        "The new rule: is it in force?",
        "The new rule -- is it in force?",
        "Did J. P. Arvik meet Dr. Lund of Selby Inc. in the U.S. Senate?",
        "It crashed in the U.S. Did people sell?",
        "Did the queen have any brothers or sisters?",
        "Is it banned or not?",
        "So did he really shout?",
        "Can you tell me whether it is banned?",
        "Hi, do they still stay there?",
        "I own a policy there, does it survive?",
        "It was announced so often, but is the plant at work at last?",
        "Did the thief give it back, or most of it anyway?",
        "Did they fire people or anything like that?",
        "When the bank closed, did people lose money?",
        "Once it opens, can anyone come in?",
    ],
)
def test_yes_or_no_is_asked(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is it banned or allowed?",
        "Can you tell me who banned it?",
        "Could you please explain why it was banned?",
        "Can you tell me the day on which it was banned?",
        "Do you know in which country it is banned?",
        "List the banks, is that right, so who is missing?",
        "The three banks that were closed",
        "Was it stolen or at least lost, or sold?",
        "If it were banned, who would still trade?",
        "The new rule: who wrote it?",
        "What became of the coins - were they sold, and where?",
        "",
        "In which country, of all those named, is it banned?",
        "After whom, is it said, was it named?",
        "According to Reuters, who sold it?",
        "At the end what did it close?",
        "When did it close, and did people lose money?",
        "When the bank closed, who lost money?",
    ],
)
def test_more_than_yes_or_no_is_asked(question: str) -> None:
    assert not asks_yes_or_no(question)


def test_what_leads_in_is_not_what_is_asked() -> None:
    assert without_lead_in("According to Reuters, who sold it?") == "who sold it?"
    assert without_lead_in("Who sold it, according to Reuters?").startswith("Who")
    assert without_lead_in("I use it daily. Since May, who sells it?") == "who sells it?"
    assert without_lead_in("Who sells it? I use it daily.") == "Who sells it?"
    assert not without_lead_in(" ")
    assert asks_for_prose("By its own account, why did it close?")
    assert asks_for_prose("I hear that it closed. Why did it close?")
    assert asks_for_prose("Could you explain why it closed?")
    assert not asked("As of May, how many closed?").suits("the old ones")
    assert asked("As of May, how many closed?").suits("three")
    assert not asked("They name three days. When is it due?").suits("£171m or so of it")


def test_several_may_be_asked_for() -> None:
    assert asks_for_several("Which exchanges closed?")
    assert asks_for_several("Can you list the banks that closed?")
    assert not asks_for_several("Can you say what it costs?")


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("My cousin works there. Who sold it? Thanks.", "Who sold it?"),
        ("hi all. who sold it. thanks", "who sold it."),
        ("Where was it? Who sold it?", "Who sold it?"),
        ("What did Selby Inc. do?", "What did Selby Inc. do?"),
        ("the kell bridge toll", "the kell bridge toll"),
        ("kell bridge toll. Thanks a lot!", "kell bridge toll."),
        ("Thanks!", "Thanks!"),
        ("", ""),
    ],
)
def test_the_sentence_that_asks_is_found_in_talk(question: str, asking: str) -> None:
    assert asking_sentence(question) == asking


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("My dog is ill and I am bored. Who sold the mill?", "Who sold the mill?"),
        ("I worked at Orlen Foods. Who runs it? Thanks!", "Orlen Foods Who runs it?"),
        ("i read of a mill. who runs it?", "i read of a mill. who runs it?"),
        (
            "Who sold the mill? When did the port close?",
            "Who sold the mill? When did the port close?",
        ),
        ("the kell bridge toll", "the kell bridge toll"),
        ("", ""),
    ],
)
def test_talk_is_not_searched_for_but_for_its_names(question: str, sought: str) -> None:
    assert to_search(question) == sought


def test_of_talk_no_passage_has_to_speak() -> None:
    talk = "I promised Mr Iyer of Lyon an answer by noon. "
    assert asked(f"{talk}Who sold the old mill?") == asked("Who sold the old mill?")
    assert "iyer" not in asked(f"{talk}who founded binance?").names
    for leaning in ("Who sold it to the new owner?", "What went wrong?"):
        assert "iyer" in asked(talk + leaning).names


def test_what_is_told_before_a_colon_or_a_dash_is_not_what_is_asked() -> None:
    assert asks_for_prose("need this for an essay - why did it close")
    assert asks_for_prose("Quick one: how was it found?")
    assert without_lead_in("Is the follow-up Selby's?") == "Is the follow-up Selby's?"
