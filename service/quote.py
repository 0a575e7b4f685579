"""The writer that needs no language model: it answers in the articles' own sentences."""

from collections.abc import Sequence

from service.candidate import Found
from service.draft import DraftSentence, Evidence
from service.judgement import Judgement
from service.places import sentences_around
from service.wording import normalised

_MOST_SENTENCES = 3
_MOST_CITATIONS = 3


class QuoteWriter:
    """Quotes the sentences that hold the answer, each cited wherever it stands."""

    name = "quote"

    def write(self, _: str, judgement: Judgement, /) -> Sequence[DraftSentence]:
        """Return one sentence for each candidate selected, the answer first, and for what led to
        it."""
        drafts: dict[str, list[Evidence]] = {}
        for candidate in [*judgement.selected, *judgement.led_by]:
            evidence = [sentence_around(found) for found in _trusted(candidate.found)]
            drafts.setdefault(normalised(evidence[0].quote), []).extend(evidence)
        return [
            DraftSentence(text=evidence[0].quote, evidence=tuple(evidence[:_MOST_CITATIONS]))
            for evidence in list(drafts.values())[:_MOST_SENTENCES]
        ]


def _trusted(found: Sequence[Found]) -> Sequence[Found]:
    """Return the best place and those others that the reader believes in as well: the same words
    elsewhere may mean another thing."""
    return [found[0], *(f for f in found[1:] if f.span.score > 0 and f.reading.relevance > 0)]


def sentence_around(found: Found) -> Evidence:
    """Return the whole sentence, or sentences, that a span stands in."""
    hit = found.reading.hit
    start, end = sentences_around(hit.passage, found.span.start, found.span.end)
    return Evidence(hit=hit, start=start, end=end)
