"""Yes or no, from what was read and from the words of the sentence that decides."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.coverage import Source, compared
from service.decision import told
from service.judgement import Judgement
from service.logistic import probability
from service.quote import sentence_around
from service.reader import Kinds
from service.wording import NEGATIONS

# Below this a verdict is likelier to be wrong than the default rate of wrong answers allows: of the
# 60 held-out verdicts between this and 0.7, 42 were right; of the 109 under 0.6, 59.
_CLEAR = 0.65
_DENIAL = re.compile(
    rf"\b(?:{NEGATIONS}|false|unlikely|"
    r"illegal\w*|unlawful\w*|declin\w+|den(?:y|ies|ied|ying)|refus\w+|reject\w+|fail(?:s|ed|ing)|"
    r"forb(?:id|ids|ade|idden)|prohibit\w*|ban(?:s|ned)?|barred|missing|lack\w*|stop(?:s|ped)|"
    r"halt(?:s|ed)|instead|rather|except|unable|absent|voted down|overturned)\b",
    re.IGNORECASE,
)


def evidence(question: str, judgement: Judgement, decided: Kinds) -> dict[str, float]:
    """Return what speaks for yes or no.

    `decided` are the log-odds of what the polarity model says of the sentence that decides
    (`service.decision`), and `told` those that it decides at all. `log_odds` is the reader's, over
    all passages, each weighed by how far it answers. `denied` says that the sentence that decides
    denies something and the question does not, or the other way round, and `denied_here` the same
    of the words that the reader marked in it: a small reader often misses a "not". `relevance` and
    `answerable` are of the passage that decides: one that answers says yes more often than one that
    merely comes near. "said_…" is how much of the question, read as a statement, stands in that
    passage and how close together (`service.coverage`): what is asked about and not said is mostly
    not so.
    """
    logits = [r.relevance + math.log(1.0 - r.kinds.none + 1e-4) for r in judgement.readings]
    weights = [math.exp(logit - max(logits)) for logit in logits]
    pairs = list(zip(weights, judgement.readings, strict=True))
    yes = sum(weight * reading.kinds.yes for weight, reading in pairs)
    no = sum(weight * reading.kinds.no for weight, reading in pairs)
    best = judgement.selected[0].best
    hit = best.reading.hit
    said = compared(question, Source.of([hit.passage.text], hit.title))
    asks_so = bool(_DENIAL.search(question))
    return {
        "decided": math.log((decided.yes + 1e-6) / (decided.no + 1e-6)),
        "told": told(decided),
        "log_odds": math.log((yes + 1e-6) / (no + 1e-6)),
        "denied": float(bool(_DENIAL.search(sentence_around(best).quote)) != asks_so),
        "denied_here": float(bool(_DENIAL.search(best.text)) != asks_so),
        "relevance": best.evidence["relevance"],
        "answerable": best.evidence["answerable"],
        **{f"said_{name}": value for name, value in said.items()},
    }


@dataclass(frozen=True, slots=True)
class Leaning:
    """How likely yes is, given that the passage is the right one.

    `said` is "Yes", "No", or None when it is not clear; `certainty` is how likely that is to be
    right, 1 where neither is said.
    """

    yes: float

    @property
    def said(self) -> str | None:
        if max(self.yes, 1.0 - self.yes) < _CLEAR:
            return None
        return "Yes" if self.yes >= _CLEAR else "No"

    @property
    def certainty(self) -> float:
        return max(self.yes, 1.0 - self.yes) if self.said else 1.0


NEITHER = Leaning(0.5)


def leaning(
    question: str, judgement: Judgement, decided: Kinds | None, weights: Mapping[str, float]
) -> Leaning:
    """Weigh yes against no, with what `service.decision.decide` returns; neither where that is
    None.

    `weights` are those of a logistic regression: "bias", and the names of `evidence`.
    """
    if decided is None:
        return NEITHER
    return Leaning(probability(weights, evidence(question, judgement, decided)))
