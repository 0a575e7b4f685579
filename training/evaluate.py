"""Measures the reader as shipped, through `service.reader`.

    python -m training.evaluate --data DIR [--reader FOLDER] [--sample 2000] [--only NAME ...]

prints one JSON line per measure. Thresholds come from `models/reader/config.json`, where they were
put by `training.calibrate` from held-out parts, unless a line says "best".
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from corpus.model import Hit, Passage
from service.reader import FOLDER, Reader, Reading
from training import sets
from training.metrics import auroc, best_f1, best_threshold, exact, ndcg
from training.negatives import Lookalikes
from training.sets import NONE, YES, Example

Scores = dict[str, float | int | str]


def hit(title: str, text: str, *, article_id: str = "", score: float = 0.0) -> Hit:
    passage = Passage(article_id=article_id or title, version=1, start=0, end=len(text), text=text)
    return Hit(passage=passage, title=title, score=score)


def said(reading: Reading) -> str:
    spans = reading.spans
    return reading.hit.passage.text[spans[0].start : spans[0].end] if spans else ""


def belief(reading: Reading) -> float:
    """How much the reader believes in its best span."""
    return reading.spans[0].score if reading.spans else -99.0


class Measures:
    """One method per line of the model card."""

    def __init__(self, data: Path, reader: Reader, sample: int) -> None:
        self.data, self.reader, self.sample = data, reader, sample
        self.pool = ThreadPoolExecutor(4)

    def picked(self, examples: Iterable[Example], sample: int | None = None) -> list[Example]:
        found = list(examples)
        count = min(len(found), sample or self.sample)
        return random.Random(7).sample(found, count)

    def read(self, examples: Sequence[Example]) -> list[Reading]:
        """Each question with its own paragraph."""

        def one(e: Example) -> Reading:
            return self.reader.read(e.question, [hit(e.title, e.text)])[0]

        return list(self.pool.map(one, examples))

    def squad1(self) -> Scores:
        return self._spans(sets.squad(self.data / "squad/dev-v1.1.json.gz"))

    def xquad(self) -> Scores:
        return self._spans(sets.squad(self.data / "xquad/xquad.en.json.gz"))

    def shifts(self) -> Scores:
        held = (e for e in sets.squad_shifts(self.data) if sets.held_out(e.article, 10))
        return self._spans(held)

    def policy(self) -> Scores:
        held = (e for e in sets.policy_qa(self.data) if sets.held_out(e.article, 10))
        return self._spans(held)

    def _spans(self, examples: Iterable[Example]) -> Scores:
        picked = self.picked(examples)
        answers = [said(reading) for reading in self.read(picked)]
        pairs = list(zip(answers, picked, strict=True))
        return {
            "questions": len(picked),
            "em": 100 * statistics.mean(exact(a, e.answers) for a, e in pairs),
            "f1": 100 * statistics.mean(best_f1(a, e.answers) for a, e in pairs),
        }

    def squad2(self) -> Scores:
        picked = self.picked(sets.squad(self.data / "squad/dev-v2.0.json.gz"))
        readings = self.read(picked)
        gains = [best_f1(said(r), e.answers) for r, e in zip(readings, picked, strict=True)]
        empty = [float(e.kind == NONE) for e in picked]
        scores = [belief(r) for r in readings]
        possible = [e.kind != NONE for e in picked]
        held = (self.reader.calibration or {}).get("span_threshold", 0.0)
        result: Scores = {"questions": len(picked), "auroc": auroc(scores, possible)}
        best = best_threshold(scores, gains, empty)
        for name, threshold in (("best", best), ("held_out", held)):
            got = [
                gain if score >= threshold else nothing
                for score, gain, nothing in zip(scores, gains, empty, strict=True)
            ]
            result[f"f1_{name}"] = 100 * statistics.mean(got)
            result[f"threshold_{name}"] = threshold
        result["auroc_relevance"] = auroc([r.relevance for r in readings], possible)
        result["auroc_kind"] = auroc([-r.kinds.none for r in readings], possible)
        answered = [g for g, p in zip(gains, possible, strict=True) if p]
        result["f1_answerable"] = 100 * statistics.mean(answered)
        return result

    def boolq(self) -> Scores:
        held = [e for e in sets.bool_q(self.data) if sets.held_out(e.article, 20)]
        return self._yes_no(held)

    def strategyqa(self) -> Scores:
        return self._yes_no(list(sets.strategy_qa(self.data, "dev")))

    def pubmedqa(self) -> Scores:
        held = [e for e in sets.pubmed_qa(self.data) if sets.held_out(e.article, 20)]
        return self._yes_no([e for e in held if e.kind != NONE])

    def _yes_no(self, examples: Sequence[Example]) -> Scores:
        readings = self.read(examples)
        right = [
            (r.kinds.yes > r.kinds.no) == (e.kind == YES)
            for r, e in zip(readings, examples, strict=True)
        ]
        yes = statistics.mean(float(e.kind == YES) for e in examples)
        return {
            "questions": len(examples),
            "accuracy": 100 * statistics.mean(right),
            "majority": 100 * max(yes, 1 - yes),
        }

    def clapnq(self) -> Scores:
        threshold = (self.reader.calibration or {}).get("span_threshold", 0.0)
        refused: dict[str, list[bool]] = {}
        beliefs: dict[str, list[float]] = {}
        overlap = []
        for name in ("answerable", "unanswerable"):
            rows = sets.load(self.data / f"clapnq/dev_{name}.jsonl.gz")
            readings = list(self.pool.map(self._clapnq_reading, rows))
            beliefs[name] = [belief(reading) for reading in readings]
            refused[name] = [score < threshold for score in beliefs[name]]
            if name == "answerable":
                overlap = [_cited_f1(r, row) for r, row in zip(readings, rows, strict=True)]
        scores = [*beliefs["answerable"], *beliefs["unanswerable"]]
        return {
            "refused_unanswerable": 100 * statistics.mean(refused["unanswerable"]),
            "refused_answerable": 100 * statistics.mean(refused["answerable"]),
            "auroc": auroc(scores, [i < len(beliefs["answerable"]) for i in range(len(scores))]),
            "cited_sentences_f1": statistics.mean(overlap),
        }

    def _clapnq_reading(self, row: dict[str, Any]) -> Reading:
        passage = row["passages"][0]
        return self.reader.read(row["input"], [hit(passage["title"], passage["text"])], spans=8)[0]

    def hotpotqa(self) -> Scores:
        rows = sets.load(self.data / "multihop/hotpotqa_train.json.gz")
        corpus = sets.load(self.data / "multihop/hotpotqa_train_corpus.json.gz")
        texts = [(title, "".join(sentences)) for title, sentences in corpus.items()]
        asked = [(r["question"], {dict(texts)[t] for t, _ in r["supporting_facts"]}) for r in rows]
        return self._supporting(texts, asked)

    def musique(self) -> Scores:
        rows = sets.load(self.data / "multihop/musique_train.json.gz")
        corpus = sets.load(self.data / "multihop/musique_train_corpus.json.gz")
        texts = [(row["title"], row["text"]) for row in corpus]
        asked = [
            (
                r["question"],
                {p["paragraph_text"] for p in r["paragraphs"] if p["is_supporting"]},
            )
            for r in rows
        ]
        return self._supporting(texts, asked)

    def _supporting(
        self, texts: Sequence[tuple[str, str]], asked: Sequence[tuple[str, set[str]]]
    ) -> Scores:
        """Share of supporting paragraphs among the first five, before and after reading."""
        examples = [Example(question="", title=title, text=text) for title, text in texts]
        index, before, after = Lookalikes(examples), [], []
        for question, wanted in asked:
            found = index.search(question, 20)
            order = self._reranked(question, [(title, text) for text, title in found])
            read = [found[i][0] for i in order]
            before.append(len(wanted & {text for text, _ in found[:5]}) / len(wanted))
            after.append(len(wanted & set(read[:5])) / len(wanted))
        return {
            "bm25_recall_5": 100 * statistics.mean(before),
            "read_recall_5": 100 * statistics.mean(after),
        }

    def _reranked(self, question: str, found: Sequence[tuple[str, str]]) -> list[int]:
        """Positions, best first: half the reader's relevance, half the rank it came with."""
        readings = self.reader.read(question, [hit(title, text) for title, text in found])
        by_reader = sorted(range(len(found)), key=lambda i: (-readings[i].relevance, i))
        place = {i: rank for rank, i in enumerate(by_reader)}
        fused = [1 / (10 + place[i]) + 1 / (10 + i) for i in range(len(found))]
        return sorted(range(len(found)), key=lambda i: (-fused[i], i))

    def scifact(self) -> Scores:
        corpus = {r["_id"]: r for r in sets.load(self.data / "scifact/corpus.jsonl.gz")}
        keys = {row["text"]: key for key, row in corpus.items()}
        examples = [Example(question="", title=r["title"], text=r["text"]) for r in corpus.values()]
        index = Lookalikes(examples)
        lines = (self.data / "scifact/queries.jsonl").read_text().splitlines()
        wanted = _qrels(next((self.data / "scifact/qrels").glob("test*")))
        before, after = [], []
        for query in (json.loads(line) for line in lines):
            if query["_id"] not in wanted:
                continue
            found = index.search(query["text"], 20)
            order = self._reranked(query["text"], [(title, text) for text, title in found])
            before.append(ndcg([keys[text] for text, _ in found], wanted[query["_id"]]))
            after.append(ndcg([keys[found[i][0]] for i in order], wanted[query["_id"]]))
        return {
            "questions": len(before),
            "bm25_ndcg_10": statistics.mean(before),
            "read_ndcg_10": statistics.mean(after),
        }

    def latency(self) -> Scores:
        """Eight passages of about 160 tokens each, question and title included."""
        text = next(
            e.text for e in sets.squad(self.data / "squad/dev-v1.1.json.gz") if len(e.text) > 900
        )
        hits = [hit("Super Bowl", text[i * 3 : i * 3 + 690]) for i in range(8)]
        times = []
        for _ in range(25):
            began = time.perf_counter()
            self.reader.read("Who won the game that was played in February?", hits)
            times.append(1000 * (time.perf_counter() - began))
        return {"median_ms": statistics.median(times), "best_ms": min(times)}


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


