import pytest

from service.attribution import may_name_a_source, sources_named, without_sources

SOURCES = (
    "The Verge",
    "TechCrunch",
    "Reuters",
    "theage.com.au",
    "The Settlement Post",
    "Bloomberg",
    "Time",
    "Harbour Ledger",
    "Morning News - Sport",
    "Morning News - Money",
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("According to Reuters, who bought the mine?", ["Reuters"]),
        ("According to the settlement post, when does the yuan go?", ["The Settlement Post"]),
        ("What did The Verge report about the recall?", ["The Verge"]),
        ("What does the TechCrunch article on chips say about prices?", ["TechCrunch"]),
        ("Who is named in Reuters' story about the strike?", ["Reuters"]),
        ("What is Bloomberg's latest report on tin about?", ["Bloomberg"]),
        (
            "Which firm do the articles from TechCrunch, The Verge and Reuters blame?",
            ["TechCrunch", "The Verge", "Reuters"],
        ),
        (
            "Who is charged with fraud, as reported by both The Verge and TechCrunch?",
            ["The Verge", "TechCrunch"],
        ),
        (
            "Do the TechCrunch and Verge articles agree on the price?",
            ["TechCrunch", "The Verge"],
        ),
        ("Does 'The Age' article suggest that rents will fall?", ["theage.com.au"]),
        (
            "Who resigned after the report published on 5 October, 2023 by Harbour Ledger?",
            ["Harbour Ledger"],
        ),
        (
            "Who won the cup, according to Morning News?",
            ["Morning News - Money", "Morning News - Sport"],
        ),
    ],
)
def test_a_source_is_told_by_the_words_around_its_name(question: str, named: list[str]) -> None:
    assert may_name_a_source(question)
    assert list(sources_named(question, SOURCES)) == named


@pytest.mark.parametrize(
    "question",
    [
        "When did Bloomberg buy the terminal maker?",
        "Who founded The Verge and TechCrunch?",
        "At what time did the storm reach the harbour, according to the coast guard?",
        "How many people work for Reuters?",
        "What did the minister say about the ledger?",
        "",
    ],
)
def test_a_source_that_is_only_spoken_of_is_not_asked(question: str) -> None:
    assert sources_named(question, SOURCES) == ()


def test_nothing_is_looked_up_for_a_question_that_asks_for_no_report() -> None:
    assert not may_name_a_source("When did Bloomberg buy the terminal maker?")


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("According to Reuters, who bought the mine?", "Who bought the mine?"),
        ("Who bought the mine, according to Reuters?", "Who bought the mine?"),
        ("who bought the mine according to Reuters and The Verge", "who bought the mine"),
        (
            "Who is charged with fraud, as reported by both The Verge and TechCrunch, and is ill?",
            "Who is charged with fraud and is ill?",
        ),
        (
            "Which firm, covered by TechCrunch, recalled its cars?",
            "Which firm recalled its cars?",
        ),
        ("According to the article from The Verge, is it safe?", "Is it safe?"),
        ("According to The Verge's report, is it safe?", "Is it safe?"),
        # What is left would ask for something else, or for nothing.
        ("What did The Verge report about the recall?", None),
        ("Do the TechCrunch and Verge articles agree on the price?", None),
        ("who founded The Verge and TechCrunch?", None),
        ("At what time did it come, according to the coast guard?", None),
    ],
)
def test_the_clause_that_only_names_sources_is_left_out(question: str, core: str | None) -> None:
    assert without_sources(question, SOURCES) == (core or question)
