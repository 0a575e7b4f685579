"""Times in a question, and a question about two times made two."""

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR = r"(?:1[5-9]|20)\d\d\b"
_PART = r"(?:first|second|third|fourth|last) (?:half|quarter|week|month|day)"
WHEN = (
    rf"(?:(?:early|late|mid)[ -])?(?:(?:\d\d? )?{MONTH}(?: \d\d?\b(?!\d))?(?:,? {_YEAR})?"
    rf"|(?:the )?(?:{_PART}|end|beginning|start|middle|summer|spring|autumn|winter) of "
    rf"(?:(?:{MONTH} )?{_YEAR}|(?:that|the) (?:same )?(?:year|month)|{MONTH})"
    rf"|q[1-4](?: {_YEAR})?|{_YEAR})"
)
_BEFORE = r"(?:in|on|by|since|until|before|after|during|at|as of|for)"
TIME = re.compile(rf"\b{_BEFORE} {WHEN}", re.IGNORECASE)
_TWO = re.compile(
    rf"\b(?P<a>(?P<prep>{_BEFORE}) (?P<first>{WHEN})),? (?:and(?: then)?(?: again)?) "
    rf"(?P<b>(?:{_BEFORE} )?(?P<second>{WHEN}))",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(_YEAR)
_SAME_YEAR = re.compile(r"\b(?:that|the) (?:same )?year\b", re.IGNORECASE)
_A_VALUE = re.compile(
    r"^\W*(?:how (?!did|do|does|is|was)\w+|what (?:was|were|is|did)\b)", re.IGNORECASE
)
# A sum, or a change from one time to another, is one thing.
_OF_BOTH = re.compile(
    r"\b(?:between|together|combined|total|altogether|overall|compar\w+|chang\w+|differ\w*|from)\b",
    re.IGNORECASE,
)


_THEN = re.compile(r"\b(by|since|until|till|before|after) then\b", re.IGNORECASE)


def last_date(text: str) -> str | None:
    """Return the last date of a text that has a year."""
    dates = [match.group() for match in re.finditer(WHEN, text, re.IGNORECASE)]
    return next((date for date in reversed(dates) if _ANY_YEAR.search(date)), None)


def with_date(question: str, date: str | None) -> str:
    """Return the question with the date for "then": "by 30 June 2021" for "by then"."""
    return _THEN.sub(lambda match: f"{match.group(1)} {date}", question) if date else question


def at_each_time(question: str) -> list[str]:
    """Return the question of each of two times: "What was it in 2013 and in 2021?" is two.

    A year that only one of them names is that of both, and "that year" is the first one's.
    """
    match = _TWO.search(question)
    if not match or _OF_BOTH.search(question) or not _apart(question, match):
        return [question]
    first, second = match.group("first"), match.group("second")
    years = [_ANY_YEAR.search(first), _ANY_YEAR.search(second)]
    if years[0] and (same := _SAME_YEAR.search(second)):
        second = second[: same.start()] + years[0].group() + second[same.end() :]
    elif years[1] and not years[0]:
        first = f"{first} {years[1].group()}"
    elif years[0] and not years[1]:
        second = f"{second} {years[0].group()}"
    before, after = question[: match.start()], question[match.end() :]
    own = match.group("b").removesuffix(match.group("second"))
    other = own or f"{match.group('prep')} "
    return [f"{before}{match.group('prep')} {first}{after}", f"{before}{other}{second}{after}"]


def _apart(question: str, match: re.Match[str]) -> bool:
    """Tell whether two times are asked about one by one: the preposition is said twice, or a value
    of both is asked for. "Who won in 2020 and 2021?" may have one answer."""
    if match.group("b") != match.group("second"):
        return True
    return bool(_A_VALUE.match(question)) and not question[match.end() :].strip(" ?.")
