"""What one passage names that leads to another.

The second passage of a question that takes two is seldom like the question: it is about something
that the first one names (Qi et al. 2019, GoldEn Retriever, arXiv 1910.07000; Xiong et al. 2021,
MDR, arXiv 2009.12756). Here that is told by words alone: a name that stands in the text of one and
in the title of the other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from corpus.model import Hit
from service.english.names import names

_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A name that leads from one passage to another; `strength` is between 0 and 1."""

    name: str
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a passage speaks of, in lower-case words with a space around each.

    `names` are those of its title and its text, in order, its title being one of them; names that
    the question has already are left out.
    """

    title: str
    text: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, hit: Hit, question: str) -> Self:
        title, text, asked = _IN_BRACKETS.sub("", hit.title), hit.passage.text, plain(question)
        named = [title, *(name.text for each in (hit.title, text) for name in names(each))]
        return cls(
            title=plain(hit.title),
            text=plain(f"{hit.title} {text}"),
            names=tuple(
                n for n in dict.fromkeys(map(plain, named)) if n.strip() and n not in asked
            ),
        )

    def speaks_of(self, name: str) -> bool:
        return name in self.text


def bridge(one: Spoken, other: Spoken, rarity: Rarity) -> Bridge | None:
    """Return the strongest name that stands in the text of one and in the other's title.

    Its strength is its rarity times the share of the title that it makes up: a headline that
    mentions a name among others is less about it than a title that is the name. That two passages
    have the same title, as those of one article do, leads nowhere.
    """
    if one.title == other.title:
        return None
    found = [
        Bridge(name=name.strip(), strength=share * rarity(name))
        for name in one.names
        if other.speaks_of(name) and (share := max(_share(name, one), _share(name, other)))
    ]
    return max(found, key=lambda bridge: (bridge.strength, bridge.name), default=None)


def _share(name: str, spoken: Spoken) -> float:
    return len(name.split()) / len(spoken.title.split()) if name in spoken.title else 0.0


def plain(text: str) -> str:
    """Return the words of a text in lower case, each with a space on both sides."""
    return f" {' '.join(_WORD.findall(text.lower()))} "
