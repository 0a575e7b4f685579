"""Near misses: questions that look answered by a paragraph and are not.

SQuAD 2.0's crowd workers wrote such questions by negation, antonyms, swapped entities and numbers
(Rajpurkar et al. 2018, table 1). The same edits are made here by rule, in three forms, so that the
wording of a question alone never tells whether it is answerable (counterfactual pairs, Kaushik et
al. 2020):

- question edited, paragraph left: not answered;
- question left, paragraph edited: not answered;
- both edited alike: answered as before.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.sets import NONE, Example
from training.words import ANTONYMS, STOP, Likeness

PROPER = r"(?:[A-Z]\.|[A-Z][\w-]*(?:['’](?!s\b)\w+)?)"
CAPITALS = re.compile(rf"\b{PROPER}(?: (?:of (?:the )?)?(?:{PROPER}|\d+\b))*")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
WORD = re.compile(r"[A-Za-z]+")
AUXILIARY = re.compile(
    r"\b(is|was|are|were|did|does|do|can|could|has|have|had|will|would|should)\b", re.IGNORECASE
)
_ALIKE = 4
RANKS = ("deputy", "vice", "assistant", "acting")
FIELDS = "finance foreign health interior defence education technology marketing trade".split()
RANK = re.compile(rf"\b(?:{'|'.join(RANKS)}) ")
OFFICE = re.compile(
    rf"\b(?:(?:{'|'.join(RANKS)}) )?(?:(?:{'|'.join(FIELDS)}|prime|chief|managing|executive) )?"
    r"(?:president|minister|mayor|chairman|chairwoman|chair|director|secretary|governor|manager|"
    r"coach|captain|editor|officer|commissioner|ambassador|treasurer|spokesman|spokeswoman|leader|"
    r"chancellor|principal)\b"
)
ASKING = set("who what when where why which how whom whose in on at the a an to for".split())


@dataclass(frozen=True, slots=True)
class Swap:
    """`old` in a question is to become `new`."""

    old: str
    new: str


def entities(text: str) -> list[str]:
    """Runs of capitalised words that do not merely open a sentence or ask."""
    found = []
    for match in CAPITALS.finditer(text):
        words = match[0].split()
        opens = match.start() == 0 or text[max(0, match.start() - 2)] in ".?!"
        if opens and (words[0].lower() in STOP or words[0].lower() in ASKING):
            words = words[1:]
        name = " ".join(words).rstrip("'’-")
        if len(name) > 2 and not name.lower().startswith("i'") and name.lower() not in STOP:
            found.append(name)
    return found


class NearMisses:
    """Makes edits; the paragraphs of the corpus supply what is swapped in."""

    def __init__(self, examples: Sequence[Example], likeness: Likeness, seed: int) -> None:
        self.random = random.Random(seed)
        self.likeness = likeness
        self.by_article: dict[str, list[str]] = {}
        for text, article in {e.text: e.article for e in examples}.items():
            self.by_article.setdefault(article, []).extend(dict.fromkeys(entities(text)))
        self.everywhere = [name for names in self.by_article.values() for name in names]

    def swaps(self, example: Example, count: int) -> list[Swap]:
        """Different swaps that the example's question allows, at most `count`.

        Of other words for a content word, which now and then mean the same, one at most.
        """
        found: list[Swap] = []
        for _ in range(count):
            swap = self.swap(example)
            again = swap and swap.old.islower() and any(one.old.islower() for one in found)
            if swap and swap not in found and not again:
                found.append(swap)
        return found

    def swap(self, example: Example) -> Swap | None:
        """One swap that the example's question allows, or None."""
        ways = [self._entity, self._number, self._antonym, self._office, self._word]
        self.random.shuffle(ways)
        if self.random.random() < 0.5:
            ways.sort(key=lambda way: way == self._word)
        for way in ways:
            if (found := way(example)) and not self._touches_answer(found, example):
                return found
        return None

    def named_otherwise(self, example: Example, names: Sequence[str]) -> Swap | None:
        """A swap of a name that the question has for one of `names`, or None."""
        known = [name for name in entities(example.question) if name.lower() not in ANTONYMS]
        if not known:
            return None
        old = self.random.choice(known)
        new = self._alike(old, names)
        return Swap(old, new) if new else None

    def _touches_answer(self, swap: Swap, example: Example) -> bool:
        spoken = {w.lower() for a in example.answers for w in WORD.findall(a)} - STOP
        changed = {w.lower() for w in WORD.findall(f"{swap.old} {swap.new}")}
        digits = any(swap.new in a or swap.old in a for a in example.answers)
        return digits or bool(spoken & changed)

    def _entity(self, example: Example) -> Swap | None:
        names = [n for n in entities(example.question) if n.lower() not in ANTONYMS]
        if not names:
            return None
        old = self.random.choice(names)
        draw = self.random.random()
        if draw < 0.25:
            pool = entities(example.text)
        elif draw < 0.65:
            pool = self.by_article.get(example.article, [])
        else:
            pool = self.everywhere
        new = self._alike(old, pool) or self._alike(old, self.everywhere)
        return Swap(old, new) if new else None

    def _alike(self, old: str, pool: Sequence[str]) -> str | None:
        """A name of the same kind as `old`, sharing no word with it, nor the beginning of one: an
        Indian empire is India's."""
        words = {w.lower()[:_ALIKE] for w in old.split()}
        picked = self.random.sample(pool, min(len(pool), 60))
        usable = [
            n for n in dict.fromkeys(picked) if not words & {w.lower()[:_ALIKE] for w in n.split()}
        ]
        usable = [n for n in usable if n.lower() not in old.lower() and abs(len(n) - len(old)) < 15]
        if not usable:
            return None
        return self.random.choice(self.likeness.nearest(old, usable, 3))

    def _number(self, example: Example) -> Swap | None:
        numbers = [n.rstrip(",") for n in NUMBER.findall(example.question)]
        if not numbers:
            return None
        old = self.random.choice(numbers)
        known = [n.rstrip(",") for n in NUMBER.findall(example.text)]
        others = [n for n in known if len(n) == len(old) and n != old]
        if others and self.random.random() < 0.4:
            return Swap(old, self.random.choice(others))
        if not old.isdigit():
            return None
        value, reach = int(old), 40 if len(old) == 4 else max(3, int(old))
        new = str(max(1, value + self.random.choice([-1, 1]) * self.random.randint(1, reach)))
        return Swap(old, new) if new != old else None

    def _antonym(self, example: Example) -> Swap | None:
        found = [w for w in WORD.findall(example.question) if w.lower() in ANTONYMS]
        if not found:
            return None
        old = self.random.choice(found)
        return Swap(old, self.random.choice(ANTONYMS[old.lower()]))

    def _office(self, example: Example) -> Swap | None:
        """The holder of another office: a deputy for the head, finance for technology."""
        found = OFFICE.search(example.question)
        if not found:
            return None
        field = next((word for word in found[0].lower().split() if word in FIELDS), None)
        if field and self.random.random() < 0.6:
            return Swap(field, self.random.choice([f for f in FIELDS if f != field]))
        if RANK.search(found[0]):
            return Swap(found[0], RANK.sub("", found[0]))
        return Swap(found[0], f"{self.random.choice(RANKS)} {found[0]}")

    def _word(self, example: Example) -> Swap | None:
        """Another word of the same kind for one lower-case content word."""
        words = [w for w in WORD.findall(example.question)[1:] if w.islower() and len(w) > 3]
        words = [w for w in words if w not in STOP and w not in ASKING]
        self.random.shuffle(words)
        text = example.text.lower()
        for old in words[:3]:
            others = [w for w in self.likeness.others(old) if w not in text]
            if others:
                return Swap(old, self.random.choice(others))
        return None

    def negated(self, example: Example) -> Example | None:
        """The question with a "not" or "never" in it."""
        match = AUXILIARY.search(example.question)
        if not match or " not " in example.question or "n't" in example.question:
            return None
        word = match[0]
        never = self.random.choice([f"{word} not", f"{word} never"])
        short = {"can": "can't", "will": "won't"}.get(word.lower(), f"{word}n't")
        new = never if self.random.random() < 0.5 else short
        question = example.question[: match.start()] + new + example.question[match.end() :]
        return replace(example, question=question, spans=(), kind=NONE)


