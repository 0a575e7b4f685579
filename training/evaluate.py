"""Measures the reader as shipped, through `service.reader`.

    python -m training.evaluate --data DIR [--reader FOLDER] [--sample 2000] [--only NAME ...]

prints one JSON line per measure. Refusal thresholds are chosen on held-out questions, half of them
near misses (`training.threshold`), unless a line says "best".
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from service.reader import FOLDER, Reader
from service.verdict import shipped
from training import clapnq, paragraphs, reranking, sets, support
from training.asker import Asker, Scores
from training.sets import hit


def latency(asker: Asker) -> Scores:
    """Eight passages of about 160 tokens each, question and title included."""
    text = next(
        e.text for e in sets.squad(asker.data / "squad/dev-v1.1.json.gz") if len(e.text) > 900
    )
    hits = [hit("Super Bowl", text[i * 3 : i * 3 + 690]) for i in range(8)]
    times = []
    for _ in range(25):
        began = time.perf_counter()
        asker.reader.read("Who won the game that was played in February?", hits)
        times.append(1000 * (time.perf_counter() - began))
    return {"median_ms": statistics.median(times), "best_ms": min(times)}


MEASURES: dict[str, Callable[[Asker], Scores]] = {
    "squad1": paragraphs.squad1,
    "squad2": paragraphs.squad2,
    "xquad": paragraphs.xquad,
    "shifts": paragraphs.shifts,
    "policy": paragraphs.policy,
    "written": paragraphs.written_questions,
    "news": paragraphs.news,
    "learned_news": paragraphs.learned_news,
    "briefs": paragraphs.briefs,
    "beats": paragraphs.beats,
    "talked": paragraphs.talked,
    "boolq": paragraphs.boolq,
    "strategyqa": paragraphs.strategyqa,
    "pubmedqa": paragraphs.pubmedqa,
    "clapnq": clapnq.clapnq,
    "hotpotqa": reranking.hotpotqa,
    "musique": reranking.musique,
    "scifact": reranking.scifact,
    "wice": lambda asker: support.wice(asker.data, shipped()),
    "fm2": lambda asker: support.fm2(asker.data, shipped()),
    "latency": latency,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", type=Path, default=FOLDER)
    parser.add_argument("--sample", type=int, default=2000, help="questions per large set")
    parser.add_argument("--only", nargs="*", choices=MEASURES, default=list(MEASURES))
    given = parser.parse_args()
    asker = Asker(given.data, Reader(given.reader), given.sample)
    for name in given.only:
        scores = MEASURES[name](asker)
        shown = {k: round(v, 3) if isinstance(v, float) else v for k, v in scores.items()}
        print(json.dumps({"measure": name, **shown}), flush=True)


if __name__ == "__main__":
    main()
