"""Thresholds can be fitted anew on a run, and the service takes them from its data folder."""

from pathlib import Path

import pytest

from corpus.errors import ModelUnavailable
from corpus.settings import Settings
from eval import calibration
from eval.record import Record
from eval.suite import Case
from service import confidence


def record(number: int, confidence: float, *, right: bool) -> Record:
    case = Case(id=str(number), question="Where?", answers=("Naxos",))
    return Record(
        case=case,
        answered=True,
        answer="Off Naxos." if right else "Off Paros.",
        short_answer=None,
        tentative="",
        confidence=confidence,
        reason=None,
        searched_for="Where?",
        citations=(),
        rankings={},
        timings_ms={},
    )


def run(count: int) -> list[Record]:
    """Every answer over 0.5 is right, and no other."""
    return [record(n, n / count, right=n / count > 0.5) for n in range(count)]


def test_the_threshold_lies_where_answers_turn_wrong() -> None:
    found = calibration.recalibrated(confidence.load(), run(400))
    assert found.weights == confidence.load().weights
    assert 0.4 < float(found.thresholds["0.1"]) <= 0.55
    assert found.thresholds["0.05"] >= found.thresholds["0.3"]


def test_too_few_questions_prove_nothing() -> None:
    assert calibration.recalibrated(confidence.load(), run(8)).thresholds == {}


def test_what_lies_in_the_data_folder_takes_the_place_of_the_shipped(tmp_path: Path) -> None:
    assert confidence.of(tmp_path) == confidence.load()
    fitted = calibration.recalibrated(confidence.load(), run(400))
    calibration.write(fitted, tmp_path / "calibration.json", suite="own", questions=400)
    assert confidence.of(tmp_path) == fitted
    (tmp_path / "calibration.json").write_text("{")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        confidence.of(Settings(data=tmp_path, _env_file=None).data)
