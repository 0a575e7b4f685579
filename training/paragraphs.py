"""The reader's answers to questions about one paragraph."""

import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from corpus.model import Hit
from eval.metrics.squad import exact_match, token_f1
from service import confidence, decision
from service.decision import decide
from service.judgement import judge
from service.polarity import leaning
from service.reader import Reader
from training import sets, talk, written
from training.asker import Asker, Scores, belief, said
from training.metrics import auroc, best_threshold
from training.sets import NO, NONE, SPAN, YES, Example
from training.written import Question, Story

_EVEN = 0.5


def squad1(asker: Asker) -> Scores:
    return _spans(asker, sets.squad(asker.data / "squad/dev-v1.1.json.gz"))


def xquad(asker: Asker) -> Scores:
    return _spans(asker, sets.squad(asker.data / "xquad/xquad.en.json.gz"))


def shifts(asker: Asker) -> Scores:
    held = (e for e in sets.squad_shifts(asker.data) if sets.held_out(e.article, 10))
    return _spans(asker, held)


def policy(asker: Asker) -> Scores:
    held = (e for e in sets.policy_qa(asker.data) if sets.held_out(e.article, 10))
    return _spans(asker, held)


def _spans(asker: Asker, examples: Iterable[Example]) -> Scores:
    picked = asker.picked(examples)
    answers = [said(reading) for reading in asker.read(picked)]
    pairs = list(zip(answers, picked, strict=True))
    return {
        "questions": len(picked),
        "em": 100 * statistics.mean(exact_match(a, e.answers) for a, e in pairs),
        "f1": 100 * statistics.mean(token_f1(a, e.answers) for a, e in pairs),
    }


def squad2(asker: Asker) -> Scores:
    picked = asker.picked(sets.squad(asker.data / "squad/dev-v2.0.json.gz"))
    readings = asker.read(picked)
    gains = [token_f1(said(r), e.answers) for r, e in zip(readings, picked, strict=True)]
    empty = [float(e.kind == NONE) for e in picked]
    scores = [belief(r) for r in readings]
    possible = [e.kind != NONE for e in picked]
    result: Scores = {"questions": len(picked), "auroc": auroc(scores, possible)}
    best = best_threshold(scores, gains, empty)
    for name, threshold in (("best", best), ("held_out", asker.threshold)):
        got = [
            gain if score >= threshold else nothing
            for score, gain, nothing in zip(scores, gains, empty, strict=True)
        ]
        result[f"f1_{name}"] = 100 * statistics.mean(got)
        result[f"threshold_{name}"] = threshold
    result["auroc_relevance"] = auroc([r.relevance for r in readings], possible)
    result["auroc_kind"] = auroc([-r.kinds.none for r in readings], possible)
    answered = [g for g, p in zip(gains, possible, strict=True) if p]
    result["f1_answerable"] = 100 * statistics.mean(answered)
    return result


def written_questions(asker: Asker) -> Scores:
    """The held-out texts of `training/questions`, all passages of one read together: the right
    words first, and how well answers that are there are told from those that are not."""
    return _each_by_itself(asker, held=True)


def news(asker: Asker) -> Scores:
    """The same of the held-out news."""
    return _each_by_itself(asker, held=True, kind="news")


def learned_news(asker: Asker) -> Scores:
    """The same of the news that were trained on: how far these are ahead of what is held out is
    what the reader lacks in questions rather than in size."""
    return _each_by_itself(asker, held=False, kind="news")


def briefs(asker: Asker) -> Scores:
    """The same of the held-out news items, where most questions ask for yes or no."""
    return _each_by_itself(asker, held=True, kind="brief")


def _each_by_itself(
    asker: Asker, *, held: bool, kind: str = "*", ask: Callable[[str], str] = str
) -> Scores:
    every = written.stories(asker.data, held=held, kind=kind)
    return _written(asker, [[story] for story in every], ask)


def beats(asker: Asker) -> Scores:
    """The same of the held-out running stories, all passages of all articles of one together."""
    every = written.stories(asker.data, held=True, kind="news")
    running = groupby(every, key=lambda story: story.beat)
    return _written(asker, [list(stories) for beat, stories in running if beat])


