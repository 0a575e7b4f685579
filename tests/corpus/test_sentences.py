import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_at_full_stops_and_not_at_abbreviations() -> None:
    text = 'Acme, Inc. paid Mr. Li $1.5 billion. "We agreed," he said. Why? Nobody knows.'
    assert texts(text) == [
        "Acme, Inc. paid Mr. Li $1.5 billion.",
        '"We agreed," he said.',
        "Why?",
        "Nobody knows.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert texts("A headline\n\nThe text goes\non here.") == [
        "A headline",
        "The text goes\non here.",
    ]


@pytest.mark.parametrize("text", ["", "  ", "\n\n\n"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert texts(text) == []


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_sentences_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert list(spans) == sorted(spans)
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())
