"""The writer that asks a chat model, and holds it to the passages it was given."""

import re
from collections.abc import Sequence
from functools import lru_cache

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from corpus.catalog import Catalog
from corpus.errors import ChatModelFailed, SettingsInvalid
from corpus.model import Hit
from corpus.sentences import sentences
from service import prompts
from service.draft import DraftSentence, Evidence
from service.judgement import Judgement
from service.numbers import numbers_missing
from service.retrieval import merge_neighbours
from service.support import borne_out
from service.tokens import Tokens, together
from service.wording import content_words

_MARKERS = re.compile(r"\s*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
# A marker behind the full stop belongs to the sentence before it.
_TRAILING = re.compile(r"([.!?][\"'”’)]*)((?:\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\])+)")
_PASSAGES = 8


class ChatWriter:
    """Writes with a chat model; what it cites is found again in the articles, to the character.

    A marker that points to no passage is dropped, and so is a sentence that is left with none, or
    that what it cites does not bear out (`service.support`): nothing is shown that cannot be looked
    up. Made for one answer: `tokens` is what that has cost, None where the provider does not say.
    """

    def __init__(self, name: str, model: BaseChatModel, catalog: Catalog) -> None:
        self.name = name
        self.tokens: Tokens | None = Tokens()
        self._model = model
        self._catalog = catalog

    def write(self, question: str, judgement: Judgement, /) -> Sequence[DraftSentence]:
        """Return the sentences of the answer; none when the model says that none can be given.

        Raises ChatModelFailed.
        """
        by_reading = sorted(
            judgement.readings, key=lambda reading: (-reading.relevance, reading.hit.passage.id)
        )
        best = [reading.hit for reading in by_reading[:_PASSAGES]]
        passages = merge_neighbours(best, self._catalog)
        asked = prompts.ask(question, passages)
        message = message_of(self.name, self._model, prompts.SYSTEM, asked)
        self.tokens = together(self.tokens, Tokens.of(message))
        reply = str(message.text)
        if reply.strip().startswith(prompts.NOT_FOUND):
            return []
        return resolved(reply, passages)


def reply_of(name: str, model: BaseChatModel, system: str, message: str) -> str:
    """Return what a chat model replies. Raises ChatModelFailed."""
    return str(message_of(name, model, system, message).text)


def message_of(name: str, model: BaseChatModel, system: str, message: str) -> AIMessage:
    """Return a chat model's reply with what is told about it. Raises ChatModelFailed."""
    try:
        return model.invoke([SystemMessage(content=system), HumanMessage(content=message)])
    except Exception as error:  # every provider raises its own
        raise ChatModelFailed(
            f"The chat model {name!r} did not answer: {error}. Ask again, or use the "
            'writer "quote", which needs no model.'
        ) from error


def resolved(reply: str, passages: Sequence[Hit]) -> list[DraftSentence]:
    """Split a reply into sentences and turn its markers into evidence."""
    text = _TRAILING.sub(lambda match: match.group(2) + match.group(1), reply.strip())
    drafts = []
    for start, end in sentences(text):
        written = text[start:end]
        plain = _MARKERS.sub("", written).strip()
        evidence = [
            one
            for group in _MARKERS.findall(written)
            for number in map(int, group.split(","))
            if 1 <= number <= len(passages)
            for one in evidence_for(plain, passages[number - 1])
        ]
        if plain and evidence and borne_out(plain, evidence):
            drafts.append(DraftSentence(text=plain, evidence=tuple(evidence)))
    return drafts


def evidence_for(sentence: str, hit: Hit) -> list[Evidence]:
    """Return the sentence of the passage that shares most content words with what was written, and
    those that have the numbers which that one lacks."""
    passage = hit.passage
    wanted = set(content_words(sentence))
    bounds = sentences(passage.text)

    def shared(at: tuple[int, int]) -> tuple[float, int]:
        there = set(content_words(passage.text[at[0] : at[1]]))
        return len(wanted & there) / (1 + len(wanted | there)), -at[0]

    chosen = [max(bounds, key=shared)]
    for at in bounds:
        lacking = numbers_missing(sentence, " ".join(passage.text[a:b] for a, b in chosen))
        if len(numbers_missing(" ".join(lacking), passage.text[at[0] : at[1]])) < len(lacking):
            chosen.append(at)
    return [
        Evidence(hit=hit, start=passage.start + start, end=passage.start + end)
        for start, end in chosen
    ]


@lru_cache(maxsize=8)
def chat_model(name: str) -> BaseChatModel:
    """Return LangChain's model for "provider:model". Raises SettingsInvalid."""
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name, temperature=0, timeout=60, max_retries=2)
    except ImportError as error:
        provider = name.partition(":")[0]
        raise SettingsInvalid(
            f"The chat model {name!r} needs a package that is not installed: {error}. "
            f"Run: pip install langchain-{provider.replace('_', '-')}"
        ) from error
    except Exception as error:  # a missing key or a wrong name, by provider
        raise SettingsInvalid(
            f'The chat model {name!r} cannot be used: {error}. Name it as "provider:model", with '
            "the key that the provider asks for in the environment; the writer "
            '"quote" needs none.'
        ) from error
