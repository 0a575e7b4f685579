"""A dateline is no part of the first sentence."""

import pytest

from service.english.datelines import without_dateline


@pytest.mark.parametrize(
    "line",
    [
        "LISBON - ",
        "LISBON, Tuesday - ",
        "TBILISI, Georgia — ",
        "NEW YORK (Reuters) - ",
        "BEIJING, Sept 24 (Reuters) - ",
        "ST. JOHN'S, Antigua -- ",
    ],
)
@pytest.mark.parametrize("before", ["", "An earlier paragraph.\n\n"])
def test_words_that_run_out_of_a_dateline_begin_behind_it(line: str, before: str) -> None:
    text = f"{before}{line}Ada Berg won the final."
    start, end = without_dateline(text, text.index(line), text.index(" won"))
    assert text[start:end] == "Ada Berg"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LISBON, Tuesday - Ada Berg won.", "LISBON"),
        ("LISBON, Tuesday - Ada Berg won.", "Ada Berg"),
        ("NATO - of which Arvik is no member - met.", "Arvik is no member - met"),
        ("Ada Berg - the winner - spoke.", "Ada Berg - the winner"),
        ("She left LISBON, Portugal - it was late.", "LISBON, Portugal - it"),
    ],
)
def test_other_words_stay_as_they_are(text: str, words: str) -> None:
    at = text.index(words)
    assert without_dateline(text, at, at + len(words)) == (at, at + len(words))
