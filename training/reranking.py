"""Paragraphs put in a new order by reading them."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from training import sets
from training.asker import Asker, Scores
from training.metrics import ndcg
from training.negatives import Lookalikes
from training.sets import Example, hit


def hotpotqa(asker: Asker) -> Scores:
    rows = sets.load(asker.data / "multihop/hotpotqa_train.json.gz")
    corpus = sets.load(asker.data / "multihop/hotpotqa_train_corpus.json.gz")
    texts = [(title, "".join(sentences)) for title, sentences in corpus.items()]
    asked = [(r["question"], {dict(texts)[t] for t, _ in r["supporting_facts"]}) for r in rows]
    return _supporting(asker, texts, asked)


def musique(asker: Asker) -> Scores:
    rows = sets.load(asker.data / "multihop/musique_train.json.gz")
    corpus = sets.load(asker.data / "multihop/musique_train_corpus.json.gz")
    texts = [(row["title"], row["text"]) for row in corpus]
    asked = [
        (
            r["question"],
            {p["paragraph_text"] for p in r["paragraphs"] if p["is_supporting"]},
        )
        for r in rows
    ]
    return _supporting(asker, texts, asked)


def _supporting(
    asker: Asker, texts: Sequence[tuple[str, str]], asked: Sequence[tuple[str, set[str]]]
) -> Scores:
    """Share of supporting paragraphs among the first five, before and after reading."""
    examples = [Example(question="", title=title, text=text) for title, text in texts]
    index, before, after = Lookalikes(examples), [], []
    for question, wanted in asked:
        found = index.search(question, 20)
        order = _reranked(asker, question, [(title, text) for text, title in found])
        read = [found[i][0] for i in order]
        before.append(len(wanted & {text for text, _ in found[:5]}) / len(wanted))
        after.append(len(wanted & set(read[:5])) / len(wanted))
    return {
        "bm25_recall_5": 100 * statistics.mean(before),
        "read_recall_5": 100 * statistics.mean(after),
    }


def _reranked(asker: Asker, question: str, found: Sequence[tuple[str, str]]) -> list[int]:
    """Positions, best first: half the reader's relevance, half the rank it came with."""
    readings = asker.reader.read(question, [hit(title, text) for title, text in found])
    by_reader = sorted(range(len(found)), key=lambda i: (-readings[i].relevance, i))
    place = {i: rank for rank, i in enumerate(by_reader)}
    fused = [1 / (10 + place[i]) + 1 / (10 + i) for i in range(len(found))]
    return sorted(range(len(found)), key=lambda i: (-fused[i], i))


def scifact(asker: Asker) -> Scores:
    corpus = {r["_id"]: r for r in sets.load(asker.data / "scifact/corpus.jsonl.gz")}
    keys = {row["text"]: key for key, row in corpus.items()}
    examples = [Example(question="", title=r["title"], text=r["text"]) for r in corpus.values()]
    index = Lookalikes(examples)
    lines = (asker.data / "scifact/queries.jsonl").read_text().splitlines()
    wanted = _qrels(next((asker.data / "scifact/qrels").glob("test*")))
    before, after = [], []
    for query in (json.loads(line) for line in lines):
        if query["_id"] not in wanted:
            continue
        found = index.search(query["text"], 20)
        order = _reranked(asker, query["text"], [(title, text) for text, title in found])
        before.append(ndcg([keys[text] for text, _ in found], wanted[query["_id"]]))
        after.append(ndcg([keys[found[i][0]] for i in order], wanted[query["_id"]]))
    return {
        "questions": len(before),
        "bm25_ndcg_10": statistics.mean(before),
        "read_ndcg_10": statistics.mean(after),
    }


def _qrels(path: Path) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    for line in path.read_text().splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            wanted.setdefault(query, set()).add(document)
    return wanted
