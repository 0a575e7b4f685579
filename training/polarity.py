"""Fits what turns a reading into "Yes" or "No", on questions with their passage.

    python -m training.polarity --data DIR

writes the weights into `models/reader/calibration.json`; `training.calibrate` does so too. Five
kinds of question, since each alone teaches something one-sided: searches (BoolQ), titles of
abstracts (PubMedQA), questions made from SQuAD's (`training.yesno`), questions made from plain
statements and denials (`training.denials`), and some of what is held out of those that were
written for the purpose (`training.written`). Of the first two it is the part that the reader was
trained on, since people wrote few and the other part is reported: the reader hardly knows them
better for it.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from corpus import bundled
from service import confidence
from service.decision import FOLDER, read_again
from service.judgement import judge
from service.polarity import evidence
from service.reader import Reader
from training import sets, written
from training.denials import denials
from training.sets import NO, YES, Example
from training.words import Likeness
from training.yesno import YesNo

# So many are made of SQuAD's questions, and so many of those written are drawn.
_SEED, _MADE, _WRITTEN = 5, 640, 6_000
# There are 116 of these: each counts as several, so that they are heard among the thousands.
_MOST_DENIALS, _DENIAL_COUNTS = 400, 4.0


def likeness() -> Likeness:
    """Return the likeness of words by the embedding model's own vectors of them."""
    return Likeness.of(bundled.folder(), bundled.tokenizer())


@dataclass(frozen=True, slots=True)
class Decided:
    """A yes/no question with the passage that decides, and how much it counts; `seen` by the reader
    in training, `fitted` on, or for the temperature alone."""

    example: Example
    counts: float = 1.0
    seen: bool = False
    fitted: bool = True


def questions(data: Path, alike: Likeness) -> Iterator[Decided]:
    """Yield what the weights and the temperature are fitted on."""
    for example in [*sets.bool_q(data), *sets.pubmed_qa(data)]:
        if example.kind in {YES, NO}:
            seen = not sets.held_out(example.article, 20)
            yield Decided(example, seen=seen, fitted=seen)
    squad = sets.squad_train(data)
    source = [e for e in squad if sets.held_out(e.article, 5)]
    maker = YesNo(alike, _SEED)
    asked = [maker.make(e) for e in random.Random(_SEED).sample(source, 4 * _MADE)]
    made = [e for e in asked if e and e.question.endswith("?")]
    yield from map(Decided, made[:_MADE])
    plain = source + list(sets.squad(data / "squadshifts/new_wiki_v1.0.json.gz"))
    for example in denials(plain, _MOST_DENIALS, random.Random(_SEED)):
        yield Decided(example, counts=_DENIAL_COUNTS)
    of_stories = [e for s in written.stories(data, held=True) for e in s.examples()]
    asked_so = [e for e in of_stories if e.kind in {YES, NO}]
    drawn = random.Random(_SEED).sample(asked_so, min(len(asked_so), _WRITTEN))
    yield from map(Decided, drawn)


def fit(data: Path, alike: Likeness, order: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of a logistic regression for yes: "bias", and one for each evidence."""
    reader, decider = Reader(), Reader(FOLDER)

    def weighed(one: Decided) -> dict[str, float] | None:
        question = f"{one.example.question.rstrip('?')}?"
        readings = reader.read(question, [one.example.hit])
        judgement = judge(question, readings, order)
        if not judgement.selected:
            return None
        return evidence(question, *read_again(question, judgement, decider))

    asked = list(questions(data, alike))
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(weighed, asked))
    kept = [(e, one) for e, one in zip(found, asked, strict=True) if e]
    rows = np.array([list(e.values()) for e, _ in kept])
    yes = np.array([one.example.kind == YES for _, one in kept])
    counts = np.array([one.counts for _, one in kept])
    fitted, seen = (np.array([getattr(one, n) for _, one in kept]) for n in ("fitted", "seen"))
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(rows[fitted], yes[fitted], sample_weight=counts[fitted])
    sides = model.decision_function(rows) * np.where(yes, 1.0, -1.0)
    scale = _temperature(sides[~seen], counts[~seen])
    weights = zip(("bias", *kept[0][0]), (model.intercept_[0], *model.coef_[0]), strict=True)
    return {name: round(float(weight) * scale, 4) for name, weight in weights}


def _temperature(sides: np.ndarray, counts: np.ndarray) -> float:
    """What logits (positive where right) are multiplied by, so that they are as sure as right."""
    best = minimize_scalar(
        lambda scale: float(np.average(np.logaddexp(0.0, -scale * sides), weights=counts)),
        bounds=(0.0, 1.0),
    )
    return float(best.x)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    stored = json.loads(confidence.FILE.read_text(encoding="utf-8"))
    order = stored["calibration"]["order"]
    stored["calibration"]["polarity"] = fit(given.data, likeness(), order)
    confidence.FILE.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(stored["calibration"]["polarity"])


if __name__ == "__main__":
    main()
