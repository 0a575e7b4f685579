"""From the evidence of a draft to numbered citations, and the proof that they are true."""

from collections.abc import Sequence

from corpus.catalog import Catalog
from service.draft import DraftSentence, Evidence
from service.model import Citation, Sentence


class QuoteMismatch(AssertionError):
    """A citation does not say what its source says: a fault in this program, never shown."""


def cite(draft: Sequence[DraftSentence]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Number the evidence in the order in which it is first used, each place once.

    A sentence that answers two parts of a question is said once, with the evidence of both.
    """
    markers: dict[tuple[str, int, int, int], int] = {}
    citations: list[Citation] = []
    said: dict[str, list[int]] = {}
    for sentence in draft:
        used = said.setdefault(sentence.text, [])
        for evidence in sentence.evidence:
            passage = evidence.hit.passage
            place = (passage.article_id, passage.version, evidence.start, evidence.end)
            if place not in markers:
                markers[place] = len(markers) + 1
                citations.append(_citation(markers[place], evidence))
            used.append(markers[place])
    sentences = (
        Sentence(text=text, citations=tuple(dict.fromkeys(used))) for text, used in said.items()
    )
    return tuple(sentences), tuple(citations)


def verify(citations: Sequence[Citation], catalog: Catalog) -> None:
    """Check every quote against the stored text. Raises QuoteMismatch or ArticleUnknown."""
    for citation in citations:
        text = catalog.article(citation.article_id, citation.version).text
        found = text[citation.start : citation.end]
        if found != citation.quote or not found:
            place = f"{citation.article_id}@{citation.version}:{citation.start}-{citation.end}"
            raise QuoteMismatch(f"{place} reads {found!r}, cited as {citation.quote!r}")


def _citation(marker: int, evidence: Evidence) -> Citation:
    hit = evidence.hit
    return Citation(
        marker=marker,
        article_id=hit.passage.article_id,
        version=hit.passage.version,
        title=hit.title,
        source=hit.source,
        url=hit.url,
        published=hit.published,
        page=hit.page(evidence.start),
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
    )
