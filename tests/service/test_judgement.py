"""Readings made by hand, weighed and chosen from."""

from datetime import date

import pytest

from corpus.model import Hit, Passage
from service.judgement import Judgement, agreed, apart_from, judge
from service.polarity import NEITHER, leaning
from service.reader import Kinds, Reading, Span
from service.short import short_answer

ORDER = {"span": 1.0, "relevance": 1.0}
POLARITY = {"bias": 0.0, "log_odds": 1.0, "denied": -3.0, "decided": 1.0}
UNDECIDED = Kinds(span=0.0, yes=0.4, no=0.4, none=0.2)


def reading(
    article: str,
    text: str,
    *answers: tuple[str, float],
    published: date | None = None,
    kinds: Kinds | None = None,
) -> Reading:
    """A passage, and the spans found in it with their scores."""
    passage = Passage(article_id=article, version=1, start=100, end=100 + len(text), text=text)
    spans = [
        Span(start=100 + text.index(answer), end=100 + text.index(answer) + len(answer), score=s)
        for answer, s in answers
    ]
    return Reading(
        hit=Hit(passage=passage, title="", published=published),
        relevance=0.0,
        no_answer=0.0,
        spans=tuple(spans),
        kinds=kinds or Kinds(span=0.9, yes=0.0, no=0.0, none=0.1),
    )


def chosen(judgement: Judgement) -> list[str]:
    return [candidate.text for candidate in judgement.selected]


def test_an_answer_that_two_passages_give_outweighs_a_slightly_better_one() -> None:
    judgement = judge(
        "Where did it sink?",
        [
            reading("a", "It sank off Naxos.", ("Naxos", 3.0)),
            reading("b", "Off the Naxos coast it sank.", ("the Naxos", 3.0)),
            reading("c", "It sank off Paros.", ("Paros", 3.2)),
        ],
        ORDER,
    )
    best = judgement.candidates[0]
    assert best.text == "Naxos"
    assert [found.reading.hit.passage.article_id for found in best.found] == ["a", "b"]
    assert chosen(judgement) == ["Naxos"]


def test_the_margin_is_to_the_best_answer_that_says_another_thing() -> None:
    judgement = judge(
        "Where did it sink?",
        [reading("a", "It sank off Naxos. Paros saw it.", ("off Naxos", 4.0), ("Paros", 1.0))],
        ORDER,
    )
    assert judgement.features["margin"] == 3.0
    assert judgement.features["places"] == 0.0


def test_a_full_stop_is_no_answer() -> None:
    text = "It sank off Naxos. Divers went down."
    read = [reading("a", text, (". ", 4.0), ("Naxos", 1.0))]
    assert chosen(judge("Where did it sink?", read, ORDER)) == ["Naxos"]


def test_nothing_read_is_nothing_judged() -> None:
    judgement = judge("Where?", [], ORDER)
    assert (judgement.candidates, judgement.selected, dict(judgement.features)) == ((), (), {})
    assert short_answer("Where?", judgement, NEITHER) is None


def test_a_list_is_put_together_from_what_scores_about_as_well() -> None:
    text = "Arvik closed its port. Selby did so too. Talca did not."
    question = "Which towns closed their ports?"
    judgement = judge(
        question, [reading("a", text, ("Arvik", 4.0), ("Selby", 3.0), ("Talca", 0.5))], ORDER
    )
    assert chosen(judgement) == ["Arvik", "Selby"]
    assert short_answer(question, judgement, NEITHER) == "Arvik and Selby"


def test_a_newer_figure_is_taken_when_no_time_is_named() -> None:
    old = reading("a", "It killed 40 people.", ("40", 3.0), published=date(2020, 3, 2))
    new = reading("b", "It killed 63 people.", ("63", 2.5), published=date(2020, 3, 6))
    assert chosen(judge("How many people did it kill?", [old, new], ORDER))[0] == "63"
    assert chosen(judge("How many did it kill in March?", [old, new], ORDER))[0] == "40"
    few = reading("a", "Three people are dead.", ("Three", 3.0), published=date(2020, 3, 2))
    more = reading("b", "Seven people are dead.", ("Seven", 2.5), published=date(2020, 3, 6))
    assert chosen(judge("How many people are dead?", [few, more], ORDER))[0] == "Seven"
    tall = reading("a", "It is 19 metres tall.", ("19 metres", 3.0), published=date(2020, 3, 2))
    high = reading(
        "b", "Tall as it is, it flies 510 km high.", ("510 km", 2.5), published=date(2020, 3, 6)
    )
    assert chosen(judge("How tall is it?", [tall, high], ORDER))[0] == "19 metres"


