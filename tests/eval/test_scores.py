from dataclasses import replace

import pytest

from eval.kinds import by_kind
from eval.measures import MEASURES
from eval.metrics.overlap import Span
from eval.record import Cited, Record
from eval.score import is_right, score, would_be_right
from eval.suite import Case, Gold
from eval.summary import figures_of
from service.tokens import Tokens

GOLD = Gold(article_id="a", start=100, end=200)
ASKED = Case(id="q", question="Who left?", answers=("Huobi",), gold=(GOLD,))
NEAR_MISS = Case(id="n", question="Who came?", unanswerable=True)


def span(start: int, end: int, article: str = "a") -> Span:
    return Span(article_id=article, start=start, end=end)


def record(case: Case = ASKED, **facts: object) -> Record:
    """A question answered with the right words and the gold quote, but for the facts given."""
    cited = Cited(article_id="a", start=100, end=200, quote="…")
    right: dict[str, object] = {
        "case": case,
        "answered": True,
        "answer": "Huobi left China.",
        "short_answer": "Huobi",
        "tentative": "Huobi",
        "confidence": 0.9,
        "reason": None,
        "searched_for": case.question,
        "citations": (cited,),
        "rankings": {"fused": (span(0, 90), span(90, 300))},
        "timings_ms": {"total": 10.0},
    }
    made = Record(**{**right, **facts})  # type: ignore[arg-type]  facts are checked by their use
    return replace(made, scores=score(made))


def refused(case: Case, **facts: object) -> Record:
    nothing = {"answered": False, "answer": "", "short_answer": None, "citations": ()}
    return record(case, **{**nothing, "confidence": 0.2, **facts})


def test_a_right_and_cited_answer_scores_in_everything() -> None:
    scores = record().scores
    ones = ["exact_match", "f1", "answer_contained", "right_and_cited", "cited", "citation_f1"]
    assert {name: scores[name] for name in ones} == dict.fromkeys(ones, 1.0)
    assert scores["false_refusal"] == scores["wrong_among_answered"] == 0


def test_the_ranking_is_scored_by_where_the_gold_passage_stands() -> None:
    scores = record().scores
    assert (scores["fused_hit@1"], scores["fused_hit@3"], scores["fused_mrr"]) == (0, 1, 0.5)
    assert "lexical_mrr" not in scores


def test_articles_are_ranked_by_their_best_passage_for_ndcg() -> None:
    ranking = (span(0, 9, "b"), span(20, 30, "b"), span(0, 50))
    # Article "a" stands second: 1 / log2(3).
    assert record(rankings={"fused": ranking}).scores["fused_ndcg@10"] == pytest.approx(0.6309298)


def test_exact_match_is_of_the_short_answer_and_containment_of_all_that_is_shown() -> None:
    scores = record(short_answer="It", answer="Huobi left China.").scores
    assert scores["exact_match"] == scores["f1"] == 0
    assert scores["answer_contained"] == 1


def test_without_a_short_answer_the_sentences_are_compared() -> None:
    # "Huobi left China" against "Huobi": P = 1/3, R = 1, F1 = 1/2.
    assert record(short_answer=None).scores["f1"] == pytest.approx(0.5)


def test_a_refusal_scores_nothing_and_has_no_citations_to_judge() -> None:
    scores = refused(ASKED).scores
    assert scores["false_refusal"] == 1
    assert scores["f1"] == scores["answer_contained"] == scores["cited"] == 0
    assert "citation_precision" not in scores
    assert "wrong_among_answered" not in scores


def test_a_refused_near_miss_is_only_judged_by_the_refusal() -> None:
    assert refused(NEAR_MISS).scores == {"false_answer": 0}


def test_an_answered_near_miss_is_false_and_wrong() -> None:
    scores = record(NEAR_MISS).scores
    assert scores["false_answer"] == scores["wrong_among_answered"] == 1


