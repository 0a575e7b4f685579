from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.citations import citation_precision, citation_recall
from eval.metrics.overlap import Span, is_gold, overlap, satisfied

SPAN = st.builds(
    lambda article, start, size: Span(article_id=article, start=start, end=start + size),
    st.sampled_from(["a", "b"]),
    st.integers(0, 20),
    st.integers(0, 20),
)


def span(start: int, end: int, article: str = "a") -> Span:
    return Span(article_id=article, start=start, end=end)


def test_a_passage_that_holds_the_quote_is_gold() -> None:
    assert is_gold(span(0, 500), span(100, 140))


def test_a_passage_with_half_of_a_cut_quote_is_gold_and_one_with_less_is_not() -> None:
    assert is_gold(span(0, 120), span(100, 140))
    assert not is_gold(span(0, 119), span(100, 140))


def test_a_sentence_of_a_gold_paragraph_is_gold() -> None:
    assert is_gold(span(100, 140), span(0, 2000))


def test_the_same_characters_of_another_article_are_not_gold() -> None:
    assert overlap(span(0, 10), span(0, 10, article="b")) == 0


def test_an_empty_span_overlaps_nothing() -> None:
    assert overlap(span(5, 5), span(0, 10)) == 0


def test_one_alternative_satisfies_its_group() -> None:
    groups = [[span(0, 10), span(50, 60)], [span(80, 90)]]
    assert satisfied(span(48, 62), groups) == {0}


def test_precision_is_over_citations_and_recall_over_what_is_needed() -> None:
    groups = [[span(0, 10)], [span(80, 90)], [span(100, 110)]]
    cited = [span(0, 12), span(40, 50), span(78, 90), span(0, 10)]
    assert citation_precision(cited, groups) == 3 / 4
    assert citation_recall(cited, groups) == 2 / 3


def test_nothing_cited_or_nothing_needed_scores_nothing() -> None:
    assert citation_precision([], [[span(0, 10)]]) == citation_recall([], [[span(0, 10)]]) == 0
    assert citation_precision([span(0, 10)], []) == citation_recall([span(0, 10)], []) == 0


@given(one=SPAN, other=SPAN)
def test_overlap_is_a_share_of_characters_either_way_round(one: Span, other: Span) -> None:
    ours = {(one.article_id, at) for at in range(one.start, one.end)}
    theirs = {(other.article_id, at) for at in range(other.start, other.end)}
    shorter = min(len(ours), len(theirs))
    assert overlap(one, other) == (len(ours & theirs) / shorter if shorter else 0)
    assert overlap(one, other) == overlap(other, one)