def talked(asker: Asker) -> Scores:
    """The same of the held-out news, each question with talk around it that was not trained on."""
    rng, held = random.Random(1), talk.talk(talk.HELD)
    return _each_by_itself(asker, held=True, kind="news", ask=lambda q: held.around(q, "", rng))


def _written(
    asker: Asker, together: Iterable[Sequence[Story]], ask: Callable[[str], str] = str
) -> Scores:
    """A sample of the questions of stories whose passages are read together, put as `ask` returns
    them."""
    every: list[tuple[Story, Question, list[Hit]]] = []
    for stories in together:
        hits = [hit for story in stories for hit in story.hits]
        every += [(story, question, hits) for story in stories for question in story.questions]
    asked = asker.picked(every)
    readings = [asker.reader.read(ask(question.text), hits) for _, question, hits in asked]
    kinds = np.array([question.kind for _, question, _ in asked])
    best = [max(of_one, key=belief) for of_one in readings]
    relevant = [max(of_one, key=lambda reading: reading.relevance) for of_one in readings]
    f1 = [
        token_f1(said(top), [story.text[slice(*question.place)]])
        for top, (story, question, _) in zip(best, asked, strict=True)
        if question.kind == SPAN and question.place
    ]
    polar = np.isin(kinds, (YES, NO))
    possible = (kinds[~polar] == SPAN).tolist()
    says_yes = np.array([top.kinds.yes > top.kinds.no for top in relevant])
    beliefs = np.array([belief(top) for top in best])
    relevance = np.array([top.relevance for top in relevant])
    return {
        "questions": len(asked),
        "f1": 100 * statistics.mean(f1),
        "auroc": auroc(beliefs[~polar].tolist(), possible),
        "auroc_relevance": auroc(relevance[~polar].tolist(), possible),
        "head_accuracy": 100 * float(np.mean(says_yes[polar] == (kinds[polar] == YES))),
    }


def boolq(asker: Asker) -> Scores:
    held = [e for e in sets.bool_q(asker.data) if sets.held_out(e.article, 20)]
    return _yes_no(asker, held)


def strategyqa(asker: Asker) -> Scores:
    return _yes_no(asker, list(sets.strategy_qa(asker.data, "dev")))


def pubmedqa(asker: Asker) -> Scores:
    held = [e for e in sets.pubmed_qa(asker.data) if sets.held_out(e.article, 20)]
    return _yes_no(asker, [e for e in held if e.kind != NONE])


def _yes_no(asker: Asker, examples: Sequence[Example]) -> Scores:
    """Yes or no by the service's regression and by the reader's head alone, and what is said."""
    calibration = confidence.load()
    asked = [replace(e, question=f"{e.question.rstrip('?')}?") for e in examples]
    readings = asker.read(asked)
    judged = [
        judge(e.question, [r], calibration.order) for e, r in zip(asked, readings, strict=True)
    ]
    decider = Reader(decision.FOLDER)
    leanings = [
        leaning(e.question, *decide(e.question, judgement, decider), calibration.polarity)
        for e, judgement in zip(asked, judged, strict=True)
    ]
    likely = np.array([one.yes for one in leanings])
    said = [one.said for one in leanings]
    head = np.array([r.kinds.yes > r.kinds.no for r in readings])
    yes = np.array([e.kind == YES for e in asked])
    told = np.array([verdict is not None for verdict in said])
    right = np.array([verdict == "Yes" for verdict in said]) == yes
    return {
        "questions": len(asked),
        "accuracy": 100 * float(np.mean((likely > _EVEN) == yes)),
        "auroc": auroc(likely.tolist(), yes.tolist()),
        "head_accuracy": 100 * float(np.mean(head == yes)),
        "said": 100 * float(np.mean(told)),
        "said_right": 100 * float(np.mean(right[told])) if told.any() else 0.0,
        "majority": 100 * float(max(np.mean(yes), 1 - np.mean(yes))),
    }
