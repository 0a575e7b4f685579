"""The support model is fitted on statements whose support anyone can see."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from service.coverage import SIGNS, Source
from service.verdict import SupportModel
from training import statements, support
from training.sets import SQUAD_TRAIN
from training.statements import Statement
from training.support_fit import crossed, fit, judged, least, rows_of, shares

PLACES = "Arvik Bodin Celje Delft Esker Fargo Gabes Hilo Ivry Jerez".split()


def statement(place: str, said: str, *, supported: bool, origin: str = "wice") -> Statement:
    source = Source(sentences=(f"The mayor of {place} closed the mine.", "It rained."))
    return Statement(
        text=said,
        source=source,
        supported=supported,
        article=place,
        origin=origin,
        kind="supported" if supported else "not supported",
        held=False,
    )


GIVEN = [
    one
    for place in PLACES
    for one in (
        statement(place, f"The mine was closed by the mayor of {place}.", supported=True),
        statement(place, f"The mayor of {place} bought a football club.", supported=False),
    )
]


def test_a_fitted_model_tells_apart_what_it_was_fitted_on_and_what_it_was_not() -> None:
    rows = rows_of(GIVEN)
    model = fit(rows)
    assert all((chance > 0.5) == one.supported for one, chance in judged(rows, model))
    assert all((chance > 0.5) == one.supported for one, chance in crossed(rows))
    assert all(SIGNS[name] * weight >= 0 for name, weight in model.weights.items())


def test_sets_count_alike_and_so_do_their_classes() -> None:
    more = [statement("Kiel", "The mayor closed it.", supported=True, origin="fm2")]
    found = shares([*GIVEN, *more])
    assert found.sum() == pytest.approx(1)
    assert found[-1] == pytest.approx(1 / 3)
    assert found[::2][: len(PLACES)].sum() == pytest.approx(1 / 3)


def test_no_more_than_a_tenth_of_the_true_statements_is_lost_in_either_set() -> None:
    wice = [(GIVEN[0], float(chance)) for chance in np.linspace(0.4, 0.8, 40)]
    squad = [(replace(GIVEN[0], origin="squad", kind=statements.WHOLE), 0.9)] * 40
    unsupported = [(GIVEN[1], 0.01)]
    assert sum(chance < least([*wice, *squad, *unsupported]) for _, chance in wice) == 4


def test_scores_are_of_every_kind_of_statement() -> None:
    model = SupportModel(bias=0.0, weights={"best": 0.0}, shown=0.3)
    found = support.scores([(GIVEN[0], 0.9), (GIVEN[0], 0.2), (GIVEN[1], 0.4)], model.shown)
    assert found == {
        "claims": 3,
        "balanced_accuracy": 75.0,
        "auroc": 0.5,
        "shown: supported": 50.0,
        "shown: not supported": 100.0,
    }


def squad_file(folder: Path, articles: int) -> None:
    paragraph = {
        "context": "Ada Lovelace wrote the first program in 1843. Charles Babbage met her in 1833.",
        "qas": [
            {
                "question": "When did Ada Lovelace write the first program?",
                "answers": [{"text": "1843", "answer_start": 40}],
            }
        ],
    }
    other = {"context": "It rained in London all summer long.", "qas": []}
    asked = {
        **other,
        "qas": [
            {
                "question": "Where did it rain all summer long?",
                "answers": [{"text": "London", "answer_start": 13}],
            }
        ],
    }
    data = [{"title": f"Ada {n}", "paragraphs": [paragraph, asked]} for n in range(articles)]
    (folder / "squad").mkdir()
    with gzip.open(folder / SQUAD_TRAIN, "wt", encoding="utf-8") as file:
        json.dump({"data": data}, file)


def test_a_question_makes_statements_that_hold_and_some_that_do_not(tmp_path: Path) -> None:
    squad_file(tmp_path, 40)
    made = list(statements.squad(tmp_path))
    kinds = {(one.kind, one.text, one.supported): one for one in made}
    said = "did Ada Lovelace write the first program in 1843"
    cut = kinds["sentence cut out", said, False]
    assert cut.source.sentences == ("Charles Babbage met her in 1833.",)
    answering = kinds["answering sentence", said, True]
    assert answering.source.sentences == ("Ada Lovelace wrote the first program in 1843.",)
    assert ("swapped", said.replace("1843", "1833"), False) in kinds
    assert kinds["other paragraph", said, False].source.sentences == (
        "It rained in London all summer long.",
    )
    assert len(kinds["whole paragraph", said, True].source.sentences) == 2


def test_articles_are_either_fitted_on_or_held(tmp_path: Path) -> None:
    squad_file(tmp_path, 60)
    sides = {False: set(), True: set()}
    for one in statements.squad(tmp_path):
        sides[one.held].add(one.article)
    assert sides[True]
    assert sides[False]
    assert not sides[True] & sides[False]


def test_only_wholly_supported_claims_of_wice_are_borne_out(tmp_path: Path) -> None:
    (tmp_path / "wice/entailment_retrieval/claim").mkdir(parents=True)
    labels = ("supported", "partially_supported", "not_supported")
    rows = [{"claim": f"Claim {n}.", "evidence": ["It."], "label": x} for n, x in enumerate(labels)]
    file = tmp_path / f"wice/{statements.WICE_TEST}.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    found = list(statements.wice(tmp_path, statements.WICE_TEST))
    assert [one.supported for one in found] == [True, False, False]
    assert all(one.held for one in found)
