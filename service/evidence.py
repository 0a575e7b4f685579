"""What speaks for a span as the answer to a question."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from service.candidate import Found, text_of
from service.english.datelines import without_dateline
from service.fit import Asked, missing, missing_from
from service.places import sentence_bounds, touched
from service.reader import Reading, Span

_PARAGRAPH_END = "\n\n"
# What is asked for by one name, number or time hardly ever runs over the end of a sentence: of a
# thousand such answers to held-out questions, eight did, and one was right.
_RUNS_OVER = 4.0


def weighed(
    wanted: Asked, readings: Sequence[Reading], order: Mapping[str, float]
) -> Iterator[Found]:
    """Yield every span of the readings with its evidence and the sum of that, weighed by `order`.

    The evidence: the reader's logits for the span and for its passage ("span", "relevance",
    "answerable"), the passage's place among those retrieved ("log_rank"), whether the span looks
    like what is asked for ("suits"), and which shares of the question's names and words its passage
    and its sentence do not speak of ("names_missing", "words_missing", "sentence_missing").
    """
    for rank, reading in enumerate(readings, start=1):
        lacking = missing(wanted, reading.hit)
        of_passage = {
            "relevance": reading.relevance,
            "answerable": math.log((1.0 - reading.kinds.none + 1e-4) / (reading.kinds.none + 1e-4)),
            "log_rank": math.log(rank),
            "names_missing": share(lacking.names, wanted.names),
            "words_missing": share(lacking.words, wanted.words),
        }
        sentences = _Sentences(wanted, reading)
        for span in (_behind_dateline(reading, span) for span in reading.spans):
            text = text_of(reading, span)
            if _says_nothing(text) or _is_another(wanted, reading, span, text):
                continue
            runs_over = wanted.short and sentences.several(span)
            evidence = {
                **of_passage,
                "span": span.score - _RUNS_OVER * runs_over,
                "suits": wanted.suits(text),
                "sentence_missing": sentences.missing(span),
            }
            yield Found(
                reading=reading,
                span=span,
                evidence=evidence,
                missing=lacking.names,
                score=sum(weight * evidence[name] for name, weight in order.items()),
            )


def _behind_dateline(reading: Reading, span: Span) -> Span:
    passage = reading.hit.passage
    start, end = span.start - passage.start, span.end - passage.start
    start, end = without_dateline(passage.text, start, end)
    return replace(span, start=passage.start + start, end=passage.start + end)


def _says_nothing(text: str) -> bool:
    """Tell whether a span is but a full stop or a dash, or runs over the end of a paragraph."""
    return _PARAGRAPH_END in text or not any(map(str.isalnum, text))


def _is_another(wanted: Asked, reading: Reading, span: Span, text: str) -> bool:
    """Tell whether a span cannot be meant: the holder of another office, or metres for how many
    houses."""
    passage = reading.hit.passage
    start, end = span.start - passage.start, span.end - passage.start
    other = wanted.office and wanted.office.held(passage.text, start, end) is False
    return bool(other) or wanted.measured_otherwise(text)


def share(lacking: frozenset[str], wanted: Collection[str]) -> float:
    """Return the share of what is wanted that is lacking; 0 when nothing is wanted."""
    return len(lacking) / len(wanted) if wanted else 0.0


class _Sentences:
    """The sentences of a passage, each held against the question once: several spans share one."""

    def __init__(self, wanted: Asked, reading: Reading) -> None:
        self._wanted = wanted
        self._passage = reading.hit.passage
        self._bounds = sentence_bounds(self._passage)
        self._missing: dict[tuple[int, int], float] = {}

    def several(self, span: Span) -> bool:
        """Tell whether a span runs over the end of a sentence."""
        return sum(a < span.end and b > span.start for a, b in self._bounds) > 1

    def missing(self, span: Span) -> float:
        """Return the share of the question's words that a span's sentence does not have."""
        start, end = touched(self._bounds, span.start, span.end)
        if (start, end) not in self._missing:
            sentence = self._passage.text[start - self._passage.start : end - self._passage.start]
            lacking = missing_from(self._wanted, sentence).words
            self._missing[start, end] = share(lacking, self._wanted.words)
        return self._missing[start, end]
