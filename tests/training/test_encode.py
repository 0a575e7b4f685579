"""Rows are framed as the service frames what it reads."""

from datetime import date

from tokenizers import Tokenizer

from service.reader import FOLDER
from training.encode import Encoder
from training.sets import NONE, Example


def test_of_a_question_behind_much_talk_the_sentence_that_asks_is_read() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    talk = "My cousin works there and tells me about it every single evening. " * 6
    example = Example(
        question=f"{talk}Who sold the mill?", title="", text="Ada did.", article="a", kind=NONE
    )
    row = Encoder(tokenizer, 1).row(example)
    assert row
    assert tokenizer.decode(row.ids.tolist()) == "who sold the mill? ada did."


def test_a_passage_stands_under_its_day_and_title() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    example = Example(
        question="Who?", title="Mill sold", text="Ada did.", kind=NONE, published=date(2020, 3, 2)
    )
    row = Encoder(tokenizer, 1).row(example)
    assert row
    assert tokenizer.decode(row.ids.tolist()) == "who? 2 march 2020, mill sold : ada did."
