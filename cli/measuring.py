"""A suite run from the command line, with its progress on standard error."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.settings import Settings
    from eval.run import Watch
    from eval.runfile import Run

SUITE = "A suite, a folder in the layout of BEIR or MultiHop-RAG, or a file of questions."
Sets = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of public sets.", envvar="FOOTNOTE_SETS"),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=0, help="Questions to draw; 0 for all of them.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the draw.")]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Data folder to index in, instead of the cache."),
]
Url = Annotated[
    str | None,
    typer.Option("--url", metavar="URL", help="Ask the service that runs there, as it is set."),
]
Parallel = Annotated[
    int,
    typer.Option(
        "--parallel", min=1, metavar="N", help="Questions asked at once, where a chat model writes."
    ),
]
Changed = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Change a setting; repeatable."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be run, as it was asked for."""

    suite: str
    data: Path | None = None
    limit: int | None = None
    seed: int = 0
    store: Path | None = None
    url: str | None = None
    out: Path | None = None
    parallel: int = 1
    drafts: bool = False


def measured(wanted: Wanted, settings: "Settings") -> tuple[Path, "Run"]:
    """Run what is wanted and return where it is stored, and the run."""
    from eval import session
    from eval.registry import find

    home = settings.model_copy(update={"data": wanted.store}) if wanted.store else settings
    entry = find(wanted.suite, home, drafts=wanted.drafts, url=wanted.url)
    limit = entry.limit if wanted.limit is None else wanted.limit or None
    file = wanted.out or _unused(settings.data / "runs", entry.name)
    with progress() as watch:
        suite = entry.open(wanted.data).sample(limit, wanted.seed)
        for note in suite.notes:
            typer.echo(f"footnote: {note}", err=True)
        run = session.measured(
            suite,
            settings,
            file,
            seed=wanted.seed,
            limit=limit,
            watch=watch,
            store=wanted.store,
            url=wanted.url,
            parallel=wanted.parallel,
        )
    return file, run


def _unused(folder: Path, suite: str) -> Path:
    """Return where a run of a suite that begins now is stored: a file that is not there yet, for a
    run is taken up again only when its file is named."""
    begun = f"{suite}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = chain([begun], (f"{begun}-{number}" for number in count(2)))
    return next(file for name in names if not (file := folder / f"{name}.jsonl").exists())


def assigned(texts: Sequence[str]) -> dict[str, str]:
    """Return the settings of "name=value" texts. Raises SettingsInvalid."""
    from corpus.errors import SettingsInvalid
    from corpus.settings import Settings

    pairs = [text.partition("=") for text in texts]
    for name, equals, _ in pairs:
        if not equals or name not in Settings.model_fields:
            names = ", ".join(Settings.model_fields)
            raise SettingsInvalid(f"--set takes name=value with one of: {names}; not {name!r}.")
    return {name: value for name, _, value in pairs}


@contextmanager
def progress() -> "Iterator[Watch]":
    """Give what a run is to call with its progress, which goes to standard error."""
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Loading", total=None)

        def watch(doing: str, done: int, total: int) -> None:
            bar.update(task, description=doing, completed=done, total=total)

        yield watch
