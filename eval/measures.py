"""What is measured, in words: the name of each figure, what it is, and which way is better."""

from dataclasses import dataclass
from typing import Literal

from eval.record import RANKINGS
from eval.score import DEPTHS

Unit = Literal["share", "number", "ms", "tokens"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure's title for people and its definition."""

    title: str
    meaning: str
    lower_is_better: bool = False
    unit: Unit = "share"


_RANKED = {
    **{
        f"hit@{k}": Measure(title=f"hit@{k}", meaning=f"a gold passage is among the first {k}")
        for k in DEPTHS
    },
    "recall@5": Measure(
        title="recall@5", meaning="share of the needed gold passages among the first 5"
    ),
    "recall@10": Measure(
        title="recall@10", meaning="share of the needed gold passages among the first 10"
    ),
    "mrr": Measure(
        title="MRR", meaning="mean of 1 / rank of the first gold passage", unit="number"
    ),
    "map": Measure(
        title="MAP",
        meaning="mean precision at the ranks of the gold articles, of all that are ranked",
        unit="number",
    ),
    "ndcg@10": Measure(
        title="nDCG@10", meaning="discounted gain of the first 10 articles", unit="number"
    ),
}

RETRIEVAL = {
    f"{ranking}_{name}": measure for ranking in RANKINGS for name, measure in _RANKED.items()
}

ANSWERS = {
    "exact_match": Measure(
        title="Exact match", meaning="the short answer is an accepted one (SQuAD); refusals count 0"
    ),
    "f1": Measure(
        title="Token F1", meaning="shared words of short and accepted answer (SQuAD); refusals 0"
    ),
    "answer_contained": Measure(
        title="Answer contained", meaning="an accepted answer stands in the reply, all parts of it"
    ),
    "right_and_cited": Measure(
        title="Contained and cited", meaning="and every needed gold quote is cited"
    ),
    "cited": Measure(
        title="Gold cited", meaning="a citation points at a gold quote; refusals count 0"
    ),
    "citation_precision": Measure(
        title="Citation precision", meaning="share of an answer's citations that point at gold"
    ),
    "citation_recall": Measure(
        title="Citation recall", meaning="share of the needed gold quotes that an answer cites"
    ),
    "citation_f1": Measure(title="Citation F1", meaning="harmonic mean of both, by question"),
}

SUPPORT = {
    "sentences_supported": Measure(
        title="Sentences supported",
        meaning="what a sentence cites bears it out, by the support model (ALCE's citation recall)",
    ),
    "citations_of_use": Measure(
        title="Citations of use",
        meaning="a citation bears its sentence out or is missed by it (ALCE's precision)",
    ),
    "assertions_made": Measure(
        title="Assertions made",
        meaning="share of what a reply should say that it says, by the support model; refusals 0",
    ),
    "balanced_accuracy": Measure(
        title="Claims judged, balanced",
        meaning="mean recall of supported and other claims, each half at the other's threshold",
    ),
    "auroc_supported": Measure(
        title="AUROC, supported or not",
        meaning="a supported claim scores higher than another",
        unit="number",
    ),
    "support_brier": Measure(
        title="Claims judged, Brier",
        meaning="squared distance of the probability of support from 1 or 0",
        lower_is_better=True,
        unit="number",
    ),
}

REWRITING = {
    "rewrite_f1": Measure(
        title="Rewriting, token F1",
        meaning="shared words of the stand-alone question and a person's (ROUGE-1)",
    ),
    "as_asked_f1": Measure(
        title="Left as asked, token F1",
        meaning="the same of the question as it was asked, which rewriting should better",
    ),
    "resolution_recall": Measure(
        title="Rewriting, recall",
        meaning="of the words that a person added to the question, those that were added",
    ),
    "resolution_precision": Measure(
        title="Rewriting, precision",
        meaning="of the words that were added to the question, those that a person added",
    ),
}

OFFICIAL = {
    **{
        f"official_hits@{k}": Measure(
            title=f"MultiHop-RAG Hits@{k}",
            meaning=f"its own rule: any one of the facts is in the first {k} passages",
        )
        for k in (4, 10)
    },
    **{
        f"all_facts@{k}": Measure(
            title=f"MultiHop-RAG, all facts@{k}",
            meaning=f"strict: every fact of the question is in the first {k} passages",
        )
        for k in (4, 10)
    },
    "official_map@10": Measure(
        title="MultiHop-RAG MAP@10",
        meaning="its own rule: at a rank, only the facts that are new there count",
        unit="number",
    ),
    "official_mrr@10": Measure(
        title="MultiHop-RAG MRR@10",
        meaning="its own rule: 1 / rank of the first passage with a fact, among the first 10",
        unit="number",
    ),
    "official_shared_word": Measure(
        title="MultiHop-RAG accuracy",
        meaning="its own rule: short and gold answer share a word; strict is Answer contained",
    ),
    "official_rgb": Measure(
        title="RGB accuracy",
        meaning="its own rule: every part of the answer is in the reply, letter by letter",
    ),
}

JUDGED = {
    "judged_correct": Measure(
        title="Judged right", meaning="a chat model takes the answer for an accepted one"
    ),
    "judged_faithful": Measure(
        title="Judged faithful", meaning="a chat model finds all of the answer in what it cites"
    ),
    "judge_malformed": Measure(
        title="Malformed judgements",
        meaning="share of the judge's replies that were no verdict; they count in no other figure",
        lower_is_better=True,
    ),
    "kappa_correct": Measure(
        title="Judge and Answer contained",
        meaning="agreement beyond chance (Cohen's kappa) of judged right and answer contained",
        unit="number",
    ),
    "kappa_faithful": Measure(
        title="Judge and Citation precision",
        meaning="agreement beyond chance (Cohen's kappa) of judged faithful and all citations gold",
        unit="number",
    ),
}

DECISIONS = {
    "false_answer": Measure(
        title="False answers",
        meaning="unanswerable questions that were answered",
        lower_is_better=True,
    ),
    "false_refusal": Measure(
        title="False refusals",
        meaning="answerable questions that were refused",
        lower_is_better=True,
    ),
    "wrong_among_answered": Measure(
        title="Wrong among answered",
        meaning="answers that do not hold an accepted one, or to the unanswerable",
        lower_is_better=True,
    ),
    "wrong_at_60": Measure(
        title="Wrong at 60% coverage",
        meaning="wrong among answered where 60% of the answerable are, by confidence",
        lower_is_better=True,
    ),
    "auroc_answerable": Measure(
        title="AUROC, answerable or not",
        meaning="confidence: an answerable question has more than an unanswerable one",
        unit="number",
    ),
    "auroc_right": Measure(
        title="AUROC, right or wrong",
        meaning="confidence: a right answer has more than a wrong one, withheld ones included",
        unit="number",
    ),
    "ece": Measure(
        title="Expected calibration error",
        meaning="distance of an answer's confidence from the share of right ones, 10 bins",
        lower_is_better=True,
        unit="number",
    ),
    "risk_coverage_area": Measure(
        title="Risk-coverage area",
        meaning="mean share of wrong answers over all coverages, withheld ones included",
        lower_is_better=True,
        unit="number",
    ),
}

COST = {
    "input_tokens": Measure(
        title="Tokens in",
        meaning="sent to the chat model for a question, by its provider's count; unasked counts 0",
        lower_is_better=True,
        unit="tokens",
    ),
    "output_tokens": Measure(
        title="Tokens out",
        meaning="written by the chat model for a question, by its provider's count",
        lower_is_better=True,
        unit="tokens",
    ),
}

SPEED = {
    "latency_p50": Measure(
        title="Latency, median",
        meaning="one question, from asking to the reply",
        lower_is_better=True,
        unit="ms",
    ),
    "latency_p95": Measure(
        title="Latency, 95th percentile",
        meaning="one question, from asking to the reply",
        lower_is_better=True,
        unit="ms",
    ),
}

# What a summary tells of besides the rankings, in this order.
TOLD: dict[str, Measure] = {
    **ANSWERS,
    **SUPPORT,
    **REWRITING,
    **OFFICIAL,
    **JUDGED,
    **DECISIONS,
    **COST,
    **SPEED,
}
MEASURES: dict[str, Measure] = {**RETRIEVAL, **TOLD}
