"""A question that asks for several things, taken apart into questions that each ask for one.

One passage seldom says both what happened in 2013 and what happened in 2021, and a reader that
marks one answer would leave out the other. Each part stands alone. Forms that leave a doubt are one
question.
"""

import re
from collections.abc import Callable

from corpus.stopwords import AUXILIARY
from service.conversation import LONGEST_QUESTION
from service.english.comparison import compared
from service.english.doubles import by_noun, by_preposition, by_question_word, by_verb
from service.english.pairs import of_each
from service.english.pronouns import pronouns
from service.english.second import given_back, shared_lead
from service.english.times import at_each_time
from service.english.verbs import IRREGULAR
from service.model import Turn
from service.rewrite import stand_alone, without_brackets
from service.wording import content_words, without_talk

_ASKING = (
    r"(?:(?:since|by|in|on|at|for|to|from|with|of|until|over|above|below|under|within|after|against"
    r") )?"
    r"(?:who|whom|whose|when|where|why|"
    r"how(?: (?:many|much|far|long|often|old|big|large|high))?|what|which)\b"
)
_ASKS_AGAIN = re.compile(
    r"[,;?]?\s+(?:and|plus|as well as)\s+(?:also\s+)?(?!(?:what|who|which) (?:other|else)\b)"
    rf"(?={_ASKING})|(?<=\?)\s+(?:and\s+)?(?=\w+\s+\w)",
    re.IGNORECASE,
)
# "How many died in May and how many in June?" asks "… in May and in June?".
_ASKS_THE_SAME = re.compile(
    rf"(?P<and>,?\s+and)\s+{_ASKING}(?P<rest> (?:in|on|at|by|for|from|of|behind|under|after|before|"
    r"during|with|to) .*)$",
    re.IGNORECASE,
)
_DONE = re.compile(rf"\b(?:{'|'.join((*AUXILIARY, *IRREGULAR))}|\w+ed)\b", re.IGNORECASE)
# "Motion lines and what are used in comics?" asks once.
_ASKS = re.compile(
    rf"\b(?:who|whom|whose|when|where|why|how|what|which)\b|^\W*(?:{'|'.join(AUXILIARY)})\b",
    re.IGNORECASE,
)
# "When was the singer born who left Arvik and who sang there?" tells which singer is meant.
_TELLS_OF = re.compile(
    r"^\W*(?:when|where|what|how|in|on|at)\b.*\w (?:who|which|whose)\b", re.IGNORECASE
)
_TELLS_MORE = re.compile(r"^(?:who|which|whose)\b", re.IGNORECASE)
# "The harbour: who built it, and when?" asks both of the harbour. What somebody says of themselves
# before they ask is no such heading.
_HEADED = re.compile(rf"^\W*(?P<topic>[^:?!]{{3,80}}):\s+(?P<asked>{_ASKING}.*)$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|on) (?P<what>.+)$", re.IGNORECASE)
_OF_ONESELF = re.compile(r"\b(?:i|i['’]m|i['’]ve|we|my|our)\b", re.IGNORECASE)
_TAKE_APART: tuple[Callable[[str], list[str]], ...] = (
    by_question_word,
    by_noun,
    by_verb,
    at_each_time,
    by_preposition,
    of_each,
    compared,
)
_FEW_WORDS, _MOST_PARTS = 2, 4


def parts(question: str) -> list[str]:
    """Return the questions that are asked at once, at most four; one question alone as it is."""
    if len(question) > LONGEST_QUESTION:
        return [question]
    topic, rest = _headed(without_talk(question))
    asked = _asked_again(topic, _without_repeated_word(rest))
    for take_apart in _TAKE_APART:
        asked = [part for one in asked for part in take_apart(one)]
    apart = 1 < len(asked) <= _MOST_PARTS
    return [f"{topic}{part}" for part in asked] if apart else [question]


def _headed(question: str) -> tuple[str, str]:
    """Return what a question says before it asks, such as "The harbour: ", and the rest."""
    match = _HEADED.match(question)
    if not match:
        return "", question
    topic = match["topic"]
    if _OF_ONESELF.search(topic):
        about = _ABOUT.search(topic)
        topic = about["what"] if about and content_words(about["what"]) else ""
    return f"{topic}: " if topic else "", match["asked"]


def _without_repeated_word(question: str) -> str:
    """Return the question without a second question word that has no verb of its own."""
    match = _ASKS_THE_SAME.search(question)
    if not match or _DONE.search(match["rest"]):
        return question
    return question[: match.start()] + match["and"] + match["rest"]


def _asked_again(topic: str, question: str) -> list[str]:
    """Return the two questions of "Who leads it, and since when?"; what follows the first is made
    to stand alone like a follow-up to it, but where both point to the topic ("The old yard: who
    built it, and who sold it?")."""
    first, *others = _ASKS_AGAIN.split(question.strip())
    whole = len(content_words(topic + first)) >= _FEW_WORDS
    if not others or not whole or not all(map(_ASKS.search, (first, *others))):
        return [question]
    if _TELLS_OF.search(first) and any(map(_TELLS_MORE.match, others)):
        return [question]
    head = first.rstrip(" ,;?") + "?"
    follow = [_following(head, other, topic) for other in others]
    return [head, *(one[:1].upper() + one[1:] for one in follow)]


def _following(head: str, other: str, topic: str) -> str:
    if topic and not pronouns(head).isdisjoint(pronouns(other)):
        return other
    lead = shared_lead(head, other)
    bare = head.removeprefix(lead)
    full = stand_alone(given_back(bare, other), [Turn(question=bare)], enough=_FEW_WORDS)
    if not lead:
        return full
    # The lead tells what brackets would.
    plain = without_brackets(full)
    return f"{lead}{plain[:1].lower()}{plain[1:]}"
