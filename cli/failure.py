"""How a command ends when something goes wrong: one line, and an exit code that says what kind."""

from typing import Any

import typer
from typer.core import TyperGroup

from corpus import errors

BAD_RESULT = 1
INTERRUPTED = 130
EXIT_CODES: dict[type[errors.FootnoteError], int] = {
    errors.SettingsInvalid: 3,
    errors.InputError: 4,
    errors.NotFound: 5,
    errors.StoreError: 6,
    errors.DataFolderInUse: 7,
    errors.ModelError: 8,
    errors.PortInUse: 9,
    errors.ServiceUnreachable: 10,
    errors.FootnoteError: 11,
}
LEGEND = (
    "Exit codes: 0 done; 1 done, and the result is bad (a file that could not be ingested, stores "
    "that disagree, a figure below its bound); 2 wrong usage; 3 impossible setting; 4 question, "
    "article or file refused; 5 no such thing; 6 data folder or vector store unusable; 7 data "
    "folder in use; 8 model unavailable or failing; 9 port in use; 10 running service unreachable; "
    "11 other; 130 interrupted."
)


def exit_code(error: errors.FootnoteError) -> int:
    """Return the exit code of an error: that of the nearest class above it in the table."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


class Commands(TyperGroup):
    """The commands; what they raise for the user becomes a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except errors.FootnoteError as error:
            line = " ".join(str(error).split())  # what a library says may run over several
            typer.echo(f"footnote: {line}", err=True)
            raise typer.Exit(exit_code(error)) from error
