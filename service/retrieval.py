"""Which passages to read for a question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.catalog import Catalog
from corpus.index import Index
from corpus.model import Filter, Hit, Ranks
from corpus.repeats import without_repeats
from service.attribution import may_name_a_source, sources_named, without_sources
from service.wording import to_search

# How deep each list goes before fusion. Deeper finds little: past 50, fused ranks are of passages
# that only one list holds, far down.
DEPTH = 50
# How many passages each of the searches finds that go on from a passage: what it names is found
# first, or is not there.
_FIRST = 3
# Half of what is read, at most, comes from one article, so that a long article which says the
# question's words often cannot hide the others.
_SHARE = 0.5


def narrowed(index: Index, question: str, where: Filter) -> tuple[str, Filter]:
    """Return what to ask, and of which articles.

    Where a question asks for what some sources report ("according to Reuters") and the filter names
    none, it is asked of those alone, for another paper's word is no answer to it, and without the
    clause that names them, which no passage says.
    """
    if where.sources or not may_name_a_source(question):
        return question, where
    every = index.listing.sources()
    theirs = replace(where, sources=sources_named(question, every))
    if not theirs.sources or not index.listing.count(where=theirs):
        return question, where
    return without_sources(question, every), theirs


def find(index: Index, question: str, *, where: Filter) -> list[Hit]:
    """Return all that a search finds, best first, without what only repeats a better passage, as
    another paper's copy of the same wire story does."""
    return _originals(index, index.search(to_search(question), limit=DEPTH, where=where))


def find_more(
    index: Index, queries: Iterable[str], *, where: Filter, known: Sequence[Hit]
) -> list[Hit]:
    """Return the first passages that the words of each query find, without repeats of the `known`.

    They have neither ranks nor a score, for those would be of another search than the question's.
    """
    before = {hit.passage.id for hit in known}
    found = {
        hit.passage.id: replace(hit, ranks=Ranks(), score=0.0)
        for query in queries
        for hit in index.search(query, limit=_FIRST, where=where, by="lexical")
    }
    more = [hit for id_, hit in found.items() if id_ not in before]
    return [hit for hit in _originals(index, [*known, *more]) if hit.passage.id not in before]


def _originals(index: Index, hits: Sequence[Hit]) -> list[Hit]:
    originals = index.catalog.originals([hit.passage.article_id for hit in hits])
    return without_repeats(hits, originals)


def shortlist(hits: Sequence[Hit], *, limit: int) -> list[Hit]:
    """Return up to `limit` of the hits, in order, of several articles if there are."""
    return uncrowded(hits, limit=limit, most_of_one=max(1, round(limit * _SHARE)))


def uncrowded(hits: Sequence[Hit], *, limit: int, most_of_one: int) -> list[Hit]:
    """Return the best `limit` hits with at most `most_of_one` of any article.

    What was held back fills the places that are left when there is nothing else.
    """
    seen: Counter[str] = Counter()
    chosen: list[Hit] = []
    held_back: list[Hit] = []
    for hit in hits:
        crowd = seen[hit.passage.article_id] >= most_of_one
        (held_back if crowd else chosen).append(hit)
        seen[hit.passage.article_id] += 1
    kept = {hit.passage.id for hit in (chosen + held_back)[:limit]}
    return [hit for hit in hits if hit.passage.id in kept]


def merge_neighbours(hits: Sequence[Hit], catalog: Catalog, *, longest: int = 2_000) -> list[Hit]:
    """Join hits whose passages follow one another in an article, up to `longest` characters.

    A joined hit stands where its best part stood, with that part's ranks and score.
    """
    merged: list[Hit] = []
    for hit in hits:
        near = next((i for i, other in enumerate(merged) if _adjacent(other, hit, longest)), None)
        if near is None:
            merged.append(hit)
        else:
            merged[near] = _joined(merged[near], hit, catalog)
    return merged


def _adjacent(one: Hit, other: Hit, longest: int) -> bool:
    a, b = sorted((one.passage, other.passage), key=lambda passage: passage.start)
    same = (a.article_id, a.version) == (b.article_id, b.version)
    # Passages are cut without overlap, so only white space stands between neighbours.
    return same and 0 <= b.start - a.end <= 2 and b.end - a.start <= longest


def _joined(best: Hit, other: Hit, catalog: Catalog) -> Hit:
    passage = best.passage
    start = min(passage.start, other.passage.start)
    end = max(passage.end, other.passage.end)
    text = catalog.article(passage.article_id, passage.version).text[start:end]
    return replace(best, passage=replace(passage, start=start, end=end, text=text))
