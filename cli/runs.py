"""`footnote eval show`, `compare` and `errors`: what stored runs say."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cli import failure, options

RunFile = Annotated[Path, typer.Argument(help="File of a stored run.")]


def show(
    file: RunFile,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: options.Json = False,
) -> None:
    """Print the figures of a stored run, scored as they are scored now, and by kind of question."""
    from rich.console import Console

    from eval import kinds, report, runfile
    from eval.summary import ADAPTER, rescored, summarise

    stored = rescored(runfile.read(file))
    made = summarise(stored)
    if as_json:
        typer.echo(ADAPTER.dump_json(made, indent=2))
    elif markdown:
        typer.echo(report.markdown(made), nl=False)
    else:
        report.show(made, Console())
        kinds.show(kinds.by_kind(stored.records), Console())


def compare(
    first: RunFile,
    second: RunFile,
    measure: Annotated[
        list[str] | None, typer.Option(help="Only this measure; repeatable.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Compare two runs question by question: change, 95% interval, p-value, won and lost."""
    from rich.console import Console

    from eval import comparison, runfile

    found = comparison.compare(runfile.read(first), runfile.read(second))
    chosen = [one for one in found if not measure or one.measure in measure]
    if as_json:
        typer.echo(json.dumps([{**asdict(one), "change": one.change} for one in chosen], indent=2))
    else:
        comparison.show(chosen, Console())


def errors(
    file: RunFile,
    kind: Annotated[str | None, typer.Option(help="Only mistakes of this kind.")] = None,
) -> None:
    """Print what went wrong in a run, with what was found and read, for reading by hand."""
    from eval import mistakes, runfile

    for text in mistakes.told(runfile.read(file), kind):
        typer.echo(text)


def calibrate(
    context: typer.Context,
    file: RunFile,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; the data folder when left out."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Fit the refusal thresholds anew on a stored run, for the rates that FOOTNOTE_MAX_WRONG names.

    The service uses what lies in its data folder from its next start on; remove the file to go back
    to the shipped thresholds. Ends with 1 when no rate can be kept on these questions.
    """
    from eval import calibration, runfile
    from service import confidence

    settings = options.given(context).settings
    run = runfile.read(file)
    found = calibration.recalibrated(confidence.load(), run.records)
    if not found.thresholds:
        typer.echo(
            f"footnote: No rate up to {calibration.RATES[-1]:.0%} can be kept on these "
            f"{len(run.records)} questions; ask more of them, or easier ones.",
            err=True,
        )
        raise typer.Exit(failure.BAD_RESULT)
    place = out or settings.data / confidence.FILE.name
    calibration.write(found, place, suite=run.made.suite, questions=len(run.records))
    if as_json:
        typer.echo(json.dumps({"file": str(place), "thresholds": dict(found.thresholds)}, indent=2))
    else:
        for rate, least in found.thresholds.items():
            typer.echo(f"at most {float(rate):.0%} wrong: answers of confidence {least} or more")
        typer.echo(f"Stored in {place}.")
