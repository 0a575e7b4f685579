from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score

from eval.metrics.overlap import Span
from eval.metrics.rewriting import resolution_precision, resolution_recall
from eval.metrics.support import (
    SUPPORTED,
    balanced_accuracy,
    halved_balanced_accuracy,
    support_precision,
    support_recall,
)
from eval.record import Cited, Record, Said
from eval.score import score
from eval.suite import Case
from eval.summary import figures_of
from eval.support import Support
from service.coverage import Source

QUOTE = "Cobo has shifted its head office from Beijing to Singapore."
SCORED = st.lists(st.tuples(st.sampled_from([0.0, 0.3, 0.5, 0.8]), st.booleans()), max_size=30)


@pytest.fixture(scope="module")
def support() -> Support:
    return Support()


def test_a_sentence_counts_when_all_that_it_cites_bears_it_out() -> None:
    together, apart, uncited = (0.9, [0.9], [0.0]), (0.4, [0.4], [0.0]), (0.0, [], [])
    assert support_recall([together, apart, uncited]) == pytest.approx(1 / 3)
    assert support_recall([]) == support_precision([]) == support_precision([uncited]) == 0


def test_a_citation_is_of_use_alone_or_when_it_is_missed() -> None:
    # The first bears the sentence out; the second does not, and is not missed.
    assert support_precision([(0.9, [0.8, 0.1], [0.1, 0.8])]) == 0.5
    # Neither does alone, both together do: each is missed.
    assert support_precision([(0.9, [0.2, 0.3], [0.3, 0.2])]) == 1
    assert support_precision([(0.2, [0.2, 0.3], [0.3, 0.2])]) == 0


@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.9]), st.lists(st.sampled_from([0.1, 0.9])))),
)
def test_support_is_a_share(sentences: list[tuple[float, list[float]]]) -> None:
    weighed = [(together, alone, [together] * len(alone)) for together, alone in sentences]
    assert 0 <= support_precision(weighed) <= 1
    assert 0 <= support_recall(weighed) <= 1


@given(SCORED)
def test_balanced_accuracy_is_that_of_scikit_learn(scored: list[tuple[float, bool]]) -> None:
    if len({positive for _, positive in scored}) == 2:
        said, truth = [score >= 0.5 for score, _ in scored], [positive for _, positive in scored]
        expected = balanced_accuracy_score(truth, said)
        assert balanced_accuracy(scored, 0.5) == pytest.approx(expected, abs=1e-9)
    else:
        assert balanced_accuracy(scored, 0.5) is None


def test_no_claim_is_judged_at_a_threshold_that_it_helped_to_choose() -> None:
    # Told apart perfectly at 0.3 and at 0.8, each half is half wrong at the threshold of the other.
    even, odd = [(0.3, True), (0.1, False)], [(0.8, True), (0.5, False)]
    claims = [even[0], odd[0], even[1], odd[1]]
    assert halved_balanced_accuracy(claims) == pytest.approx(0.5)
    assert halved_balanced_accuracy([(0.9, True), (0.9, True), (0.1, False), (0.2, False)]) == 1
    assert halved_balanced_accuracy([(0.9, True), (0.1, False)]) is None
    assert halved_balanced_accuracy([]) is None


def test_words_that_the_conversation_supplies_are_counted() -> None:
    asked, gold = "When did it leave?", "When did Huobi Global leave China?"
    assert resolution_recall(asked, "When did Huobi leave?", gold) == pytest.approx(1 / 3)
    assert resolution_precision(asked, "When did Huobi leave Korea?", gold) == 0.5
    assert resolution_recall(asked, "When did Huobi leave?", asked) is None
    assert resolution_precision(asked, asked, gold) is None


def test_what_stands_in_a_text_is_borne_out_for_certain(support: Support) -> None:
    quote = Source.of([QUOTE])
    assert support.borne_out("shifted its  head office", quote) == 1
    assert support.borne_out("Cobo moved.", Source.of([])) == support.borne_out("", quote) == 0


def test_what_a_text_says_is_believed_rather_than_what_it_does_not(support: Support) -> None:
    told = support.borne_out("Cobo moved its head office to Singapore.", Source.of([QUOTE]))
    other = support.borne_out("Cobo bought a football club.", Source.of([QUOTE]))
    assert other < SUPPORTED <= told <= 1


def replied(*sentences: Said, **facts: object) -> Record:
    cited = Cited(article_id="cobo", start=0, end=len(QUOTE), quote=QUOTE)
    other = Cited(article_id="cobo", start=0, end=4, quote="Cobo")
    made = Record(
        case=Case(id="q", question="Where?", assertions=("Cobo has shifted its head office",)),
        answered=True,
        answer=QUOTE,
        short_answer=None,
        tentative="",
        confidence=0.5,
        reason=None,
        searched_for="Where?",
        citations=(cited, other),
        sentences=sentences,
        rankings={},
        timings_ms={},
    )
    return replace(made, **facts)  # type: ignore[arg-type]  facts are checked by their use


def test_a_quotation_is_borne_out_and_a_needless_citation_is_of_no_use(support: Support) -> None:
    weighed = support.weighed(replied(Said(text=QUOTE, citations=(0, 1))))
    assert weighed.sentences[0].together == 1
    assert weighed.sentences[0].alone[0] == weighed.sentences[0].without[1] == 1
    scores = score(weighed)
    assert scores["sentences_supported"] == scores["assertions_made"] == 1
    assert scores["citations_of_use"] in {0.5, 1.0}


def test_a_refusal_makes_no_assertion_and_has_no_sentence_to_judge(support: Support) -> None:
    scores = score(support.weighed(replied(answered=False, answer="", citations=())))
    assert scores["assertions_made"] == 0
    assert "sentences_supported" not in scores


def claim(chance: float, *, supported: bool) -> Record:
    case = Case(id=str(chance), question="A claim.", evidence=("Ada.",), supported=supported)
    made = replied(case=case, task="support", confidence=chance, rankings={"read": (_SPAN,)})
    return replace(made, scores=score(made))


_SPAN = Span(article_id="a", start=0, end=1)


def test_claims_are_figures_of_their_own_and_no_answers() -> None:
    figures = figures_of([claim(0.9 - number / 10, supported=number < 4) for number in range(8)])
    assert set(figures) == {"balanced_accuracy", "auroc_supported", "support_brier"}
    assert figures["auroc_supported"].value == 1
    assert claim(0.9, supported=True).scores == {"support_brier": pytest.approx(0.01)}