def test_figures_that_articles_disagree_about_are_both_given_with_their_days() -> None:
    old = reading("a", "It killed 40 people.", ("40", 3.0), published=date(2020, 3, 2))
    new = reading("b", "It killed some 63 people.", ("some 63", 2.5), published=date(2020, 3, 6))
    question = "How many people did it kill?"
    judgement = judge(question, [old, new], ORDER)
    assert judgement.conflict
    assert short_answer(question, judgement, NEITHER) == (
        "some 63 (6 March 2020); 40 (2 March 2020)"
    )


def test_one_figure_given_about_and_exactly_is_one_answer() -> None:
    rough = reading("a", "It cost about $640m.", ("about $640m", 3.0), published=date(2020, 3, 2))
    exact = reading("b", "It cost $640m.", ("$640m", 2.5), published=date(2020, 3, 6))
    judgement = judge("How much did it cost?", [rough, exact], ORDER)
    assert not judgement.conflict
    (candidate,) = judgement.candidates
    assert {found.text for found in candidate.found} == {"about $640m", "$640m"}


@pytest.mark.parametrize(("one", "other"), [("about twelve", "12"), ("Twenty-three", "23")])
def test_a_figure_in_words_and_in_digits_is_one_answer(one: str, other: str) -> None:
    words = reading("a", f"{one} people died.", (one, 3.0), published=date(2020, 3, 2))
    digits = reading("b", f"{other} people died.", (other, 2.5), published=date(2020, 3, 6))
    judgement = judge("How many people died?", [words, digits], ORDER)
    assert not judgement.conflict
    assert len(judgement.candidates) == 1


def test_figures_of_different_things_or_of_one_day_are_no_disagreement() -> None:
    old = reading("a", "It killed 40 people.", ("40", 3.0), published=date(2020, 3, 2))
    same_day = reading("b", "It killed 63 people.", ("63", 2.5), published=date(2020, 3, 2))
    cows = reading("c", "It killed 63 cows.", ("63 cows", 2.5), published=date(2020, 3, 6))
    for other in (same_day, cows):
        assert not judge("How many people did it kill?", [old, other], ORDER).conflict


def test_a_second_article_answers_for_the_name_that_the_first_does_not_speak_of() -> None:
    judgement = judge(
        "What do Ida and Ole sell?",
        [
            reading("a", "Ida sells bread.", ("bread", 3.0)),
            reading("b", "Bread is sold.", ("Bread is", 2.5)),
            reading("c", "Ole sells rope.", ("rope", 2.0)),
        ],
        ORDER,
    )
    assert chosen(judgement) == ["bread", "rope"]
    assert judgement.features["names_missing"] == 0.0


def test_a_name_is_absent_when_no_passage_has_it_and_numbers_are_not_names() -> None:
    read = [
        reading("a", "John King is mayor of Rockdale.", ("John King", 3.0)),
        reading("b", "Ole Lund paid 900 crowns.", ("Ole Lund", 2.0)),
    ]

    def absent(question: str) -> float:
        return judge(question, read, ORDER).features["names_absent"]

    assert absent("Who is the king of Norway?") == 1.0
    assert absent("Who is the mayor of Rockdale?") == 0.0
    assert absent("What did Ole Lund pay in Norway?") == pytest.approx(1 / 3)
    assert absent("Who paid 901 crowns?") == 0.0
    assert absent("According to the council, who is the mayor of Rockdale?") == 0.0


def test_whoever_holds_another_office_does_not_answer_for_this_one() -> None:
    passages = [
        reading("a", "Ada Berg, the mayor of Arvik, resigned.", ("Ada Berg", 6.0)),
        reading("b", "Deputy mayor Ole Lund stays.", ("Ole Lund", 2.0)),
    ]
    assert chosen(judge("Who is the deputy mayor of Arvik?", passages, ORDER)) == ["Ole Lund"]
    assert chosen(judge("Who is the mayor of Arvik?", passages, ORDER)) == ["Ada Berg"]


