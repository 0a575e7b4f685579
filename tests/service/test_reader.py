"""What the shipped reader does; expected values can be checked by eye."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ModelUnavailable
from corpus.model import Hit, Passage
from service.reader import FOLDER, Reader, Reading

ICO = (
    "China's central bank declared initial coin offerings illegal on 4 September 2017. "
    "The exchange BTCC said it would halt trading on 30 September. Its founder, Bobby Lee, "
    "called the decision painful. The price of bitcoin fell by 22 percent."
)
WEATHER = "It rained in Lisbon all week, and the river flooded three villages to the north."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=2)


def hit(
    text: str,
    *,
    title: str = "",
    start: int = 0,
    article: str = "a",
    published: date | None = None,
) -> Hit:
    end = start + len(text)
    passage = Passage(article_id=article, version=1, start=start, end=end, text=text)
    return Hit(passage=passage, title=title, published=published)


def best(reading: Reading) -> str:
    span, passage = reading.spans[0], reading.hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the founder of BTCC?", "Bobby Lee"),
        ("By how much did the price of bitcoin fall?", "22 percent"),
        ("Which exchange said it would halt trading?", "BTCC"),
        ("When did the central bank declare coin offerings illegal?", "4 September 2017"),
    ],
)
def test_finds_the_words_that_answer(reader: Reader, question: str, answer: str) -> None:
    (reading,) = reader.read(question, [hit(ICO, title="China bans ICOs")])
    assert answer in best(reading)
    assert len(best(reading)) <= len(answer) + 12


def test_offsets_point_into_the_article_not_into_the_passage(reader: Reader) -> None:
    article = WEATHER + "\n\n" + ICO
    start = article.index(ICO)
    (reading,) = reader.read("Who is the founder of BTCC?", [hit(ICO, start=start)])
    assert "Bobby Lee" in article[reading.spans[0].start : reading.spans[0].end]


def test_the_passage_that_answers_is_more_relevant_than_one_that_does_not(reader: Reader) -> None:
    weather, ico = reader.read("Who is the founder of BTCC?", [hit(WEATHER), hit(ICO)])
    assert ico.relevance > weather.relevance + 2
    assert ico.spans[0].score > weather.spans[0].score + 2


def test_readings_come_in_the_order_of_the_hits(reader: Reader) -> None:
    hits = [hit(WEATHER, article="w"), hit(ICO, article="i"), hit("", article="e")]
    readings = reader.read("Who is the founder of BTCC?", hits)
    assert [reading.hit.passage.article_id for reading in readings] == ["w", "i", "e"]


def test_nothing_to_read_gives_no_reading(reader: Reader) -> None:
    assert reader.read("Who?", []) == []


def test_an_empty_passage_has_no_span(reader: Reader) -> None:
    (reading,) = reader.read("Who is the founder of BTCC?", [hit("")])
    assert reading.spans == ()


def test_an_answer_at_the_end_of_a_very_long_passage_is_found(reader: Reader) -> None:
    (reading,) = reader.read("Who is the founder of BTCC?", [hit(WEATHER * 60 + " " + ICO)])
    assert "Bobby Lee" in best(reading)


def test_every_token_of_a_long_passage_is_looked_at(reader: Reader) -> None:
    text = " ".join(f"word{number}" for number in range(700))
    views = reader._views(reader._encode("Who?").ids, "A title", text)
    seen = {place for view in views for place in view.offsets}
    assert seen == set(reader._encode(text).offsets)
    assert max(len(view.ids) for view in views) <= 256


def test_a_question_of_a_thousand_words_is_cut_not_refused(reader: Reader) -> None:
    (reading,) = reader.read("Who is the founder of BTCC? " * 200, [hit(ICO)])
    assert reading.spans


@pytest.mark.parametrize("afterwards", ["", " That is all that I should like to know. " * 9])
def test_what_is_told_at_length_before_and_behind_does_not_hide_the_question(
    reader: Reader, afterwards: str
) -> None:
    told = "My cousin and I were at odds about this, for she follows what happens there. " * 5
    question = (
        f"{told}On which day did the central bank declare coin offerings illegal?{afterwards}"
    )
    (reading,) = reader.read(question, [hit(ICO, title="China bans ICOs")])
    assert best(reading) == "4 September 2017"


def test_a_passage_is_read_under_its_day_by_weights_that_know_what_that_is(
    reader: Reader, tmp_path: Path
) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "day": False}))
    text = "The harbour authority raised the toll for yachts to 12 euros on Monday."
    hits = [hit(text, published=date(2019, 4, 8)), hit(text, published=date(2023, 4, 10))]
    other_year, right_year = reader.read("What did yachts have to pay in 2023?", hits)
    assert right_year.relevance > other_year.relevance
    assert best(right_year) == "12 euros"
    same, again = Reader(folder).read("What did yachts have to pay in 2023?", hits)
    assert same.relevance == again.relevance


def test_spans_never_lie_in_the_title(reader: Reader) -> None:
    (reading,) = reader.read("Who is the founder of BTCC?", [hit(WEATHER, title="Bobby Lee")])
    for span in reading.spans:
        assert 0 <= span.start < span.end <= len(WEATHER)


def test_spans_are_best_first_and_do_not_overlap(reader: Reader) -> None:
    (reading,) = reader.read("What did BTCC say?", [hit(ICO * 3)], spans=6)
    scores = [span.score for span in reading.spans]
    assert scores == sorted(scores, reverse=True)
    places = sorted((span.start, span.end) for span in reading.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_kinds_are_probabilities(reader: Reader) -> None:
    (reading,) = reader.read("Did the price of bitcoin fall?", [hit(ICO)])
    kinds = reading.kinds
    assert kinds.span + kinds.yes + kinds.no + kinds.none == pytest.approx(1)


def test_a_passage_reads_the_same_alone_and_in_company(reader: Reader) -> None:
    question = "Who is the founder of BTCC?"
    alone = reader.read(question, [hit(ICO)])[0]
    among = reader.read(question, [hit(WEATHER * 9), hit(ICO), hit("x")])[1]
    assert alone == among


def test_threads_may_share_a_reader(reader: Reader) -> None:
    hits = [hit(ICO), hit(WEATHER)]
    expected = reader.read("Who is the founder of BTCC?", hits)
    with ThreadPoolExecutor(4) as pool:
        asked = ["Who is the founder of BTCC?"] * 12
        assert (
            list(pool.map(lambda question: reader.read(question, hits), asked)) == [expected] * 12
        )


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(), max_size=200), question=st.text(max_size=40))
def test_any_text_is_read_and_spans_lie_inside_it(reader: Reader, text: str, question: str) -> None:
    (reading,) = reader.read(question, [hit(text, start=7, title=question)])
    for span in reading.spans:
        assert 7 <= span.start < span.end <= 7 + len(text)


def test_spans_keep_to_whole_words_in_accented_and_wide_characters(reader: Reader) -> None:
    text = "😀 Die Königin heißt Margrethe. 北京交易所は2017年に閉鎖された。 Élodie Brûlé resigned."
    (reading,) = reader.read("Who resigned?", [hit(text)])
    assert best(reading) == "Élodie Brûlé"


def test_damaged_weights_are_refused_with_both_checksums(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    with (folder / "reader.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    expected = json.loads((folder / "config.json").read_text())["sha256"]
    with pytest.raises(ModelUnavailable, match=expected):
        Reader(folder)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"config\.json"):
        Reader(tmp_path)


def test_importing_the_reader_imports_neither_torch_nor_transformers() -> None:
    code = "import sys, service.reader; print(*{'torch', 'transformers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
