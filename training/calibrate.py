"""Fits, on held-out parts, what turns the reader's logits into decisions; writes it to config.json.

    python -m training.calibrate --data DIR --model MINILM_FOLDER [--reader models/reader]

Two settings are built from questions that were never trained on (`training/splits.md`):

- one paragraph: half the questions with their own paragraph, half made unanswerable; gives
  `span_threshold`, the span score from which answering beats refusing by F1;
- a collection: the ten best BM25 passages of several thousand are read. A quarter of the questions
  are near misses, another quarter have every passage with their answer taken away. Gives `order`,
  the weights by which the best span of all passages is picked, and `confidence`, a logistic
  regression from the features below to the probability that the pick is right.

`eval` has the guarantee on the rate of wrong answers; this is the score it works on.
"""

import argparse
import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

from service.reader import FOLDER, Reader, Reading, Span
from training import nearmiss, sets
from training.evaluate import Measures, belief, hit, said
from training.metrics import auroc, best_f1, best_threshold, normalised
from training.nearmiss import NearMisses
from training.negatives import Lookalikes
from training.sets import NONE, Example
from training.words import Likeness

FEATURES = ("span", "relevance", "margin", "answers", "log_rank", "agree")
DISTRACTORS, PASSAGES, RIGHT = 4_000, 10, 0.5


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate answer with what is known about it."""

    text: str
    span: Span
    reading: Reading
    rank: int


def candidates(readings: Sequence[Reading]) -> list[Pick]:
    """Every span of every passage; `rank` counts retrieved passages from 1."""
    return [
        Pick(_text(reading, span), span, reading, rank)
        for rank, reading in enumerate(readings, 1)
        for span in reading.spans
    ]


def _text(reading: Reading, span: Span) -> str:
    passage = reading.hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def order_score(pick: Pick, order: Mapping[str, float]) -> float:
    """By which the picks of several passages are compared."""
    return (
        pick.span.score
        + order["relevance"] * pick.reading.relevance
        + order["log_rank"] * math.log(pick.rank)
    )


def features(picks: Sequence[Pick], order: Mapping[str, float]) -> tuple[Pick, list[float]]:
    """The best pick and its features, in the order of `FEATURES`."""
    ranked = sorted(picks, key=lambda pick: -order_score(pick, order))
    best = ranked[0]
    words = normalised(best.text)
    others = [p for p in ranked[1:] if not _same(words, normalised(p.text))]
    margin = order_score(best, order) - order_score(others[0], order) if others else 20.0
    elsewhere = {
        p.rank for p in ranked if p.rank != best.rank and p.span.score > 0
        and _same(words, normalised(p.text))
    }  # fmt: skip
    return best, [
        best.span.score,
        best.reading.relevance,
        min(margin, 20.0),
        math.log((1 - best.reading.kinds.none + 1e-4) / (best.reading.kinds.none + 1e-4)),
        math.log(best.rank),
        float(bool(elsewhere)),
    ]


def _same(left: str, right: str) -> bool:
    return bool(left and right) and (left in right or right in left)


class Calibration:
    """The held-out questions and what is fitted on them."""

    def __init__(self, data: Path, reader: Reader, likeness: Likeness, count: int) -> None:
        self.measures, self.reader, self.count = Measures(data, reader, count), reader, count
        self.random = random.Random(11)
        every = list(sets.squad(data / "squad/train-v1.1.json.gz"))
        wiki = list(sets.squad(data / "squadshifts/new_wiki_v1.0.json.gz"))
        held = [e for e in every if sets.held_out(e.article, 5)]
        held += [e for e in wiki if sets.held_out(e.article, 10)]
        self.held = self.random.sample(held, min(count, len(held)))
        self.edits = NearMisses(held, likeness, 11)
        rest = self.random.sample(
            [e for e in every if not sets.held_out(e.article, 5)], DISTRACTORS
        )
        self.index = Lookalikes([*held, *rest])

    def fit(self) -> dict[str, Any]:
        asked = list(self.open_questions())
        order = self._order(asked)
        rows, right = [], []
        for example, readings in asked:
            best, values = features(candidates(readings), order)
            rows.append(values)
            right.append(example.kind != NONE and best_f1(best.text, example.answers) >= RIGHT)
        model = LogisticRegression(C=1.0, max_iter=1000).fit(np.array(rows), np.array(right))
        sure = model.predict_proba(np.array(rows))[:, 1]
        return {
            "span_threshold": self._span_threshold(),
            "order": order,
            "confidence": {
                "features": list(FEATURES),
                "weights": [round(float(w), 4) for w in model.coef_[0]],
                "bias": round(float(model.intercept_[0]), 4),
            },
            "fitted_on": {
                "questions": len(rows),
                "right": round(float(np.mean(right)), 4),
                "auroc": round(auroc(sure.tolist(), right), 4),
                "brier": round(float(np.mean((sure - np.array(right)) ** 2)), 4),
            },
        }

    def open_questions(self) -> Iterator[tuple[Example, list[Reading]]]:
        for number, example in enumerate(self.held):
            asked, without = example, ""
            if number % 4 == 1 and (swap := self.edits.swap(example)):
                asked = nearmiss.in_question(example, swap)
            elif number % 4 == 2:
                asked = replace(example, kind=NONE)
                without = example.answers[0].lower()
            found = self.index.search(asked.question, 3 * PASSAGES)
            if without:
                found = [(text, title) for text, title in found if without not in text.lower()]
            hits = [hit(title, text) for text, title in found[:PASSAGES]]
            readings = self.reader.read(asked.question, hits)
            if any(reading.spans for reading in readings):
                yield asked, readings

    def _order(self, asked: Sequence[tuple[Example, list[Reading]]]) -> dict[str, float]:
        """The weights that pick the right answer most often, by a small grid."""
        answerable = [(e, candidates(r)) for e, r in asked if e.kind != NONE]
        best, chosen = -1.0, {"relevance": 0.0, "log_rank": 0.0}
        for relevance in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0):
            for log_rank in (0.0, -0.25, -0.5, -1.0, -1.5):
                order = {"relevance": relevance, "log_rank": log_rank}
                score = sum(
                    best_f1(max(picks, key=lambda p: order_score(p, order)).text, e.answers)
                    for e, picks in answerable
                )
                if score > best + 1e-9:
                    best, chosen = score, order
        return chosen

    def _span_threshold(self) -> float:
        """On the questions with their own paragraph, half of them made unanswerable."""
        asked = []
        for number, example in enumerate(self.held):
            swap = self.edits.swap(example) if number % 2 else None
            asked.append(nearmiss.in_question(example, swap) if swap else example)
        readings = self.measures.read(asked)
        gains = [best_f1(said(r), e.answers) for r, e in zip(readings, asked, strict=True)]
        empty = [float(e.kind == NONE) for e in asked]
        gains = [0.0 if nothing else gain for gain, nothing in zip(gains, empty, strict=True)]
        return round(best_threshold([belief(r) for r in readings], gains, empty), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--reader", type=Path, default=FOLDER)
    parser.add_argument("--questions", type=int, default=2000)
    given = parser.parse_args()
    words = load_file(given.model / "model.safetensors")["embeddings.word_embeddings.weight"]
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    likeness = Likeness(words.astype("float32"), tokenizer)
    fitted = Calibration(given.data, Reader(given.reader), likeness, given.questions).fit()
    path = given.reader / "config.json"
    config = json.loads(path.read_text())
    config["calibration"] = fitted | {"weights": config["sha256"]}
    path.write_text(json.dumps(config, indent=2) + "\n")
    print(json.dumps(fitted, indent=2))


if __name__ == "__main__":
    main()
