"""What speaks for a span as the answer to a question."""

import math
from collections.abc import Iterator, Mapping, Sequence

from service.candidate import Found, text_of
from service.fit import Asked, missing, missing_from
from service.places import sentences_around
from service.reader import Reading, Span

_PARAGRAPH_END = "\n\n"


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
        for span in reading.spans:
            text = text_of(reading, span)
            if _PARAGRAPH_END in text:
                continue
            evidence = {
                **of_passage,
                "span": span.score,
                "suits": wanted.suits(text),
                "sentence_missing": _sentence_missing(wanted, reading, span),
            }
            yield Found(
                reading=reading,
                span=span,
                evidence=evidence,
                missing=lacking.names,
                score=sum(weight * evidence[name] for name, weight in order.items()),
            )


def share(lacking: frozenset[str], wanted: Sequence[str]) -> float:
    """Return the share of what is wanted that is lacking; 0 when nothing is wanted."""
    return len(lacking) / len(wanted) if wanted else 0.0


def _sentence_missing(wanted: Asked, reading: Reading, span: Span) -> float:
    passage = reading.hit.passage
    start, end = sentences_around(passage, span.start, span.end)
    sentence = passage.text[start - passage.start : end - passage.start]
    return share(missing_from(wanted, sentence).words, wanted.words)
