"""HotpotQA and MuSiQue samples: questions that need two to four paragraphs of a whole corpus."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from corpus.model import Article
from eval.loaders.files import read_json
from eval.suite import Case, Gold, Suite, whole

HOTPOTQA = ("multihop/hotpotqa_train.json", "multihop/hotpotqa_train_corpus.json")
MUSIQUE = ("multihop/musique_train.json", "multihop/musique_train_corpus.json")
Key = TypeVar("Key")


def load_hotpotqa(data: Path) -> Suite:
    """Return the questions over all paragraphs; gold are the supporting ones, each needed."""
    questions, corpus = (read_json(data, name) for name in HOTPOTQA)
    articles = {
        title: Article(id=f"hotpot-{number}", title=title, text=_join(sentences))
        for number, (title, sentences) in enumerate(corpus.items(), start=1)
        if _join(sentences)
    }
    cases = tuple(
        Case(
            id=one["_id"],
            question=one["question"],
            answers=(one["answer"],),
            gold=_needed(dict.fromkeys(title for title, _ in one["supporting_facts"]), articles),
            tags=(one["type"], one["level"]),
        )
        for one in questions
    )
    return Suite(name="hotpotqa", cases=cases, articles=tuple(articles.values()))


def load_musique(data: Path) -> Suite:
    """Return the questions over all paragraphs; gold are the supporting ones, each needed."""
    questions, corpus = (read_json(data, name) for name in MUSIQUE)
    articles = {
        (one["title"], one["text"]): Article(
            id=f"musique-{number}", title=one["title"], text=one["text"].strip()
        )
        for number, one in enumerate(corpus, start=1)
    }
    cases = tuple(_musique(one, articles) for one in questions)
    return Suite(name="musique", cases=cases, articles=tuple(articles.values()))


def _musique(one: dict[str, Any], articles: Mapping[tuple[str, str], Article]) -> Case:
    needed = [
        (paragraph["title"], paragraph["paragraph_text"])
        for paragraph in one["paragraphs"]
        if paragraph["is_supporting"]
    ]
    return Case(
        id=one["id"],
        question=one["question"],
        answers=(one["answer"], *one["answer_aliases"]),
        gold=_needed(needed, articles),
        tags=(one["id"].split("__")[0],),
        unanswerable=not one["answerable"],
    )


def _needed(keys: Iterable[Key], articles: Mapping[Key, Article]) -> tuple[Gold, ...]:
    return tuple(whole(articles[key], group=group) for group, key in enumerate(keys))


def _join(sentences: Iterable[str]) -> str:
    return " ".join(sentence.strip() for sentence in sentences).strip()
