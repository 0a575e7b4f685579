"""`footnote eval`: how good it is, and what a change did."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from corpus import settings as configuration
from corpus.errors import SettingsInvalid
from corpus.settings import Settings
from eval import floors
from eval.registry import ENTRIES, Entry, find

app = typer.Typer(help="Measure how good the answers are.", no_args_is_help=True)

_out, _err = Console(), Console(stderr=True)
_BROKEN = 1

Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of public sets.", envvar="FOOTNOTE_SETS")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
RunFile = Annotated[Path, typer.Argument(help="File of a stored run.", exists=True, dir_okay=False)]


@app.command("list")
def list_(data: Data = None, as_json: Json = False) -> None:
    """List the suites: what each measures, its size and licence, and whether it is here."""
    if as_json:
        _out.print_json(json.dumps([_described(entry, data) for entry in ENTRIES]))
        return
    table = Table("Suite", "Here", "What it is", show_lines=True)
    for entry in ENTRIES:
        about = f"{entry.measures}.\n{entry.size}; {entry.licence}; {entry.source}"
        table.add_row(entry.name, "yes" if entry.is_here(data) else "no", about)
    _out.print(table)


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="A suite's name, or a folder in BEIR's layout.")],
    data: Data = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Questions to draw; 0 for all.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 0,
    store: Annotated[
        Path | None, typer.Option(help="Data folder to index in and to find again next time.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File of the run; one that was cut short is taken up.")
    ] = None,
    summary: Annotated[Path | None, typer.Option(help="Also write the figures here.")] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(metavar="MEASURE=VALUE", help="Exit with 1 when a figure is worse."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a setting.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask every question of a suite, score the answers, and store the run."""
    bounds = floors.parse(fail_under or [])
    settings = configuration.load(**_assigned(set_ or []))
    entry = find(suite)
    drawn = entry.limit if limit is None else limit or None
    file = out or settings.data / "runs" / f"{entry.name}-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl"
    # Imported late: it takes seconds, and `eval list` needs none of it.
    from eval import readme, report
    from eval.session import measured
    from eval.summary import ADAPTER, summarise

    with _progress() as watch:
        suite_ = entry.open(data).sample(drawn, seed)
        done = measured(suite_, settings, file, seed=seed, limit=drawn, store=store, watch=watch)
    made = summarise(done)
    if summary:
        readme.store(made, summary)
    if as_json:
        _out.print_json(json.dumps({"run": str(file), **ADAPTER.dump_python(made, mode="json")}))
    else:
        report.show(made, _out)
        _out.print(f"Stored in {file}. `footnote eval errors {file}` shows what went wrong.")
    _keep(bounds, made.figures)


@app.command()
def compare(
    first: RunFile,
    second: RunFile,
    measure: Annotated[list[str] | None, typer.Option()] = None,
    as_json: Json = False,
) -> None:
    """Compare two runs question by question: difference, 95% interval, p-value, won and lost."""
    from dataclasses import asdict

    from eval import comparison, runfile

    found = comparison.compare(runfile.read(first), runfile.read(second))
    chosen = [one for one in found if not measure or one.measure in measure]
    if as_json:
        _out.print_json(json.dumps([{**asdict(one), "change": one.change} for one in chosen]))
    else:
        comparison.show(chosen, _out)


@app.command()
def errors(
    file: RunFile,
    kind: Annotated[str | None, typer.Option(help="Only mistakes of this kind.")] = None,
) -> None:
    """Print what went wrong in a run, with what was found and read, for reading by hand."""
    from eval import mistakes, runfile

    if kind is not None and kind not in mistakes.KINDS:
        raise SettingsInvalid(f"There is no kind {kind!r}. There are: {', '.join(mistakes.KINDS)}.")
    found = mistakes.mistakes(runfile.read(file))
    for its_kind, record in found:
        if kind in (None, its_kind):
            _out.print("\n".join(mistakes.lines(its_kind, record)), markup=False, highlight=False)
            _out.print()
    counts = ", ".join(
        f"{sum(one == name for one, _ in found)} × {name}" for name in mistakes.KINDS
    )
    _out.print(counts, highlight=False)


def _described(entry: Entry, data: Path | None) -> dict[str, Any]:
    fields = ("name", "measures", "size", "licence", "source", "files", "limit")
    return {**{name: getattr(entry, name) for name in fields}, "here": entry.is_here(data)}


def _assigned(texts: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for name, equals, _ in pairs:
        if not equals or name not in Settings.model_fields:
            names = ", ".join(Settings.model_fields)
            raise SettingsInvalid(f"--set takes name=value with one of: {names}; not {name!r}.")
    return {name: value for name, _, value in pairs}


def _keep(bounds: Sequence[floors.Bound], figures: Any) -> None:
    broken = [fault for bound in bounds if (fault := bound.broken_by(figures))]
    for fault in broken:
        _err.print(f"Failed: {fault}.", style="red", highlight=False)
    if broken:
        raise typer.Exit(_BROKEN)


@contextmanager
def _progress() -> Iterator[Any]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_err, transient=True) as progress:
        task = progress.add_task("Loading", total=None)

        def watch(doing: str, done: int, total: int) -> None:
            progress.update(task, description=doing, completed=done, total=total)

        yield watch
