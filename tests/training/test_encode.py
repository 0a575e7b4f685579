"""Rows are framed as the service frames what it reads."""

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
