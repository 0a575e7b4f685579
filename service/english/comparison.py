"""A question that compares two things, as the two questions whose answers are compared.

"Which exchange was founded first, Huobi or Binance?" is answered by when each was founded. Which of
them that makes the first is left to whoever reads the two.
"""

import re
from collections.abc import Mapping

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


def compared(question: str) -> list[str]:
    """Return the question of each thing that is compared, or the question alone."""
    return _of_two_named(question) or _than(question) or _the_same(question) or [question]


def _of_two_named(question: str) -> list[str]:
    """ "Which is older, A or B?" and "Who was born first: A or B?" """
    row = [one for one in side_by_side(question) if not _SUPERLATIVE.fullmatch(one.text)]
    if len(row) != 2 or " or " not in question[row[0].end : row[1].start]:
        return []
    if question[row[1].end :].strip(" ?."):
        return _or_first(question, row)
    before = question[: row[0].start]
    for form, made in ((_WAS_FIRST, _when_it_was), (_IS_MORE, _how_it_is), (_HAS_MORE, _how_many),
                       (_DID_FIRST, _when_it_did)):  # fmt: skip
        if match := form.match(before):
            return [made(match, one.text) for one in row]
    return []


def _or_first(question: str, row: list[Mention]) -> list[str]:
    """ "Did A or B open first?" """
    head = question[: row[0].start].strip().lower()
    rest = re.fullmatch(rf" (.+?) {_SOONER}\W*", question[row[1].end :], re.IGNORECASE)
    if head not in {"did", "was", "were"} or not rest:
        return []
    verb = "did" if head == "did" else "was"
    return [f"When {verb} {one.text} {rest.group(1)}?" for one in row]


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


def _than(question: str) -> list[str]:
    """ "Was A larger than B?" and "Did A open before B?" """
    named = mentions(question)
    if len(named) < 2 or question[named[-1].end :].strip(" ?."):
        return []
    one, other = named[0], named[-1]
    opening, between = question[: one.start].strip().lower(), question[one.end : other.start]
    if opening in {"is", "was", "are", "were"} and (match := _MORE_THAN.fullmatch(between)):
        how = _BY[match.group("how").lower()]
        return [f"{how} {opening} {thing.text}?" for thing in (one, other)]
    if opening == "did" and (match := _BEFORE_THAT.fullmatch(between)):
        return [f"When did {thing.text} {match.group('rest')}?" for thing in (one, other)]
    return []


def _the_same(question: str) -> list[str]:
    """ "Are A and B from the same country?" """
    row = side_by_side(question)
    opening = question[: row[0].start].strip().lower() if len(row) == 2 else ""
    match = _THE_SAME.fullmatch(question[row[1].end :]) if opening in {"are", "were"} else None
    if not match:
        return []
    be = "is" if opening == "are" else "was"
    what, where = match.group("what"), match.group("where").lower()
    if where == "of":
        return [f"What {be} the {what} of {one.text}?" for one in row]
    return [f"Which {what} {be} {one.text} {where}?" for one in row]
