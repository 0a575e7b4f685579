"""Responding over HTTP: a running service is asked, whatever it runs with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlencode

from corpus.errors import ArticleUnknown, InputError
from corpus.model import Article, Hit, Passage, Ranks
from eval.metrics.overlap import Span
from eval.record import Record
from eval.respondents import DEPTH, ranked, replied
from eval.run import Watch
from eval.suite import Case, Suite, SuiteInvalid
from ingest.remote import RemoteLibrary
from service.http.schemas import ArticleOut, PassageOut, SearchOut, StoredAnswerOut

# A search over HTTP gives this many passages at most; the lists behind it are as deep.
_MOST = 100
_PAGE = 500


class Service:
    """A service that holds a suite's articles: under their own ids or, with a `prefix`, under that
    and in collections that begin with it."""

    def __init__(self, library: RemoteLibrary, suite: Suite, prefix: str = "") -> None:
        self._library = library
        self._prefix = prefix
        self._collections = sorted({placed(one, prefix).collection for one in suite.articles})

    def count(self) -> tuple[int, int]:
        """Return how many articles and passages it holds in all. Raises ServiceUnreachable."""
        ready = self._library.send("GET", "/readyz", None).json()
        return ready["articles"], ready["passages"]

    def respond(self, case: Case) -> Record:
        asked = {
            "question": case.question,
            "history": [{"question": one.question, "answer": one.answer} for one in case.history],
            **self._where(case),
        }
        begun = perf_counter()
        given = self._library.send("POST", "/v1/answers", asked).json()
        spent = (perf_counter() - begun) * 1000
        kept = self._library.send("GET", f"/v1/answers/{given['id']}", None).json()
        answer = StoredAnswerOut.model_validate(kept)
        rankings = {**ranked(self._found(answer.searched_for, case)), "read": _read(answer)}
        if case.stand_alone and case.gold:
            rankings["stand_alone"] = ranked(self._found(case.stand_alone, case))["fused"]
        return self._home(replied(case, answer, rankings, spent))

    def _where(self, case: Case) -> dict[str, Any]:
        if not self._prefix:
            return {"collection": case.collection} if case.collection else {}
        own = [f"{self._prefix}{case.collection}"] if case.collection else self._collections
        return {"collection": own}

    def _found(self, question: str, case: Case) -> list[Hit]:
        asked = {"question": question, "limit": _MOST, **self._where(case)}
        found = SearchOut.model_validate(self._library.send("POST", "/v1/search", asked).json())
        return fused_anew([_hit(one) for one in found.passages])

    def _home(self, record: Record) -> Record:
        """Return the record with the articles named as the suite names them."""

        def own(span: Any) -> Any:
            return replace(span, article_id=span.article_id.removeprefix(self._prefix))

        return replace(
            record,
            citations=tuple(map(own, record.citations)),
            rankings={name: tuple(map(own, spans)) for name, spans in record.rankings.items()},
        )


@contextmanager
def holding(suite: Suite, url: str, watch: Watch) -> Iterator[Service]:
    """Give the service at `url`, holding the suite's articles.

    If it holds them already, under their ids and word for word, it is asked as it is. Otherwise
    they are put beside what is there, in collections of their own, and removed at the end; a run
    that was killed leaves them for the one that takes it up. Raises SuiteInvalid for a suite that
    asks no questions, ServiceUnreachable, and whatever else the service says.
    """
    if suite.task != "answer":
        raise SuiteInvalid(
            f"The suite {suite.name} asks no questions that a service answers over HTTP; leave out "
            "--url to measure it in this process."
        )
    with RemoteLibrary(url) as library:
        if suite.stocked or _holds(library, suite.articles, watch):
            yield Service(library, suite)
            return
        prefix = f"eval/{suite.name}/"
        guests = [placed(article, prefix) for article in suite.articles]
        try:
            _put(library, guests, watch)
            yield Service(library, suite, prefix)
        finally:
            for done, article in enumerate(guests):
                watch("Removing", done, len(guests))
                _remove(library, article.id)


def articles(url: str) -> list[Article]:
    """Return every article that a service holds. Raises ServiceUnreachable."""
    found: list[Article] = []
    after: str | None = ""
    with RemoteLibrary(url) as library:
        while after is not None:
            asked = urlencode({"limit": _PAGE, **({"after": after} if after else {})})
            page = library.send("GET", f"/v1/articles?{asked}", None).json()
            found += [_article(library, one["id"]) for one in page["articles"]]
            after = page["next"]
    return found


def placed(article: Article, prefix: str) -> Article:
    """Return the article under an id and in a collection that begin with the prefix."""
    return replace(article, id=f"{prefix}{article.id}", collection=f"{prefix}{article.collection}")


def fused_anew(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that the first DEPTH of either list hold, in the order of their scores, which
    do not depend on how deep the lists are."""
    held = [
        replace(
            hit, ranks=Ranks(lexical=_within(hit.ranks.lexical), dense=_within(hit.ranks.dense))
        )
        for hit in hits
    ]
    held = [hit for hit in held if hit.ranks.lexical or hit.ranks.dense]
    ordered = sorted(held, key=lambda hit: (-hit.score, hit.passage.id))
    return [
        replace(hit, ranks=replace(hit.ranks, fused=place))
        for place, hit in enumerate(ordered, start=1)
    ]


def _within(rank: int | None) -> int | None:
    return rank if rank and rank <= DEPTH else None


def _holds(library: RemoteLibrary, articles: Sequence[Article], watch: Watch) -> bool:
    for done, article in enumerate(articles):
        watch("Comparing", done, len(articles))
        try:
            there = _article(library, article.id)
        except ArticleUnknown:
            return False
        if (there.title, there.text) != (article.title, article.text):
            return False
    return bool(articles)


def _article(library: RemoteLibrary, article_id: str) -> Article:
    reply = library.send("GET", f"/v1/articles/{quote(article_id)}", None)
    found = ArticleOut.model_validate(reply.json())
    return Article(id=found.id, title=found.title, text=found.text, collection=found.collection)


def _put(library: RemoteLibrary, articles: Sequence[Article], watch: Watch) -> None:
    for done, article in enumerate(articles):
        watch("Sending", done, len(articles))
        for outcome in library.store_all([article]):
            if isinstance(outcome, InputError):
                raise outcome


def _remove(library: RemoteLibrary, article_id: str) -> None:
    try:
        library.send("DELETE", f"/v1/articles/{quote(article_id)}", None)
    except ArticleUnknown:
        # It was never put: sending them was cut short.
        return


def _read(answer: StoredAnswerOut) -> tuple[Span, ...]:
    return tuple(
        Span(article_id=one.article_id, start=one.start, end=one.end) for one in answer.passages
    )


def _hit(found: PassageOut) -> Hit:
    passage = Passage(
        article_id=found.article_id,
        version=found.version,
        start=found.start,
        end=found.end,
        text=found.text,
    )
    ranks = Ranks(lexical=found.ranks.lexical, dense=found.ranks.dense)
    return Hit(passage=passage, title=found.title, ranks=ranks, score=found.score)
