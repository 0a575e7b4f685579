"""Who holds the office that is asked about, and who holds another one."""

import pytest

from service.english.roles import Office


def held(question: str, text: str, name: str) -> bool | None:
    office = Office.of(question)
    assert office is not None
    start = text.index(name)
    return office.held(text, start, start + len(name))


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Who is the mayor of Arvik?", "Ada Berg, the mayor of Arvik, resigned.", "Ada Berg"),
        ("Who is Arvik's mayor?", "On Monday Mayor Ada Berg resigned.", "Ada Berg"),
        ("Who is the deputy mayor?", "Deputy mayor Ole Lund stays.", "Ole Lund"),
        ("Who was the CEO of Helion?", "Chief executive Ida Vogt left.", "Ida Vogt"),
        ("Who is Helion's chief executive?", "Ida Vogt, its CEO, left.", "Ida Vogt"),
        ("Who is Helion's CFO?", "The finance chief, Tom Riedl, left.", "Tom Riedl"),
        ("Who's the minister of finance?", "Ana Silva is the finance minister.", "Ana Silva"),
        ("Who is the finance minister?", "Ana Silva, Minister of Finance, left.", "Ana Silva"),
        ("Who is the ministry's spokeswoman?", "Its spokesman, Jan Ek, spoke.", "Jan Ek"),
        ("What is the name of the current director?", "Ana Silva, a director, left.", "Ana Silva"),
        ("Who is the mayor of Arvik?", "Ada Berg, the mayor of the town, left.", "Ada Berg"),
        ("Who is the bank's head?", "Li Bo, head of the Bank of Arvik, spoke.", "Li Bo"),
        ("Who is the UK prime minister?", "Jo Hall, prime minister of Britain, left.", "Jo Hall"),
        ("Who is the British envoy?", "Jo Hall, envoy of the United Kingdom, left.", "Jo Hall"),
    ],
)
def test_the_office_stands_beside_the_name(question: str, text: str, name: str) -> None:
    assert held(question, text, name) is True


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Who is the deputy mayor?", "Ada Berg, the mayor of Arvik, resigned.", "Ada Berg"),
        ("Who is the mayor of Arvik?", "Deputy mayor Ole Lund stays.", "Ole Lund"),
        ("Who is the bank's governor?", "Li Bo, a deputy governor of the bank, spoke.", "Li Bo"),
        ("Who is Helion's CFO?", "Chief executive Ida Vogt left.", "Ida Vogt"),
        ("Who is the health minister?", "Finance Minister Ana Silva left.", "Ana Silva"),
        ("Who is the minister of health?", "Ana Silva, minister of finance, left.", "Ana Silva"),
        ("Who is the prime minister?", "Ana Silva, the finance minister, left.", "Ana Silva"),
        ("Who is the ministry's spokeswoman?", "Ana Silva, the governor, spoke.", "Ana Silva"),
        ("Who is the president?", "Vice President Ana Silva left.", "Vice President Ana Silva"),
        ("Who is the CEO of Helion?", "Ida Vogt, chief executive of Corvane, left.", "Ida Vogt"),
        ("Who is Helion's CEO?", "Ida Vogt, chief executive at Corvane, left.", "Ida Vogt"),
        ("Who is the mayor of Arvik?", "Tromso's mayor, Ada Berg, resigned.", "Ada Berg"),
        ("Who is the boss of Helion?", "They chose Ida Vogt as chair of Corvane.", "Ida Vogt"),
        ("Who is Helion's CFO?", "Ida Vogt, chair of the Arvik Fund, left.", "Ida Vogt"),
        ("Who runs Helion?", "Ida Vogt, chief executive of Corvane, left.", "Ida Vogt"),
        ("who is in charge of Helion", "Ida Vogt, head of Corvane, left.", "Ida Vogt"),
    ],
)
def test_another_office_stands_beside_the_name(question: str, text: str, name: str) -> None:
    assert held(question, text, name) is False


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Who is the mayor of Arvik?", "Ole Lund, a fisherman, spoke.", "Ole Lund"),
        ("Who was the winner of the race?", "Ole Lund came first.", "Ole Lund"),
        ("Who is the lead singer?", "The American singer Ole Lund left.", "Ole Lund"),
        ("Who runs Helion?", "Ida Vogt, chief executive of Helion, left.", "Ida Vogt"),
        ("Who ran Yale?", "Ezra Stiles, president of the College, left.", "Ezra Stiles"),
        ("Who leads the firm?", "Ida Vogt, chief executive of Helion, left.", "Ida Vogt"),
        ("Who is Helion's boss?", "Ida Vogt, a mother of Arvik twins, left.", "Ida Vogt"),
    ],
)
def test_nothing_is_told_by_other_words(question: str, text: str, name: str) -> None:
    assert held(question, text, name) is not False


@pytest.mark.parametrize(
    "question", ["Which mayor resigned?", "Who resigned?", "When was the mayor elected?", ""]
)
def test_no_office_is_asked_about(question: str) -> None:
    assert Office.of(question) is None


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("chief executive of Corvane", False),
        ("the chief executive", False),
        ("Ada Brown", None),
        ("chief executive Ada Brown", True),
    ],
)
def test_an_office_alone_is_nobody(words: str, held: bool | None) -> None:
    office = Office.of("Who is the chief executive of Tokuyasu?")
    assert office is not None
    text = f"They met {words} on Friday."
    start = text.index(words)
    assert office.held(text, start, start + len(words)) is held
