"""Follow-ups that leave out nearly all: "Why?", "And in 2022?", "What about Binance?", "Who else?".

Each is the earlier question again with one thing changed. A form that fits gives the new question;
None means that the form is another one.
"""

import re

from corpus.stopwords import AUXILIARY
from service.english.names import like_a_person, names
from service.english.times import TIME, WHEN
from service.wording import QUESTION_WORDS, words

_LEAD = r"^\W*(?:(?:and|or|but|so|then|ok|okay)[\s,]+)*"
_AGAIN = rf"{_LEAD}(?:(?:what|how) about\s+)?"
_QUESTION_WORD = re.compile(
    rf"{_LEAD}(why|when|where|how|how come|since when|by whom|(?:for )?how much)\W*$", re.IGNORECASE
)
_ONLY_A_TIME = re.compile(rf"{_AGAIN}({TIME.pattern}|{WHEN})\W*$", re.IGNORECASE)
_SWAP = re.compile(
    r"^\W*(?:(?:and|or|but|so|(?:what|how) about)\s+)+(?:(?:in|at|for|of|with)\s+)?(.+?)\W*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"{_LEAD}(?:(?:are|were|is|was) there )?"
    r"(?:(?:any|which|what) others?(?: ones?)?|(?:any|some)(?:one|body) else|who else|"
    r"anything else|what else|any more)\W*$",
    re.IGNORECASE,
)
_OF_MANY = re.compile(r"^(\W*(?:(?:in|on|at|by|of) )?(?:which|what)) (?=[a-z])", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(who|whom|what|where)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:{'|'.join(AUXILIARY)})\b", re.IGNORECASE)
_OF_A_PEOPLE = re.compile(r"^(?:\w+(?:ese|ish|[aei]an|[aeiou]li)|French|Dutch|Greek|Thai|Swiss)$")
_REPORTED = re.compile(
    rf"{_LEAD}(?:according to (?P<by>.+?)"
    r"|what (?:does|did|do) (?P<says>.+?) (?:say|report|write|claim)(?: (?:about|of|on) \w+)?)\W*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"^according to [^,]+,\s*|,?\s*according to [^,?]+(?=\W*$)", re.IGNORECASE)
_MOST_WORDS_OF_A_SWAP = 4


def completed(question: str, earlier: str) -> str | None:
    """Return the earlier question changed as this one asks, if it only asks for a change."""
    forms = (_why, _at_another_time, _any_others, _in_another_report, _of_another)
    return next((made for form in forms if (made := form(question, earlier))), None)


def _why(question: str, earlier: str) -> str | None:
    match = _QUESTION_WORD.match(question)
    verb = _VERB.search(earlier)
    # "Who left?" and "Which banks lent it?" have no auxiliary that "why" could stand before, and
    # what "What did it sell?" asks for would be lost.
    if not match or not verb or _OPENS.match(earlier):
        return None
    rest = earlier[verb.start() :]
    return f"{match.group(1).capitalize()} {rest[0].lower()}{rest[1:]}"


def _at_another_time(question: str, earlier: str) -> str | None:
    match = _ONLY_A_TIME.match(question)
    if not match:
        return None
    new = match.group(1)
    new = new if TIME.match(new) else f"in {new}"
    if TIME.search(earlier):
        return TIME.sub(lambda _: new, earlier, count=1)
    return f"{earlier.rstrip(' ?.')} {new}?"


def _any_others(question: str, earlier: str) -> str | None:
    if not _OTHERS.match(question):
        return None
    if re.search(r"\b(?:other|else)\b", earlier):
        return earlier
    if _OF_MANY.match(earlier) and not _VERB.match(earlier.split()[1]):
        return _OF_MANY.sub(r"\1 other ", earlier)
    return _OPENS.sub(r"\1 else", earlier) if _OPENS.match(earlier) else None


def _in_another_report(question: str, earlier: str) -> str | None:
    """Return the earlier question asked of whom this one names: "And according to Reuters?"."""
    match = _REPORTED.match(question)
    who = match and (match["by"] or match["says"])
    if not who or len(words(who)) > _MOST_WORDS_OF_A_SWAP or not names(f"of {who}"):
        return None
    rest = _ACCORDING.sub("", earlier)
    first = next(iter(words(rest)), "").lower()
    asks = rest[:1].lower() + rest[1:] if first in QUESTION_WORDS else rest
    return f"According to {who}, {asks}"


def _of_another(question: str, earlier: str) -> str | None:
    """Return the earlier question asked of the name that this one puts forward."""
    match = _SWAP.match(question)
    if match is None or len(words(match.group(1))) > _MOST_WORDS_OF_A_SWAP:
        return None
    new = _ARTICLE.sub("", match.group(1))
    # Someone who types "and kucoin?" means a name, with or without its capital.
    named = [name.text for name in names(f"of {new}")] or ([new] if " " not in new else [])
    rivals = [
        name.text
        for name in names(earlier)
        if bool(_OF_A_PEOPLE.search(name.text)) is bool(_OF_A_PEOPLE.search(new))
    ]
    if not named or not rivals:
        return None
    person = like_a_person(named[-1])
    rival = next((name for name in rivals if like_a_person(name) is person), rivals[0])
    # "Selby tunnel" takes the place of "Corvin bridge", not of "Corvin" alone.
    after_name = len(words(new.partition(named[-1])[2]))
    old = re.compile(rf"\b{re.escape(rival)}(?:\s+\w+){{{after_name}}}")
    return old.sub(lambda _: new, earlier, count=1)
