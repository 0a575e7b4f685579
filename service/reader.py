"""Reading: which passages answer a question, and where.

One small network (`models/reader`, made by `training/`) looks at a question and a passage together
and gives, as the DPR reader does (Karpukhin et al. 2020, arXiv 2004.04906), a relevance, a start
and an end logit of every token, and, as in BERT for SQuAD 2.0 (Devlin et al. 2019, arXiv
1810.04805), the same two logits for "no answer here"; and last, of which kind the answer is.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus.errors import ModelUnavailable
from corpus.model import Hit
from service.spans import Floats, Found, best_spans, without_overlap
from service.wording import asking_sentence

FOLDER = Path(__file__).parent.parent / "models" / "reader"
CLS, SEP, COLON = 101, 102, 1024
MAX_LENGTH, MAX_QUESTION, MAX_TITLE, OVERLAP = 256, 64, 32, 64
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A possible answer: character offsets into the article's text.

    `score` is start plus end logit, less those of "no answer here"; above 0 the reader rather
    believes in it.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Probabilities that the answer is words of the passage, yes, no, or not in this passage."""

    span: float
    yes: float
    no: float
    none: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One passage as it was read: `relevance` is a logit, `spans` are best first and disjoint.

    `no_answer` is the "no answer here" logit (start plus end) that span scores are measured from.
    """

    hit: Hit
    relevance: float
    no_answer: float
    spans: tuple[Span, ...]
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class _View:
    """What the network is given at once: a question and as much of a passage as fits."""

    ids: list[int]
    second: int
    passage: int
    offsets: list[tuple[int, int]]
    words: list[int | None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What it gave back; `span` holds the passage's own tokens."""

    span: Floats
    no_answer: float
    relevance: float
    kinds: Floats


def frame(
    question: Sequence[int], title: Sequence[int], window: Sequence[int]
) -> tuple[list[int], int, int]:
    """Token ids of one input, where its second part begins, and where its passage begins.

    `[CLS] question [SEP] title : passage [SEP]`; the title (see `heading`) gives context ("the
    company", "he") and is left out, with its colon, when there is none.
    """
    named = [*title[:MAX_TITLE], COLON] if title else []
    opening = [CLS, *question[:MAX_QUESTION], SEP]
    ids = [*opening, *named, *window, SEP]
    return ids, len(opening), len(opening) + len(named)


def heading(title: str, published: date | None) -> str:
    """What a passage is read under: the day on which its article was published, which its text may
    not tell ("in November", "this year"), and the article's title."""
    day = f"{published.day} {published:%B %Y}" if published else ""
    return ", ".join(filter(None, (day, title)))


def question_ids(question: str, encode: Callable[[str], Encoding]) -> list[int]:
    """Token ids of a question; of one with more than `MAX_QUESTION`, of the sentence that asks."""
    asked: list[int] = encode(question).ids
    return asked if len(asked) <= MAX_QUESTION else encode(asking_sentence(question)).ids


