"""What the second of two questions asked at once leaves out, because the first has said it."""

import re

from corpus.stopwords import AUXILIARY
from service.english.names import like_a_person
from service.english.times import TIME
from service.english.verbs import IRREGULAR, VERBS
from service.wording import lead_in, words

_VERB = "|".join((*AUXILIARY, *IRREGULAR))
_HOW_MANY = re.compile(rf"\bhow many (?!(?:{_VERB})\b)(?P<what>[a-z]+)\b", re.IGNORECASE)
_WHICH = re.compile(
    rf"^\W*(?:\w+ )?(?:which|what) (?!(?:{_VERB}|one|ones)\b)(?P<what>[a-z]+)\b", re.IGNORECASE
)
_WHICH_ONE = re.compile(r"\bwhich ones?\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\bhow many(?= (?:in|on|at|of|from|under|actually|really|eventually|finally|then|later|there"
    rf"|{_VERB})\b)",
    re.IGNORECASE,
)
_DOES = "did|does|do|has|have|had"
_CAPITAL = r"[A-Z][\w’'.&-]*"
_SUBJECT = re.compile(rf"\b(?:{_DOES}) (?P<who>(?:the )?{_CAPITAL}(?: {_CAPITAL})*) [a-z]")
_IT_DOES = re.compile(rf"(?P<head>^[^,;]*?\b(?:{_DOES})) (?:it|they)\b", re.IGNORECASE)
# "And over what period?", "below what price"
_ASKS_ONLY = re.compile(
    r"^\W*(?P<asked>[a-z]+ (?:what|which|whom|when|how (?:much|many|long|far|often))"
    r"(?: [a-z-]+){0,3})\W*$",
    re.IGNORECASE,
)
_ASKS_FOR_THE_SUBJECT = re.compile(
    r"^\W*(?:who|what|which [\w-]+) (?!(?:did|does|do)\b)", re.IGNORECASE
)
_FROM_THE_VERB = re.compile(rf"\b(?:{'|'.join(AUXILIARY)})\b.*$", re.IGNORECASE)


def given_back(first: str, second: str) -> str:
    """Return the second question with what is counted, who does it, or what is done, where it
    leaves that out.

    "How many cars did Aster build, and how many should it have built?" asks for how many cars;
    "What did Aster sell, and what did it get?" for what Aster got; "When will it open, and at what
    price?" for the price at which it will open; "Which body licenses it here, and with which one
    must it register there?" for a body.
    """
    which = _WHICH.search(first)
    if which:
        second = _WHICH_ONE.sub(f"which {which['what']}", second, count=1)
    counted = _HOW_MANY.search(first)
    if counted:
        second = _OF_THEM.sub(f"how many {counted['what']}", second, count=1)
    subject = _SUBJECT.search(first)
    if subject and not like_a_person(subject["who"]):
        second = _IT_DOES.sub(lambda match: f"{match['head']} {subject['who']}", second, count=1)
    return _with_its_verb(first, second)


def _with_its_verb(first: str, second: str) -> str:
    only, verb = _ASKS_ONLY.match(second), _FROM_THE_VERB.search(first)
    if not only or not verb or _ASKS_FOR_THE_SUBJECT.match(first):
        return second
    if not {*AUXILIARY, *IRREGULAR, *VERBS}.isdisjoint(map(str.lower, words(second))):
        return second
    return f"{only['asked']} {verb.group()}"


def shared_lead(first: str, second: str) -> str:
    """Return what leads into the first question and holds for both: "When Ada left, who stood in
    and who got her chair?" Nothing where the second has a lead or a time of its own."""
    return "" if lead_in(second) or TIME.search(second) else lead_in(first)