def test_a_right_answer_that_cites_another_place_is_right_but_not_cited() -> None:
    elsewhere = Cited(article_id="b", start=100, end=200, quote="…")
    scores = record(citations=(elsewhere,)).scores
    assert scores["answer_contained"] == 1
    assert scores["right_and_cited"] == scores["citation_precision"] == 0


def test_evidence_from_two_articles_needs_both_cited() -> None:
    other = Gold(article_id="b", start=0, end=50, group=1)
    scores = record(replace(ASKED, gold=(GOLD, other))).scores
    assert (scores["cited"], scores["citation_precision"], scores["citation_recall"]) == (1, 1, 0.5)
    assert scores["citation_f1"] == pytest.approx(2 / 3)
    assert scores["right_and_cited"] == 0
    assert scores["fused_recall@5"] == 0.5


def test_what_has_no_accepted_answers_is_neither_right_nor_wrong() -> None:
    claim = replace(ASKED, answers=())
    assert is_right(record(claim)) is None
    assert "f1" not in record(claim).scores
    assert "wrong_among_answered" not in record(claim).scores
    assert record(claim).scores["citation_recall"] == 1


def test_a_withheld_answer_is_judged_for_coverage_only() -> None:
    withheld = refused(ASKED, tentative="Huobi")
    assert would_be_right(withheld)
    assert not is_right(withheld)
    assert not would_be_right(refused(NEAR_MISS, tentative="Huobi"))


def test_figures_are_means_over_the_questions_that_define_them() -> None:
    figures = figures_of([record(), refused(ASKED), refused(NEAR_MISS), record(NEAR_MISS)])
    assert (figures["f1"].value, figures["f1"].questions) == (0.5, 2)
    assert (figures["false_answer"].value, figures["false_answer"].questions) == (0.5, 2)
    assert (figures["wrong_among_answered"].value, figures["citation_f1"].questions) == (0.5, 1)
    low, high = figures["f1"].interval or (1, 0)
    assert low == 0
    assert high == 1


def test_figures_over_all_questions_take_the_confidence() -> None:
    figures = figures_of([record(), record(NEAR_MISS, confidence=0.4)])
    assert figures["auroc_answerable"].value == figures["auroc_right"].value == 1
    # 0.9 and right, 0.4 and wrong: (0.1 + 0.4) / 2.
    assert figures["ece"].value == pytest.approx(0.25)
    assert figures["wrong_at_60"].value == 0
    assert figures["latency_p50"].value == 10


def test_tokens_are_counted_for_every_question_that_a_chat_model_was_to_write_on() -> None:
    asked = record(tokens=Tokens(input=900, output=30))
    unasked = replace(asked, tokens=Tokens(input=0, output=0))
    figures = figures_of([asked, replace(unasked, scores=score(unasked))])
    assert (figures["input_tokens"].value, figures["input_tokens"].questions) == (450, 2)
    assert figures["output_tokens"].value == 15


def test_tokens_that_nobody_spent_or_told_are_no_figure() -> None:
    assert not {"input_tokens", "output_tokens"} & figures_of([record()]).keys()


def test_without_accepted_answers_there_is_no_rate_of_wrong_ones() -> None:
    figures = figures_of([record(replace(ASKED, answers=())), record(NEAR_MISS)])
    assert "wrong_among_answered" not in figures
    assert "ece" not in figures
    assert figures["false_answer"].value == 1


def test_no_questions_give_no_figures() -> None:
    assert figures_of([]) == {}


def test_every_score_is_explained() -> None:
    names = {*record().scores, *refused(NEAR_MISS).scores, *figures_of([record()])}
    assert names <= set(MEASURES)


def test_kinds_count_what_was_right_wrong_and_refused() -> None:
    short = replace(ASKED, tags=("short", "who"))
    unsaid = replace(NEAR_MISS, tags=("short",))
    records = [
        record(short),
        record(short, short_answer="OKEx", answer="OKEx left."),
        refused(short),
        refused(unsaid),
        record(unsaid),
    ]
    assert by_kind(records) == [("short", 5, 2, 2, 1), ("who", 3, 1, 1, 1)]
