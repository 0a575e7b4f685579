"""Yes/no questions before the few sentences that decide, for the polarity model.

    python -m training.windows --data DIR --model MINILM_FOLDER --out windows.npz
        [--stories FILES=SHARE ...] [--keep SHARE] [--searched FILE]
    python -m training.train --mix windows.npz --start WEIGHTS --only-kind --out run/

A question is put before the sentence that decides and its two neighbours, as the service does
(`service.decision`), or before sentences that only speak of the same: kind "none". Which those are
the text tells, or a search did (`training.searched`).
The network learns whether they say so, say otherwise, or leave it open, as in natural language
inference (Bowman et al. 2015, SNLI).
"""

import math
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from corpus.sentences import sentences
from service.decision import NEIGHBOURS
from service.places import touched
from service.wording import asks_yes_or_no, content_words
from training import mix, pack, written
from training.denials import denials
from training.encode import Encoder
from training.pack import Group
from training.sets import NO, NONE, YES, Example
from training.words import Likeness
from training.yesno import YesNo

# How many are made of SQuAD's paragraphs, and how often a question stands before sentences that do
# not decide it as well.
MADE, DENIALS, BESIDE = 2_000, 2_000, 0.35
# Shares of words are told apart by tenths.
_SHARES = 10
_NOTHING = written.Question(text="", kind=NONE, place=None)


def of_stories(stories: Sequence[written.Story], rng: random.Random) -> Iterator[Example]:
    """Yield the yes/no questions of stories before what decides them, and for a share of them
    before other sentences of the same article; those that the article leaves open before the
    sentences that speak most of it."""
    for story in stories:
        whole = replace(story.example(_NOTHING, story.passages[0]), text=story.text)
        for question in story.questions:
            asked = replace(whole, question=question.text, kind=question.kind, spans=(), answers=())
            if question.kind in {YES, NO} and question.place:
                yield at(asked, question.place)
                if rng.random() < BESIDE and (beside := _beside(asked, question.place)):
                    yield beside
            elif question.kind == NONE and asks_yes_or_no(question.text):
                yield nearest(asked)


def drawn(
    stories: Sequence[written.Story], shares: Mapping[str, float], rng: random.Random
) -> list[written.Story]:
    """The stories with a share of their questions each, by the first pattern that fits its file."""
    return [
        replace(story, questions=[q for q in story.questions if rng.random() < share])
        for story in stories
        for share in [story.often(shares)]
    ]


def evened(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """The examples, those again of which there are fewer among as many words shared: where more of
    the question's words stand before the reader, "no" is as often right as "yes".

    Who writes the two in pairs puts the one that is true in other words and leaves the text's to
    the other, and what is learnt from that is to deny whatever sounds familiar.
    """
    kept = list(examples)
    by_share: dict[int, dict[int, list[Example]]] = defaultdict(lambda: defaultdict(list))
    for example in examples:
        if example.kind in {YES, NO}:
            by_share[round(_SHARES * familiar(example))][example.kind].append(example)
    for alike in by_share.values():
        fewer, more = sorted((alike[YES], alike[NO]), key=len)
        if fewer:
            kept += rng.choices(fewer, k=min(len(more) - len(fewer), len(fewer)))
    return kept


def familiar(example: Example) -> float:
    """The share of the question's words that stand in what is read for it."""
    asked = set(content_words(example.question))
    return len(asked & set(content_words(example.text))) / max(1, len(asked))


def at(example: Example, place: tuple[int, int]) -> Example:
    """The example with the sentences around a place of its text in place of that."""
    start, end = touched(sentences(example.text), *place, beside=NEIGHBOURS)
    return replace(example, text=example.text[start:end], spans=())


def nearest(example: Example, outside: tuple[int, int] = (0, 0)) -> Example:
    """The example before those of its sentences that speak most of its question, of those that do
    not touch `outside`; unchanged where there are none."""
    asked = frozenset(content_words(example.question))
    start, end = outside
    found = [(a, b) for a, b in sentences(example.text) if not (a < end and b > start)]
    if not found:
        return example
    return at(example, max(found, key=lambda place: _shared(asked, example.text[slice(*place)])))


def _shared(asked: frozenset[str], sentence: str) -> float:
    said = frozenset(content_words(sentence))
    return len(asked & said) / math.sqrt(1 + len(said))


def _beside(example: Example, place: tuple[int, int]) -> Example | None:
    """The example before other sentences than those around a place, which do not decide."""
    told = touched(sentences(example.text), *place, beside=NEIGHBOURS)
    other = replace(nearest(example, told), kind=NONE)
    start = example.text.find(other.text)
    overlaps = start < place[1] and start + len(other.text) > place[0]
    return None if overlaps else other


def of_sets(data: Path, likeness: Likeness, rng: random.Random, *, held: bool) -> list[Example]:
    """The yes/no questions of the public sets, with their passages, which are short; and questions
    and denials made of SQuAD's paragraphs before the sentences that they come from."""
    parts = mix.train_parts(data, held_out=held)
    whole = [e for name in mix.YES_OR_NO for e in parts[name]]
    squad = parts["squad"]
    maker = YesNo(likeness, rng.randrange(1 << 30))
    made: list[Example] = []
    for example in rng.sample(squad, min(len(squad), 4 * MADE)):
        if len(made) < MADE and (asked := maker.make(example)):
            made.append(at(asked, example.spans[0]))
    return whole + made + [nearest(example) for example in denials(squad, DENIALS, rng)]


def main() -> None:
    parser = mix.options(__doc__)
    parser.set_defaults(stories=[("*", 1.0)])
    parser.add_argument("--searched", type=Path, help="what training.searched has found")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    likeness = Likeness.of(given.model, tokenizer)
    rng = random.Random(given.seed)
    of_all = of_sets(given.data, likeness, rng, held=given.held_out)
    stories = drawn(written.stories(given.data, held=given.held_out), dict(given.stories), rng)
    examples = [
        *of_stories(stories, rng),
        *(pickle.loads(given.searched.read_bytes()) if given.searched else ()),
        *rng.sample(of_all, int(len(of_all) * given.keep)),
    ]
    groups = mix.asked_somehow([Group([example]) for example in evened(examples, rng)], rng)
    encoder = Encoder(tokenizer, given.seed)
    rows = (encoder.rows(group.always) for group in groups)
    packed = pack.pack(Group(row) for row in rows if row)
    packed.save(given.out)
    print(f"{len(packed.kind)} windows, {len(packed.tokens) / len(packed.kind):.0f} tokens each")


if __name__ == "__main__":
    main()
