"""`footnote eval`: how good it is, and what a change did."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import cache, calibrate, failure, measuring, options, questions, reporting, runs

if TYPE_CHECKING:
    from eval.entry import Entry

app = typer.Typer(help="Measure how good the answers are.", no_args_is_help=True)


@app.command("list")
def list_(data: measuring.Sets = None, as_json: options.Json = False) -> None:
    """List the suites: what each measures, its size and licence, and whether it is here."""
    from rich.console import Console
    from rich.table import Table

    from eval.entries import ENTRIES

    if as_json:
        typer.echo(json.dumps([_described(entry, data) for entry in ENTRIES], indent=2))
        return
    table = Table("Suite", "Here", "What it is", show_lines=True)
    for entry in ENTRIES:
        about = f"{entry.measures}.\n{entry.size}; {entry.licence}; {entry.source}"
        table.add_row(entry.name, "yes" if entry.is_here(data) else "no", about)
    Console().print(table)


@app.command()
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(help=measuring.SUITE)],
    data: measuring.Sets = None,
    limit: measuring.Limit = None,
    seed: measuring.Seed = 0,
    store: measuring.Store = None,
    url: measuring.Url = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to store the run; one cut short is taken up."),
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write the figures alone.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(metavar="MEASURE=VALUE", help="Exit with 1 if it is worse; repeatable."),
    ] = None,
    no_worse_than: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Exit with 1 if it is worse, beyond chance, than a run."),
    ] = None,
    set_: measuring.Changed = None,
    parallel: measuring.Parallel = 1,
    judge: Annotated[
        str | None,
        typer.Option(
            metavar="PROVIDER:MODEL",
            help="Chat model that judges the answers too (FOOTNOTE_JUDGE).",
        ),
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Ask the questions too that nobody accepted yet.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Ask every question of a suite, score the answers, and store the run.

    A measure that is better when lower, such as false_answer, fails when it is above its value.
    """
    from eval import floors

    bounds = floors.parse(fail_under or [])
    settings = options.given(context, **{"judge": judge, **measuring.assigned(set_ or [])}).settings
    if url and (set_ or store):
        raise typer.BadParameter("--url asks a service as it is set; leave out --set and --store.")
    from rich.console import Console

    from eval import breakdown, comparison, readme, report, runfile
    from eval.summary import ADAPTER, summarise

    before = runfile.read(no_worse_than) if no_worse_than else None
    wanted = measuring.Wanted(
        suite=suite,
        data=data,
        limit=limit,
        seed=seed,
        store=store,
        url=url,
        out=out,
        parallel=parallel,
        drafts=drafts,
    )
    file, done = measuring.measured(wanted, settings)
    made = summarise(done)
    if summary:
        readme.store(made, summary)
    if as_json:
        found = ADAPTER.dump_python(made, mode="json")
        by_kind = breakdown.by_kind(done.records)
        typer.echo(json.dumps({"run": str(file), **found, "kinds": by_kind}, indent=2))
    else:
        report.show(made, Console())
        breakdown.show(breakdown.by_kind(done.records), Console())
        typer.echo(f"Stored in {file}; `footnote eval errors {file}` shows what went wrong.")
    broken = [fault for bound in bounds if (fault := bound.broken_by(made.figures))]
    _hold([*broken, *(comparison.worse(before, done) if before else [])])


app.command()(runs.show)
app.command()(runs.compare)
app.command()(runs.errors)
app.command()(reporting.report)
app.command()(calibrate.calibrate)
app.command()(questions.from_feedback)
app.command()(questions.draft)
app.command()(questions.review)
app.command()(cache.cache)


def _described(entry: "Entry", data: Path | None) -> dict[str, Any]:
    fields = ("name", "measures", "size", "licence", "source", "files", "limit")
    return {**{name: getattr(entry, name) for name in fields}, "here": entry.is_here(data)}


def _hold(broken: Sequence[str]) -> None:
    """Say what is below its bound, and exit when anything is."""
    for fault in broken:
        typer.echo(f"footnote: {fault}.", err=True)
    if broken:
        raise typer.Exit(failure.BAD_RESULT)
