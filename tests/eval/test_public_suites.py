"""Public sets in their authors' own formats, small but faithful."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Article
from eval import registry
from eval.loaders import multihop_rag
from eval.registry import find
from eval.suite import Case, Suite, SuiteInvalid

EXIT = {
    "title": "Exit",
    "author": "A. Writer",
    "source": "Example Times",
    "published_at": "2023-11-27T08:45:59+00:00",
    "category": "business",
    "url": "https://example.org/exit",
    "body": "Huobi left China.\n\nIt moved to  Singapore in 2021.",
}
MINES = {**EXIT, "title": "Mines", "author": None, "url": "https://example.org/mines"}
MINES |= {"body": "Sichuan shut its mines.", "published_at": "2023-10-01T00:00:00+00:00"}


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")


def write_lines(file: Path, *lines: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def gold_texts(suite: Suite, case: Case) -> list[str]:
    texts = {article.id: article.text for article in suite.articles}
    return [texts[gold.article_id][gold.start : gold.end] for gold in case.gold]


def test_boolq_is_answered_yes_or_no_from_the_passage(tmp_path: Path) -> None:
    line = {"question": "is ada a language", "passage": "Ada -- Ada is one.", "idx": 7}
    write_lines(tmp_path / "boolq/val.jsonl", {**line, "label": True}, {**line, "label": False})
    suite = find("boolq").open(tmp_path)
    assert [(article.title, article.text) for article in suite.articles] == [("Ada", "Ada is one.")]
    assert [case.answers for case in suite.cases] == [("yes",), ("no",)]


def canard(number: int, question: str, rewrite: str, history: list[str]) -> dict[str, Any]:
    return {
        "History": ["Frank Zappa", "Disbandment", *history],
        "QuAC_dialog_id": "C_1",
        "Question": question,
        "Question_no": number,
        "Rewrite": rewrite,
    }


def test_canard_asks_a_conversations_questions_of_its_answers(tmp_path: Path) -> None:
    first = canard(1, "What group disbanded?", "What group disbanded?", [])
    said = ["What group disbanded?", "Zappa and the Mothers"]
    second = canard(2, "When?", "When did the Mothers disband?", said)
    third = canard(3, "Why?", "Why did they?", [*said, "When?", "I don't know."])
    write(tmp_path / "canard/dev.json", [second, first, third])
    suite = find("canard").open(tmp_path)
    assert (suite.task, suite.articles[0].text) == ("rewrite", "Zappa and the Mothers")
    asked, when, why = suite.cases
    assert gold_texts(suite, asked) == ["Zappa and the Mothers"]
    assert when.gold == why.gold == ()
    assert when.stand_alone == "When did the Mothers disband?"
    assert [turn.question for turn in when.history] == ["Frank Zappa", "What group disbanded?"]
    assert [case.tags for case in suite.cases] == [("first",), ("follow-up",), ("follow-up",)]


def test_the_halves_of_canard_share_no_conversation(tmp_path: Path) -> None:
    lines = [
        {**canard(1, "Who?", "Who?", []), "QuAC_dialog_id": f"C_{number}"} for number in range(40)
    ]
    write(tmp_path / "canard/dev.json", lines)
    reported, rules = (find(name).open(tmp_path).cases for name in ("canard", "canard_rules"))
    ids = [case.id for case in (*reported, *rules)]
    assert sorted(ids) == sorted(f"C_{number}-1" for number in range(40))
    assert min(len(reported), len(rules)) > 10


def test_cast_builds_on_the_questions_before(tmp_path: Path) -> None:
    turns = [
        {
            "number": 1,
            "raw_utterance": "What is Ada?",
            "manual_rewritten_utterance": "What is Ada?",
        },
        {
            "number": 2,
            "raw_utterance": "Who made it?",
            "manual_rewritten_utterance": "Who made Ada?",
        },
    ]
    file = tmp_path / "cast/2020_manual_evaluation_topics_v1.0.json"
    write(file, [{"number": 81, "turn": turns}])
    _, follow_up = find("cast").open(tmp_path).cases
    assert (follow_up.id, follow_up.stand_alone) == ("81_2", "Who made Ada?")
    assert follow_up.history[0].question == "What is Ada?"


def test_wice_counts_only_what_is_wholly_supported(tmp_path: Path) -> None:
    line = {"claim": "Ada was born in 1815.", "evidence": ["Ada.", "Born 1815."]}
    lines = [
        {**line, "label": label, "meta": {"id": label}}
        for label in ("supported", "partially_supported", "not_supported")
    ]
    write_lines(tmp_path / "wice/entailment_retrieval/claim/test.jsonl", *lines)
    suite = find("wice").open(tmp_path)
    assert [case.supported for case in suite.cases] == [True, False, False]
    assert suite.cases[1].tags == ("partially supported",)
    assert suite.task == "support"


def asked(kind: str, answer: str, *evidence: tuple[dict[str, Any], str]) -> dict[str, Any]:
    found = [
        {**{name: value for name, value in article.items() if name != "body"}, "fact": fact}
        for article, fact in evidence
    ]
    return {"query": "?", "answer": answer, "question_type": kind, "evidence_list": found}


def news(folder: Path, *questions: dict[str, Any]) -> Suite:
    write(folder / "corpus.json", [EXIT, MINES])
    write(folder / "MultiHopRAG.json", list(questions))
    return find(str(folder)).open(None)


def test_multihop_rag_is_a_suite_by_the_path_of_its_folder(tmp_path: Path) -> None:
    fact = "Huobi left China. It moved to Singapore in 2021."
    compared = asked("comparison_query", "Yes", (EXIT, fact), (MINES, "Sichuan shut its mines."))
    null = asked("null_query", "Insufficient information.")
    suite = news(tmp_path / "my-news", compared, null)
    article = suite.articles[0]
    assert (suite.name, article.source, article.authors) == (
        "my-news",
        "Example Times",
        ("A. Writer",),
    )
    assert (str(article.published), article.tags, suite.articles[1].authors) == (
        "2023-11-27",
        ("business",),
        (),
    )
    both, neither = suite.cases
    # White space does not count, as in the official script.
    assert gold_texts(suite, both) == [EXIT["body"], MINES["body"]]
    assert len({gold.group for gold in both.gold}) == 2
    assert (both.tags, both.answers) == (("comparison",), ("Yes",))
    assert (neither.tags, neither.unanswerable, neither.answers) == (("null",), True, ())


def test_multihop_rag_is_in_the_list_too(tmp_path: Path) -> None:
    news(tmp_path / "multihop_rag", asked("inference_query", "Huobi", (EXIT, "Huobi left China.")))
    assert find("multihop_rag").is_here(tmp_path)
    assert len(find("multihop_rag").open(tmp_path).cases) == 1


def test_a_fact_that_is_not_in_its_article_has_all_of_it_for_gold(tmp_path: Path) -> None:
    suite = news(tmp_path, asked("temporal_query", "before", (EXIT, "Nobody wrote this.")))
    assert gold_texts(suite, suite.cases[0]) == [EXIT["body"]]


def test_a_fact_of_an_unknown_article_is_refused_with_its_question(tmp_path: Path) -> None:
    other = {**EXIT, "title": "Gone", "url": "https://example.org/gone"}
    with pytest.raises(SuiteInvalid, match=r"question 1: no article .* 'Gone'"):
        news(tmp_path, asked("inference_query", "x", (other, "x")))


def test_multihop_rag_without_a_field_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(SuiteInvalid, match=r"'query'.* questions with query, answer"):
        news(tmp_path, {"question_type": "null_query", "evidence_list": []})
    write(tmp_path / "corpus.json", [{**EXIT, "published_at": "yesterday"}])
    with pytest.raises(SuiteInvalid, match="'yesterday' is no date"):
        multihop_rag.load(tmp_path, "news")


def rgb(folder: Path) -> Suite:
    noise = {
        "id": 3,
        "query": "When is the premiere?",
        "answer": [["January 2 2022", "Jan 2, 2022"]],
        "positive": ["Out on January 2 2022.", "It premieres Jan 2, 2022.", "See it 2 January."],
        "negative": [f"Noise {number}." for number in range(8)],
    }
    several = {
        "id": 0,
        "query": "Who won in 2021 and 2022?",
        "answer": [["Ada"], ["Bea", "Beatrice"]],
        "positive": [["Ada won.", "Ada again.", "More Ada."], ["Bea won."]],
        "negative": [f"Noise {number}." for number in range(8)],
    }
    write_lines(folder / "rgb/en.json", noise)
    write_lines(folder / "rgb/en_int.json", several)
    return find("rgb").open(folder)


def test_rgb_mixes_what_answers_with_noise_at_each_rate(tmp_path: Path) -> None:
    suite = rgb(tmp_path)
    documents = {
        case.tags[0]: [one.text for one in suite.articles if one.collection == case.collection]
        for case in suite.cases
        if case.id.startswith("en-")
    }
    noisy = [sum(text.startswith("Noise") for text in texts) for texts in documents.values()]
    assert list(documents) == ["noise 0%", "noise 40%", "noise 80%", "rejection"]
    # With three documents that answer, noise fills the two other places even at 0%.
    assert noisy == [2, 2, 4, 5]
    assert {len(texts) for texts in documents.values()} == {5}
    rejection = next(case for case in suite.cases if case.tags == ("rejection",))
    assert (rejection.unanswerable, rejection.answers, rejection.gold) == (True, (), ())
    assert suite.cases[0].parts == (("January 2 2022", "Jan 2, 2022"),)


def test_rgb_integration_needs_a_document_for_each_part(tmp_path: Path) -> None:
    suite = rgb(tmp_path)
    case = next(one for one in suite.cases if one.tags == ("integration",))
    assert case.parts == (("Ada",), ("Bea", "Beatrice"))
    assert {gold.group for gold in case.gold} == {0, 1}
    assert gold_texts(suite, case)[:3] == ["Ada won.", "Bea won.", "Ada again."]


def test_rgb_without_its_fields_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "rgb/en.json", {"id": 1, "query": "?"})
    with pytest.raises(SuiteInvalid, match="not in RGB's format: 'positive'"):
        find("rgb").open(tmp_path)


def qed(file: Path, monkeypatch: pytest.MonkeyPatch, *questions: object) -> Suite:
    here = [Article(id="a", title="A", text="Code Girls began in 2012.")]
    monkeypatch.setattr(registry.own, "stored", lambda settings: here)
    write(file, list(questions))
    return find(str(file)).open(None)


def test_benchmark_qed_asks_for_its_assertions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = "The response should state that the year was 2012."
    question = {
        "question_id": "5bdc",
        "question_text": "When did it begin?",
        "assertions": [{"statement": statement, "score": 10, "rank": 1}],
    }
    bare = {**question, "question_id": "none", "assertions": []}
    suite = qed(tmp_path / "local_assertions.json", monkeypatch, question, bare)
    (case,) = suite.cases
    assert case.assertions == ("The year was 2012.",)
    assert (case.id, suite.stocked) == ("5bdc", True)


def test_benchmark_qed_without_assertions_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SuiteInvalid, match="'assertions'"):
        qed(tmp_path / "q.json", monkeypatch, {"question_id": "1", "question_text": "?"})


def test_a_file_in_squads_format_is_a_suite_by_its_path(tmp_path: Path) -> None:
    asked = {"id": "1", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}]}
    paragraph = {"context": "Ada wrote it.", "qas": [asked]}
    write(tmp_path / "mine.json", {"data": [{"title": "Ada", "paragraphs": [paragraph]}]})
    suite = find(str(tmp_path / "mine.json")).open(None)
    assert (suite.name, suite.cases[0].answers, suite.stocked) == ("mine", ("Ada",), False)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [({"data": [{"title": "Ada"}]}, "'paragraphs' is missing"), ([1], "neither in SQuAD's")],
)
def test_json_in_no_known_format_is_refused(
    tmp_path: Path, content: object, complaint: str
) -> None:
    write(tmp_path / "mine.json", content)
    with pytest.raises(SuiteInvalid, match=complaint):
        find(str(tmp_path / "mine.json")).open(None)