class Reader:
    """Reads passages. May be shared by threads; equal input gives equal output.

    Every passage is a run of its own, on one core, and `threads` of them run at once (default: as
    many as there are cores). That is faster here than one padded batch on all cores, and a
    passage's scores do not depend on its company, as they would with int8 activations.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        config = _config(folder)
        self._tokenizer = _tokenizer(folder / config["tokenizer"])
        self._session = _session(_weights(folder, config))
        # Weights that were not trained to read a passage under its day do not know what it is.
        self._with_day = bool(config.get("day"))
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._pool = ThreadPoolExecutor(threads or cores, thread_name_prefix="reader")

    def read(self, question: str, hits: Sequence[Hit], *, spans: int = 5) -> list[Reading]:
        """One reading per hit, in the same order, each with at most `spans` spans.

        Of a question of more than `MAX_QUESTION` tokens only the sentence that asks is read.
        """
        texts = [
            (heading(hit.title, hit.published if self._with_day else None), hit.passage.text)
            for hit in hits
        ]
        views, seen = self._look(question, texts)
        return [
            _reading(hit, views[number], seen[number], spans) for number, hit in enumerate(hits)
        ]

    def _look(
        self, question: str, texts: Sequence[tuple[str, str]]
    ) -> tuple[list[list[_View]], list[list[_Seen]]]:
        asked = question_ids(question, self._encode)
        views = [self._views(asked, title, text) for title, text in texts]
        results = iter(list(self._pool.map(self._run, [v for some in views for v in some])))
        return views, [[next(results) for _ in some] for some in views]

    def _encode(self, text: str) -> Encoding:
        # Lone surrogates cannot be encoded; one character for another keeps the offsets.
        clean = _SURROGATE.sub("\ufffd", text)
        return self._tokenizer.encode(clean, add_special_tokens=False)

    def _views(self, asked: list[int], title: str, text: str) -> list[_View]:
        """The whole passage, in several overlapping windows when it does not fit in one."""
        named, passage = self._encode(title).ids, self._encode(text)
        _, _, taken = frame(asked, named, [])
        room = MAX_LENGTH - taken - 1
        length = len(passage.ids)
        firsts = [*range(0, max(1, length - room), room - OVERLAP)]
        if length > room:
            firsts.append(length - room)
        views = []
        for first in firsts:
            part = slice(first, first + room)
            ids, second, begins = frame(asked, named, passage.ids[part])
            views.append(_View(ids, second, begins, passage.offsets[part], passage.word_ids[part]))
        return views

    def _run(self, view: _View) -> _Seen:
        ids = np.array([view.ids], dtype=np.int32)
        types = (np.arange(ids.shape[1], dtype=np.int32) >= view.second).astype(np.int32)[None]
        given = {"ids": ids, "types": types, "mask": np.ones_like(ids)}
        span, relevance, kind = self._session.run(["span", "relevance", "kind"], given)
        inside = span[0, view.passage : view.passage + len(view.offsets)]
        return _Seen(inside, float(span[0, 0].sum()), float(relevance[0, 0]), kind[0])


def _reading(hit: Hit, views: Sequence[_View], seen: Sequence[_Seen], count: int) -> Reading:
    best = max(seen, key=lambda one: one.relevance)
    found: list[Found] = []
    for view, one in zip(views, seen, strict=True):
        for first, last, score in best_spans(one.span, view.words, count):
            found.append((view.offsets[first][0], view.offsets[last][1] - 1, score - one.no_answer))
    found.sort(key=lambda span: (-span[2], span[0], span[1]))
    begin = hit.passage.start
    kept = [
        Span(start=begin + start, end=begin + last + 1, score=score)
        for start, last, score in without_overlap(found, count)
    ]
    return Reading(
        hit=hit,
        relevance=best.relevance,
        no_answer=best.no_answer,
        spans=tuple(kept),
        kinds=_kinds(best),
    )


def _kinds(seen: _Seen) -> Kinds:
    share: NDArray[np.float64] = np.exp(seen.kinds.astype(np.float64) - seen.kinds.max())
    span, yes, no, none = (share / share.sum()).tolist()
    return Kinds(span=span, yes=yes, no=no, none=none)


def _config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"{folder} holds no readable config.json ({error}). It should hold the "
            "weights as this project ships them; restore the folder from the repository."
        ) from error
    return config


def _weights(folder: Path, config: dict[str, Any]) -> bytes:
    path = folder / config["weights"]
    try:
        weights: bytes = path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(
            f"{path} cannot be read ({error}). Restore it from the repository."
        ) from error
    found = hashlib.sha256(weights).hexdigest()
    if found != config["sha256"]:
        raise ModelUnavailable(
            f"{path} has the checksum {found}, but config.json expects {config['sha256']}. The "
            "file is damaged or of another version; restore it from the repository."
        )
    return weights


def _tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelUnavailable(
            f"{path} is no tokenizer ({error}). Restore it from the repository."
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(weights: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
