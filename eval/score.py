"""The scores of one question. A score that is not defined for it is left out, not 0."""

from collections.abc import Sequence

from eval.metrics import retrieval
from eval.metrics.citations import citation_precision, citation_recall
from eval.metrics.containment import answer_contained
from eval.metrics.overlap import Span, satisfied
from eval.metrics.rewriting import resolution_precision, resolution_recall
from eval.metrics.squad import exact_match, token_f1
from eval.metrics.support import SUPPORTED, support_precision, support_recall
from eval.official import official
from eval.record import Judged, Record
from eval.suite import Case, groups
from service.tokens import Tokens

DEPTHS = (1, 3, 5, 10)
Needed = Sequence[Sequence[Span]]


def score(record: Record) -> dict[str, float]:
    """Return every score that is defined for this question, by its name in `eval.measures`."""
    if record.task == "support":
        return {"support_brier": (record.confidence - bool(record.case.supported)) ** 2}
    needed = gold_spans(record.case)
    return {
        **(_reply(record, needed) if record.task == "answer" else {}),
        **(_rewriting(record, record.case.stand_alone) if record.case.stand_alone else {}),
        **official(record),
        **{
            f"{name}_{measure}": value
            for name, ranking in record.rankings.items()
            for measure, value in _ranking(ranking, record.case, needed).items()
            if needed
        },
    }


def gold_spans(case: Case) -> list[list[Span]]:
    return [
        [Span(article_id=one.article_id, start=one.start, end=one.end) for one in alternatives]
        for alternatives in groups(case.gold)
    ]


def is_right(record: Record) -> bool | None:
    """Return whether the reply answers rightly; None where the suite has no answers to tell by.

    A refusal is never a right answer, and neither is an answer to what cannot be answered.
    """
    if record.case.unanswerable or not record.answered:
        return False
    if not record.case.answers:
        return None
    return bool(answer_contained(record.shown, record.case.answers, record.case.parts))


def would_be_right(record: Record) -> bool:
    """Return whether the reply answers rightly or, where it refuses, whether the answer that it
    withheld would have."""
    said = record.shown if record.answered else record.tentative
    held = answer_contained(said, record.case.answers, record.case.parts)
    return bool(held) and not record.case.unanswerable


def _reply(record: Record, needed: Needed) -> dict[str, float]:
    return {
        **_decision(record),
        **(_words(record) if record.case.answers else {}),
        **(_evidence(record, needed) if needed else {}),
        **_support(record),
        **(_judged(record.judged) if record.judged else {}),
        **(_cost(record.tokens) if record.tokens else {}),
    }


def _decision(record: Record) -> dict[str, float]:
    if record.case.unanswerable:
        scores = {"false_answer": float(record.answered)}
    else:
        scores = {"false_refusal": float(not record.answered)}
    right = is_right(record)
    if record.answered and right is not None:
        scores["wrong_among_answered"] = float(not right)
    return scores


def _words(record: Record) -> dict[str, float]:
    said = (record.short_answer or record.answer) if record.answered else ""
    return {
        "exact_match": exact_match(said, record.case.answers),
        "f1": token_f1(said, record.case.answers),
        "answer_contained": float(bool(is_right(record))),
    }


def _evidence(record: Record, needed: Needed) -> dict[str, float]:
    recall = citation_recall(record.citations, needed)
    scores = {"cited": float(recall > 0)}
    if record.case.answers:
        scores["right_and_cited"] = float(bool(is_right(record)) and recall == 1)
    if record.answered:
        precision = citation_precision(record.citations, needed)
        both = precision + recall
        scores |= {
            "citation_precision": precision,
            "citation_recall": recall,
            "citation_f1": 2 * precision * recall / both if both else 0.0,
        }
    return scores


def _support(record: Record) -> dict[str, float]:
    scores = {}
    if record.case.assertions:
        made = [chance >= SUPPORTED for chance in record.asserted]
        scores["assertions_made"] = sum(made) / len(record.case.assertions)
    if record.answered and record.sentences:
        weighed = [(one.together, one.alone, one.without) for one in record.sentences]
        scores["sentences_supported"] = support_recall(weighed)
        scores["citations_of_use"] = support_precision(weighed)
    return scores


def _judged(judged: Judged) -> dict[str, float]:
    verdicts = {"judged_correct": judged.correct, "judged_faithful": judged.faithful}
    known = {name: float(verdict) for name, verdict in verdicts.items() if verdict is not None}
    return known | ({"judge_malformed": judged.malformed / judged.asked} if judged.asked else {})


def _cost(tokens: Tokens) -> dict[str, float]:
    return {"input_tokens": float(tokens.input), "output_tokens": float(tokens.output)}


def _rewriting(record: Record, gold: str) -> dict[str, float]:
    asked, made = record.case.question, record.searched_for
    found = {
        "rewrite_f1": token_f1(made, [gold]),
        "as_asked_f1": token_f1(asked, [gold]),
        "resolution_recall": resolution_recall(asked, made, gold),
        "resolution_precision": resolution_precision(asked, made, gold),
    }
    return {name: value for name, value in found.items() if value is not None}


def _ranking(ranking: Sequence[Span], case: Case, needed: Needed) -> dict[str, float]:
    places = [satisfied(span, needed) for span in ranking]
    hits = {f"hit@{k}": retrieval.hit(places, k) for k in DEPTHS}
    recalls = {f"recall@{k}": retrieval.recall(places, k, len(needed)) for k in (5, 10)}
    grades = {one.article_id: float(one.relevance) for one in case.gold}
    ranked = dict.fromkeys(span.article_id for span in ranking)
    found = [grades.get(article_id, 0.0) for article_id in ranked]
    return {
        **hits,
        **recalls,
        "mrr": retrieval.reciprocal_rank(places),
        "map": retrieval.average_precision(found, sum(grade > 0 for grade in grades.values())),
        "ndcg@10": retrieval.ndcg(found, list(grades.values()), 10),
    }
