"""Who holds an office: a deputy mayor is no mayor, a chief executive no chief financial officer.

A small reader finds whoever is named beside the word "mayor". News names people with their office,
before the name or behind a comma, so words alone tell when that is another one.
"""

import re
from dataclasses import dataclass
from typing import Self

_ASKS = re.compile(
    r"^\W*(?:who(?:['’]s| is| was| are| were| became| serves as| served as)|"
    r"(?:what|which person) (?:is|was) the name of)\s+(?P<office>.+?)\W*$",
    re.IGNORECASE,
)
# "Who is in charge of Corvane?" asks for whatever its head is called.
_LEADS = re.compile(
    r"^\W*who(?: (?:runs?|ran|leads?|led|heads?|headed)|(?:['’]s| is| was) "
    r"(?:running|leading|heading|in charge of|at the head of))\s+(?P<whose>.+?)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"[,;:(]|\b(?:of|at|for|in|from|to|on|under|with|by|before|after|during|since|when|while|who|"
    r"that|which|as|and|or|said|says|told|has|had|is|was|will|would)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"^.*(?:['’]s|s['’])\s+")
_BEFORE = re.compile(r"(?:^|[^\w,'’-])(?P<office>(?:[\w'’-]+ ){1,4}[\w'’-]+),?\s+$")
_BEHIND = re.compile(
    r"^(?:,\s+(?:who (?:is|was) )?|\s+(?:is|was|became|remains|serves as|served as|as) )"
    r"(?P<office>[^,;:.()]{3,80})"
)
# An office and nobody in it: "chief executive of Corvane".
_NOBODY = re.compile(
    r"^(?:(?:the|an?|its|their|his|her) )?(?P<office>[a-z][a-z'’ -]*?)(?: (?:of|at|for) [^,]*)?$"
)
# An office under another name, with the words in the order of the longer one.
_SAME = (
    (re.compile(r"\bceo\b|\bchief executive(?! officer)\b"), "chief executive officer"),
    (re.compile(r"\bcfo\b|\bfinance (?:chief|director)\b"), "chief financial officer"),
    (re.compile(r"\bcoo\b"), "chief operating officer"),
    (re.compile(r"\bcto\b"), "chief technology officer"),
    (re.compile(r"\bspokes(?:wo)?man\b"), "spokesperson"),
    (re.compile(r"\b(?:ex|former|then|current|present|new|incoming|outgoing)[ -]"), ""),
)
_MINISTER_OF = re.compile(
    r"\b(?<!prime )(minister|secretary) (?:of|for) (?:the )?(\w+)", re.IGNORECASE
)
# What makes another office of any, and what tells apart the offices that there are many of.
_RANKS = frozenset("deputy vice assistant acting interim associate prime".split())
_FIELDS = frozenset(
    "agriculture artistic communications creative culture defence defense education energy "
    "environment executive finance financial foreign health home housing immigration information "
    "interior justice labor labour legal managing marketing medical music operating scientific "
    "science security sporting sports state technical technology trade transport transportation "
    "treasury".split()
)
# Nobody who is introduced by one of these is asked for by another.
_OFFICES = frozenset(
    "ambassador archbishop attorney banker bishop captain chancellor coach commissioner emperor "
    "governor judge king mayor minister pope president prosecutor queen secretary senator "
    "spokesperson".split()
)
_ALIKE = 4
# Whose office it is, directly before or behind it: "Arvik's mayor", "mayor of Arvik".
_NAME = r"[A-Z][\w&-]+"
_OWNER = re.compile(rf"^(?:.*\s)?(?P<whose>{_NAME}(?: {_NAME})*)['’]s? [^'’]*$")
_OF_WHOM = re.compile(
    rf"^\s*(?:of|at|for) (?:the )?(?P<whose>{_NAME}(?: (?:of (?:the )?)?{_NAME})*)"
)
_OF_MANY = _OFFICES | frozenset("boss chair chairman chief director head leader officer".split())
# Whoever has several names, and what is written large of any.
_MANY_NAMES = frozenset("america britain england english eu uk un united usa us".split())
_ANY = frozenset(
    "agency authority bank board church club college commission committee company council court "
    "department group ministry of party school society the trustees union university".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a question names it: its words in order, the last being what it is, and the
    names of whose office it is."""

    words: tuple[str, ...]
    whose: frozenset[str] = frozenset()

    @classmethod
    def of(cls, question: str) -> Self | None:
        """Return the office whose holder is asked for, or None where none is."""
        if leads := _LEADS.match(question):
            return cls(("head",), _of_whom(f"of {leads['whose']}"))
        match = _ASKS.match(question)
        if not match:
            return None
        found = _words(_OWNED.sub("", _up_to_of(match["office"])))
        whose = _owner(match["office"]) or _of_whom(match["office"])
        return cls(found, whose) if found else None

    def held(self, text: str, start: int, end: int) -> bool | None:
        """Tell whether whoever stands at `text[start:end]` is said to hold this office; False where
        another one like it is named beside them, or the same one of somebody else, or where nobody
        stands there but the office; None where none is."""
        nobody = _NOBODY.match(text[start:end])
        if nobody and self.words[-1] in _OF_MANY.intersection(_words(nobody["office"])):
            return False
        before = _BEFORE.search(text[max(0, start - 60) : start])
        behind = _BEHIND.match(text[end:])
        named = [text[start:end]]
        if before:
            named.append(_MINISTER_OF.sub(r"\2 \1", _OWNED.sub("", before["office"])))
        if behind:
            named.append(_up_to_of(behind["office"]))
        offices = [_words(one) for one in named]
        told = [self._same(office) for office in offices]
        owner = _owner(before["office"]) if before else frozenset()
        owner = owner or (_of_whom(behind["office"]) if behind else frozenset())
        if self._is_of_another(owner) and any(_OF_MANY.intersection(o[-1:]) for o in offices):
            return False
        return next((one for one in (True, False) if one in told), None)

    def _is_of_another(self, theirs: frozenset[str]) -> bool:
        both = self.whose and theirs and not _MANY_NAMES & (self.whose | theirs)
        if not both or self.words[-1] not in _OF_MANY:
            return False
        return not {n[:_ALIKE] for n in self.whose} & {n[:_ALIKE] for n in theirs}

    def _same(self, other: tuple[str, ...]) -> bool | None:
        head = self.words[-1]
        if head not in other:
            return False if head in _OFFICES and other and other[-1] in _OFFICES else None
        at = other.index(head)
        ranks = _RANKS & set(self.words), _RANKS & set(other[: at + 1])
        if ranks[0] != ranks[1]:
            return False
        fields = [_FIELDS.intersection(words) for words in (self.words, other[:at])]
        alike = {field[:_ALIKE] for field in fields[0]} & {field[:_ALIKE] for field in fields[1]}
        return bool(alike) or not all(fields)


def _owner(office: str) -> frozenset[str]:
    """Return the names, in lower case, of "Arvik's mayor"."""
    return _names(_OWNER.match(office))


def _of_whom(office: str) -> frozenset[str]:
    """Return the names, in lower case, of "mayor of Arvik"."""
    return _names(_OF_WHOM.match(office[len(_up_to_of(office)) :]))


def _names(found: re.Match[str] | None) -> frozenset[str]:
    return frozenset(found["whose"].lower().split()) - _ANY if found else frozenset()


def _up_to_of(office: str) -> str:
    return _OF.split(_MINISTER_OF.sub(r"\2 \1", office), maxsplit=1)[0]


def _words(office: str) -> tuple[str, ...]:
    text = office.lower()
    for pattern, name in _SAME:
        text = pattern.sub(name, text)
    return tuple(re.findall(r"[a-z]+(?:-[a-z]+)*", text))
