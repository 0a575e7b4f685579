"""The index of a suite is built once, and is never taken for another."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.lock import FolderLock, this_process
from corpus.model import Article
from corpus.settings import Settings
from eval import cache as cached
from eval import session
from eval.suite import Case, Gold, Suite

TEXT = "The lantern room is green. The keeper painted it himself in the spring of 1921."
SUITE = Suite(
    name="harbour lights/2",
    cases=(
        Case(
            id="q",
            question="What colour is the lantern room?",
            answers=("green",),
            gold=(Gold(article_id="lantern", start=0, end=26),),
        ),
    ),
    articles=(Article(id="lantern", title="Lantern", text=TEXT),),
)


def indexed(suite: Suite, settings: Settings, file: Path) -> int:
    """Run the suite, and return how many articles had to be put into its index."""
    put: list[int] = []

    def watch(doing: str, done: int, total: int) -> None:
        if doing == "Indexing":
            put.append(total)

    session.measured(suite, settings, file, seed=0, limit=None, watch=watch)
    return max(put)


def places(cache: Path) -> list[str]:
    return sorted(place.name for place in cache.iterdir())


def test_an_index_is_built_once_for_the_same_articles_and_settings(
    settings: Settings, tmp_path: Path, cache: Path
) -> None:
    assert indexed(SUITE, settings, tmp_path / "1.jsonl") == 1
    assert indexed(SUITE, settings, tmp_path / "2.jsonl") == 0
    fewer_read = settings.model_copy(update={"passages": 3})
    assert indexed(SUITE, fewer_read, tmp_path / "3.jsonl") == 0
    other_questions = replace(SUITE, name="lamps", cases=(replace(SUITE.cases[0], id="r"),))
    assert indexed(other_questions, settings, tmp_path / "lamps.jsonl") == 0
    assert len(places(cache)) == 1
    assert places(cache)[0].startswith("harbour-lights-2-")

    short = settings.model_copy(update={"passage_tokens": 20})
    assert indexed(SUITE, short, tmp_path / "4.jsonl") == 1
    later = replace(SUITE.articles[0], text=f"{TEXT} It is red now.")
    assert indexed(replace(SUITE, articles=(later,)), settings, tmp_path / "5.jsonl") == 1
    assert len(places(cache)) == 3


def test_an_index_that_was_not_finished_is_finished(
    settings: Settings, tmp_path: Path, cache: Path
) -> None:
    indexed(SUITE, settings, tmp_path / "1.jsonl")
    [place] = cache.iterdir()
    (place / "whole").unlink()
    assert indexed(SUITE, settings, tmp_path / "2.jsonl") == 1
    assert cached.is_whole(place)


def test_a_second_run_at_the_same_time_builds_one_of_its_own_that_goes_with_it(
    settings: Settings, cache: Path
) -> None:
    with cached.place(SUITE, settings) as first:
        held = FolderLock(first, this_process("test"))
        try:
            with cached.place(SUITE, settings) as second:
                assert second.is_dir()
                assert second != first
            assert cached.clear() == []
        finally:
            held.release()
    assert not second.exists()
    assert [one.place for one in cached.clear()] == [first]
    assert places(cache) == []


def test_where_nothing_can_be_kept_nothing_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with cached.place(SUITE, settings) as place:
        assert place.is_dir()
    assert not place.exists()


def test_a_relative_path_to_the_cache_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    assert cached.folder() == Path.home() / ".cache" / "footnote" / "suites"
