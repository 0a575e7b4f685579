"""What people tell before and after they ask: openings and closings from `questions/talk.txt`.
What is measured with is in `questions/talk-held.txt`.

A file of three sections, an item on a line: `# before` has what can stand before any question,
`# about` what names the subject, where `{title}` stands, and `# after` what can stand behind.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "questions/talk.txt"
# Written by itself, for measuring alone.
HELD = FILE.with_name("talk-held.txt")
# More talk than this many words, and only the sentence that asks is read of most questions.
_LONGEST = 36
_ABOUT, _AFTER, _BOTH = 0.25, 0.25, 0.1
# Behind these a question begins without a capital.
_OPEN = (",", ":", "-", "–", "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Openings, openings with a place for a title, and closings."""

    before: Sequence[str]
    about: Sequence[str]
    after: Sequence[str]

    def around(self, question: str, title: str, rng: random.Random) -> str:
        """The question with an opening, a closing or both, of at most 36 words in all.

        An opening about the subject is taken where there is a `title` to put into it.
        """
        draw = rng.random()
        closing = rng.choice(self.after) if draw < _AFTER + _BOTH else ""
        opening = "" if draw < _AFTER else self._opening(title, rng)
        if len(f"{opening} {closing}".split()) > _LONGEST:
            closing = ""
        if len(opening.split()) > _LONGEST:
            return question
        if opening.endswith(_OPEN):
            question = question[:1].lower() + question[1:]
        if closing and question[-1:].isalnum():
            question += "."
        return " ".join(filter(None, (opening, question, closing)))

    def _opening(self, title: str, rng: random.Random) -> str:
        if title and rng.random() < _ABOUT:
            return rng.choice(self.about).replace("{title}", title)
        return rng.choice(self.before)


@cache
def talk(file: Path = FILE) -> Talk:
    """Read the file.

    Raises ValueError, with the line, where an item stands before the first heading or under an
    unknown one, asks itself, or should have a place for the title and has none.
    """
    found: dict[str, list[str]] = {"before": [], "about": [], "after": []}
    section: list[str] | None = None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        item = line.strip()
        if item.startswith("# "):
            section = found.get(item[2:])
        elif not item:
            continue
        elif section is None:
            raise ValueError(f"{file.name}, line {number}: stands under none of {list(found)}")
        elif "?" in item:
            raise ValueError(f"{file.name}, line {number}: talk must not ask")
        elif ("{title}" in item) != (section is found["about"]):
            raise ValueError(f"{file.name}, line {number}: a title in 'about' and nowhere else")
        else:
            section.append(item)
    return Talk(**found)
