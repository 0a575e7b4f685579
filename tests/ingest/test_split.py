import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corpus.bundled import count_tokens
from corpus.model import Article, Passage
from ingest.markdown import read
from ingest.split import Length, split

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
MOST = Length(150).most
SENTENCE = "The central bank said on Friday that all such business was illegal. "  # 13 tokens


def cut(text: str, tokens: int = 150) -> list[Passage]:
    return split(Article(id="a", title="A", text=text), tokens)


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.text(max_size=3000) | st.text(alphabet="ab. \n,中é", max_size=3000))
def test_passages_hold_every_visible_character_once_in_order(text: str) -> None:
    end = 0
    for passage in cut(text):
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert not text[end : passage.start].strip()
        end = passage.end
    assert not text[end:].strip()


@hypothesis_settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcde ,.中é\n", min_size=500, max_size=20_000))
def test_no_passage_is_much_longer_than_180_tokens(text: str) -> None:
    assert all(count_tokens(passage.text) <= 200 for passage in cut(text))


def test_passages_of_an_article_have_120_to_180_tokens_and_end_with_sentences() -> None:
    passages = cut(SENTENCE * 60)
    assert all(120 <= count_tokens(passage.text) <= MOST for passage in passages)
    assert all(passage.text.endswith("illegal.") for passage in passages)


@pytest.mark.parametrize("tokens", [20, 40, 200])
def test_passages_are_as_long_as_is_asked(tokens: int) -> None:
    passages = cut(SENTENCE * 60, tokens)
    lengths = [count_tokens(passage.text) for passage in passages]
    # A sentence has 13 tokens: no run of them is further off the length that is asked.
    assert all(abs(length - tokens) <= 13 for length in lengths)
    assert max(lengths) <= tokens * 6 // 5
    assert all(passage.text.endswith("illegal.") for passage in passages)


def test_a_sentence_longer_than_a_short_passage_is_cut_to_it() -> None:
    clauses = ", ".join(["the exchange closed its doors to every user from there"] * 60) + "."
    assert max(count_tokens(passage.text) for passage in cut(clauses, 40)) <= 48


def test_a_text_a_little_longer_than_a_passage_is_halved_not_cut_with_a_crumb() -> None:
    lengths = [count_tokens(passage.text) for passage in cut(SENTENCE * 16)]
    assert lengths == [104, 104]


def test_a_passage_ends_with_its_paragraph_when_that_ends_nearby() -> None:
    paragraph = (SENTENCE * 10).strip()
    assert [passage.text for passage in cut(f"{paragraph}\n\n{paragraph}")] == [paragraph] * 2


def test_short_paragraphs_share_a_passage() -> None:
    text = "\n\n".join([SENTENCE.strip()] * 10)
    assert [passage.text for passage in cut(text)] == [text]


def test_a_sentence_too_long_for_a_passage_is_cut_behind_its_clauses() -> None:
    text = ", ".join(["the exchange closed its doors to every user from there"] * 60) + "."
    passages = cut(text)
    assert len(passages) > 1
    assert all(passage.text.endswith((",", ".")) for passage in passages)


def test_words_stay_whole_where_there_are_spaces() -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    assert " ".join(passage.text for passage in cut(text)) == text


def test_the_tokens_of_a_word_that_the_tokenizer_gives_up_on_are_bounded_by_its_length() -> None:
    assert max(len(passage.text) for passage in cut("x" * 10_000)) <= 8 * MOST


def test_white_space_alone_gives_no_passage() -> None:
    assert cut(" \n\n\t ") == []


def test_passages_carry_the_articles_id_and_version() -> None:
    article = Article(id="news/1", title="A", text="One sentence.", version=3)
    assert [passage.id for passage in split(article)] == ["news/1@3:0-13"]


@pytest.mark.parametrize("text", [SENTENCE * 7_500, "word " * 100_000, "中国" * 250_000])
def test_half_a_megabyte_takes_seconds(text: str) -> None:
    begun = time.process_time()
    cut(text)
    assert time.process_time() - begun < 5


def test_the_shipped_articles_are_cut_into_passages_of_a_good_length() -> None:
    lengths = [
        count_tokens(passage.text)
        for file in ARTICLES.glob("*-*.md")
        for item in read(file, file.stem)
        for passage in split(item.article)
    ]
    assert max(lengths) <= MOST
    assert sum(length >= 120 for length in lengths) > 0.9 * len(lengths)
