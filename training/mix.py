"""What is trained on: groups of passages that share one question, tokenized and written to disk.

    python -m training.mix --data DIR --model MINILM_FOLDER --out mix.pickle [--hardest READER]

The shares below are of questions; `training/README.md` says why each form is there.
"""

import argparse
import pickle
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from safetensors.numpy import load_file
from tokenizers import Tokenizer

from service.reader import Reader
from training import nearmiss, sets
from training.denials import denials
from training.encode import Encoder, Row
from training.haste import misspelt, terse
from training.mining import Hardest
from training.nearmiss import NearMisses
from training.negatives import Lookalikes
from training.openended import open_ended
from training.sets import NONE, Example
from training.words import Likeness
from training.yesno import YesNo

Group = list[Example]
# Shares of groups whose question is misspelt or terse, and of passages that lose their title.
MISSPELT, TERSE, UNTITLED = 0.06, 0.1, 0.25
# Where a reader picks what is hardest, it does so for half of the questions, of so many
# lookalikes and swaps. A third of the questions with a lookalike get two.
MINED, LOOKALIKES, SWAPS, TWO = 0.5, 4, 3, 0.35
MADE_YES_NO = MADE_DENIALS = 2_000
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"')\]]*(?=\s|$)|$|[.!?](?=\S))+\s*")


class Mixer:
    """Turns examples into groups."""

    def __init__(
        self, examples: Sequence[Example], likeness: Likeness, seed: int, hardest: Hardest
    ) -> None:
        self.random = random.Random(seed)
        self.hardest = hardest
        self.edits = NearMisses(examples, likeness, seed)
        self.lookalikes = Lookalikes(examples)

    def groups(self, example: Example) -> Iterator[Group]:
        """One or two groups from one answerable question."""
        draw = self.random.random()
        if draw < 0.35:
            yield self.with_negative(example, 0.6)
        elif draw < 0.60:
            yield self.without_sentence(example)
        elif draw < 0.63:
            negated = self.edits.negated(example)
            yield [negated or example]
        else:
            yield from self.swapped(example, draw)

    def with_negative(self, example: Example, share: float) -> Group:
        """The gold paragraph, and for a `share` of questions one or two that only look like it."""
        if self.random.random() >= share:
            return [example]
        found = self.lookalikes.of(example, 6)
        self.random.shuffle(found)
        others = [
            replace(example, text=text, title=title if example.title else "", spans=(), kind=NONE)
            for text, title in found
        ]
        count = 2 if self.random.random() < TWO else 1
        return [example, *self.hardest.of(others[: self.drawn(LOOKALIKES, count)], count)]

    def drawn(self, most: int, count: int) -> int:
        """How many wrong passages or swaps the `count` that are used are picked from."""
        return most if self.random.random() < MINED else count

    def without_sentence(self, example: Example) -> Group:
        """The paragraph beside itself without the sentence that answers: on the topic, and mute. If
        that fools nobody, one that only looks like it."""
        kept = "".join(
            match[0]
            for match in SENTENCE.finditer(example.text)
            if not any(match.start() < end and start < match.end() for start, end in example.spans)
        ).strip()
        gone = not any(a.lower() in kept.lower() for a in example.answers)
        if gone and len(kept.split()) > 35:
            mute = replace(example, text=kept, spans=(), kind=NONE)
            if self.hardest.taken_in_by(mute):
                return [example, mute]
        return self.with_negative(example, 1.0)

    def swapped(self, example: Example, draw: float) -> Iterator[Group]:
        """A near miss, in one of three forms."""
        swaps = self.edits.swaps(example, self.drawn(SWAPS, 1) if draw < 0.84 else 1)
        if not swaps:
            yield self.with_negative(example, 0.5)
            return
        swap = swaps[0]
        if draw < 0.84:
            yield self.hardest.of([nearmiss.in_question(example, swap) for swap in swaps])
            if self.random.random() < 0.4:
                yield [example]
        elif draw < 0.93:
            edited = nearmiss.in_paragraph(example, swap)
            yield [example, edited] if edited else self.with_negative(example, 1.0)
        else:
            both = nearmiss.in_both(example, swap)
            if both is None:
                yield [nearmiss.in_question(example, swap)]
            else:
                yield [both, replace(example, question=both.question, spans=(), kind=NONE)]

    def misplaced(self, example: Example) -> Group:
        """A yes/no question, sometimes beside or before a passage that does not decide it."""
        if self.random.random() < 0.2 and (found := self.lookalikes.of(example, 4)):
            text, title = self.random.choice(found)
            return [replace(example, text=text, title=title if example.title else "", kind=NONE)]
        return [example]


