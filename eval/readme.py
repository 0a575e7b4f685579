"""The figures in README.md, written from the stored summary: `python -m eval.readme [--check]`."""

import sys
from pathlib import Path

from eval import report
from eval.runfile import RunUnreadable
from eval.summary import ADAPTER, Summary

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
STORED = Path(__file__).parent / "runs" / "china_crypto.json"
BEGIN, END = "<!-- eval:begin -->", "<!-- eval:end -->"


def stored(file: Path = STORED) -> Summary:
    """Return a stored summary. Raises RunUnreadable."""
    try:
        return ADAPTER.validate_json(file.read_bytes())
    except (OSError, ValueError) as error:
        raise RunUnreadable(
            f"The summary {file} cannot be read: {error}. Make it with: footnote eval run "
            "china_crypto --summary eval/runs/china_crypto.json"
        ) from error


def store(summary: Summary, file: Path) -> None:
    """Write a summary, so that a change of one figure is a change of few lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(ADAPTER.dump_json(summary, indent=1) + b"\n")


def written_into(text: str, summary: Summary) -> str:
    """Return `text` with the figures of `summary` between its markers.

    Raises ValueError when it does not hold both markers, once, in their order.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in after:
        raise ValueError(f"The README needs {BEGIN} and {END}, once each and in this order.")
    return f"{before}{BEGIN}\n{report.markdown(summary)}{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the README or, with --check, return 1 when it is not what would be written."""
    old = README.read_text(encoding="utf-8")
    new = written_into(old, stored())
    if "--check" in arguments:
        return int(old != new)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
