"""`footnote verify`."""

import json

import typer

from cli import options
from cli.failure import BAD_RESULT


def verify(
    context: typer.Context, data: options.Data = None, as_json: options.Json = False
) -> None:
    """Compare what the catalog, the vectors and the lexical index hold.

    Finishes what a crash cut short, then lists what disagrees and ends with 1 if anything does. A
    service that holds the data folder has to be stopped first.
    """
    settings = options.given(context, data=data).settings
    from corpus import lock
    from corpus.errors import DataFolderUnusable
    from corpus.index import Index

    if not settings.data.exists():
        raise DataFolderUnusable(f"There is no data folder {settings.data}. Name one with --data.")
    with Index(settings, held_by=lock.this_process("footnote verify")) as index:
        articles, passages = index.catalog.count()
        found = index.disagreements()
    if as_json:
        report = {"articles": articles, "passages": passages, "disagreements": found}
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for line in found:
            typer.echo(line)
        typer.echo(f"{articles} articles, {passages} passages: {len(found) or 'no'} disagreements.")
    if found:
        raise typer.Exit(BAD_RESULT)
