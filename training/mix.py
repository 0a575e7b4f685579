"""What is trained on: groups of passages that share one question, tokenized and written to disk.

    python -m training.mix --data DIR --model MINILM_FOLDER --out mix.npz

The shares below are of questions; `training/README.md` says why each form is there.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from service.wording import asks_yes_or_no
from training import pack, sets, written
from training.denials import denials
from training.encode import Encoder, Row
from training.haste import misspelt, terse
from training.mixer import Mixer
from training.openended import open_ended
from training.pack import Group
from training.phrases import rephrased
from training.rewording import Rewordings
from training.sets import Example
from training.talk import Talk, talk
from training.words import Likeness
from training.written import Question, Story
from training.yesno import YesNo

# Shares of groups whose question is misspelt, terse, put in other words (where a rule or a
# thesaurus knows any) or has talk around it, whose passages lose their date, and of passages that
# lose their title.
MISSPELT, TERSE, REWORDED, TALKED, UNDATED, UNTITLED = 0.06, 0.1, 0.5, 0.15, 0.25, 0.25
MADE_YES_NO = MADE_DENIALS = 6_000
# How many questions of a set at most, and how often one is drawn.
ANSWERED_IN_WORDS = {
    "squad": (90_000, 1), "shifts": (25_000, 1), "nq": (4_000, 2), "policy": (7_500, 1),
}  # fmt: skip
YES_OR_NO = {"boolq": 2, "strategy": 1, "pubmed": 1, "claims": 1}


def train_parts(data: Path, *, held_out: bool = False) -> dict[str, list[Example]]:
    """What `training/splits.md` lists as trained on, or as held out of it."""
    parts = {
        "squad": (sets.squad_train(data), 5),
        "shifts": (sets.squad_shifts(data), 10),
        "policy": (sets.policy_qa(data), 10),
        "nq": (sets.natural_questions(data), 10),
        "boolq": (sets.bool_q(data), 20),
        "strategy": (sets.strategy_qa(data), 0),
        "pubmed": (sets.pubmed_qa(data), 20),
        "claims": (sets.claims(data), 10),
    }
    return {
        name: [example for example in found if sets.held_out(example.article, percent) == held_out]
        for name, (found, percent) in parts.items()
    }


def mix(
    parts: Mapping[str, Sequence[Example]],
    likeness: Likeness,
    rng: random.Random,
    scale: float,
    times: int,
) -> list[Group[Example]]:
    """The groups of all sets: each is drawn from `times` times, and turned into other forms."""
    made: list[Group[Example]] = []
    rewordings = Rewordings()
    for name, (count, again) in ANSWERED_IN_WORDS.items():
        mixer = Mixer(parts[name], likeness, rng.randrange(1 << 30))
        for _ in range(again * times):
            picked = _drawn(parts[name], int(count * scale), rng)
            asked = [_in_other_words(example, rewordings, rng) for example in picked]
            made += [group for example in asked for group in mixer.groups(example)]
    for name in filter(parts.get, YES_OR_NO):
        mixer = Mixer(parts[name], likeness, rng.randrange(1 << 30))
        for _ in range(YES_OR_NO[name] * times):
            picked = rng.sample(parts[name], int(len(parts[name]) * min(1, scale)))
            made += [mixer.misplaced(example) for example in picked]
    share = scale * times
    made += _made_yes_no(parts["squad"], int(MADE_YES_NO * share), likeness, rng)
    made += [Group([e]) for e in denials(parts["squad"], int(MADE_DENIALS * share), rng)]
    return made


def asked_somehow(groups: Sequence[Group[Example]], rng: random.Random) -> list[Group[Example]]:
    """The groups, mixed, each with its question as people may type it."""
    around = talk()
    return [_asked_somehow(group, around, rng) for group in rng.sample(groups, len(groups))]


def _drawn(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """At most `count` of the examples, those first that ask for more than a name or a number."""
    mixed = rng.sample(examples, len(examples))
    return sorted(mixed, key=lambda example: not open_ended(example))[:count]


def _made_yes_no(
    examples: Sequence[Example], count: int, likeness: Likeness, rng: random.Random
) -> list[Group[Example]]:
    maker = YesNo(likeness, rng.randrange(1 << 30))
    asked = (maker.make(example) for example in rng.sample(examples, len(examples)))
    return [Group([example]) for example, _ in zip(filter(None, asked), range(count), strict=False)]


def _maybe_untitled(example: Example) -> Example:
    """A quarter goes without its title, so that nothing rests on it."""
    return replace(example, title="") if hash_share(example.text) < UNTITLED else example


def _in_other_words(example: Example, rewordings: Rewordings, rng: random.Random) -> Example:
    """The example, for a share of questions asked in other words than its writer's."""
    if rng.random() >= REWORDED:
        return example
    known = rewordings.of(example, rng)
    said = rephrased(example.question, rng)
    ways = [*known[: 2 if said else 3], *([said] if said else [])]
    return replace(example, question=rng.choice(ways)) if ways else example