def in_question(example: Example, swap: Swap) -> Example:
    """Question edited: no longer answered."""
    return replace(example, question=_put(example.question, swap), spans=(), kind=NONE)


def in_paragraph(example: Example, swap: Swap) -> Example | None:
    """Paragraph and title edited: no longer answered. None if `old` does not stand there."""
    text, title = _put_all(example.text, swap), _put_all(example.title, swap)
    if text == example.text and title == example.title:
        return None
    return replace(example, text=text, title=title, spans=(), kind=NONE)


def in_both(example: Example, swap: Swap) -> Example | None:
    """Both edited alike: still answered, at places that have moved with the text."""
    edited = in_paragraph(example, swap)
    if edited is None:
        return None
    spans = []
    for start, end in example.spans:
        before = len(_put_all(example.text[:start], swap))
        inside = edited.text[before : before + end - start]
        if inside == example.text[start:end]:
            spans.append((before, before + end - start))
    if not spans:
        return None
    question = _put(example.question, swap)
    return replace(edited, question=question, spans=tuple(spans), kind=example.kind)


def _put(text: str, swap: Swap) -> str:
    return re.sub(rf"(?<!\w){re.escape(swap.old)}(?!\w)", lambda _: swap.new, text, count=1)


def _put_all(text: str, swap: Swap) -> str:
    """Every mention, then what is left of a name: "Smith" once "John Smith" became "Ann Lee"."""
    text = re.sub(
        rf"(?<!\w){re.escape(swap.old)}(?!\w)", lambda _: swap.new, text, flags=re.IGNORECASE
    )
    last = swap.new.split()[-1]
    for word in swap.old.split():
        if word[0].isupper() and len(word) > 3 and word.lower() not in STOP:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: last, text)
    return text
