"""A run from beginning to end: make the articles searchable, ask what is still to be asked, and
store each reply as it comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.facts import as_made
from corpus.index import Index
from corpus.settings import Settings
from eval import cache, runfile, service
from eval.judge import Judge, named
from eval.provenance import Made, made_by, made_with
from eval.respondents import IN_PROCESS
from eval.run import Respondent, Watch, ask, indexed
from eval.runfile import Run
from eval.suite import Suite
from eval.support import Support


def measured(
    suite: Suite,
    settings: Settings,
    file: Path,
    *,
    seed: int,
    limit: int | None,
    watch: Watch,
    store: Path | None = None,
    url: str | None = None,
    parallel: int = 1,
) -> Run:
    """Run the suite into `file`, or take up the run that lies there, and return it.

    It is run in this process, with its articles in `store` or in the cache (`eval.cache`); or by
    the service at `url`, whatever that runs with. `parallel` questions are asked at once.

    Raises RunUnreadable when `file` holds a run that was made with something else.
    """
    support = Support()
    with (
        _served(suite, url, seed, limit, watch)
        if url
        else _local(suite, settings, support, seed, limit, store, watch)
    ) as (made, respondent):
        made = replace(made, parallel=parallel)
        if settings.judge:
            respondent = Judge(settings.judge, respondent)
            made = replace(made, models={**made.models, "judge": named(settings.judge)})
        held = {record.case.id for record in runfile.begin(file, made)}
        left = [case for case in suite.cases if case.id not in held]
        runfile.append(file, ask(left, respondent, support, watch, parallel=parallel))
    return runfile.read(file)


@contextmanager
def _local(
    suite: Suite,
    settings: Settings,
    support: Support,
    seed: int,
    limit: int | None,
    store: Path | None,
    watch: Watch,
) -> Iterator[tuple[Made, Respondent]]:
    home = settings.model_copy(update={"data": store}) if store else settings
    with _searchable(suite, home, kept=store is None, watch=watch) as (index, opened):
        made = made_with(suite, index, opened, seed=seed, limit=limit)
        yield made, IN_PROCESS[suite.task](index, opened, support)


@contextmanager
def _searchable(
    suite: Suite, home: Settings, *, kept: bool, watch: Watch
) -> Iterator[tuple[Index, Settings]]:
    """Give an index of the suite's articles, and the settings to answer from it with.

    Articles that a data folder has already are searched there, unless it was made with another
    model or length of passages than is set now; others in the data folder or, if they are to be
    `kept`, in the cache.
    """
    new = () if suite.stocked else suite.articles
    if as_made(home) == home if suite.stocked else not kept:
        with indexed(new, home, store=home.data, watch=watch) as found:
            yield found
        return
    # Guests have no business on a Chroma server that a service uses.
    guests = home.model_copy(update={"chroma_url": None})
    with cache.place(suite, guests) as place:
        new = () if cache.is_whole(place) else suite.articles
        with indexed(new, guests, store=place, watch=watch) as (index, there):
            cache.mark_whole(place)
            # What is fitted to one's own articles counts wherever these lie.
            yield index, guests if suite.stocked else there


@contextmanager
def _served(
    suite: Suite, url: str, seed: int, limit: int | None, watch: Watch
) -> Iterator[tuple[Made, Respondent]]:
    with service.holding(suite, url, watch) as respondent:
        passages = respondent.count()[1]
        yield made_by(url, suite, passages, seed=seed, limit=limit), respondent
