"""Questions that say one of their words twice over: two question words, two nouns that are counted,
two verbs, or one preposition two times; each made two questions."""

import re

from service.english.pairs import ASKED_AS_ONE, HOW, VERB, one_name
from service.english.verbs import PARTICIPLES, VERBS

_TWO_QUESTION_WORDS = re.compile(
    r"^\W*(?P<a>when|where|how much|how many|who) and (?P<b>when|where|for how much|by whom) "
    rf"(?P<rest>(?:{VERB})\b.*)$",
    re.IGNORECASE,
)
_TWO_NOUNS = re.compile(
    r"^(?P<how>\W*how many|\W*how much) (?P<a>[a-z-]+) and (?:how (?:many|much) )?(?P<b>[a-z-]+)"
    rf"(?P<rest> (?:{VERB})\b.*)$",
    re.IGNORECASE,
)
_TWO_VERBS = re.compile(
    r"^(?P<head>\W*(?:when|where|how much|in (?:which|what) year) "
    r"(?:did|was|were|does|do) .+?) (?P<a>[a-z]+) and (?P<b>[a-z]+)(?P<end>\W*)$",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"^(?P<head>.*?) "
    r"(?P<a>(?P<prep>by|in|on|at|for|from|of|behind|under|after|before|during|with|to) "
    r"(?P<first>[^,;?]+?)),? and (?P<b>(?P=prep) [^,;?]+?)(?P<end>\W*)$",
    re.IGNORECASE,
)
_ASKS_FOR_A_VALUE = re.compile(
    rf"^\W*(?:(?:in|by|for|to|on|at) )?(?:when|where|who|{HOW}|(?:what|which) (?:is|was|were|are|"
    r"share|part|number|percentage|year|month|day|price|amount|sum|rate)\b)",
    re.IGNORECASE,
)
_MOST_WORDS = 12


def by_question_word(question: str) -> list[str]:
    """Take "When and where was it sold?" apart, or return the question alone."""
    match = _TWO_QUESTION_WORDS.match(question)
    if not match:
        return [question]
    return [f"{match.group(one).capitalize()} {match.group('rest')}" for one in ("a", "b")]


def by_noun(question: str) -> list[str]:
    """Take "How many miners and pools were closed?" apart, or return the question alone."""
    match = _TWO_NOUNS.match(question)
    if not match or one_name(match.group("a"), match.group("b")):
        return [question]
    return [f"{match.group('how')} {match.group(one)}{match.group('rest')}" for one in ("a", "b")]


def by_verb(question: str) -> list[str]:
    """Take "When did the mine open and close?" apart, or return the question alone."""
    match = _TWO_VERBS.match(question)
    if not match:
        return [question]
    forms = [match.group(one).lower() for one in ("a", "b")]
    behind_did = all(form in VERBS for form in forms)
    behind_was = all(form.endswith("ed") or form in PARTICIPLES for form in forms)
    if not behind_did and not behind_was:
        return [question]
    return [f"{match.group('head')} {form}{match.group('end')}" for form in forms]


def by_preposition(question: str) -> list[str]:
    """Take "How many were hit by the flood and by the fire?" apart, or return the question
    alone."""
    match = _TWICE.match(question)
    if not match or not _ASKS_FOR_A_VALUE.match(question) or ASKED_AS_ONE.search(question):
        return [question]
    if len(match.group("first").split()) > _MOST_WORDS:
        return [question]
    return [f"{match.group('head')} {match.group(one)}{match.group('end')}" for one in ("a", "b")]
