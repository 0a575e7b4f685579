"""Bounds that a run must keep, so that a command's exit code can guard a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from corpus.errors import SettingsInvalid
from eval.measures import MEASURES
from eval.summary import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A figure must not be worse than `value`: under it, or over it where lower is better."""

    measure: str
    value: float

    def broken_by(self, figures: Mapping[str, Figure]) -> str | None:
        """Return what is wrong, or None. A figure that the run does not have is wrong."""
        measure = MEASURES[self.measure]
        if self.measure not in figures:
            return f"{self.measure} was not measured by this run"
        found = figures[self.measure].value
        worse = found > self.value if measure.lower_is_better else found < self.value
        side = "over" if measure.lower_is_better else "under"
        return f"{self.measure} is {found:.4f}, {side} {self.value}" if worse else None


def parse(texts: Sequence[str]) -> list[Bound]:
    """Return the bounds of "measure=value" texts. Raises SettingsInvalid."""
    return [_parsed(text) for text in texts]


def _parsed(text: str) -> Bound:
    name, _, value = text.partition("=")
    if name not in MEASURES:
        near = get_close_matches(name, MEASURES, n=3, cutoff=0.4)
        raise SettingsInvalid(
            f"There is no measure {name!r}. Near it: {', '.join(near) or ', '.join(MEASURES)}."
        )
    try:
        return Bound(measure=name, value=float(value))
    except ValueError as error:
        raise SettingsInvalid(f"{text!r} is not measure=number, for example f1=0.6.") from error
