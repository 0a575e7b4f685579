"""CANARD and CAsT: follow-up questions with the stand-alone questions that people made of them.

Neither comes with passages to answer from. CANARD's answers are quotations, so that the answers of
a conversation, joined, are an article that its questions can be looked for in; CAsT's passages are
MS MARCO's and are not here, so that only the rewriting is measured.

The rules of rewriting were written while looking at one half of CANARD's conversations, by a hash
of the conversation; the other half is the suite that is reported.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.model import Article
from eval.loaders.files import read_json
from eval.suite import Case, Gold, Suite
from service.model import Turn

CANARD = "canard/dev.json"
CAST = "cast/2020_manual_evaluation_topics_v1.0.json"
_REPORTED_PERCENT = 50
_NO_ANSWER = {"CANNOTANSWER", "I don't know."}


def load_canard(data: Path) -> Suite:
    """Return the reported half of CANARD's development set: 1,790 questions of 258 conversations,
    asked of the answers of all 490."""
    return _load_canard(data, "canard", reported=True)


def load_canard_rules(data: Path) -> Suite:
    """Return the half that the rules were written on: 1,640 questions of 232 conversations."""
    return _load_canard(data, "canard_rules", reported=False)


def _load_canard(data: Path, name: str, *, reported: bool) -> Suite:
    """Return a half of CANARD's development set.

    A conversation's first turn is the title of a Wikipedia article and the heading of a section.
    The answer to a question stands in the history of the next; the last one's is not in the file.
    """
    spoken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in read_json(data, CANARD):
        spoken[line["QuAC_dialog_id"]].append(line)
    articles: list[Article] = []
    cases: list[Case] = []
    for id_, lines in spoken.items():
        lines.sort(key=lambda line: int(line["Question_no"]))
        answers = [after["History"][-1] for _, after in pairwise(lines)]
        article, places = _article(id_, " / ".join(lines[0]["History"][:2]), answers)
        articles += [article] if article.text else []
        if _is_reported(id_) is reported:
            cases += [
                _canard(line, places.get(number), article.id) for number, line in enumerate(lines)
            ]
    return Suite(name=name, cases=tuple(cases), articles=tuple(articles), task="rewrite")


def _is_reported(conversation: str) -> bool:
    """Tell the half of a conversation, the same on every machine."""
    return int(hashlib.sha256(conversation.encode()).hexdigest()[:8], 16) % 100 < _REPORTED_PERCENT


def load_cast(data: Path) -> Suite:
    """Return CAsT's topics of 2020: 216 questions of 25 conversations, which build on the earlier
    questions and on an answer that the system was taken to have given, which is not in the file."""
    cases = [case for topic in read_json(data, CAST) for case in _cast(topic)]
    return Suite(name="cast", cases=tuple(cases), articles=(), task="rewrite")


def _canard(line: Mapping[str, Any], place: tuple[int, int] | None, article_id: str) -> Case:
    said = line["History"]
    gold = (Gold(article_id=article_id, start=place[0], end=place[1]),) if place else ()
    return Case(
        id=f"{line['QuAC_dialog_id']}-{line['Question_no']}",
        question=line["Question"],
        stand_alone=line["Rewrite"],
        gold=gold,
        history=tuple(
            Turn(question=question, answer=answer)
            for question, answer in zip(said[::2], said[1::2], strict=True)
        ),
        tags=("first" if int(line["Question_no"]) == 1 else "follow-up",),
    )


def _article(
    id_: str, title: str, answers: Sequence[str]
) -> tuple[Article, dict[int, tuple[int, int]]]:
    """Return the answers as an article, a paragraph each, and where each of them stands."""
    text, places = "", {}
    for number, answer in enumerate(answers):
        if answer not in _NO_ANSWER and answer.strip():
            text += "\n\n" if text else ""
            places[number] = (len(text), len(text) + len(answer.strip()))
            text += answer.strip()
    return Article(id=id_, title=title, text=text), places


def _cast(topic: Mapping[str, Any]) -> Iterator[Case]:
    before: list[Turn] = []
    for turn in topic["turn"]:
        yield Case(
            id=f"{topic['number']}_{turn['number']}",
            question=turn["raw_utterance"],
            stand_alone=turn["manual_rewritten_utterance"],
            history=tuple(before),
            tags=("first" if not before else "follow-up",),
        )
        before.append(Turn(question=turn["raw_utterance"]))
