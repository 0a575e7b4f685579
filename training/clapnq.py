"""CLAPnq: refusing what a passage does not answer, and citing the sentences that do."""

import statistics
from typing import Any

from service.reader import Reading
from training import sets
from training.asker import Asker, Scores, belief
from training.metrics import auroc
from training.sets import hit

# Spans this far below the best still point at a sentence that belongs to the answer.
MARGIN = 6.0


def clapnq(asker: Asker) -> Scores:
    refused: dict[str, list[bool]] = {}
    beliefs: dict[str, list[float]] = {}
    overlap = []
    for name in ("answerable", "unanswerable"):
        rows = sets.load(asker.data / f"clapnq/dev_{name}.jsonl.gz")
        readings = list(asker.pool.map(lambda row: _reading(asker, row), rows))
        beliefs[name] = [belief(reading) for reading in readings]
        refused[name] = [score < asker.threshold for score in beliefs[name]]
        if name == "answerable":
            overlap = [_cited_f1(r, row) for r, row in zip(readings, rows, strict=True)]
    scores = [*beliefs["answerable"], *beliefs["unanswerable"]]
    return {
        "refused_unanswerable": 100 * statistics.mean(refused["unanswerable"]),
        "refused_answerable": 100 * statistics.mean(refused["answerable"]),
        "auroc": auroc(scores, [i < len(beliefs["answerable"]) for i in range(len(scores))]),
        "cited_sentences_f1": statistics.mean(overlap),
    }


def _reading(asker: Asker, row: dict[str, Any]) -> Reading:
    passage = row["passages"][0]
    return asker.reader.read(row["input"], [hit(passage["title"], passage["text"])], spans=8)[0]


def _cited_f1(reading: Reading, row: dict[str, Any]) -> float:
    """The sentences of the best spans, up to three, against those the annotators chose."""
    text, wanted = reading.hit.passage.text, set(row["output"][0]["selected_sentences"])
    places, at = [], 0
    for sentence in row["passages"][0]["sentences"]:
        start = text.find(sentence, at)
        places.append((start, start + len(sentence), sentence))
        at = max(at, start)
    chosen: list[str] = []
    for span in reading.spans:
        near = span.score > reading.spans[0].score - MARGIN
        inside = [s for start, end, s in places if start < span.end and span.start < end]
        chosen += [s for s in inside if near and s not in chosen]
    picked = set(chosen[:3])
    return 2 * len(picked & wanted) / (len(picked) + len(wanted)) if picked else 0.0
