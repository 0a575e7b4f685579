"""A word of the thesaurus in one of its forms, with what may stand for it in the same form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lemminflect import getInflection

from training.place import PREPOSITIONS
from training.words import STOP

# The Penn Treebank's tags for the forms of each class of the thesaurus; all others are verbs.
_TAGS = {"n": ("NN", "NNS"), "a": ("JJ",), "r": ("RB",), "x": ("",)}
_VERB = ("VB", "VBZ", "VBG", "VBD", "VBN")
_INFLECTED = {"NNS", "VBZ", "VBG", "VBD", "VBN"}
# A paragraph may have these, and a phrase with them still be put into the question.
_LITTLE = STOP | PREPOSITIONS | {"go", "put", "take", "get", "come", "bring", "make", "be"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the thesaurus in one form, and what may stand for it, with all forms of each."""

    part: str
    tag: str
    words: tuple[str, ...]
    forms: frozenset[str]
    others: tuple[tuple[str, frozenset[str]], ...]


def entries(part: str, word: str, others: Sequence[str]) -> Iterator[Entry]:
    """A word of a class of the thesaurus, in all the forms that are known of it."""
    for tag in _TAGS.get(part, _VERB):
        form = _inflected(word, tag)
        if form:
            new = [(_inflected(other, tag), _every_form(other, part)) for other in others]
            kept = tuple((other, forms) for other, forms in new if other)
            yield Entry(part, tag, tuple(form.split()), _every_form(word, part), kept)


def _every_form(phrase: str, part: str) -> frozenset[str]:
    """The content words of a phrase, in all their forms."""
    every = {_inflected(phrase, tag) for tag in _TAGS.get(part, _VERB)}
    return frozenset({word for form in every for word in form.split()} - _LITTLE)


def _inflected(phrase: str, tag: str) -> str:
    """A phrase in a form: a verb's first word, a noun's last; "" where that is not known."""
    words = phrase.split()
    at = 0 if tag.startswith("V") else len(words) - 1
    if tag in _INFLECTED:
        found = getInflection(words[at], tag, inflect_oov=False)
        if not found or words[at] == "be":
            return ""
        words[at] = found[0]
    return " ".join(words)
