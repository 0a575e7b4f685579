"""A question that compares two things, as the two questions whose answers are compared.

"Which exchange was founded first, Huobi or Binance?" is answered by when each was founded, and by
which of the two that makes the first (`service/english/measures.py`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.english.measures import alike, before, more
from service.english.mentions import Mention, mentions, side_by_side
from service.english.verbs import IRREGULAR, did

# What is asked of each thing when it is compared by an adjective.
_BY: Mapping[str, str] = {
    form: f"How {base}"
    for base, forms in (
        ("large", "larger bigger smaller largest biggest smallest"),
        ("long", "longer shorter longest shortest"),
        ("tall", "taller tallest"),
        ("high", "higher lower highest lowest"),
        ("old", "older younger oldest youngest"),
        ("fast", "faster slower fastest slowest"),
        ("heavy", "heavier lighter heaviest lightest"),
        ("far", "closer nearer farther further nearest farthest"),
        ("rich", "richer wealthier richest wealthiest"),
        ("deep", "deeper deepest"),
        ("expensive", "cheaper dearer cheapest"),
    )
    for form in forms.split()
}
_ADJECTIVE = "|".join(_BY)
_LESS = re.compile(
    r"\b(?:smaller|smallest|shorter|shortest|lower|lowest|younger|youngest|slower|slowest|lighter|"
    r"lightest|closer|nearer|nearest|cheaper|cheapest|fewer|less)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:last|later|after)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(rf"the (?:{_ADJECTIVE})", re.IGNORECASE)
_SOONER = r"(?:first|earlier|sooner|last|later)"
_OPENS = r"^\W*(?:which|who|what)(?: (?:one|of (?:them|the two|these)|[a-z-]+))?? "
_WAS_FIRST = re.compile(
    rf"{_OPENS}(?P<be>was|were|is|has been) (?P<done>(?:the )?[a-z]+(?: (?:in|by|to|as) \w+)?) "
    rf"{_SOONER}[,:;]? $",
    re.IGNORECASE,
)
_DID_FIRST = re.compile(
    rf"{_OPENS}(?P<did>\w+ed|{'|'.join(IRREGULAR)})(?P<rest>(?: [\w’'-]+)*?) {_SOONER}[,:;]? $",
    re.IGNORECASE,
)
_IS_MORE = re.compile(
    rf"{_OPENS}(?P<be>is|was|are|were) (?:the )?(?P<how>{_ADJECTIVE})(?: one| of the two)?[,:;]? $",
    re.IGNORECASE,
)
_HAS_MORE = re.compile(
    rf"{_OPENS}(?P<has>has|had|have) (?:the )?(?:more|most|fewer|less|a larger number of) "
    r"(?P<what>[a-z -]+?)[,:;]? $",
    re.IGNORECASE,
)
_THE_SAME = re.compile(
    r" (?:both )?(?P<where>from|in|of|based in|located in|born in|made in) the same "
    r"(?P<what>[a-z]+)\W*",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(rf" (?P<how>{_ADJECTIVE}) than ", re.IGNORECASE)
_BEFORE_THAT = re.compile(
    r" (?P<rest>[a-z]+(?: [\w’'-]+)*?) (?:before|after|(?:earlier|later|sooner) than) ",
    re.IGNORECASE,
)
_BEGINS_OR_ENDS = frozenset(
    "open close start begin end finish launch appear disappear arrive reopen".split()
)
_MOST_WORDS_DONE = 3
_TIME, _FIGURE, _SAME = "time", "figure", "same"


@dataclass(frozen=True, slots=True)
class _Compared:
    """The questions of two things, how their answers are compared, and the names of the things
    where one of them is asked for; none where yes or no is."""

    questions: list[str]
    how: str
    things: tuple[str, ...] = ()


def compared(question: str) -> list[str]:
    """Return the question of each thing that is compared, or the question alone."""
    found = _compared(question)
    return found.questions if found else [question]


def verdict(question: str, answers: Sequence[str]) -> str | None:
    """Return which of two things it is, or "Yes" or "No", from the answers to the two questions;
    None where they do not tell, as dates without a year, or figures in two units."""
    found = _compared(question)
    if not found or len(answers) != len(found.questions):
        return None
    one, other = answers
    if found.how == _SAME:
        told = alike(one, other)
    elif found.how == _TIME:
        told = before(one, other)
        told = (not told) if told is not None and _LATER.search(question) else told
    else:
        told = more(one, other)
        told = (not told) if told is not None and _LESS.search(question) else told
    if told is None:
        return None
    if found.things:
        return found.things[0 if told else 1]
    return "Yes" if told else "No"


def _compared(question: str) -> _Compared | None:
    return _of_two_named(question) or _than(question) or _the_same(question)


def _of_two_named(question: str) -> _Compared | None:
    """ "Which is older, A or B?" and "Who was born first: A or B?" """
    row = [one for one in side_by_side(question) if not _SUPERLATIVE.fullmatch(one.text)]
    if len(row) != 2 or " or " not in question[row[0].end : row[1].start]:
        return None
    if question[row[1].end :].strip(" ?."):
        return _or_first(question, row)
    before_them = question[: row[0].start]
    things = tuple(one.text for one in row)
    for form, made, how in (
        (_WAS_FIRST, _when_it_was, _TIME),
        (_IS_MORE, _how_it_is, _FIGURE),
        (_HAS_MORE, _how_many, _FIGURE),
        (_DID_FIRST, _when_it_did, _TIME),
    ):
        if match := form.match(before_them):
            return _Compared([made(match, thing) for thing in things], how, things)
    return None


def _or_first(question: str, row: list[Mention]) -> _Compared | None:
    """ "Did A or B open first?" """
    head = question[: row[0].start].strip().lower()
    rest = re.fullmatch(rf" (.+?) {_SOONER}\W*", question[row[1].end :], re.IGNORECASE)
    if head not in {"did", "was", "were"} or not rest:
        return None
    verb, things = "did" if head == "did" else "was", tuple(one.text for one in row)
    return _Compared([f"When {verb} {one} {rest.group(1)}?" for one in things], _TIME, things)


def _when_it_was(match: re.Match[str], thing: str) -> str:
    return f"When was {thing} {match.group('done')}?"


def _how_it_is(match: re.Match[str], thing: str) -> str:
    be = "was" if match.group("be").lower() in {"was", "were"} else "is"
    return f"{_BY[match.group('how').lower()]} {be} {thing}?"


def _how_many(match: re.Match[str], thing: str) -> str:
    what, past = match.group("what"), match.group("has").lower() == "had"
    how = "many" if what.endswith("s") else "much"
    return f"How {how} {what} {'did' if past else 'does'} {thing} have?"


def _when_it_did(match: re.Match[str], thing: str) -> str:
    return f"When did {thing} {did(match.group('did'))}{match.group('rest')}?"


def _than(question: str) -> _Compared | None:
    """ "Was A larger than B?" and "Did A open before B?" """
    named = mentions(question)
    if len(named) < 2 or question[named[-1].end :].strip(" ?."):
        return None
    one, other = named[0], named[-1]
    opening, between = question[: one.start].strip().lower(), question[one.end : other.start]
    if opening in {"is", "was", "are", "were"} and (match := _MORE_THAN.fullmatch(between)):
        how = _BY[match.group("how").lower()]
        return _Compared([f"{how} {opening} {thing.text}?" for thing in (one, other)], _FIGURE)
    match = _BEFORE_THAT.fullmatch(between) if opening == "did" else None
    if match and _may_both(one, other, match.group("rest")):
        did_it = [f"When did {thing.text} {match.group('rest')}?" for thing in (one, other)]
        return _Compared(did_it, _TIME)
    return None


def _may_both(one: Mention, other: Mention, done: str) -> bool:
    """Tell whether both may have done it: what came after the flood, the flood did not do."""
    named = all(any(map(str.isupper, mention.text)) for mention in (one, other))
    words = done.lower().split()
    return len(words) <= _MOST_WORDS_DONE and (named or not _BEGINS_OR_ENDS.isdisjoint(words))


def _the_same(question: str) -> _Compared | None:
    """ "Are A and B from the same country?" """
    row = side_by_side(question)
    opening = question[: row[0].start].strip().lower() if len(row) == 2 else ""
    match = _THE_SAME.fullmatch(question[row[1].end :]) if opening in {"are", "were"} else None
    if not match:
        return None
    be = "is" if opening == "are" else "was"
    what, where = match.group("what"), match.group("where").lower()
    if where == "of":
        return _Compared([f"What {be} the {what} of {one.text}?" for one in row], _SAME)
    return _Compared([f"Which {what} {be} {one.text} {where}?" for one in row], _SAME)
