"""What a chat model costs is kept with the answer, as far as its provider says."""

from collections.abc import Callable

import pytest
from langchain_core.messages import AIMessage

from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from service.answerer import Answerer
from service.model import Question
from service.tokens import Tokens, together

KNOWN = Tokens(input=812, output=40)


@pytest.mark.parametrize(
    ("one", "other", "sum_"),
    [(Tokens(), KNOWN, KNOWN), (KNOWN, KNOWN, Tokens(input=1624, output=80)), (None, KNOWN, None)],
)
def test_tokens_add_up_unless_some_are_unknown(
    one: Tokens | None, other: Tokens | None, sum_: Tokens | None
) -> None:
    assert together(one, other) == together(other, one) == sum_


def test_a_reply_has_cost_what_its_provider_says() -> None:
    usage = {"input_tokens": 812, "output_tokens": 40, "total_tokens": 852}
    assert Tokens.of(AIMessage(content="Ida [1].", usage_metadata=usage)) == KNOWN
    assert Tokens.of(AIMessage(content="Ida [1].")) is None


def test_an_answer_keeps_what_it_has_cost(
    index: Index, settings: Settings, put: Callable[..., Article], model
) -> None:
    put("a", "Nobody lives there. The mayor of Arvik is Ida Berg. It rains.", title="Arvik")
    answerer = Answerer(index, settings.model_copy(update={"writer": "openai:m"}))

    def cost(text: str, writer: str | None = None) -> object:
        return answerer.answer(Question(text=text, writer=writer)).trace.get("tokens")

    model.reply = "Arvik is led by its mayor, Ida Berg [1]."
    assert cost("Who is the mayor of Arvik?") == {"input": 1, "output": 1}
    assert cost("How many goals did Pele score for Santos?") == {"input": 0, "output": 0}
    assert cost("Who is the mayor of Arvik?", "quote") is None
