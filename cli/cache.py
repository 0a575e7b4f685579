"""`footnote eval cache`: the indexes of suites that are kept from run to run."""

import json
from typing import Annotated

import typer

from cli import options


def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove them, but for those that a run is using.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """List the indexes of suites that are kept, so that no run embeds the same articles again.

    They lie in $XDG_CACHE_HOME/footnote/suites, or in ~/.cache without that. Another corpus,
    embedding model or length of passages makes another one.
    """
    from eval import cache as kept

    found = kept.clear() if clear else kept.kept()
    if as_json:
        listed = [
            {"index": str(one.place), "bytes": one.size, "used": one.used.isoformat()}
            for one in found
        ]
        typer.echo(json.dumps({"removed" if clear else "kept": listed}, indent=2))
        return
    for one in found:
        typer.echo(
            f"{one.place.name}  {one.size / 1e6:,.1f} MB, used {one.used:%Y-%m-%d %H:%M} UTC"
        )
    total = sum(one.size for one in found) / 1e6
    said = "removed from" if clear else "in"
    typer.echo(f"{len(found)} indexes, {total:,.1f} MB, {said} {kept.folder()}.")