def _asked_somehow(group: Group[Example], around: Talk, rng: random.Random) -> Group[Example]:
    """The group with its question as people may type it: in haste or as it is, for some with talk
    before or after it. All passages of a group share the question; wrong questions, which differ,
    have the same talk around them and are else left as they are."""
    draw, talked, seed = rng.random(), rng.random() < TALKED, rng.random()
    dated = rng.random() >= UNDATED
    put = {example.question: example.question for example in group.every}
    if len(put) == 1 and draw < MISSPELT:
        put = {question: misspelt(question, rng) for question in put}
    elif len(put) == 1 and draw < MISSPELT + TERSE:
        put = {question: terse(question) for question in put}
    if talked:
        title = group.every[0].title
        put = {q: around.around(said, title, random.Random(seed)) for q, said in put.items()}
    return _each(group, put, dated)


def _each(group: Group[Example], asked: Mapping[str, str], dated: bool) -> Group[Example]:
    def told(examples: Sequence[Example]) -> list[Example]:
        kept = examples if dated else [replace(e, published=None) for e in examples]
        return [_maybe_untitled(replace(e, question=asked[e.question])) for e in kept]

    return Group(told(group.always), told(group.wrong), group.used)


def _encoded(group: Group[Example], encoder: Encoder) -> Group[Row] | None:
    always, wrong = encoder.rows(group.always), encoder.rows(group.wrong)
    return None if always is None or wrong is None else Group(always, wrong, group.used)


def _files_and_times(told: str) -> tuple[str, float]:
    files, _, times = told.rpartition("=")
    if not files:
        raise ValueError(f"{told!r} is not FILES=TIMES")
    return files, float(times)


def fewer_polar(stories: Sequence[Story], share: float, rng: random.Random) -> list[Story]:
    """The stories with only a share of their yes/no questions."""

    def kept(question: Question) -> bool:
        return not asks_yes_or_no(question.text) or rng.random() < share

    return [replace(s, questions=[q for q in s.questions if kept(q)]) for s in stories]


def hash_share(text: str) -> float:
    """A number in [0, 1) that is always the same for one text: a group keeps or loses together."""
    return random.Random(text[-40:]).random()


def options(description: str | None) -> argparse.ArgumentParser:
    """What may be said of any mix."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=float, default=1.0, help="share of all that is made of sets")
    parser.add_argument(
        "--stories",
        nargs="+",
        type=_files_and_times,
        metavar="FILES=TIMES",
        help="how often each question of training/questions is there, by the first pattern that"
        " fits its file: 'news/beat-*=2' '*=0.2'",
    )
    parser.add_argument(
        "--held-out", action="store_true", help="mix what is held out instead, to measure on"
    )
    return parser


def main() -> None:
    parser = options(__doc__)
    parser.set_defaults(stories=[("*", 2.0)])
    parser.add_argument("--scale", type=float, default=1.0, help="share of the questions")
    parser.add_argument("--times", type=int, default=1, help="forms of a question")
    parser.add_argument(
        "--others",
        type=float,
        default=written.OTHERS,
        help="so many passages of other texts are read with a question of training/questions",
    )
    parser.add_argument(
        "--polar", type=float, default=1.0, help="share of the yes/no questions among them"
    )
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    likeness = Likeness.of(given.model, tokenizer)
    encoder = Encoder(tokenizer, given.seed)
    parts = train_parts(given.data, held_out=given.held_out)
    rng = random.Random(given.seed)
    stories = fewer_polar(written.stories(given.data, held=given.held_out), given.polar, rng)
    made = mix(parts, likeness, rng, given.scale, given.times)
    made = rng.sample(made, int(len(made) * given.keep))
    made += written.groups(stories, dict(given.stories), given.seed, others=given.others)
    groups = asked_somehow(made, rng)
    packed = pack.pack(filter(None, (_encoded(group, encoder) for group in groups)))
    packed.save(given.out)
    count, tokens = len(packed.kind), len(packed.tokens)
    read = count - int(packed.wrong.sum()) + int(packed.used.sum())
    print(
        f"{len(packed.used)} groups, {count} passages, {tokens / count:.0f} tokens each;"
        f" {read} are read in an epoch"
    )


if __name__ == "__main__":
    main()
