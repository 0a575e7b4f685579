"""`footnote serve`."""

import socket
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import options

if TYPE_CHECKING:
    from fastapi import FastAPI

    from corpus.index import Index
    from corpus.settings import Settings

_SECONDS_TO_FINISH = 10
_BEGUN, _DONE = "begun", "done"


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to serve on (FOOTNOTE_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 for any free one (FOOTNOTE_PORT).")
    ] = None,
    writer: Annotated[
        str | None, typer.Option(help='Who writes: "quote", or a chat model (FOOTNOTE_WRITER).')
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Start an empty library without the shipped articles.")
    ] = False,
    data: options.Data = None,
) -> None:
    """Serve the page and the HTTP interface.

    A library that holds nothing yet is given the shipped articles first. Ctrl-C lets the questions
    in hand be answered, then stops.
    """
    given = options.given(context, data=data, host=host, port=port, writer=writer)
    from cli.address import listen, url_of
    from cli.interrupt import by_sigterm
    from corpus import lock
    from corpus.index import Index

    settings = given.settings
    with by_sigterm(), listen(settings.host, settings.port) as listening:
        url = url_of(listening)
        held_by = lock.this_process("footnote serve", url)
        with Index(settings, held_by=held_by) as index:
            if not empty:
                _ingest_shipped(index, settings.data / "shipped")
            _run(_app(index, settings), listening, url)


def _ingest_shipped(index: "Index", note: Path) -> None:
    """Give a new library the shipped articles. `note` is kept to go on where the first start was
    cut short, and not to bring back what somebody has deleted since."""
    state = note.read_text(encoding="utf-8") if note.exists() else ""
    if state == _DONE or (not state and index.catalog.count() != (0, 0)):
        return
    import corpus
    from cli.progress import shown
    from ingest import run, sources
    from ingest.library import LocalLibrary

    folder = Path(str(corpus.__file__)).parent / "articles"
    typer.echo("The library is empty: ingesting the shipped articles.", err=True)
    note.write_text(_BEGUN, encoding="utf-8")
    with shown() as show:
        report = run.ingest(sources.find([folder]), LocalLibrary(index), on_progress=show)
    for failure in report.failed:
        typer.echo(f"{failure.where}: {failure.reason}", err=True)
    note.write_text(_DONE, encoding="utf-8")


def _app(index: "Index", settings: "Settings") -> "FastAPI":
    from cli.intake import intake
    from cli.release import version
    from eval.reports import web
    from ingest.library import LocalLibrary
    from ingest.split import split
    from service.answerer import Answerer
    from service.http.app import create_app
    from service.model import Question

    answerer = Answerer(index, settings)
    # The first question loads the models; let nobody wait for that.
    answerer.answer(Question(text="Is everything loaded?", writer="quote"))
    library = LocalLibrary(index)
    app = create_app(
        index,
        answerer,
        library.store,
        intake(library, settings),
        version=version(),
        split=partial(split, tokens=settings.passage_tokens),
    )
    web.install(app, settings.data / "runs")
    return app


def _run(app: "FastAPI", listening: socket.socket, url: str) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                typer.echo(f"Footnote answers at {url} (Ctrl-C stops it).")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Whoever follows a job would be waited for until it ends.
            app.state.service.jobs.stop()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=_SECONDS_TO_FINISH
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again when all is done
        Server(config).run(sockets=[listening])
