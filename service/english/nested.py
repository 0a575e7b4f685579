"""A question about something that it only describes: "How old is the mayor of the town that voted
against it?" What is described is asked for first, and put in its place."""

import re
from dataclasses import dataclass

from service.english.verbs import IRREGULAR
from service.wording import AUXILIARY, content_words

_VERB = rf"(?:{'|'.join((*AUXILIARY, *IRREGULAR))}|[a-z]+ed)"
_NAME = r"(?:the )?[A-Z0-9][\w&.-]*(?: (?:(?:of|the|for|de|and) )*[A-Z0-9][\w&.-]*)*"
_PEOPLE = (
    "director author writer founder owner creator composer performer singer producer publisher "
    "inventor maker editor president mayor governor minister premier chancellor chairman "
    "chairwoman chair head boss leader executive officer CEO CFO COO CTO coach captain manager "
    "spokesman spokeswoman spokesperson winner champion king queen wife husband spouse mother "
    "father brother sister son daughter"
).split()
_THINGS = ("birthplace", "capital", "hometown", "(?:city|place|country) of birth", "country")
_HELD = (
    rf"(?P<noun>(?:(?!of\b)[a-z]+ ){{0,2}}"
    rf"(?:{'|'.join(_PEOPLE)}|(?P<thing>{'|'.join(_THINGS)})))"
)
_END = r"(?=\s*(?:,|\?|$))"
# "the state where the farm is located became …": what comes behind belongs to the question.
_PLACED = r"(?:is|was|are|were) (?:located|situated|found|based|born|set|formed|held|built|filmed)"
_WHERE = (
    rf"\bthe (?P<noun>[a-z]+) (?:where|in which) "
    rf"(?P<rest>[^,?]{{3,}}? {_PLACED}\b|[^,?]{{6,}}?{_END})"
)
_THAT = (
    rf"\bthe (?P<noun>[a-z]+(?: [a-z]+)?) (?:who|that|which) (?P<rest>{_VERB} [^,?]{{6,}}?){_END}"
)
_WHOSE = rf"\bthe (?P<noun>[a-z]+) whose (?P<rest>[^,?]{{6,}}?){_END}"
_OF = rf"\bthe {_HELD} of (?P<rest>{_NAME})"
_OWNED = rf"(?<![\w'’])(?P<rest>{_NAME})['’]s {_HELD}\b"
_DESCRIBED = (
    (re.compile(_WHERE), "{rest} in which {noun}?"),
    (re.compile(_THAT), "Which {noun} {rest}?"),
    (re.compile(_WHOSE), "Which {noun}'s {rest}?"),
    (re.compile(_OF), "{wh} is the {noun} of {rest}?"),
    (re.compile(_OWNED), "{wh} is {rest}'s {noun}?"),
)
# What asks for nothing but what is described.
_ASKS_FOR_IT = re.compile(
    r"^\W*(?:.*, )?(?:who|what|which)(?: [a-z]+)?(?:['’]s| is| was| are| were)(?: [a-z]+ly)?"
    r"(?: the name of)? *$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nested:
    """A question, where in it something is described, and the question for what that is."""

    question: str
    start: int
    end: int
    inner: str

    def outer(self, answer: str) -> str:
        """Return the question with the answer to the inner one in place of its description."""
        return f"{self.question[: self.start]}{answer}{self.question[self.end :]}"


def nested(question: str) -> Nested | None:
    """Return what a question describes; of several descriptions, the innermost. None if it
    describes nothing, or asks for nothing but what is described."""
    found = [(match, asks) for each, asks in _DESCRIBED for match in each.finditer(question)]
    if not found:
        return None
    match, asks = max(found, key=lambda pair: (pair[0].start(), -pair[0].end()))
    before, behind = question[: match.start()], question[match.end() :]
    if _ASKS_FOR_IT.match(before) or not content_words(before + behind):
        return None
    parts = match.groupdict()
    parts["wh"] = "What" if parts.get("thing") else "Who"
    inner = asks.format_map(parts)
    return Nested(question, match.start(), match.end(), f"{inner[:1].upper()}{inner[1:]}")
