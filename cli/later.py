"""A group of commands that is imported when one of them is called for."""

from typing import Any, cast

import typer
from typer.core import TyperGroup


class Evaluation(TyperGroup):
    """`footnote eval`: importing what measures takes seconds, which `footnote --help` shall not."""

    def list_commands(self, ctx: Any) -> list[str]:
        return self._group().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return self._group().get_command(ctx, cmd_name)

    def _group(self) -> TyperGroup:
        from cli import evaluate

        return cast("TyperGroup", typer.main.get_command(evaluate.app))
