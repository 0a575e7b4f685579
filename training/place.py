"""Where a word stands in a question, and what it is there, told from the words beside it.

"Attack" is a noun after "the" and a verb after "did Poland"; "increased" has an object or none.
Where that is in doubt a word is nothing, and stays. Tags are the Penn Treebank's: VBD is "took",
VBN "taken".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lemminflect import getAllLemmas

_DETERMINERS = set(
    "the a an his her its their our my your this these those each every any some no".split()
)
_SUBJECTS = set("i you he she it we they who which that".split())
DO = set("do does did can could will would shall should may might must to".split())
_HAVE = {"has", "have", "had"}
_BE = _HAVE | set("is was are were be been being get got".split())
# Verbs ask for these, and each verb for its own; the others may follow any verb.
_ASKED_FOR = set(
    """of to for with into about as off out up down over against upon away like through around back
    onto toward towards apart along""".split()
)
PREPOSITIONS = _ASKED_FOR | set(
    """in at by from on during after before since between near without within under among above
    below per than until and or""".split()
)
_BEFORE_NOUNS = {"of", "about", "with", "between", "and", "or"}
_WH_OBJECT = {"what", "which", "who", "whom"}
_PASSIVE_REACH = 4


@cache
def parts(word: str) -> frozenset[str]:
    """What a word may be, by itself: NOUN, VERB, ADJ, ADV."""
    return frozenset(getAllLemmas(word))


def _plural(word: str) -> bool:
    return word.endswith("s") and word not in getAllLemmas(word).get("NOUN", (word,))


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a question, punctuation marks counted, from `start` to before `end`."""

    words: Sequence[str]
    start: int
    end: int

    def is_a(self, part: str, tag: str) -> bool:
        """Whether the words here are of a class of the thesaurus, in the form `tag`."""
        match part:
            case "n":
                return self._noun(tag)
            case "a":
                return self._adjective()
            case "r":
                return self._adverb()
            case "x":
                return True
        return self._verb(tag) and self._takes(part, tag)

    @property
    def before(self) -> str:
        return self.words[self.start - 1] if self.start else ""

    @property
    def after(self) -> str:
        return self.words[self.end] if self.end < len(self.words) else ""

    def _earlier(self, reach: int = 99) -> set[str]:
        return {word.lower() for word in self.words[max(0, self.start - reach) : self.start]}

    def _modifies_next(self) -> bool:
        """Whether the word before belongs to a noun that follows: "the", "Poland's", "recent"."""
        before = self.before.lower()
        return (
            before in _DETERMINERS
            or before.endswith(("'s", "’s", "s'"))
            or (self.before.islower() and "ADJ" in parts(before) and before not in _SUBJECTS | _BE)
        )

    def _noun(self, tag: str) -> bool:
        before, after = self.before, self.after
        if (after.islower() and after not in PREPOSITIONS and "NOUN" in parts(after)) or (
            before.islower() and before not in PREPOSITIONS and parts(before) == {"NOUN"}
        ):
            return False  # a part of a compound, which may be a term
        if "VERB" not in parts(self.words[self.end - 1]):
            return True
        # "At risk" and "by accident" are no places for another noun.
        return self._modifies_next() or before in (_BEFORE_NOUNS if tag == "NN" else PREPOSITIONS)

    def _adjective(self) -> bool:
        after = self.after
        if self.before.lower() in _DETERMINERS or after[:1].isupper():
            return after[:1].isalnum() and after not in PREPOSITIONS
        if not after[:1].isalnum():
            return bool(self._earlier() & _BE) and self.before not in _DETERMINERS
        return after not in PREPOSITIONS | DO | _BE and bool({"NOUN", "ADJ"} & parts(after))

    def _adverb(self) -> bool:
        if self._modifies_next() or self.before.lower() in PREPOSITIONS:
            return False
        # "First" and "now" are also adjectives or nouns: not where a verb follows.
        after = parts(self.after)
        return "ADJ" not in parts(self.words[self.start]) or (
            after <= {"VERB", "ADJ"} and bool(after)
        )

    def _verb(self, tag: str) -> bool:
        if self._modifies_next() or self.after in _ASKED_FOR:
            return False
        before, earlier = self.before.lower(), self._earlier()
        noun = bool({"NOUN", "ADJ"} & parts(self.words[self.start]))
        match tag:
            case "VB":
                known = before in DO | _SUBJECTS or self.before[:1].isupper() or _plural(before)
                sure = known or self.after in _DETERMINERS or not noun
                return sure and bool(earlier & DO) and before not in _BE | PREPOSITIONS - {"to"}
            case "VBZ":
                return before in _SUBJECTS or (bool(before) and not noun)
            case "VBG":
                return before in _BE or self.after in _DETERMINERS or not noun
            case "VBN":
                return self._participle() and before not in PREPOSITIONS - {"and", "or"}
        return not self._participle() and not earlier & DO and before not in PREPOSITIONS

    def _participle(self) -> bool:
        """Whether a form like "bought" stands for "taken" rather than "took"; of one like "hit",
        which may also be the infinitive, only after a form of "be"."""
        if self.words[self.start] in getAllLemmas(self.words[self.start]).get("VERB", ()):
            return self.before.lower() in _BE
        return self.after == "by" or bool(
            self._earlier(_PASSIVE_REACH) & _BE or self._earlier() & DO
        )

    def _takes(self, part: str, tag: str) -> bool:
        """Whether a verb here has an object (t), none (i), or is passive (p), as its class asks."""
        passive = tag == "VBN" and not _HAVE & self._earlier(_PASSIVE_REACH)
        lone = not passive and not self._object()
        return {"p": passive, "i": lone, "t": not lone}.get(part, True)

    def _object(self) -> bool:
        """Whether an active verb has an object behind it or in front ("what did he lose")."""
        first = [word.lower() for word in self.words[:3]]
        counted = first[:2] in (["how", "many"], ["how", "much"]) and not DO & {*first[2:]}
        asked = first[0] in _WH_OBJECT or counted
        behind = self.after[:1].isalnum() and self.after not in PREPOSITIONS
        return behind or (asked and bool(self._earlier() & (DO | _HAVE)))
