"""The writer that needs no language model: it answers in the articles' own sentences."""

from collections.abc import Sequence

from corpus.sentences import sentences
from service.draft import DraftSentence, Evidence
from service.judgement import Candidate, Found, Judgement
from service.wording import asks_for_several, joined, normalised

# An item of a list may score this much less than the best one; two logits are a factor of seven.
_LIST_MARGIN = 2.0
_MOST_SENTENCES = 3
_MOST_CITATIONS = 3


class QuoteWriter:
    """Quotes the sentences that hold the best answer, each cited where it stands."""

    name = "quote"

    def write(self, question: str, judgement: Judgement) -> Sequence[DraftSentence]:
        drafts: dict[str, list[Evidence]] = {}
        for candidate in chosen(question, judgement):
            evidence = [sentence_around(found) for found in candidate.found[:_MOST_CITATIONS]]
            drafts.setdefault(normalised(evidence[0].quote), []).extend(evidence)
        return [
            DraftSentence(text=evidence[0].quote, evidence=tuple(evidence))
            for evidence in list(drafts.values())[:_MOST_SENTENCES]
        ]


def chosen(question: str, judgement: Judgement) -> list[Candidate]:
    """Return the candidates to answer with: the best, or several where a list may be asked for."""
    if not judgement.candidates:
        return []
    best, *others = judgement.candidates
    if not asks_for_several(question):
        return [best]
    several = [best]
    for other in others:
        near = other.score > best.score - _LIST_MARGIN and other.best.span.score > 0
        if near and not any(_overlap(other, taken) for taken in several):
            several.append(other)
    return several


def short_answer(question: str, judgement: Judgement) -> str:
    """Return the words that answer, as they stand in the articles."""
    return joined(candidate.text for candidate in chosen(question, judgement))


def sentence_around(found: Found) -> Evidence:
    """Return the whole sentence, or sentences, that a span stands in."""
    passage = found.reading.hit.passage
    bounds = [(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]
    touched = [(a, b) for a, b in bounds if a < found.span.end and b > found.span.start]
    start = touched[0][0] if touched else found.span.start
    end = touched[-1][1] if touched else found.span.end
    return Evidence(hit=found.reading.hit, start=start, end=end)


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Tell whether one of two answers is a part of the other."""
    words_of_one, words_of_other = (set(normalised(c.text).split()) for c in (one, other))
    return bool(words_of_one & words_of_other) or not words_of_one