MARGIN = 6.0


def _qrels(path: Path) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    for line in path.read_text().splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            wanted.setdefault(query, set()).add(document)
    return wanted


MEASURES: dict[str, Callable[[Measures], Scores]] = {
    "squad1": Measures.squad1,
    "squad2": Measures.squad2,
    "xquad": Measures.xquad,
    "shifts": Measures.shifts,
    "policy": Measures.policy,
    "boolq": Measures.boolq,
    "strategyqa": Measures.strategyqa,
    "pubmedqa": Measures.pubmedqa,
    "clapnq": Measures.clapnq,
    "hotpotqa": Measures.hotpotqa,
    "musique": Measures.musique,
    "scifact": Measures.scifact,
    "latency": Measures.latency,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", type=Path, default=FOLDER)
    parser.add_argument("--sample", type=int, default=2000, help="questions per large set")
    parser.add_argument("--only", nargs="*", choices=MEASURES, default=list(MEASURES))
    given = parser.parse_args()
    measures = Measures(given.data, Reader(given.reader), given.sample)
    for name in given.only:
        scores = MEASURES[name](measures)
        shown = {k: round(v, 3) if isinstance(v, float) else v for k, v in scores.items()}
        print(json.dumps({"measure": name, **shown}), flush=True)


if __name__ == "__main__":
    main()
