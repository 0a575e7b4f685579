"""`footnote ingest`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import options
from cli.failure import BAD_RESULT, INTERRUPTED

if TYPE_CHECKING:
    from corpus.settings import Settings
    from ingest.library import Library
    from ingest.report import Report


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    collection: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Collection of the articles that name none themselves."),
    ] = None,
    data: options.Data = None,
    as_json: options.Json = False,
) -> None:
    """Store articles from Markdown, plain text and JSONL files.

    A file that was stored before is stored again only if it has changed. One bad file never stops
    the others; the command then ends with 1. Goes through the service when one holds the data
    folder.
    """
    settings = options.given(context, data=data).settings
    from cli.interrupt import noticed
    from cli.progress import shown
    from ingest import run, sources

    found = sources.find(paths)
    with _library(settings) as library, noticed() as stopped, shown() as show:
        report = run.ingest(
            found, library, collection=collection, on_progress=show, stopped=stopped
        )
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        _show(report)
    if report.interrupted:
        raise typer.Exit(INTERRUPTED)
    if report.failed:
        raise typer.Exit(BAD_RESULT)


@contextmanager
def _library(settings: "Settings") -> "Iterator[Library]":
    from corpus import lock
    from corpus.index import Index
    from ingest.library import LocalLibrary
    from ingest.remote import RemoteLibrary

    holder = lock.holder(settings.data)
    if holder and holder.url:
        with RemoteLibrary(holder.url) as library:
            yield library
        return
    with Index(settings, held_by=lock.this_process("footnote ingest")) as index:
        yield LocalLibrary(index)


def _show(report: "Report") -> None:
    for failure in report.failed:
        typer.echo(f"{failure.where}: {failure.reason}", err=True)
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "failed": len(report.failed),
        "of another kind left out": report.skipped,
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    typer.echo(f"{said or 'No articles found'}.")
    if report.interrupted:
        typer.echo("Interrupted; run it again and it goes on where it stopped.", err=True)
