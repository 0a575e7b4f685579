"""What the runs of a report were made with, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.provenance import Made
from eval.reports.content import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that the runs were made with: its value in each of them."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def facts(runs: Sequence[Told]) -> dict[str, list[Fact]]:
    """Return the facts by their headings; one that a run does not have is empty there."""
    by_run = [_headed(told.summary.made) for told in runs]
    return {
        heading: [
            Fact(name=name, values=tuple(one[heading].get(name, "") for one in by_run))
            for name in dict.fromkeys(name for one in by_run for name in one[heading])
        ]
        for heading in by_run[0]
    }


def _headed(made: Made) -> dict[str, dict[str, str]]:
    run = {
        "Suite": made.suite,
        "Questions, SHA-256": made.questions,
        "Drawn": "all" if made.limit is None else f"{made.limit:,}",
        "Seed": str(made.seed),
        "Articles": f"{made.articles:,}",
        "Passages": f"{made.passages:,}",
        "Corpus, SHA-256": made.corpus,
        "CPU cores": str(made.cores),
        "Asked at once": str(made.parallel),
    }
    return {
        "Run": run,
        "Settings": _texts(made.settings),
        "Models, SHA-256": _texts(made.models),
        "Versions": _texts(made.versions),
    }


def _texts(found: dict[str, Any]) -> dict[str, str]:
    return {name: "not set" if value is None else str(value) for name, value in found.items()}
