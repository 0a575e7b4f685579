import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import Result

from cli import failure
from corpus import errors

Footnote = Callable[..., Result]
COMMANDS = ["serve", "ingest", "ask", "search", "status", "verify", "eval"]


def test_help_lists_every_command_and_what_the_exit_codes_mean(footnote: Footnote) -> None:
    result = footnote("--help")
    assert result.exit_code == 0
    assert all(command in result.stdout for command in COMMANDS)
    assert "Exit codes: 0 done" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from cli.app import main\n"
        "try: main('--help')\n"
        "except SystemExit: pass\n"
        "print(sorted({'torch', 'chromadb', 'numpy', 'pydantic', 'httpx'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(footnote: Footnote, command: str) -> None:
    assert footnote(command, "--help").exit_code == 0


@pytest.mark.parametrize(
    "words", [["bogus"], ["ask"], ["serve", "--port", "99999"], ["search", "a", "--limit", "0"]]
)
def test_wrong_usage_ends_with_2(footnote: Footnote, words: list[str]) -> None:
    assert footnote(*words).exit_code == 2


def test_the_version_is_printed(footnote: Footnote) -> None:
    assert footnote("--version").stdout.startswith("footnote ")


def test_an_impossible_setting_is_named_and_ends_with_3(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_PORT", "many")
    result = footnote("status")
    assert result.exit_code == 3
    assert result.stderr.startswith("footnote: Impossible settings: FOOTNOTE_PORT = 'many'")


def test_every_error_has_an_exit_code_of_its_own_kind() -> None:
    codes = list(failure.EXIT_CODES.values())
    assert len(set(codes)) == len(codes)
    assert min(codes) > 2
    assert failure.exit_code(errors.DataFolderInUse("")) == 7
    assert failure.exit_code(errors.DataFolderMismatch("")) == 6
    assert failure.exit_code(errors.CollectionUnknown("")) == 5


@pytest.mark.parametrize("room", ["service", "ingest", "eval"])
def test_a_room_runs_as_its_command(room: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", room, "--help"], capture_output=True, text=True, check=True
    )
    command = {"service": "serve"}.get(room, room)
    assert f"footnote {command}" in run.stdout
