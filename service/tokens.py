"""What a chat model costs, in tokens."""

from dataclasses import dataclass
from typing import Self

from langchain_core.messages import AIMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens that a chat model was sent and that it replied with, by its provider's count."""

    input: int = 0
    output: int = 0

    @classmethod
    def of(cls, reply: AIMessage) -> Self | None:
        """Return what a reply has cost; None when the provider does not say."""
        usage = reply.usage_metadata
        if usage is None:
            return None
        return cls(input=usage["input_tokens"], output=usage["output_tokens"])


def together(one: Tokens | None, other: Tokens | None) -> Tokens | None:
    """Return the sum; None when either is unknown."""
    if one is None or other is None:
        return None
    return Tokens(input=one.input + other.input, output=one.output + other.output)
