"""Fits what turns a reading into "Yes" or "No", on questions with their passage.

    python -m training.polarity --data DIR

writes the weights into `models/reader/calibration.json`; `training.calibrate` does so too. Four
kinds of question, since each alone teaches something one-sided: searches (BoolQ), titles of
abstracts (PubMedQA), questions made from SQuAD's (`training.yesno`), and questions made from plain
statements and denials (`training.denials`). Of the first two it is the part that the reader was
trained on, since people wrote few and the other part is reported: the reader hardly knows them
better for it.
"""

import argparse
import json
import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from sklearn.linear_model import LogisticRegression

from corpus import bundled
from service import confidence
from service.judgement import judge
from service.polarity import evidence
from service.reader import Reader
from training import sets
from training.denials import denials
from training.sets import NO, YES, Example, hit
from training.words import Likeness
from training.yesno import YesNo

_SEED, _MADE = 5, 640
# There are 116 of these: each counts as several, so that they are heard among the thousands.
_MOST_DENIALS, _DENIAL_COUNTS = 400, 4.0


def likeness() -> Likeness:
    """Return the likeness of words by the embedding model's own vectors of them."""
    weights = load_file(bundled.folder() / "model.safetensors")
    words = weights["embeddings.word_embeddings.weight"].astype("float32")
    return Likeness(words, bundled.tokenizer())


def questions(data: Path, alike: Likeness) -> list[tuple[Example, float]]:
    """Return yes/no questions that are not reported, each with the passage that decides and how
    much it counts."""
    found = [e for e in sets.bool_q(data) if not sets.held_out(e.article, 20)]
    found += [e for e in sets.pubmed_qa(data) if not sets.held_out(e.article, 20)]
    squad = sets.squad(data / "squad/train-v1.1.json.gz")
    source = [e for e in squad if sets.held_out(e.article, 5)]
    maker = YesNo(alike, _SEED)
    asked = [maker.make(e) for e in random.Random(_SEED).sample(source, 4 * _MADE)]
    made = [e for e in asked if e and e.question.endswith("?")]
    plain = source + list(sets.squad(data / "squadshifts/new_wiki_v1.0.json.gz"))
    denied = denials(plain, _MOST_DENIALS, random.Random(_SEED))
    counted = [(e, 1.0) for e in found + made[:_MADE] if e.kind in {YES, NO}]
    return counted + [(e, _DENIAL_COUNTS) for e in denied]


def fit(data: Path, alike: Likeness, order: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of a logistic regression for yes: "bias", and one for each evidence."""
    reader = Reader()

    def weighed(example: Example) -> dict[str, float] | None:
        question = f"{example.question.rstrip('?')}?"
        readings = reader.read(question, [hit(example.title, example.text)])
        judgement = judge(question, readings, order)
        return evidence(question, judgement) if judgement.selected else None

    asked, counts = zip(*questions(data, alike), strict=True)
    with ThreadPoolExecutor() as pool:
        evidence_of = list(pool.map(weighed, asked))
    kept = [(e, x.kind == YES, n) for e, x, n in zip(evidence_of, asked, counts, strict=True) if e]
    found, yes, weight = zip(*kept, strict=True)
    rows = np.array([list(one.values()) for one in found])
    model = LogisticRegression(C=1.0, max_iter=1000).fit(rows, yes, sample_weight=weight)
    weights = zip(("bias", *found[0]), (model.intercept_[0], *model.coef_[0]), strict=True)
    return {name: round(float(weight), 4) for name, weight in weights}


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