def test_a_denial_in_the_sentence_turns_yes_into_no() -> None:
    torn = Kinds(span=0.0, yes=0.5, no=0.4, none=0.1)
    question = "Is the dollar a coin?"
    for text, expected in (
        ("The dollar is not a coin.", "No"),
        ("The dollar is a coin.", None),
    ):
        judgement = judge(question, [reading("a", text, ("dollar", 1.0), kinds=torn)], ORDER)
        assert leaning(question, judgement, UNDECIDED, POLARITY).said == expected
    sure = Kinds(span=0.0, yes=0.8, no=0.1, none=0.1)
    judgement = judge(
        question, [reading("a", "The dollar is a coin.", ("dollar", 1.0), kinds=sure)], ORDER
    )
    lean = leaning(question, judgement, UNDECIDED, POLARITY)
    assert lean.certainty == pytest.approx(lean.yes)
    assert short_answer(question, judgement, lean) == "Yes"


def test_the_sentence_that_speaks_of_the_question_decides() -> None:
    text = "Arvik is a town. The bank was fined by the court. It has a harbour."
    said = [("Arvik", 3.0), ("fined", 1.0), ("a harbour", 2.0)]
    judgement = judge("Did the court fine the bank?", [reading("a", text, *said)], ORDER)
    assert chosen(judgement) == ["fined"]


def test_what_the_polarity_model_says_weighs_beside_the_reader() -> None:
    torn = Kinds(span=0.0, yes=0.4, no=0.5, none=0.1)
    text = "The dollar is a coin."
    question = "Is the dollar a coin?"
    judgement = judge(question, [reading("a", text, ("dollar", 1.0), kinds=torn)], ORDER)
    decided = Kinds(span=0.0, yes=0.7, no=0.1, none=0.2)
    assert leaning(question, judgement, decided, POLARITY).said == "Yes"


def test_what_leans_to_neither_is_certain_of_its_place_alone() -> None:
    assert (NEITHER.said, NEITHER.certainty) == (None, 1.0)


def test_a_span_over_the_end_of_a_paragraph_is_no_answer() -> None:
    judgement = judge(
        "Where?", [reading("a", "Off Naxos.\n\nOn Paros.", ("Naxos.\n\nOn", 5.0))], ORDER
    )
    assert judgement.candidates == ()


def test_a_preposition_in_front_makes_no_other_answer() -> None:
    readings = [
        reading("a", "It sank off Naxos.", ("Naxos", 3.0)),
        reading("b", "Off Naxos it sank.", ("Off Naxos", 2.0)),
        reading("c", "It sank off Paros.", ("off", 1.0)),
    ]
    judgement = judge("Where did it sink?", readings, ORDER)
    assert [(c.text, len(c.found)) for c in judgement.candidates] == [("Naxos", 2), ("off", 1)]


def test_what_answers_every_clue_is_agreed_on_though_it_is_second_in_one() -> None:
    said = "Arvik and Selby closed."
    more = "The town of Selby has a harbour, and Talca too."
    one = judge("Which town closed?", [reading("a", said, ("Arvik", 4.0), ("Selby", 3.5))], ORDER)
    other = judge(
        "Which town has a harbour?",
        [reading("b", more, ("Talca", 2.0), ("The town of Selby", 3.0))],
        ORDER,
    )
    chosen_in = agreed([("Which town closed?", one), ("Which town has a harbour?", other)])
    assert [chosen(judgement) for judgement in chosen_in] == [["Selby"], ["The town of Selby"]]
    assert chosen_in[0].features["margin"] == -0.5


def test_nothing_is_agreed_on_where_a_clue_has_another_answer_or_none() -> None:
    one = judge("Which town closed?", [reading("a", "Arvik closed.", ("Arvik", 4.0))], ORDER)
    other = judge("Which town has it?", [reading("b", "Selby has it.", ("Selby", 4.0))], ORDER)
    none = judge("Which town has it?", [], ORDER)
    assert agreed([("Which town closed?", one), ("Which town has it?", other)]) == []
    assert agreed([("Which town closed?", one), ("Which town has it?", none)]) == []


def test_a_part_may_give_what_comes_near_its_best_answer() -> None:
    text = "Ida Berg scored. Ole Lund, the director, resigned."
    question = "Whose job is free?"

    def apart(second: float) -> Judgement | None:
        read = [reading("a", text, ("Ida Berg", 3.0), ("Ole Lund", second))]
        judgement = judge(question, read, ORDER)
        return apart_from(question, judgement, judgement.selected[0])

    near = apart(2.0)
    assert near
    assert chosen(near) == ["Ole Lund"]
    assert near.features["lead"] == 0.0, "what is taken is no rival"
    assert apart(-2.0) is None
