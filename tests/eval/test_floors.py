import pytest

from corpus.errors import SettingsInvalid
from eval import floors
from eval.summary import Figure

FIGURES = {
    "f1": Figure(value=0.6, questions=10),
    "false_answer": Figure(value=0.2, questions=10),
}


def broken(*texts: str) -> list[str]:
    return [fault for bound in floors.parse(texts) if (fault := bound.broken_by(FIGURES))]


def test_a_figure_at_its_bound_holds_it() -> None:
    assert broken("f1=0.6", "false_answer=0.2") == []


def test_a_figure_below_its_floor_breaks_it() -> None:
    assert broken("f1=0.61") == ["f1 is 0.6000, under 0.61"]


def test_a_figure_that_is_better_lower_breaks_a_ceiling() -> None:
    assert broken("false_answer=0.1") == ["false_answer is 0.2000, over 0.1"]


def test_what_was_not_measured_holds_nothing() -> None:
    assert broken("cited=0.1") == ["cited was not measured by this run"]


@pytest.mark.parametrize(
    ("text", "complaint"), [("f2=0.5", "no measure 'f2'. Near it: f1"), ("f1", "is not measure=")]
)
def test_a_bound_that_says_nothing_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(SettingsInvalid, match=complaint):
        floors.parse([text])
