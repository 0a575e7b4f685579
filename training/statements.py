"""Statements with a source each, some borne out by it and some not, for the support model.

- WiCE: claims of Wikipedia with the page that they cite; only wholly supported ones count. Its
  train part has none: its claims are parts of claims and all supported in part, so that to be short
  would come to mean to be unsupported.
- FM2: claims written to mislead, with their gold evidence; refuted or supported.
- SQuAD: a question and its answer as a statement (`training.yesno`) with its paragraph. Not borne
  out are: the statement with another answer from the paragraph or an opposite in it; the paragraph
  without the sentence that answers; another paragraph of the article.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.coverage import Source
from training import sets
from training.polarity import likeness
from training.sets import YES, Example
from training.yesno import YesNo

_SEED, _ASKED, _ASKED_HELD_OUT = 5, 2400, 1200
WICE_DEV = "entailment_retrieval/claim/dev"
WICE_TEST = "entailment_retrieval/claim/test"
# What statements made from SQuAD are held against; only the first two bear them out.
WHOLE, ANSWERING = "whole paragraph", "answering sentence"
SWAPPED, CUT, OTHER = "swapped", "sentence cut out", "other paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`origin` is the set that it is from, `kind` how it was made or how its authors label it;
    `held` says that it is kept from fitting (`training/splits.md`)."""

    text: str
    source: Source
    supported: bool
    article: str
    origin: str
    kind: str
    held: bool


def wice(data: Path, name: str) -> Iterator[Statement]:
    """Claims of a part of WiCE, each with its whole page. Those of the test part are all held."""
    for row in sets.load(data / f"wice/{name}.jsonl.gz"):
        yield Statement(
            text=row["claim"],
            source=Source(sentences=tuple(row["evidence"])),
            supported=row["label"] == "supported",
            article=row["claim"],
            origin="wice",
            kind=row["label"].replace("_", " "),
            held=name == WICE_TEST or sets.held_out(row["claim"], 10),
        )


def fm2(data: Path) -> Iterator[Statement]:
    for example in (e for name in ("dev", "test") for e in sets.fm2(data, name)):
        yield Statement(
            text=example.question,
            source=Source.of([example.text], example.title),
            supported=example.kind == YES,
            article=example.article,
            origin="fm2",
            kind="supported" if example.kind == YES else "refuted",
            held=True,
        )


def squad(data: Path) -> Iterator[Statement]:
    """Statements made from questions that are drawn at random, the same ones each time."""
    drawn = random.Random(_SEED)
    maker = YesNo(likeness(), _SEED)
    examples = list(sets.squad_train(data))
    for held, count in ((False, _ASKED), (True, _ASKED_HELD_OUT)):
        part = [example for example in examples if sets.held_out(example.article, 5) == held]
        chosen = drawn.sample(part, min(count, len(part)))
        paragraphs: dict[str, list[str]] = defaultdict(list)
        for example in chosen:
            paragraphs[example.article].append(example.text)
        for example in chosen:
            others = [text for text in paragraphs[example.article] if text != example.text]
            if made := maker.make(example):
                against = _against(example, others, drawn, supported=made.kind == YES)
                yield from (_statement(made, *one, held=held) for one in against)


def _against(
    example: Example, others: Sequence[str], drawn: random.Random, *, supported: bool
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what a statement is held against, and by which name."""
    sentences = Source.of([example.text]).sentences
    if not supported:
        yield SWAPPED, sentences
        return
    answer = example.text[slice(*example.spans[0])]
    answering = [sentence for sentence in sentences if answer in sentence]
    yield WHOLE, sentences
    if answering:
        yield ANSWERING, answering
        yield CUT, [sentence for sentence in sentences if sentence not in answering]
    if others:
        yield OTHER, Source.of([drawn.choice(others)]).sentences


def _statement(made: Example, kind: str, sentences: Sequence[str], *, held: bool) -> Statement:
    return Statement(
        text=made.question.rstrip("?. "),
        source=Source(sentences=tuple(sentences), about=made.title),
        supported=kind in {WHOLE, ANSWERING},
        article=made.article,
        origin="squad",
        kind=kind,
        held=held,
    )
