"""Names in what was said, and which pronouns may stand for them, told by form alone."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.stopwords import STOP_WORDS
from service.wording import NUMBER_WORDS, QUESTION_WORDS, words

# The pronouns that may stand for something: a man, a woman, a thing, or several.
Kind = Literal["he", "she", "it", "they"]

_CAPITALISED = r"[A-Z](?:\.(?=\s?[A-Z])|[\w’'&-]*)"
_LINK = r"(?:of the|of|the|de|del|la|van|von|bin|al|for|&)"
_NAME = re.compile(rf"\b{_CAPITALISED}(?: ?(?:(?<= ){_LINK} )?{_CAPITALISED})*(?: \d+\b)?")
_OWNS = re.compile(r"['’]s? ")
_POSSESSIVE = re.compile(r"['’]s?$")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SEVERAL = re.compile(r"(?:,| and|, and) ")
_NO_NAMES = (
    STOP_WORDS
    | QUESTION_WORDS
    | frozenset("besides although however despite according additionally i i'm".split())
    | frozenset("any another other others please so yes no".split())
)
_NUMBER_OR_DATE = NUMBER_WORDS | frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_BODIES = frozenset(
    "act agency alliance army association authority band bank board brothers bureau church city "
    "clan club college commission committee company congress corporation council county court "
    "department exchange federation festival foundation fund global government group inc institute "
    "island islands league ltd ministry museum network office orchestra party press province "
    "records republic river school sisters society state states studios team times treaty union "
    "university war".split()
)
_PLACES_BEGIN = frozenset(
    "north south east west northern southern eastern western new inner outer mainland central "
    "upper lower greater great hong san los las saint".split()
)
_PEOPLE = frozenset(
    "actor actress analyst artist author boss boy brother captain chairman chairwoman chief child "
    "coach commissioner daughter director doctor driver economist father founder general girl "
    "governor hacker head husband judge king lawyer leader man manager mayor minister mother "
    "officer owner player policeman politician pope president prince princess professor "
    "prosecutor queen reporter scientist secretary senator singer sister son spokesman spokeswoman "
    "suspect teacher trader victim wife winner woman writer".split()
)
_LONGEST_HEADING, _LONGEST_PERSON = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and where it begins in the text."""

    text: str
    start: int


def names(text: str) -> list[Name]:
    """Return the names in a text, in order, without numbers and dates.

    The one capital of the first word tells nothing, so that word alone is not taken for a name.
    """
    found = [_trimmed(match) for match in _NAME.finditer(text)]
    return [name for name in found if name and (name.start > 0 or " " in name.text)]


def _trimmed(match: re.Match[str]) -> Name | None:
    """Return the name without the words before it that only begin a sentence, if one is left."""
    tokens = match.group().split(" ")
    while tokens and _is_common(_POSSESSIVE.sub("", tokens[0])):
        tokens.pop(0)
    text = _POSSESSIVE.sub("", " ".join(tokens))
    if len(text) < 2 or all(map(_is_number_or_date, tokens)):
        return None
    return Name(text=text, start=match.end() - len(" ".join(tokens)))


def _is_number_or_date(word: str) -> bool:
    return word.isdigit() or word.lower() in _NUMBER_OR_DATE


def _is_common(word: str) -> bool:
    """Tell whether a word names nothing; "US" does, "Us" does not."""
    return word.lower() in _NO_NAMES and not (word.isupper() and len(word) > 1)


def heading(text: str) -> str | None:
    """Return what a turn names that is nothing but a name, as a title is; None for others."""
    bare = _IN_BRACKETS.sub("", text).strip(" .")
    said = words(bare)
    if not said or "?" in text or len(said) > _LONGEST_HEADING:
        return None
    asks = said[0].lower() in QUESTION_WORDS
    capital = all(not word[0].islower() or word.lower() in STOP_WORDS for word in said)
    return bare if capital and not asks and bare[0].isupper() else None


def together(text: str, found: list[Name]) -> str | None:
    """Return the names that a text joins, such as "Huobi Global and Binance"; None if none are."""
    for i, first in enumerate(found):
        last = first
        for name in found[i + 1 :]:
            if not _SEVERAL.fullmatch(text[last.start + len(last.text) : name.start]):
                break
            last = name
        if last is not first:
            return text[first.start : last.start + len(last.text)]
    return None


def fits(name: str, kind: Kind) -> bool:
    """Tell whether what nothing else is known of may be meant by a pronoun."""
    person = like_a_person(name)
    if kind in ("he", "she"):
        return person is not False
    if person:
        return False
    common = bool(_OWNS.search(name)) or not any(token[0].isupper() for token in name.split())
    return not common or name.endswith("s") is (kind == "they")


def like_a_person(name: str) -> bool | None:
    """Tell a person's name from others by its form; None where the form tells nothing."""
    tokens = name.split()
    lower = [token.lower() for token in tokens]
    if lower[0] in {"the", "a", "an"} or _OWNS.search(name):
        return lower[-1] in _PEOPLE
    if lower[0] in _PLACES_BEGIN or any(word in _BODIES or word in STOP_WORDS for word in lower):
        return False
    if any(character.isdigit() for character in name) or any(map(_is_acronym, tokens)):
        return False
    return True if 1 < len(tokens) <= _LONGEST_PERSON else None


def _is_acronym(token: str) -> bool:
    return token.isupper() and token.isalpha() and len(token) > 1
