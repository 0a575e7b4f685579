"""A sentence is held against what it cites: numbers and names are looked up, the rest is judged."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Hit, Passage
from service.draft import Evidence
from service.support import borne_out, unsupported

TEXT = "Ida Berg leads Arvik. She closed three of its 1,200 mines on 4 May. Nobody lives there."


def cited(quote: str) -> list[Evidence]:
    passage = Passage(article_id="a", version=1, start=50, end=50 + len(TEXT), text=TEXT)
    hit = Hit(passage=passage, title="Mines of Norway", published=date(2021, 5, 5))
    start = 50 + TEXT.index(quote)
    return [Evidence(hit=hit, start=start, end=start + len(quote))]


MINES = "She closed three of its 1,200 mines on 4 May."


@pytest.mark.parametrize(
    "sentence",
    [
        "Three of the 1200 mines were closed on 4 May.",
        "Ida Berg closed 3 mines.",
        "Mayor Ida Berg's order of 4 May 2021 closed three mines in Norway.",
        "The Norwegian mines were closed.",
    ],
)
def test_what_the_source_has_in_other_words_is_borne_out(sentence: str) -> None:
    assert unsupported(sentence, cited(MINES)) == ()


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [
        ("She closed seven mines.", ("7",)),
        ("She closed 6 of 1,200 mines.", ("6",)),
        ("Ida Holm closed three mines.", ("Holm",)),
        ("In 2020 she closed three mines with Equinor.", ("2020", "Equinor")),
    ],
)
def test_what_the_source_does_not_have_is_named(sentence: str, lacking: tuple[str, ...]) -> None:
    assert unsupported(sentence, cited(MINES)) == lacking


def test_a_number_must_stand_in_the_sentence_that_is_cited() -> None:
    assert unsupported("It has 1,200 mines.", cited("Nobody lives there.")) == ("1200",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three of the 1200 mines were closed on 4 May.",
        "Mayor Ida Berg's order of 4 May 2021 closed three mines in Norway.",
        "Arvik is led by Ida Berg.",
    ],
)
def test_what_the_passage_says_in_other_words_may_be_shown(sentence: str) -> None:
    assert borne_out(sentence, cited(MINES))


@pytest.mark.parametrize(
    "sentence",
    [
        "She closed seven mines.",
        "Ida Berg is being investigated for fraud and tax evasion.",
        "Nobody likes the new football stadium.",
    ],
)
def test_what_the_passage_does_not_say_may_not(sentence: str) -> None:
    assert not borne_out(sentence, cited(MINES))


def test_another_language_is_only_looked_up() -> None:
    assert borne_out("La alcaldesa Ida Berg cerró tres de las minas el 4 de mayo.", cited(MINES))
    assert not borne_out("La alcaldesa Ida Berg cerró 17 de las minas el 4 de mayo.", cited(MINES))
    german = [replace(one, hit=replace(one.hit, language="de")) for one in cited(MINES)]
    assert borne_out("Ida Berg is being investigated for fraud and tax evasion.", german)
