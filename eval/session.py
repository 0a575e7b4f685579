"""A run from beginning to end: index the articles, ask what is still to be asked, store it."""

from pathlib import Path

from corpus.settings import Settings
from eval import runfile
from eval.provenance import made_with
from eval.run import Watch, ask, indexed
from eval.runfile import Run
from eval.suite import Suite


def measured(
    suite: Suite,
    settings: Settings,
    file: Path,
    *,
    seed: int,
    limit: int | None,
    store: Path | None,
    watch: Watch,
) -> Run:
    """Run the suite into `file`, or take up the run that lies there, and return it.

    Raises RunUnreadable when `file` holds a run that was made with something else.
    """
    with indexed(suite.articles, settings, store=store, watch=watch) as (index, opened):
        made = made_with(suite, index, opened, seed=seed, limit=limit)
        held = {record.case.id for record in runfile.begin(file, made)}
        left = [case for case in suite.cases if case.id not in held]
        runfile.append(file, ask(left, index, opened, watch))
    return runfile.read(file)
