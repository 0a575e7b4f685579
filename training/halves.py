"""Prints the figures of a stored run by halves of its questions.

    footnote eval run musique --data DIR --out RUN
    python -m training.halves RUN

The numbers in `service/hops.py` were chosen on one half of the HotpotQA and MuSiQue samples; the
other half is only reported (`training/splits.md`).
"""

import argparse
import hashlib
import statistics
from collections.abc import Sequence
from pathlib import Path

from eval import runfile
from eval.record import Record

_MEASURES = tuple(f"{ranking}_recall@5" for ranking in ("lexical", "dense", "fused", "read"))


def developed_on(case_id: str) -> bool:
    """Tell whether a question is of the half that choices were made on: by the first byte of the
    SHA-256 of its id."""
    return hashlib.sha256(case_id.encode()).digest()[0] % 2 == 0


def figures(records: Sequence[Record]) -> dict[str, float]:
    """Return the means over those records that define each measure, in percent."""
    found = {name: [r.scores[name] for r in records if name in r.scores] for name in _MEASURES}
    return {name: 100 * statistics.mean(scores) for name, scores in found.items() if scores}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    records = runfile.read(parser.parse_args().run).records
    for name, half in (("developed on", True), ("reported", False)):
        chosen = [one for one in records if developed_on(one.case.id) is half]
        told = "  ".join(f"{measure} {value:.1f}" for measure, value in figures(chosen).items())
        print(f"{name}: {len(chosen)} questions  {told}")


if __name__ == "__main__":
    main()
