"""A question about something that it only describes: "How old is the mayor of the town that voted
against it?" What is described is asked for first, and put in its place."""

import re
from dataclasses import dataclass

from service.english.verbs import FINITE, PARTICIPLES, VERBS

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
# "Selby, Arvik County" is one name, and "40,000" one number; another comma ends a description.
_ANY = r"(?:[^,?]|, (?=[A-Z])|,(?=\d))"
# "the state where the farm is located became …": what comes behind belongs to the question.
_PLACED = (
    r"(?:(?:is|was|are|were) (?:located|situated|found|based|born|set|formed|held|built|filmed)"
    r"|died|lived)\b"
)
_WHERE = (
    rf"\b[Tt]he (?P<noun>[a-z]+) (?:where|in which) "
    rf"(?P<rest>{_ANY}{{3,}}? {_PLACED}|{_ANY}{{6,}}?{_END})"
)
_THAT = (
    rf"\b[Tt]he (?P<noun>[a-z]+(?: [a-z]+)?) (?:who|that|which) "
    rf"(?P<rest>{FINITE} {_ANY}{{6,}}?){_END}"
)
_WHOSE = rf"\b[Tt]he (?P<noun>[a-z]+) whose (?P<rest>{_ANY}{{6,}}?){_END}"
_OF = rf"\b[Tt]he {_HELD} of (?P<rest>{_NAME})"
_OWNED = rf"(?<![\w'’])(?P<rest>{_NAME})['’]s {_HELD}\b(?! (?:city|company|ship|paper)\b)"
# "the country that she is from" without "that".
_BARE = (
    rf"\b[Tt]he (?P<noun>[a-z]+) "
    rf"(?P<rest>{_NAME} {FINITE}\b{_ANY}*? (?:in|from|at|of|for|by|on|with)){_END}"
)
_DESCRIBED = (
    (re.compile(_WHERE), "{rest} in which {noun}?"),
    (re.compile(_THAT), "Which {noun} {rest}?"),
    (re.compile(_WHOSE), "Which {noun}'s {rest}?"),
    (re.compile(_OF), "{wh} is the {noun} of {rest}?"),
    (re.compile(_OWNED), "{wh} is {rest}'s {noun}?"),
    (re.compile(_BARE), "{rest} which {noun}?"),
)
# What asks for nothing but what is described.
_ASKS_FOR_IT = re.compile(
    r"^\W*(?:.*, )?(?:who|what|which)(?:['’]s| is| was| are| were)(?: [a-z]+ly)?"
    r"(?: the name of)? *$",
    re.IGNORECASE,
)
# "When was the head of the firm that closed the mine born?"
_VERB_AT_THE_END = re.compile(
    r"^\W*(?:when|where|why|how)\b[^,]*? (?:is|was|are|were|do|does|did|has|have|had) "
    r"(?:the (?:[a-z]+ )+?(?:of|in|for|at) )*$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


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
    before = question[: match.start()]
    if _ASKS_FOR_IT.match(before):
        return None
    parts, end = match.groupdict(), match.end()
    rest, _, last = parts["rest"].rpartition(" ")
    at_the_end = not question[end:].strip(" ?.")
    if at_the_end and _VERB_AT_THE_END.match(before) and _ends_it(rest, last):
        parts["rest"], end = rest, end - len(last) - 1
    parts["wh"] = "What" if parts.get("thing") else "Who"
    inner = asks.format_map(parts)
    return Nested(question, match.start(), end, f"{inner[:1].upper()}{inner[1:]}")


def _ends_it(rest: str, last: str) -> bool:
    verb = last in VERBS or last in PARTICIPLES or last.endswith("ed")
    return verb and len(rest.split()) >= _FEWEST_WORDS
