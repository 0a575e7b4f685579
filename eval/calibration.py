"""The refusal thresholds fitted anew on a suite: one's own questions are better than anyone's."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from eval.record import Record
from eval.score import would_be_right
from service.confidence import Calibration
from service.risk import DELTA, least_confidence

RATES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3)


def recalibrated(calibration: Calibration, records: Sequence[Record]) -> Calibration:
    """Return the calibration with thresholds that keep their rates on these records.

    Questions that were refused count by the answer that was withheld. A rate that no threshold
    keeps, with probability `1 - DELTA`, is left out; see `service.risk`.
    """
    sure = [record.confidence for record in records]
    right = [would_be_right(record) for record in records]
    found = {str(rate): least_confidence(sure, right, rate) for rate in RATES}
    kept = {rate: round(value, 4) for rate, value in found.items() if value is not None}
    return replace(calibration, thresholds=kept)


def write(calibration: Calibration, file: Path, *, suite: str, questions: int) -> None:
    """Write a calibration for the service to load."""
    record = {
        "calibration": asdict(calibration),
        "measured": {"suite": suite, "questions": questions, "delta": DELTA},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
