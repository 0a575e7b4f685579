"""Near misses, made from a paragraph that anyone can check."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.nearmiss import RANKS, NearMisses, Swap, entities, in_both, in_paragraph, in_question
from training.sets import NONE, SPAN, Example
from training.words import Likeness

TOKENIZER = Path(__file__).parents[2] / "models" / "reader" / "tokenizer.json"
TEXT = "John Smith founded Acme in 1999 in Paris. Smith sold it in 2005 to Globex."
EXAMPLE = Example(
    question="Where did John Smith found Acme?",
    title="John Smith",
    text=TEXT,
    spans=((TEXT.index("Paris"), TEXT.index("Paris") + 5),),
    article="John Smith",
    answers=("Paris",),
)
SWAP = Swap("John Smith", "Ann Lee")


@pytest.fixture(scope="module")
def edits() -> NearMisses:
    table = np.random.default_rng(0).normal(size=(30522, 8)).astype(np.float32)
    return NearMisses([EXAMPLE], Likeness(table, Tokenizer.from_file(str(TOKENIZER))), 1)


def test_names_are_found_without_the_words_that_open_a_question() -> None:
    assert entities(EXAMPLE.question) == ["John Smith", "Acme"]
    assert entities("What is the Bank of China?") == ["Bank of China"]


def test_a_name_never_runs_over_the_end_of_a_sentence() -> None:
    assert entities("He lived in Kinnaur. The town is old.") == ["Kinnaur"]


def test_an_edited_question_is_no_longer_answered() -> None:
    edited = in_question(EXAMPLE, SWAP)
    assert edited.question == "Where did Ann Lee found Acme?"
    assert (edited.kind, edited.spans, edited.text) == (NONE, (), TEXT)


def test_an_edited_paragraph_keeps_nothing_of_the_name_it_lost() -> None:
    edited = in_paragraph(EXAMPLE, SWAP)
    assert edited is not None
    assert edited.text == "Ann Lee founded Acme in 1999 in Paris. Lee sold it in 2005 to Globex."
    assert (edited.title, edited.kind) == ("Ann Lee", NONE)


def test_both_edited_alike_are_answered_at_the_place_that_moved() -> None:
    edited = in_both(EXAMPLE, SWAP)
    assert edited is not None
    assert edited.kind == SPAN
    ((start, end),) = edited.spans
    assert edited.text[start:end] == "Paris"
    assert start == EXAMPLE.spans[0][0] - 3


def test_a_paragraph_without_the_name_cannot_be_edited() -> None:
    assert in_paragraph(EXAMPLE, Swap("Rome", "Oslo")) is None


def test_no_swap_touches_the_answer(edits: NearMisses) -> None:
    for _ in range(200):
        swap = edits.swap(EXAMPLE)
        assert swap is None or "Paris" not in (swap.old, swap.new)


def test_a_negated_question_says_not_or_never(edits: NearMisses) -> None:
    negated = edits.negated(EXAMPLE)
    assert negated is not None
    assert negated.kind == NONE
    assert any(word in negated.question for word in ("did not", "did never", "didn't"))


def test_a_stranger_takes_the_place_of_a_name_only(edits: NearMisses) -> None:
    found = {edits.named_otherwise(EXAMPLE, ["Globex"]) for _ in range(20)}
    assert found == {Swap("John Smith", "Globex"), Swap("Acme", "Globex")}
    nameless = replace(EXAMPLE, question="Where was it founded?")
    assert edits.named_otherwise(nameless, ["Globex"]) is None


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("Who was the mayor of Paris?", "mayor", {f"{rank} mayor" for rank in RANKS}),
        ("Who was deputy mayor of Paris?", "deputy mayor", {"mayor"}),
    ],
)
def test_another_office_is_asked_for(
    edits: NearMisses, question: str, old: str, new: set[str]
) -> None:
    swap = edits._office(replace(EXAMPLE, question=question))
    assert swap is not None
    assert (swap.old, swap.new in new) == (old, True)


def test_another_department_is_asked_for(edits: NearMisses) -> None:
    asked = replace(EXAMPLE, question="Who is the finance minister?")
    found = {edits._office(asked) for _ in range(20)}
    assert Swap("finance", "health") in found or Swap("finance", "foreign") in found
    assert None not in found
    assert edits._office(EXAMPLE) is None


def test_several_swaps_differ(edits: NearMisses) -> None:
    asked = replace(EXAMPLE, question="When did Globex buy Acme in 1999 before 2005?")
    swaps = edits.swaps(asked, 6)
    assert len(set(swaps)) == len(swaps) > 1
    assert sum(swap.old.islower() for swap in swaps) <= 1
