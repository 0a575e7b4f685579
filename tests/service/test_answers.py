"""Answers from the shipped articles and from articles written for one question, end to end."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import CollectionUnknown, ModelUnavailable, QuestionRefused, SettingsInvalid
from corpus.index import Index
from corpus.model import Article, Filter
from corpus.settings import Settings
from service import confidence
from service.answerer import LONGEST_QUESTION, NOTHING_RETRIEVED, Answerer
from service.citation import QuoteMismatch, verify
from service.model import Answer, Question, Turn

Put = Callable[..., Article]


@pytest.fixture
def own(index: Index, settings: Settings) -> Answerer:
    """An answerer over the articles that a test puts."""
    return Answerer(index, settings)


def ask(answerer: Answerer, text: str, **how: object) -> Answer:
    return answerer.answer(Question(text=text, **how))


def assert_quotes_are_true(answer: Answer, index: Index) -> None:
    for citation in answer.citations:
        text = index.catalog.article(citation.article_id, citation.version).text
        assert text[citation.start : citation.end] == citation.quote


def test_the_question_of_the_readme_is_answered_with_the_sentence_that_says_so(
    answerer: Answerer, shipped: Index
) -> None:
    answer = ask(answerer, "Which exchanges stopped Chinese registrations?")
    assert answer.status == "answered"
    assert answer.short_answer == "Huobi Global and Binance"
    assert "Huobi Global" in answer.answer
    assert "Binance" in answer.answer
    assert "stopped new registrations of users from mainland China" in answer.citations[0].quote
    assert answer.citations[0].article_id == "exchanges-drop-chinese-users"
    assert_quotes_are_true(answer, shipped)


def test_every_sentence_of_an_answer_is_cited(answerer: Answerer, shipped: Index) -> None:
    for text in ("Where did Cobo move its headquarters?", "What is Chivo?", "Who is Nayib Bukele?"):
        answer = ask(answerer, text)
        markers = {citation.marker for citation in answer.citations}
        assert markers == set(range(1, len(answer.citations) + 1))
        for sentence in answer.sentences:
            assert sentence.citations
            assert set(sentence.citations) <= markers
        assert_quotes_are_true(answer, shipped)


def test_what_no_article_says_is_not_answered(answerer: Answerer) -> None:
    answer = ask(answerer, "How many goals did Pele score for Santos?")
    assert answer.status == "not_found"
    assert (answer.answer, answer.short_answer) == ("", None)
    assert answer.sentences == answer.citations == ()
    assert answer.reason
    assert answer.passages, "the nearest passages are shown all the same"


def test_an_empty_library_says_that_it_has_nothing(own: Answerer) -> None:
    answer = ask(own, "Where is the harbour?")
    assert (answer.status, answer.reason) == ("not_found", NOTHING_RETRIEVED)
    assert answer.passages == ()


def test_the_same_fact_in_two_articles_is_cited_twice(
    own: Answerer, put: Put, index: Index
) -> None:
    put("a", "The ferry Halmar sank off Naxos on Tuesday with 31 people aboard.")
    put("b", "All passengers were saved when the ferry Halmar sank off Naxos on Tuesday.")
    answer = ask(own, "Where did the ferry Halmar sink?")
    assert answer.short_answer is not None
    assert "Naxos" in answer.short_answer
    assert {citation.article_id for citation in answer.citations} == {"a", "b"}
    assert_quotes_are_true(answer, index)


def test_a_newer_figure_stands_before_the_one_it_corrects(own: Answerer, put: Put) -> None:
    put(
        "early",
        "The earthquake in Talca killed 40 people, the mayor said on Monday.",
        published=date(2020, 3, 2),
    )
    put(
        "late",
        "The earthquake in Talca killed 63 people, the mayor said on Friday.",
        published=date(2020, 3, 6),
    )
    answer = ask(own, "How many people did the earthquake in Talca kill?")
    assert answer.sentences[0].text.startswith("The earthquake in Talca killed 63")
    assert [citation.article_id for citation in answer.citations] == ["late", "early"]
    assert "(6 March 2020)" in answer.short_answer
    assert "(2 March 2020)" in answer.short_answer


def test_two_questions_at_once_get_two_cited_answers(own: Answerer, put: Put) -> None:
    put("a", "Mara Lindqvist founded the Arvik shipyard in 1911.", title="Arvik shipyard")
    put("b", "The Arvik shipyard employs 240 welders today.", title="Arvik today")
    answer = ask(own, "Who founded the Arvik shipyard and how many welders does it employ?")
    assert "Mara Lindqvist" in answer.answer
    assert "240 welders" in answer.answer
    assert {citation.article_id for citation in answer.citations} == {"a", "b"}


def test_a_comparison_is_answered_with_one_of_the_two_and_both_sentences(
    own: Answerer, put: Put
) -> None:
    put("a", "The Corvin bridge opened in May 1931.", title="Corvin bridge")
    put("b", "The Selby tunnel opened in 1988.", title="Selby tunnel")
    answer = ask(own, "Which opened first, the Selby tunnel or the Corvin bridge?")
    assert answer.short_answer == "the Corvin bridge"
    assert {citation.article_id for citation in answer.citations} == {"a", "b"}
    answer = ask(own, "Did the Selby tunnel open before the Corvin bridge?")
    assert answer.short_answer == "No"
    assert answer.answer.startswith("No. ")


def test_a_sentence_that_answers_both_halves_of_a_question_is_said_once(
    own: Answerer, put: Put
) -> None:
    text = "Mara Lindqvist founded the Arvik shipyard in 1911."
    put("a", text, title="Arvik shipyard")
    answer = ask(own, "Who founded the Arvik shipyard, and when was it founded?")
    assert answer.short_answer == "Mara Lindqvist; 1911"
    assert [sentence.text for sentence in answer.sentences] == [text]
    assert len(answer.citations) == 1


def test_what_two_articles_tell_of_one_thing_is_answered_once_and_cited_twice(
    own: Answerer, put: Put
) -> None:
    put("a", "Voters in Corvin have rejected a plan to build a tram line.", title="Tram vote")
    put("b", "Corvin has the oldest lighthouse of the coast, built in 1802.", title="Lighthouses")
    put("c", "Selby has a new lighthouse and a long beach.", title="Selby")
    question = "Which town rejected a tram line and has the oldest lighthouse?"
    answer = ask(own, question)
    assert answer.short_answer == "Corvin"
    assert {citation.article_id for citation in answer.citations} == {"a", "b"}
    assert answer.trace["parts"][0]["steps"] == [
        "Which town rejected a tram line?",
        "Which town has the oldest lighthouse?",
    ]


def test_what_a_question_only_describes_is_found_first_and_cited_too(
    own: Answerer, put: Put
) -> None:
    put("a", "Voters in Corvin have rejected a plan to build a tram line.", title="Tram vote")
    put("b", "Ada Berg, the mayor of Corvin, opened the fair on Monday.", title="Fair")
    put("c", "Ada Berg was born in 1967 in Selby.", title="Ada Berg")
    put("d", "Ole Lund, the mayor of Talca, was born in 1981.", title="Ole Lund")
    answer = ask(own, "When was the mayor of the town that rejected a tram line born?")
    assert answer.short_answer is not None
    assert "1967" in answer.short_answer
    assert {citation.article_id for citation in answer.citations} == {"a", "b", "c"}
    assert answer.trace["parts"][0]["steps"] == [
        "Which town rejected a tram line?",
        "Who is the mayor of Corvin?",
        "When was Ada Berg born?",
    ]
    assert {hit.passage.article_id for hit in answer.passages[:3]} >= {"a", "c"}


def test_the_clause_that_names_a_source_is_a_filter_and_is_not_read(
    own: Answerer, put: Put
) -> None:
    put("a", "The mayor of Arvik is Ida Berg.", source="The Arvik Gazette", title="Arvik")
    put("b", "The mayor of Arvik is Ole Dahl.", source="Courier", title="Arvik")
    plain = ask(own, "Who is the mayor of Arvik?", where=Filter(sources=["Courier"]))
    answer = ask(own, "According to the Courier, who is the mayor of Arvik?")
    assert (answer.short_answer, answer.confidence) == ("Ole Dahl", plain.confidence)


def test_a_follow_up_is_asked_with_what_it_points_to(own: Answerer, put: Put) -> None:
    put("a", "The Corvin bridge opened in May 1931. It is 412 metres long.", title="Corvin bridge")
    put("b", "The Selby tunnel opened in 1988.", title="Selby tunnel")
    history = [Turn(question="When did the Corvin bridge open?", answer="May 1931")]
    answer = ask(own, "And how long is it?", history=history)
    assert "Corvin bridge" in answer.searched_for
    assert "412 metres" in answer.answer


def test_a_filter_keeps_an_answer_to_the_articles_it_names(own: Answerer, put: Put) -> None:
    put("a", "The mayor of Arvik is Ida Berg.", source="Gazette", title="Arvik")
    put("b", "The mayor of Arvik is Ole Dahl.", source="Courier", title="Arvik")
    for source, name in (("Gazette", "Ida Berg"), ("Courier", "Ole Dahl")):
        answer = ask(own, "Who is the mayor of Arvik?", where=Filter(sources=[source]))
        assert answer.short_answer == name


def test_a_deleted_article_is_not_cited_again(own: Answerer, put: Put, index: Index) -> None:
    put("a", "The mayor of Arvik is Ida Berg.", title="Arvik")
    put("b", "The lighthouse of Selby is closed.", title="Selby")
    assert ask(own, "Who is the mayor of Arvik?").status == "answered"
    index.delete("a")
    answer = ask(own, "Who is the mayor of Arvik?")
    assert answer.status == "not_found"
    assert [hit.passage.article_id for hit in answer.passages] == ["b"]


def test_a_quotation_that_does_not_stand_in_the_source_never_leaves(
    own: Answerer, put: Put, index: Index
) -> None:
    put("a", "The mayor of Arvik is Ida Berg.", title="Arvik")
    citation = ask(own, "Who is the mayor of Arvik?").citations[0]
    with pytest.raises(QuoteMismatch, match="cited as 'The mayor of Arvik is Ida Bergs'"):
        verify([replace(citation, quote="The mayor of Arvik is Ida Bergs")], index.catalog)


def test_eight_threads_asking_at_once_get_what_one_gets(answerer: Answerer, shipped: Index) -> None:
    questions = [
        "Which exchanges stopped Chinese registrations?",
        "Where did Cobo move its headquarters?",
        "How many goals did Pele score for Santos?",
        "Who is Nayib Bukele?",
    ]
    alone = {text: ask(answerer, text).answer for text in questions}
    together: list[tuple[str, str]] = []

    def run(number: int) -> None:
        for text in questions[number % 4 :] + questions[: number % 4]:
            answer = ask(answerer, text)
            assert_quotes_are_true(answer, shipped)
            together.append((text, answer.answer))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(together) == 32
    assert set(together) == set(alone.items())


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "???", "…"])
def test_an_empty_question_is_refused(answerer: Answerer, text: str) -> None:
    with pytest.raises(QuestionRefused, match="empty"):
        ask(answerer, text)


def test_a_question_of_100_000_characters_is_refused(answerer: Answerer) -> None:
    with pytest.raises(QuestionRefused, match=r"100,000 characters; at most 2,000"):
        ask(answerer, "why " * 25_000)
    assert ask(answerer, "why " * (LONGEST_QUESTION // 4)).question


def test_an_unknown_collection_is_refused(answerer: Answerer) -> None:
    with pytest.raises(CollectionUnknown, match="'sports'"):
        ask(answerer, "Who won?", where=Filter(collections=["sports"]))


@pytest.mark.parametrize("writer", ["nobody:model", "openai"])
def test_a_writer_that_cannot_be_had_is_refused(answerer: Answerer, writer: str) -> None:
    with pytest.raises(SettingsInvalid, match=writer):
        ask(answerer, "Who won?", writer=writer)


def test_a_calibration_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="Restore it from the repository"):
        confidence.load(tmp_path / "calibration.json")


def test_a_paper_is_asked_for_its_own_report(own: Answerer, put: Put) -> None:
    for n in range(40):
        of_its_own = " ".join(f"W{n}{m}." for m in range(40))
        text = f"The Naxos mine will employ {30 + n} people. {of_its_own}"
        put(f"other{n}", text, source="Harbour Ledger", title="Naxos mine")
    text = "Its owner said that the Naxos pit would give work to 900 people."
    put("post", text, source="The Settlement Post", title="Digging", collection="papers")
    question = "According to the Settlement Post, how many people will the Naxos mine employ?"
    theirs = ask(own, question)
    assert theirs.short_answer == "900"
    assert {hit.source for hit in theirs.passages} == {"The Settlement Post"}
    # What is set beside the question rules.
    for where in (Filter(sources=("Harbour Ledger",)), Filter(collections=("default",))):
        others = ask(own, question, where=where)
        assert {hit.source for hit in others.passages} == {"Harbour Ledger"}


@pytest.mark.parametrize(
    "question",
    [
        "My nephew needs it for school at ten past. Which exchanges stopped Chinese registrations?",
        "hi, sorry to bother you on a sunday. which exchanges stopped chinese registrations. thx",
        "Which exchanges stopped Chinese registrations? Mr Iyer, who sits next to me, says none.",
    ],
)
def test_talk_around_a_question_does_not_hide_its_answer(answerer: Answerer, question: str) -> None:
    assert ask(answerer, question).short_answer == "Huobi Global and Binance"
