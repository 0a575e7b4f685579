"""Which release of Footnote runs."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """Return the installed version, or that there is none."""
    try:
        return installed("footnote")
    except PackageNotFoundError:
        return "0 (not installed)"