def train_parts(data: Path) -> dict[str, list[Example]]:
    """What `training/splits.md` lists as trained on."""
    parts = {
        "squad": (sets.squad(data / "squad/train-v1.1.json.gz"), 5),
        "shifts": (sets.squad_shifts(data), 10),
        "policy": (sets.policy_qa(data), 10),
        "nq": (sets.natural_questions(data), 10),
        "boolq": (sets.bool_q(data), 20),
        "strategy": (sets.strategy_qa(data), 0),
        "pubmed": (sets.pubmed_qa(data), 20),
        "claims": (sets.claims(data), 10),
    }
    return {
        name: [example for example in found if not sets.held_out(example.article, percent)]
        for name, (found, percent) in parts.items()
    }


def mix(data: Path, likeness: Likeness, seed: int, scale: float, hardest: Hardest) -> list[Group]:
    rng = random.Random(seed)
    parts = train_parts(data)
    made: list[Group] = []
    for name, count, times in (
        ("squad", 60_000, 1), ("shifts", 20_000, 1), ("nq", 4_000, 2), ("policy", 7_500, 1),
    ):  # fmt: skip
        mixer = Mixer(parts[name], likeness, seed, hardest)
        for _ in range(times):
            picked = _drawn(parts[name], int(count * scale), rng)
            made += [group for example in picked for group in mixer.groups(example)]
    for name, times in (("boolq", 2), ("strategy", 1), ("pubmed", 1), ("claims", 1)):
        mixer = Mixer(parts[name], likeness, seed, hardest)
        for _ in range(times):
            picked = rng.sample(parts[name], int(len(parts[name]) * min(1, scale)))
            made += [mixer.misplaced(example) for example in picked]
    made += _made_yes_no(parts["squad"], int(MADE_YES_NO * scale), likeness, rng)
    made += [[e] for e in denials(parts["squad"], int(MADE_DENIALS * scale), rng)]
    rng.shuffle(made)
    return [_maybe_hasty([_maybe_untitled(e) for e in group], rng) for group in made]


def _drawn(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """At most `count` of the examples, those first that ask for more than a name or a number."""
    mixed = rng.sample(examples, len(examples))
    return sorted(mixed, key=lambda example: not open_ended(example))[:count]


def _made_yes_no(
    examples: Sequence[Example], count: int, likeness: Likeness, rng: random.Random
) -> list[Group]:
    maker = YesNo(likeness, rng.randrange(1 << 30))
    asked = (maker.make(example) for example in rng.sample(examples, len(examples)))
    return [[example] for example, _ in zip(filter(None, asked), range(count), strict=False)]


def _maybe_untitled(example: Example) -> Example:
    """A quarter goes without its title, so that nothing rests on it."""
    return replace(example, title="") if hash_share(example.text) < UNTITLED else example


def _maybe_hasty(group: Group, rng: random.Random) -> Group:
    """All examples of a group share the question, however it is typed."""
    draw, question = rng.random(), group[0].question
    if draw < MISSPELT:
        question = misspelt(question, rng)
    elif draw < MISSPELT + TERSE:
        question = terse(question)
    return [replace(example, question=question) for example in group]


def hash_share(text: str) -> float:
    """A number in [0, 1) that is always the same for one text: a group keeps or loses together."""
    return random.Random(text[-40:]).random()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--hardest", type=Path, help="folder of a reader that picks the hardest of what is wrong"
    )
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    words = load_file(given.model / "model.safetensors")["embeddings.word_embeddings.weight"]
    likeness = Likeness(words.astype("float32"), tokenizer)
    encoder = Encoder(tokenizer, given.seed)
    hardest = Hardest(Reader(given.hardest) if given.hardest else None)
    made = mix(given.data, likeness, given.seed, given.scale, hardest)
    rows: list[list[Row]] = [encoder.group(group) for group in made]
    given.out.write_bytes(pickle.dumps([group for group in rows if group]))
    count = sum(map(len, rows))
    tokens = sum(len(row.ids) for group in rows for row in group)
    print(f"{len(rows)} groups, {count} passages, {tokens / count:.0f} tokens each")


if __name__ == "__main__":
    main()
