"""A running service is measured over HTTP, and gives what this process gives."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from corpus.embedding import Embedder
from corpus.errors import ServiceUnreachable
from corpus.index import Index
from corpus.model import Hit, Passage, Ranks
from corpus.settings import Settings
from eval import service, session
from eval.loaders import shipped
from eval.record import Record
from eval.registry import find
from eval.runfile import Run
from eval.suite import Suite, SuiteInvalid
from tests.conftest import serving

ASKED = 4


def unwatched(doing: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def suite() -> Suite:
    """A few shipped questions, a follow-up among them, over the articles that they are about."""
    whole = shipped.load("china_crypto")
    alone = [case for case in whole.cases if not case.history and case.gold][: ASKED - 2]
    later = next(case for case in whole.cases if case.history)
    unsaid = next(case for case in whole.cases if case.unanswerable)
    cases = (*alone, replace(later, stand_alone=alone[0].question), unsaid)
    needed = {gold.article_id for case in cases for gold in case.gold}
    articles = tuple(one for one in whole.articles if one.id in needed)
    return Suite(name="few", cases=cases, articles=articles)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """A service that holds nothing."""
    settings = Settings(data=tmp_path_factory.mktemp("empty"), _env_file=None)
    with Index(settings, embedder=embedder) as index, serving(index, settings) as url:
        yield url


def run(suite: Suite, folder: Path, url: str | None) -> Run:
    settings = Settings(data=folder / "data", _env_file=None)
    return session.measured(
        suite,
        settings,
        folder / f"{'served' if url else 'local'}.jsonl",
        seed=0,
        limit=None,
        watch=unwatched,
        url=url,
        parallel=ASKED if url else 1,
    )


def comparable(record: Record) -> Record:
    """Leave out times, and the trace, which names passages as the service does."""
    return replace(record, timings_ms={}, trace={})


def articles_of(url: str) -> list[str]:
    return [one["id"] for one in httpx.get(f"{url}/v1/articles").json()["articles"]]


def test_a_service_gives_what_this_process_gives_and_keeps_no_guests(
    suite: Suite, empty: str, tmp_path: Path
) -> None:
    local, served = run(suite, tmp_path, None), run(suite, tmp_path, empty)
    assert list(map(comparable, served.records)) == list(map(comparable, local.records))
    assert {"lexical", "dense", "fused", "read"} <= set(served.records[0].rankings)
    assert "stand_alone" in served.records[ASKED - 2].rankings
    assert served.records[0].trace["parts"]
    assert served.made.settings == {"service": empty}
    assert (served.made.parallel, local.made.parallel) == (ASKED, 1)
    assert served.made.questions == local.made.questions
    assert articles_of(empty) == []


def test_a_service_that_holds_the_articles_is_asked_as_it_is(suite: Suite, server_url: str) -> None:
    before = articles_of(server_url)
    with service.holding(suite, server_url, unwatched) as asked:
        assert articles_of(server_url) == before
        record = asked.respond(suite.cases[0])
    assert {span.article_id for span in record.rankings["read"]} <= set(before)


def test_own_questions_are_about_the_articles_of_the_service(
    server_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    known = articles_of(server_url)[0]
    file.write_text(f"question,answers,article\nWho?,Ada,{known}\n", encoding="utf-8")
    suite = find(str(file), url=server_url).open(None)
    assert known in {article.id for article in suite.articles}
    assert suite.stocked


def test_what_a_service_is_not_asked_is_refused(suite: Suite, server_url: str) -> None:
    claims = replace(suite, task="support")
    with (
        pytest.raises(SuiteInvalid, match="leave out --url"),
        service.holding(claims, server_url, unwatched),
    ):
        pass


def test_a_service_that_is_not_there_is_told(suite: Suite) -> None:
    with (
        pytest.raises(ServiceUnreachable, match="did not answer"),
        service.holding(suite, "http://127.0.0.1:9", unwatched),
    ):
        pass


def test_lists_that_are_too_deep_are_fused_as_deep_as_an_answers() -> None:
    def hit(number: int, *, lexical: int | None, dense: int | None, score: float) -> Hit:
        passage = Passage(article_id=f"{number:03}", version=1, start=0, end=1, text="x")
        ranks = Ranks(lexical=lexical, dense=dense)
        return Hit(passage=passage, title="", ranks=ranks, score=score)

    too_deep = hit(1, lexical=service.DEPTH + 2, dense=None, score=0.9)
    in_one = hit(2, lexical=service.DEPTH + 1, dense=1, score=0.5)
    in_both = hit(3, lexical=1, dense=2, score=0.7)
    found = service.fused_anew([in_one, too_deep, in_both])
    assert [one.passage.article_id for one in found] == ["003", "002"]
    assert [one.ranks for one in found] == [
        Ranks(lexical=1, dense=2, fused=1),
        Ranks(lexical=None, dense=1, fused=2),
    ]
