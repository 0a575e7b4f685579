"""What the readings of held-out questions come to, and whether that is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.containment import answer_contained
from eval.metrics.squad import token_f1
from service.decision import decide
from service.judgement import Judgement, judge
from service.polarity import NEITHER, Leaning, leaning
from service.quote import sentence_around
from service.reader import Kinds, Reader
from service.short import short_answer
from training.openbook import Asked
from training.sets import NONE, SPAN, YES

ORDER = (
    "span",
    "relevance",
    "answerable",
    "log_rank",
    "suits",
    "names_missing",
    "words_missing",
    "sentence_missing",
)
FEATURES = (*ORDER, "names_absent", "margin", "lead", "places")
YES_NO_FEATURES = (*FEATURES, "told")
# An answer with half of the right one's words, as token F1, is right.
ALIKE = 0.5


def is_found(asked: Asked, judgement: Judgement) -> bool:
    """Tell whether the right place was found: the answer stands in the short answer, or shares half
    of its words with it; for a yes/no question, a sentence of the paragraph that decides."""
    example = asked.example
    if example.kind == NONE or not judgement.selected:
        return False
    if example.kind == SPAN:
        said = short_answer(example.question, judgement, NEITHER) or ""
        alike = token_f1(judgement.selected[0].text, example.answers) >= ALIKE
        return alike or bool(answer_contained(said, example.answers))
    return sentence_around(judgement.selected[0].best).quote in asked.example.text


def is_right(asked: Asked, judgement: Judgement, lean: Leaning) -> bool:
    """Tell whether the answer given would be right: the right place, and the right "Yes" or "No"
    where one is said."""
    found = is_found(asked, judgement)
    if not found or asked.example.kind == SPAN:
        return found
    return lean.said in {None, "Yes" if asked.example.kind == YES else "No"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Of each question: features (questions x `YES_NO_FEATURES`), whether it asks for yes or no,
    whether the right place was found, whether the answer is right, and how certain the "Yes" or
    "No" is that is said."""

    features: np.ndarray
    polar: np.ndarray
    found: np.ndarray
    right: np.ndarray
    certainty: np.ndarray


@dataclass(frozen=True, slots=True)
class Told:
    """A question, what the service makes of its readings, and what decides between yes and no, of
    those that ask for it."""

    asked: Asked
    judgement: Judgement
    decided: Kinds | None

    def leaning(self, polarity: Mapping[str, float]) -> Leaning:
        return leaning(self.asked.example.question, self.judgement, self.decided, polarity)


def judgements(asked: Sequence[Asked], order: Mapping[str, float], decider: Reader) -> list[Told]:
    """Return what the service makes of the readings of each question, with weights of evidence."""
    read = [(one, judge(one.example.question, one.readings, order)) for one in asked]
    return [Told(one, *decide(one.example.question, found, decider)) for one, found in read]


def judged(told: Sequence[Told], polarity: Mapping[str, float]) -> Judged:
    """Return what the confidence is fitted on; questions without any candidate are left out."""
    found = [
        (one.asked, one.judgement, one.leaning(polarity)) for one in told if one.judgement.features
    ]
    return Judged(
        features=np.array([[j.features[name] for name in YES_NO_FEATURES] for _, j, _ in found]),
        polar=np.array([bool(j.features["polar"]) for _, j, _ in found]),
        found=np.array([is_found(one, j) for one, j, _ in found]),
        right=np.array([is_right(one, j, lean) for one, j, lean in found]),
        certainty=np.array([lean.certainty for _, _, lean in found]),
    )
