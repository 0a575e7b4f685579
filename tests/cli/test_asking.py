import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Footnote = Callable[..., Result]


def test_an_answer_is_printed_with_its_citation(footnote: Footnote, stocked: Path) -> None:
    result = footnote("ask", "What is our cat called?", "--data", stocked)
    assert result.exit_code == 0
    assert "Our cat is called Zork. [1]" in result.stdout
    assert "[1] Our cat, Diary, cat@1:0-23" in result.stdout


def test_a_search_in_json_is_what_the_http_interface_replies(
    footnote: Footnote, stocked: Path
) -> None:
    result = footnote("--data", stocked, "search", "cat from a farm", "--json", "--limit", 1)
    [passage] = json.loads(result.stdout)["passages"]
    assert (passage["article_id"], passage["start"]) == ("cat", 0)
    assert passage["ranks"] == {"lexical": 1, "dense": 1, "fused": 1}


def test_a_search_can_be_limited_to_a_source(footnote: Footnote, stocked: Path) -> None:
    result = footnote("search", "cat", "--source", "Post", "--data", stocked, "--json")
    found = {passage["article_id"] for passage in json.loads(result.stdout)["passages"]}
    assert found == {"bank"}


def test_what_is_not_there_is_not_found_and_that_is_no_failure(
    footnote: Footnote, stocked: Path
) -> None:
    result = footnote("ask", "Who won the 1966 world cup?", "--data", stocked, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["status"], answer["sentences"]) == ("not_found", [])
    assert answer["reason"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ask", ""], 4, "The question is empty"),
        (["ask", "why " * 25_000], 4, "100,000 characters"),
        (["search", " ?! "], 4, "The question is empty"),
        (["ask", "half a \ud800 pair"], 4, "surrogate"),
        (["ask", "Why?", "--collection", "none"], 5, "There is no collection 'none'"),
        (["ask", "Why?", "--writer", "nobody"], 3, "nobody"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_one_line(
    footnote: Footnote, stocked: Path, words: list[str], code: int, said: str
) -> None:
    result = footnote(*words, "--data", stocked)
    assert result.exit_code == code
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["ask", "Why?"], ["search", "Why?"], ["verify"]])
def test_where_nothing_was_stored_nothing_is_made(footnote: Footnote, words: list[str]) -> None:
    result = footnote(*words, "--data", "nowhere")
    assert result.exit_code == 6
    assert "There is no data folder nowhere" in result.stderr
    assert not Path("nowhere").exists()
