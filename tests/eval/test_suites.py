import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import SuiteUnknown
from eval.entries import ENTRIES
from eval.metrics.containment import answer_contained
from eval.registry import find
from eval.suite import Case, Suite, SuiteInvalid

SHIPPED = ("china_crypto", "invented_news")
PARAGRAPH = "Du Jun co-founded Huobi. He spoke to Reuters."


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")


def write_lines(file: Path, *lines: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(f"{file}.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(line) + "\n" for line in lines)


def squad(*questions: dict[str, object]) -> dict[str, object]:
    paragraph = {"context": f" {PARAGRAPH}", "qas": list(questions)}
    return {"data": [{"title": "Du_Jun", "paragraphs": [paragraph]}]}


def answered(id_: str) -> dict[str, object]:
    return {"id": id_, "question": "Who co-founded Huobi?", "answers": [{"text": "Du Jun"}] * 2}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_suite_has_what_it_promises(name: str) -> None:
    suite = find(name).open(None)
    assert len(suite.cases) >= 120
    assert sum(case.unanswerable for case in suite.cases) >= 35
    assert sum(len({gold.article_id for gold in case.gold}) > 1 for case in suite.cases) >= 12
    assert sum(bool(case.history) for case in suite.cases) >= 8


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_of_a_shipped_answer_can_be_found_in_the_text_around_its_gold(
    name: str,
) -> None:
    suite = find(name).open(None)
    texts = {article.id: article.text for article in suite.articles}
    for case in suite.cases:
        gold = " ".join(texts[article_id] for article_id in {one.article_id for one in case.gold})
        verdict = {"yes", "no"} & {answer.lower() for answer in case.answers}
        if not case.unanswerable and not verdict:
            assert answer_contained(gold, case.answers, case.parts), case.id


def test_squad_asked_openly_makes_an_article_of_each_paragraph(tmp_path: Path) -> None:
    write(tmp_path / "squad/dev-v1.1.json", squad(answered("q1")))
    suite = find("squad_open").open(tmp_path)
    (article,), (case,) = suite.articles, suite.cases
    assert (article.title, article.text) == ("Du Jun", PARAGRAPH)
    assert case.answers == ("Du Jun",)
    assert (case.gold[0].start, case.gold[0].end) == (0, len(PARAGRAPH))


def test_squad_2_knows_what_cannot_be_answered(tmp_path: Path) -> None:
    near_miss = {"id": "q2", "question": "Who sold Huobi?", "answers": [], "is_impossible": True}
    write(tmp_path / "squad/dev-v1.1.json", squad(answered("q1")))
    write(tmp_path / "squad/dev-v2.0.json", squad(answered("q1"), near_miss))
    suite = find("squad2_open").open(tmp_path)
    assert [case.unanswerable for case in suite.cases] == [False, True]
    assert suite.cases[1].gold == ()
    assert len(suite.articles) == 1


def test_a_beir_folder_is_a_suite_by_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write_lines(
        folder / "corpus.jsonl",
        {"_id": "d1", "title": "Title only", "text": ""},
        {"_id": "d2", "title": "Mines", "text": "Sichuan shut its mines."},
    )
    (folder / "queries.jsonl").write_text(
        '{"_id": "q1", "text": "Which mines were shut?"}\n{"_id": "q2", "text": "unjudged"}\n'
    )
    (folder / "qrels").mkdir()
    (folder / "qrels/test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td2\t2\nq1\td1\t0\n", encoding="utf-8"
    )
    suite = find(str(folder)).open(None)
    (case,) = suite.cases
    assert suite.articles[0].text == "Title only"
    assert [(gold.article_id, gold.relevance) for gold in case.gold] == [("d2", 2)]


def test_clapnq_asks_for_each_sentence_that_the_answer_rests_on(tmp_path: Path) -> None:
    passage = {"title": "Du Jun", "text": PARAGRAPH}
    output = [{"answer": "…", "selected_sentences": ["He spoke to Reuters."]}]
    write_lines(
        tmp_path / "clapnq/dev_answerable.jsonl",
        {"id": "1", "input": "who spoke", "passages": [passage], "output": output},
    )
    write_lines(
        tmp_path / "clapnq/dev_unanswerable.jsonl",
        {"id": "2", "input": "who sang", "passages": [passage], "output": []},
    )
    suite = find("clapnq").open(tmp_path)
    spoke, sang = suite.cases
    (gold,) = spoke.gold
    assert suite.articles[0].text[gold.start : gold.end] == "He spoke to Reuters."
    assert sang.unanswerable
    assert len(suite.articles) == 1


def test_hotpotqa_needs_every_supporting_paragraph(tmp_path: Path) -> None:
    write(
        tmp_path / "multihop/hotpotqa_train_corpus.json", {"A": ["One.", " Two."], "B": ["Three."]}
    )
    asked = {
        "_id": "q1",
        "question": "?",
        "answer": "yes",
        "type": "bridge",
        "level": "easy",
        "supporting_facts": [["B", 0], ["A", 0], ["A", 1]],
    }
    write(tmp_path / "multihop/hotpotqa_train.json", [asked])
    suite = find("hotpotqa").open(tmp_path)
    assert suite.articles[0].text == "One. Two."
    assert [gold.article_id for gold in suite.cases[0].gold] == ["hotpot-2", "hotpot-1"]
    assert len({gold.group for gold in suite.cases[0].gold}) == 2


def test_musique_takes_the_answers_other_names(tmp_path: Path) -> None:
    write(tmp_path / "multihop/musique_train_corpus.json", [{"title": "A", "text": "One."}])
    paragraph = {"title": "A", "paragraph_text": "One.", "is_supporting": True}
    asked = {
        "id": "2hop__1",
        "question": "?",
        "answer": "1",
        "answer_aliases": ["one"],
        "answerable": True,
        "paragraphs": [paragraph],
    }
    write(tmp_path / "multihop/musique_train.json", [asked])
    (case,) = find("musique").open(tmp_path).cases
    assert case.answers == ("1", "one")
    assert case.tags == ("2hop",)


def test_a_suite_whose_files_are_missing_says_where_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(SuiteInvalid, match=r"SQuAD-explorer.* --data"):
        find("squad_open").open(None)
    with pytest.raises(SuiteInvalid, match="is not there"):
        find("squad_open").open(tmp_path)


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "squad/dev-v1.1.json.gz"
    file.parent.mkdir()
    file.write_bytes(gzip.compress(b'{"data": []}')[:-6])
    with pytest.raises(SuiteInvalid, match="cannot be read as JSON"):
        find("squad_open").open(tmp_path)


def test_a_misspelt_suite_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(SuiteUnknown, match="Did you mean china_crypto"):
        find("china-crypto")


def test_only_what_is_there_counts_as_here(tmp_path: Path) -> None:
    write_lines(tmp_path / "squad/dev-v1.1.json", {})
    here = {entry.name for entry in ENTRIES if entry.is_here(tmp_path)}
    assert here == {*SHIPPED, "squad_open"}
    assert [entry.name for entry in ENTRIES if entry.is_here(None)] == [*SHIPPED]


def test_a_sample_keeps_the_share_of_the_unanswerable_and_the_order() -> None:
    cases = tuple(Case(id=str(n), question="?", unanswerable=n % 4 == 0) for n in range(100))
    suite = Suite(name="s", cases=cases, articles=())
    drawn = suite.sample(20, seed=7)
    ids = [int(case.id) for case in drawn.cases]
    assert sum(case.unanswerable for case in drawn.cases) == 5
    assert ids == sorted(ids)
    assert drawn == suite.sample(20, seed=7) != suite.sample(20, seed=8)
    assert suite.sample(None, seed=7) == suite.sample(200, seed=7) == suite
