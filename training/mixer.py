"""The forms in which a question is trained on: what it is read with, and what is changed in it.

`training/README.md` says why each form is there, and has the shares.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from training import nearmiss
from training.nearmiss import NearMisses
from training.negatives import Lookalikes
from training.otherwise import asked_otherwise
from training.pack import Group
from training.sets import NONE, Example
from training.words import Likeness

# For half of the questions there are more lookalikes and swaps than are read, and the reader picks
# what is hardest. A third of the questions with a lookalike read two.
MINED, LOOKALIKES, SWAPS, TWO = 0.5, 4, 3, 0.35
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"')\]]*(?=\s|$)|$|[.!?](?=\S))+\s*")


class Mixer:
    """Turns examples into groups."""

    def __init__(self, examples: Sequence[Example], likeness: Likeness, seed: int) -> None:
        self.random = random.Random(seed)
        self.edits = NearMisses(examples, likeness, seed)
        self.lookalikes = Lookalikes(examples)

    def groups(self, example: Example) -> Iterator[Group[Example]]:
        """One or two groups from one answerable question."""
        draw = self.random.random()
        if draw < 0.35:
            yield self.with_negative(example, 0.6)
        elif draw < 0.58:
            yield self.without_sentence(example)
        elif draw < 0.61:
            negated = self.edits.negated(example)
            yield Group([negated or example])
        elif draw < 0.64:
            otherwise = asked_otherwise(example, self.random)
            yield Group([otherwise or example])
        else:
            yield from self.swapped(example, draw)

    def with_negative(self, example: Example, share: float) -> Group[Example]:
        """The gold paragraph, and for a `share` of questions one or two that only look like it."""
        if self.random.random() >= share:
            return Group([example])
        found = self.lookalikes.of(example, 6)
        self.random.shuffle(found)
        others = [
            replace(example, text=text, title=title if example.title else "", spans=(), kind=NONE)
            for text, title in found
        ]
        count = min(len(others), 2 if self.random.random() < TWO else 1)
        return Group([example], others[: self.drawn(LOOKALIKES, count)], count)

    def drawn(self, most: int, count: int) -> int:
        """How many wrong passages or swaps the `count` that are used are picked from."""
        return most if self.random.random() < MINED else count

    def without_sentence(self, example: Example) -> Group[Example]:
        """The paragraph beside itself without the sentence that answers: on the topic, and mute;
        or beside one that looks like it, where that is harder."""
        kept = "".join(
            match[0]
            for match in SENTENCE.finditer(example.text)
            if not any(match.start() < end and start < match.end() for start, end in example.spans)
        ).strip()
        gone = not any(a.lower() in kept.lower() for a in example.answers)
        alike = self.with_negative(example, 1.0)
        if gone and len(kept.split()) > 35:
            mute = replace(example, text=kept, spans=(), kind=NONE)
            return Group([example], [mute, *alike.wrong], 1)
        return alike

    def swapped(self, example: Example, draw: float) -> Iterator[Group[Example]]:
        """A near miss, in one of three forms."""
        swaps = self.edits.swaps(example, self.drawn(SWAPS, 1) if draw < 0.84 else 1)
        if not swaps:
            yield self.with_negative(example, 0.5)
            return
        swap = swaps[0]
        if draw < 0.84:
            # The questions differ, and each is read on its own.
            yield Group([], [nearmiss.in_question(example, swap) for swap in swaps], 1)
            if self.random.random() < 0.4:
                yield Group([example])
        elif draw < 0.93:
            edited = nearmiss.in_paragraph(example, swap)
            yield Group([example, edited]) if edited else self.with_negative(example, 1.0)
        else:
            both = nearmiss.in_both(example, swap)
            if both is None:
                yield Group([nearmiss.in_question(example, swap)])
            else:
                other = replace(example, question=both.question, spans=(), kind=NONE)
                yield Group([both, other])

    def misplaced(self, example: Example) -> Group[Example]:
        """A yes/no question, sometimes beside or before a passage that does not decide it."""
        if self.random.random() < 0.2 and (found := self.lookalikes.of(example, 4)):
            text, title = self.random.choice(found)
            other = replace(example, text=text, title=title if example.title else "", kind=NONE)
            return Group([other])
        return Group([example])
