"""An ingestion: files read, articles stored in batches, and a report of what came of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from corpus.errors import InputError
from ingest.found import Failed, Found
from ingest.library import Library
from ingest.report import Outcome, Report
from ingest.sources import Sources, read

BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingestion is: `done` articles of about `total`; `where` is the last one's file."""

    done: int
    total: int
    where: str = ""


def ingest(
    sources: Sources,
    library: Library,
    *,
    collection: str | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Store the articles of all sources; one bad file or article never stops the others.

    Articles that name no collection go to `collection`. `on_progress` is called at the beginning
    and after each batch; `stopped` is asked before each whether somebody wants an end.
    """
    total = sum(source.articles for source in sources.files)
    items = _first_of_each_id(chain.from_iterable(read(s, collection) for s in sources.files))
    results: list[Outcome | Failed] = []
    interrupted = False
    on_progress(Progress(done=0, total=total))
    while batch := list(islice(items, BATCH)):
        if interrupted := stopped():
            break
        results += _store(batch, library)
        done = len(results)
        on_progress(Progress(done=done, total=max(total, done), where=batch[-1].where))
    return _report(sources, results, interrupted)


def _first_of_each_id(items: Iterable[Found | Failed]) -> Iterator[Found | Failed]:
    """Turn articles whose id came before in this run into failures: storing them would replace the
    earlier one, and nobody would know."""
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, Found):
            first = seen.setdefault(item.article.id, item.where)
            if first != item.where:
                reason = (
                    f"Its id {item.article.id!r} is that of {first} too; give one of them another."
                )
                yield Failed(where=item.where, reason=reason)
                continue
        yield item


def _store(batch: Sequence[Found | Failed], library: Library) -> list[Outcome | Failed]:
    found = [item for item in batch if isinstance(item, Found)]
    results = library.store_all([item.article for item in found])
    stored = [
        Failed(where=item.where, reason=str(result)) if isinstance(result, InputError) else result
        for item, result in zip(found, results, strict=True)
    ]
    return [*(item for item in batch if isinstance(item, Failed)), *stored]


def _report(sources: Sources, results: Sequence[Outcome | Failed], interrupted: bool) -> Report:
    failed = [result for result in results if isinstance(result, Failed)]
    return Report(
        added=results.count("added"),
        changed=results.count("changed"),
        unchanged=results.count("unchanged"),
        failed=(*sources.failed, *failed),
        skipped=sources.skipped,
        interrupted=interrupted,
    )
