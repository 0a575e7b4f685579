"""A calibration is fitted from end to end, on questions about the shipped articles."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.index import Index
from corpus.model import Filter
from eval.loaders import shipped as suites
from service import confidence
from service.judgement import judge
from service.reader import Reader
from service.retrieval import find, shortlist
from service.wording import asks_yes_or_no
from training.calibrate import calibrate
from training.judging import FEATURES, ORDER, YES_NO_FEATURES
from training.openbook import UNANSWERED, Asked, as_expected, drawn
from training.sets import NO, NONE, SPAN, YES, Example

QUESTIONS = 60


@pytest.fixture(scope="module")
def asked(shipped: Index) -> list[Asked]:
    reader = Reader()
    texts = {article.id: article.text for article in suites.articles()}
    found = []
    for case in [case for case in suites.load("china_crypto").cases if not case.history][
        :QUESTIONS
    ]:
        verdict = {"yes": YES, "no": NO}.get(case.answers[0] if case.answers else "")
        kind = NONE if case.unanswerable else verdict or SPAN
        text = texts[case.gold[0].article_id] if case.gold else ""
        example = Example(
            question=case.question,
            title="",
            text=text,
            spans=(),
            article=case.id,
            answers=tuple(case.answers),
            kind=kind,
        )
        hits = shortlist(find(shipped, case.question, where=Filter()), limit=6)
        found.append(Asked(example=example, readings=reader.read(case.question, hits)))
    return found


def weights(_: Mapping[str, float]) -> Mapping[str, float]:
    return confidence.load().polarity


def test_a_calibration_is_fitted_that_the_service_can_use(
    asked: list[Asked], tmp_path: Path
) -> None:
    fitted = calibrate(asked, weights)
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(fitted), encoding="utf-8")
    made = confidence.load(file)
    assert set(made.order) == set(ORDER)
    assert set(made.weights) == set(FEATURES)
    assert set(made.yes_no) == {"bias", *YES_NO_FEATURES}
    # What speaks for an answer never counts against it.
    assert made.order["span"] >= 0 >= made.order["words_missing"]
    assert made.weights["lead"] >= 0 >= made.weights["names_absent"]
    # Stricter rates have higher thresholds.
    kept = [made.thresholds[rate] for rate in sorted(made.thresholds, key=float)]
    assert kept == sorted(kept, reverse=True)
    measured = fitted["measured"]
    assert measured["questions"] == QUESTIONS
    assert measured["auroc"] > 0.5


def test_a_confidence_tells_what_was_read_from_nothing(asked: list[Asked], tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(calibrate(asked, weights)), encoding="utf-8")
    made = confidence.load(file)
    of = [
        made.probability(judge(one.example.question, one.readings, made.order).features)
        for one in (asked[0], replace(asked[0], readings=[]))
    ]
    assert 0.0 == of[1] < of[0] < 1.0


def test_of_what_is_asked_one_in_five_has_no_answer(asked: list[Asked]) -> None:
    answered = [one for one in asked if one.example.kind != NONE][:40]
    without = [replace(one, example=replace(one.example, kind=NONE)) for one in answered]
    kept = as_expected([*without, *answered])
    assert kept[-len(answered) :] == answered
    assert len(kept) * UNANSWERED == len(kept) - len(answered) == 10
    assert kept[0] == without[0], "evenly taken from all"
    assert kept[9] == without[36]


def test_where_fewer_have_no_answer_all_are_kept(asked: list[Asked]) -> None:
    answered = [one for one in asked if one.example.kind != NONE][:40]
    without = [replace(one, example=replace(one.example, kind=NONE)) for one in answered[:3]]
    assert as_expected([*without, *answered]) == [*without, *answered]


def test_of_what_is_drawn_a_quarter_asks_for_yes_or_no_however_many_do() -> None:
    asked = [Example(question=f"Did boat {n} sink?", title="", text="") for n in range(90)]
    asked += [Example(question=f"Who sailed boat {n}?", title="", text="") for n in range(60)]
    found = drawn(asked, 40, random.Random(1))
    assert sum(asks_yes_or_no(one.question) for one in found) == 10
    assert len({one.question for one in found}) == 40
    assert len(drawn(asked[:2] + asked[90:], 40, random.Random(1))) == 32
