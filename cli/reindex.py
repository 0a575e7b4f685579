"""`footnote reindex`."""

from typing import TYPE_CHECKING

import typer

from cli import options

if TYPE_CHECKING:
    from corpus.settings import Settings
    from service.http.schemas import ReindexedOut


def reindex(
    context: typer.Context, data: options.Data = None, as_json: options.Json = False
) -> None:
    """Build vectors and lexical index anew from the catalog, then swap them.

    For another embedding model (FOOTNOTE_EMBEDDING_MODEL), passages of another length
    (FOOTNOTE_PASSAGE_TOKENS), or a damaged store. Until the new ones are complete the old ones stay
    in force. Goes through the service, which answers meanwhile, when one holds the data folder; for
    another model or length, stop it first.
    """
    settings = options.given(context, data=data).settings
    from cli.keeper import need_folder

    need_folder(settings)
    done = _reindexed(settings)
    if as_json:
        typer.echo(done.model_dump_json(indent=2))
    else:
        typer.echo(f"{done.articles} articles indexed anew, in {done.passages} passages.")


def _reindexed(settings: "Settings") -> "ReindexedOut":
    from functools import partial

    from cli.progress import counted
    from corpus import lock
    from corpus.rebuild import reindex_closed
    from ingest.remote import RemoteLibrary
    from ingest.split import split
    from service.http.schemas import ReindexedOut

    holder = lock.holder(settings.data)
    if holder and holder.url:
        _check_same(settings)
        with RemoteLibrary(holder.url) as service:
            reply = service.send("POST", "/v1/maintenance/reindex", None, patient=True)
        return ReindexedOut.model_validate_json(reply.content)
    held_by = lock.this_process("footnote reindex")
    with counted("Indexing") as show:
        articles, passages = reindex_closed(
            settings,
            split=partial(split, tokens=settings.passage_tokens),
            held_by=held_by,
            on_progress=show,
        )
    return ReindexedOut(articles=articles, passages=passages)


def _check_same(settings: "Settings") -> None:
    """Raise DataFolderInUse when another model or length of passages is set than the running
    service has."""
    from corpus import bundled
    from corpus.errors import DataFolderInUse
    from corpus.facts import as_made

    running = as_made(settings)
    for name in ("embedding_model", "passage_tokens"):
        has, wanted = getattr(running, name), getattr(settings, name)
        if has != wanted:
            variable = f"FOOTNOTE_{name.upper()}"
            raise DataFolderInUse(
                f"A service runs with {variable}={has}, but {wanted or bundled.NAME} is set. Stop "
                f"it, index anew, and start it with {variable} set."
            )
