"""What was spoken of so far, and what of it a pronoun means.

What the last questions asked about counts most, as in the centering of Grosz, Joshi and Weinstein
1995, what answers said less, and a title that was put before the questions as much as the last one.
What a pronoun once stood for is not meant by one of another kind later.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from corpus.stopwords import AUXILIARY
from service.english.mentions import mentions
from service.english.names import Kind, fits, heading, like_a_person, names, together
from service.english.phrases import with_what_it_is_of
from service.english.times import last_date
from service.english.verbs import IRREGULAR
from service.wording import asks_for_several

_AGREE: Mapping[Kind, frozenset[Kind]] = {
    "he": frozenset({"he"}),
    "she": frozenset({"she"}),
    "it": frozenset({"it", "they"}),
    "they": frozenset({"they", "it"}),
}
# Chosen on the part of CANARD that is for development (`training/splits.md`), but for the fading,
# where it would have a topic stay for good: half of a turn's weight is left after the next, so that
# what was asked about last outweighs all before it.
_FADES, _TITLE = 0.5, 1.0
_SAID, _FOUND, _KNOWN, _UNSURE, _LEAST = 0.3, 1.8, 1.5, 0.6, 0.35
# What is longer than a question of one thing is not looked into, to bound the time that it takes.
LONGEST_QUESTION, _LONGEST_ANSWER = 400, 1_000
_ASKS_FOR_A_NAME = re.compile(r"^\W*(?:who|whom|(?:which|what) [a-z]{3,})\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\w[\w’'-]*(?:[.\s]*$|\s+(?:is|was|are|were|has|had|have|will|\w+ed|\w+s)\b)"
)
_ASKS_WHICH = re.compile(
    rf"^\W*which ([a-z]+[^\Ws]) (?:{'|'.join((*AUXILIARY, *IRREGULAR))}|\w+ed)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"][.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A turn whose question stands alone, with what the question and the answer speak of.

    `several` are names that were put side by side, such as "Huobi Global and Binance"; `found` is
    the name that answers a question for one; `titled` says that the turn is nothing but a title;
    `date` is the last one that was spoken of.
    """

    question: str
    asked: tuple[str, ...]
    said: tuple[str, ...]
    several: str | None
    found: str | None
    titled: bool
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The turns so far, oldest first, and what pronouns stood for."""

    turns: tuple[Told, ...] = ()
    known: Mapping[str, Kind] = field(default_factory=dict)

    def after(self, answer: str, question: str, put: Mapping[str, Kind]) -> "Conversation":
        """Return the conversation with one more turn, whose question was made to stand alone by
        taking pronouns for what `put` says."""
        answer, question = answer[:_LONGEST_ANSWER], question[:LONGEST_QUESTION]
        several = together(question, names(question))
        if not several and asks_for_several(question):
            several = together(answer, names(answer))
        said = tuple(self.whole(name) for name in _said(question, answer))
        told = Told(
            question=question,
            asked=(*_wanted(question), *map(self.whole, self._mentioned(question))),
            said=said,
            several=several,
            found=next(iter(said), None) if _ASKS_FOR_A_NAME.match(question) else None,
            titled=heading(question) is not None,
            date=last_date(answer) or last_date(question),
        )
        return replace(self, turns=(*self.turns, told), known={**put, **self.known})

    def meant_by(self, kind: Kind) -> str | None:
        """Return what a pronoun most likely means; None where nothing agrees with it."""
        if kind == "they" and self.turns and self.turns[-1].several:
            return self.turns[-1].several
        weights: dict[str, float] = {}
        for name, weight in self._spoken_of():
            weights[name] = weights.get(name, 0.0) + weight * self._agreement(name, kind)
        best = max(weights, key=lambda name: weights[name], default=None)
        return best if best and weights[best] >= _LEAST else None

    def topic(self) -> str | None:
        """Return what the conversation is about: what was asked about by name, lately or often."""
        weights: dict[str, float] = {}
        for age, turn in enumerate(reversed(self.turns)):
            for name in turn.asked:
                if any(token[0].isupper() for token in name.split()):
                    weights[name] = weights.get(name, 0.0) + _freshness(age, turn)
        return max(weights, key=lambda name: weights[name], default=None)

    def whole(self, name: str) -> str:
        """Return the whole name of a person who was called by a part of it: "Ben Delo" for
        "Delo"."""
        for turn in self.turns:
            for full in turn.asked:
                known = self.known.get(full) in ("he", "she") or turn.titled
                if known and like_a_person(full) and name.lower() in full.lower().split():
                    return full
        return name

    def _mentioned(self, question: str) -> list[str]:
        titles = [turn.question for turn in self.turns if turn.titled]
        found = mentions(question, titles)
        return [with_what_it_is_of(question, one.start, one.end) for one in found]

    def _spoken_of(self) -> Iterator[tuple[str, float]]:
        """Yield what was spoken of, with its weight, the most recent first."""
        for age, turn in enumerate(reversed(self.turns)):
            weight = _freshness(age, turn)
            yield from ((name, weight) for name in turn.asked)
            for name in turn.said:
                yield name, weight * (_FOUND if name == turn.found else _SAID)

    def _agreement(self, name: str, kind: Kind) -> float:
        if known := self.known.get(name):
            return _KNOWN if known in _AGREE[kind] else 0.0
        if not fits(name, kind):
            return 0.0
        return _UNSURE if like_a_person(name) is None else 1.0


def _freshness(age: int, turn: Told) -> float:
    return _TITLE if turn.titled else _FADES**age


def _wanted(question: str) -> list[str]:
    """Return "the bank" for "Which bank lent the money?", which a pronoun may stand for next."""
    match = _ASKS_WHICH.match(question)
    return [f"the {match.group(1).lower()}"] if match else []


def _said(question: str, answer: str) -> list[str]:
    """Return the names that the first sentence of an answer brings in; what stands under a title is
    no answer."""
    if heading(question):
        return []
    first = _SENTENCE_END.split(answer.strip(), maxsplit=1)[0]
    # The capital of an answer's first word counts where the word acts, or is nearly all there is.
    subject = _SUBJECT.match(first)
    found = names(f"“{first}" if subject else first)
    return [name.text for name in found if name.text not in question]
