"""The support model as shipped, on sentences whose support anyone can see."""

import json
from pathlib import Path

import pytest

from corpus.errors import ModelUnavailable
from service.coverage import SIGNS, Source
from service.verdict import FILE, load, shipped

TEXT = (
    "Cobo has moved its head office from Beijing to Singapore. Its founder, Mao Shixing, said that "
    "a third of the staff would stay. Huobi keeps an office in Seoul."
)
ABOUT = "Wallet firms leave China 27 September 2021"


def chance(statement: str) -> float:
    return shipped().probability(statement, Source.of([TEXT], ABOUT))


@pytest.mark.parametrize(
    ("borne_out", "other"),
    [
        ("Cobo moved its head office to Singapore.", "Cobo bought a football club in Singapore."),
        ("Cobo moved its head office to Singapore.", "Cobo moved its head office to Seoul."),
        (
            "Mao Shixing said a third of the staff would stay.",
            "Mao Shixing said a third of the staff would stay, and praised the new tax law.",
        ),
    ],
)
def test_what_a_source_says_is_likelier_than_what_it_does_not(borne_out: str, other: str) -> None:
    assert chance(borne_out) > chance(other) + 0.04


@pytest.mark.parametrize(
    "statement",
    ["Cobo's founder praised the new tax law.", "The price of bitcoin fell after the ban."],
)
def test_what_a_source_does_not_speak_of_is_not_shown(statement: str) -> None:
    assert chance(statement) < shipped().shown


def test_nothing_is_borne_out_by_no_source() -> None:
    assert shipped().probability("Cobo moved.", Source.of([])) == 0


def test_weights_have_the_signs_that_their_features_must_have() -> None:
    signed = [(SIGNS[name], weight) for name, weight in shipped().weights.items()]
    assert all(sign * weight >= 0 for sign, weight in signed)


@pytest.mark.parametrize("content", ["", "{}", '{"model": {"bias": 1}}', '{"model": 3}'])
def test_a_model_that_cannot_be_read_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "support.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        load(file)


def test_a_model_that_weighs_what_is_not_measured_is_refused(tmp_path: Path) -> None:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    stored["model"]["weights"]["charm"] = 1.0
    file = tmp_path / "support.json"
    file.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="weighs charm"):
        load(file)
