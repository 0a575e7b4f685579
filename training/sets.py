"""The data sets as questions, each with the passage that answers it, split by article.

`training/splits.md` says which part of each set is trained on, held out, or only reported.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corpus.model import Hit, Passage

SQUAD_TRAIN = "squad/train-v1.1.json.gz"
SPAN, YES, NO, NONE = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question and one passage; `spans` are the accepted answers as character ranges."""

    question: str
    title: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    kind: int = SPAN
    article: str = ""
    answers: tuple[str, ...] = ()
    published: date | None = None

    @property
    def hit(self) -> Hit:
        """The passage as the service finds it."""
        return hit(self.title, self.text, published=self.published)


def hit(
    title: str,
    text: str,
    *,
    article_id: str = "",
    score: float = 0.0,
    published: date | None = None,
) -> Hit:
    """Return a passage as the service finds it."""
    passage = Passage(article_id=article_id or title, version=1, start=0, end=len(text), text=text)
    return Hit(passage=passage, title=title, published=published, score=score)


def load(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(x) for x in file] if ".jsonl" in path.name else json.load(file)


def held_out(key: str, percent: int) -> bool:
    """True for about `percent` of all keys, always the same ones."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100 < percent


def occurrences(text: str, answer: str) -> tuple[tuple[int, int], ...]:
    """Every place where `answer` stands as whole words; at most eight."""
    left = r"(?<!\w)" if answer[:1].isalnum() else ""
    right = r"(?!\w)" if answer[-1:].isalnum() else ""
    found = re.finditer(left + re.escape(answer) + right, text)
    return tuple(match.span() for match, _ in zip(found, range(8), strict=False))


def headline(article: Mapping[str, Any]) -> str:
    """The title of an article of SQuAD as it is written, not as it stands in an address."""
    return unquote(article["title"]).replace("_", " ")


def squad(path: Path, *, title: bool = True) -> Iterator[Example]:
    """A set in SQuAD's format. The most frequent of several annotators' answers is taken."""
    for article in load(path)["data"]:
        name = headline(article)
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            key = name if title else f"{name}/{number}"
            for asked in paragraph["qas"]:
                answers = [answer["text"] for answer in asked["answers"]]
                example = Example(
                    question=asked["question"].strip(),
                    title=name if title else "",
                    text=text,
                    article=key,
                    kind=SPAN if answers else NONE,
                    answers=tuple(dict.fromkeys(answers)),
                    spans=_accepted(text, answers, asked["answers"]),
                )
                if example.spans or example.kind == NONE:
                    yield example


def _accepted(text: str, answers: list[str], marked: list[Any]) -> tuple[tuple[int, int], ...]:
    if not answers:
        return ()
    count = Counter(answers)
    best = min(count, key=lambda answer: (-count[answer], len(answer)))
    start = next(a["answer_start"] for a in marked if a["text"] == best)
    given = ((start, start + len(best)),) if text[start : start + len(best)] == best else ()
    return occurrences(text, best) or given


def squad_train(data: Path) -> Iterator[Example]:
    return squad(data / SQUAD_TRAIN)


def squad_shifts(data: Path) -> Iterator[Example]:
    yield from squad(data / "squadshifts/new_wiki_v1.0.json.gz")
    for name in ("amazon_reviews", "reddit"):
        yield from squad(data / f"squadshifts/{name}_v1.0.json.gz", title=False)


def policy_qa(data: Path) -> Iterator[Example]:
    for name in ("dev", "test"):
        yield from squad(data / f"policyqa/{name}.json.gz")


def natural_questions(data: Path) -> Iterator[Example]:
    for row in load(data / "nq_oracle/nq-open-oracle.jsonl.gz"):
        context = row["ctxs"][0]
        spans = [s for answer in row["answers"] for s in occurrences(context["text"], answer)]
        if spans:
            yield Example(
                question=row["question"],
                title=context["title"],
                text=context["text"],
                spans=tuple(spans),
                article=context["title"],
                answers=tuple(row["answers"]),
            )


def bool_q(data: Path) -> Iterator[Example]:
    for row in load(data / "boolq/val.jsonl.gz"):
        title, _, text = row["passage"].partition(" -- ")
        yield Example(
            question=row["question"],
            title=title if text else "",
            text=text or title,
            kind=YES if row["label"] else NO,
            article=title,
        )


def strategy_qa(data: Path, name: str = "train") -> Iterator[Example]:
    for row in load(data / f"strategyqa/{name}.json.gz"):
        if row["facts"]:
            yield Example(
                question=row["question"],
                title=row["term"],
                text=" ".join(row["facts"]),
                kind=YES if row["answer"] else NO,
                article=row["qid"],
            )


def pubmed_qa(data: Path) -> Iterator[Example]:
    kinds = {"yes": YES, "no": NO, "maybe": NONE}
    for key, row in load(data / "pubmedqa/ori_pqal.json.gz").items():
        yield Example(
            question=row["QUESTION"],
            title="",
            # The conclusion decides; the abstract without it often does not.
            text=" ".join([*row["CONTEXTS"][-1:], row["LONG_ANSWER"]]),
            kind=kinds[row["final_decision"]],
            article=key,
        )


def claims(data: Path) -> Iterator[Example]:
    """FM2, WiCE train and WiCE dev: claims with evidence; supported is YES, refuted is NO."""
    for name in ("dev", "test"):
        yield from fm2(data, name)
    yield from wice(data, "non_supported_tokens/train")
    yield from wice(data, "entailment_retrieval/claim/dev")


def fm2(data: Path, name: str) -> Iterator[Example]:
    for row in load(data / f"fm2/{name}.jsonl.gz"):
        yield Example(
            question=row.get("text") or row["claim"],
            title=row.get("wikipedia_page", "").replace("_", " "),
            text=" ".join(piece["text"] for piece in row["gold_evidence"]),
            kind=YES if row["label"] == "SUPPORTS" else NO,
            article=row["id"],
        )


def wice(data: Path, name: str) -> Iterator[Example]:
    """Claims of Wikipedia with the sentences of a cited page that bear on them, at most six."""
    for row in load(data / f"wice/{name}.jsonl.gz"):
        picked = sorted(row["supporting_sentences"][0]) if row["supporting_sentences"] else []
        picked = picked or list(range(2, 8))
        sentences = [row["evidence"][n] for n in picked[:6] if n < len(row["evidence"])]
        yield Example(
            question=row["claim"],
            title="",
            text=" ".join(sentences),
            kind=YES if row["label"] == "supported" else NONE,
            article=row["claim"],
        )
