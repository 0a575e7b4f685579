"""Questions in other words than their paragraph's: words replaced by what the thesaurus has.

A question of SQuAD was written with its paragraph in view and shares most words with it; people who
ask do not know the paragraph. Words are replaced that the paragraph has too before others, by words
that it does not have. Names, numbers, quotations and what is asked for stay.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.entry import Entry, entries
from training.place import Place, parts
from training.sets import Example
from training.thesaurus import THESAURUS

# At most: rewordings of a question, and words changed in one.
MOST, AT_ONCE = 3, 3
_TOKEN = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")
_QUOTED = re.compile(r"[\"“].*?[\"”]|(?<!\w)['‘].*?['’](?!\w)")
_ASKING = set("how what which whose what's".split())
# They mean something of their own.
_FIXED = {
    tuple(pair.split())
    for pair in """high school; primary school; prime minister; common law; world war; civil war;
    small business; foreign policy; foreign minister; chief justice; chief of; home page; home run;
    home team; first name; last name; no longer; current affairs; current events; original sin;
    at least; short story; first lady; first class; first person; right now; major league;
    major general; massive star; common sense; large intestine; small intestine; fast food;
    armed forces; due process; small print; and often""".split(";")
}
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SPOKEN_AS_CONSONANT = re.compile(r"(?:uni(?!n|m)|us[eu]|eu|one\b|once\b|ut[io]|ubi)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a question and the words of which any may be put there."""

    start: int
    end: int
    others: tuple[str, ...]
    shared: bool


class Rewordings:
    """The thesaurus with all its words inflected, by the first word of each entry."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for part, words in THESAURUS.items():
            for word, others in words.items():
                for entry in entries(part, word, others):
                    self._entries.setdefault(entry.words[0], []).append(entry)

    def of(self, example: Example, rng: random.Random) -> list[str]:
        """Up to three rewordings of an example's question, with one to three words changed."""
        places = list(_TOKEN.finditer(example.question))
        slots = list(self._slots(example, [place[0] for place in places]))
        rng.shuffle(slots)
        slots.sort(key=lambda slot: not slot.shared)
        made: list[str] = []
        for turn in range(MOST if slots else 0):
            # Each turn begins with another word, where there are more than change at once.
            first = turn % max(1, len(slots) - AT_ONCE + 1)
            picked = slots[first : first + rng.randint(min(2, len(slots)), AT_ONCE)]
            said = _apply(example.question, places, picked, rng)
            if said not in made:
                made.append(said)
        return made

    def _slots(self, example: Example, words: Sequence[str]) -> Iterator[Slot]:
        asked = _forms(example.question)
        known = _forms(example.text)
        taken = asked | known | _forms(" ".join(example.answers))
        free = set(_free(example, words))
        at = 0
        while at < len(words):
            slot = next(self._at(words, at, free, known, taken), None)
            if slot:
                yield slot
            at = slot.end if slot else at + 1

    def _at(
        self, words: Sequence[str], at: int, free: set[int], known: set[str], taken: set[str]
    ) -> Iterator[Slot]:
        for entry in self._entries.get(words[at], ()):
            end = at + len(entry.words)
            if tuple(words[at:end]) != entry.words or not free >= set(range(at, end)):
                continue
            others = tuple(new for new, forms in entry.others if not forms & taken)
            if others and Place(words, at, end).is_a(entry.part, entry.tag):
                yield Slot(at, end, others, bool(entry.forms & known))


def _forms(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))


def _free(example: Example, words: Sequence[str]) -> Iterator[int]:
    """The words that are no names, no part of a quotation or a fixed phrase, and do not ask."""
    quoted = {w for part in _QUOTED.findall(example.question) for w in _TOKEN.findall(part)}
    names = set() if any(w[0].isupper() for w in words[1:]) else _capitalised(example.text)
    low = [word.lower() for word in words]
    fixed = {at + n for at in range(len(low)) if tuple(low[at : at + 2]) in _FIXED for n in (0, 1)}
    asking = {at + 1 for at, word in enumerate(low) if word in _ASKING}
    asking |= {at + 1 for at in asking if at < len(low) and "ADJ" in parts(low[at])}
    for at, word in enumerate(words):
        if word.islower() and word not in quoted | names and at not in fixed | asking:
            yield at


def _capitalised(text: str) -> set[str]:
    """Words that a paragraph has in names, small: in a question all in small letters these are
    most often names as well."""
    within = re.findall(r"(?<=[\w,(] )[A-Z][a-z]+", text)
    always = set(re.findall(r"\b[A-Z][a-z]+", text)) - {
        word.capitalize() for word in re.findall(r"\b[a-z]+", text)
    }
    return {word.lower() for word in [*within, *always]}


def _apply(
    question: str, places: Sequence[re.Match[str]], slots: Sequence[Slot], rng: random.Random
) -> str:
    """The question with something put in each slot, and "a" or "an" to suit it."""
    for slot in sorted(slots, key=lambda slot: -slot.start):
        new = rng.choice(slot.others)
        start, end = places[slot.start].start(), places[slot.end - 1].end()
        before = places[slot.start - 1] if slot.start else None
        if before and before[0].lower() in ("a", "an"):
            put = article(new)
            new = f"{put.capitalize() if before[0][0].isupper() else put} {new}"
            start = before.start()
        question = question[:start] + new + question[end:]
    return question


def article(word: str) -> str:
    """ "a" or "an", by how a word begins when spoken."""
    word = word.lower()
    vowel = word[0] in "aeiou" and not _SPOKEN_AS_CONSONANT.match(word)
    return "an" if vowel or word.startswith(_SILENT_H) else "a"
