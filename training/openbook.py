"""Held-out questions asked of a collection, through the same index and reader as the service's.

The collection holds the paragraphs of the held-out articles among thousands of others, four that
follow one another to an article, so that passages are cut as they are in use. Of the questions
about them, an eighth are near misses (but for yes/no questions), an eighth are asked with every
passage taken away that holds their answer, or is of the paragraph that decides, and an eighth,
where they have a name, are asked about one that stands nowhere in the collection; the rest are
asked as they are. One question in five is typed in haste: without its little words, or with slips;
one in twenty has talk around it. The articles of `training/questions/news` stand in the collection
too, and questions on those that are held out are asked as they are: they have near misses of their
own. Yes/no questions are mostly theirs, since no rule makes near misses that ask for yes or no;
some are BoolQ's held-out part.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corpus.index import Index
from corpus.model import Article, Filter, Hit
from corpus.settings import load
from ingest.split import split
from service.reader import Reader, Reading
from service.retrieval import find, shortlist
from service.wording import asks_yes_or_no
from training import nearmiss, sets, written
from training.haste import misspelt, terse
from training.nearmiss import WORD, NearMisses, entities
from training.sets import NONE, Example
from training.talk import HELD, talk
from training.words import Likeness

_SEED = 11
# One question in this many is a near miss, one has its answer taken away, and one is about a
# stranger to the collection.
_TURNS, _STRANGE = 8, 2
# Of the questions that an answerer is fitted for, one in five has no answer in the collection.
UNANSWERED = 0.2
# Shares of questions that are typed without little words, with slips, and with talk around them.
_TERSE, _MISSPELT, _TALKED = 0.14, 0.06, 0.05
# So many paragraphs that were trained on are in the collection, and so many passages are read.
OTHERS, PASSAGES = 2_500, 12
# So many paragraphs make an article.
_LONG = 4
_AT_ONCE = 256
NEWS = "news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, what answers it, and what was read for it."""

    example: Example
    readings: list[Reading]


def held_out(data: Path, count: int) -> list[Example]:
    """Return some seven eighths of so many questions of the sets that were never trained on, one
    in thirteen of them yes/no, and seven tenths as many of those on held-out news, two in five of
    them yes/no."""
    rng = random.Random(_SEED)
    found = _held_out(data)
    # All there are of those by people who had not seen the passage; they are few.
    natural = found["natural"][: count // 5]
    polar = rng.sample(found["polar"], min(len(found["polar"]), count // 5))
    seen = rng.sample(found["seen"], count - len(natural) - len(polar))
    news = [e for story in written.stories(data, held=True, kind=NEWS) for e in story.examples()]
    of_news = drawn(news, count // 2, rng)
    known = {example.question for example in of_news}
    more = [e for e in news if asks_yes_or_no(e.question) and e.question not in known]
    of_news += rng.sample(more, min(len(more), count // 5))
    # A third is enough of what is asked of an encyclopedia: it says little about the news' traps.
    chosen = [*natural, *polar[: len(polar) // 3], *seen, *of_news]
    return sorted(chosen, key=by_article)


def by_article(example: Example) -> bytes:
    """The place of a question among others: so ordered, a cut of the list is a cut by article."""
    return digest(example.article)


def digest(name: str) -> bytes:
    """A name's place in an order that has nothing to do with what it says."""
    return hashlib.sha256(name.encode()).digest()


def drawn(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """Return so many of the examples, a quarter of them yes/no, or all that there are of a kind."""
    verdicts = [e for e in examples if asks_yes_or_no(e.question)]
    others = [e for e in examples if not asks_yes_or_no(e.question)]
    return up_to(rng, (verdicts, count // 4), (others, count - count // 4))


def up_to(rng: random.Random, *wanted: tuple[Sequence[Example], int]) -> list[Example]:
    """Return so many examples of each kind, or all that there are."""
    return [e for found, most in wanted for e in rng.sample(found, min(len(found), most))]


@cache
def _held_out(data: Path) -> dict[str, list[Example]]:
    sources = {
        "seen": [
            (sets.squad_train(data), 5),
            (sets.squad(data / "squadshifts/new_wiki_v1.0.json.gz"), 10),
        ],
        "natural": [(sets.natural_questions(data), 10)],
        "polar": [(sets.bool_q(data), 20)],
    }
    return {
        name: [e for found, percent in parts for e in found if sets.held_out(e.article, percent)]
        for name, parts in sources.items()
    }


def _every_held_out(data: Path) -> list[Example]:
    return [example for part in _held_out(data).values() for example in part]


def as_expected(asked: Sequence[Asked]) -> list[Asked]:
    """Return what was asked, but of the questions without an answer only so many, evenly taken,
    that they make `UNANSWERED` of all."""
    without = [number for number, one in enumerate(asked) if one.example.kind == NONE]
    most = int((len(asked) - len(without)) * UNANSWERED / (1 - UNANSWERED))
    if most >= len(without):
        return list(asked)
    kept = {without[at * len(without) // most] for at in range(most)}
    left_out = set(without) - kept
    return [one for number, one in enumerate(asked) if number not in left_out]


def ask(
    data: Path,
    examples: Sequence[Example],
    likeness: Likeness,
    *,
    others: int,
    passages: int,
    store: Path,
) -> Iterator[Asked]:
    """Ask every example and yield what was read for it.

    The collection lies in `store`, or is built there (`collection`).
    """
    stories = written.stories(data, held=None, kind=NEWS)
    as_they_are = {story.title for story in stories}
    edits = NearMisses([e for e in examples if e.article not in as_they_are], likeness, _SEED)
    more, rest = _others(data, others)
    strangers = _strangers(rest, [*_every_held_out(data), *more])
    reader = Reader()
    with collection(data, store, others=others) as index:
        for number, example in enumerate(examples):
            asked, taken_away = (
                (example, False)
                if example.article in as_they_are
                else _variant(example, number, edits, strangers)
            )
            asked = typed(asked)
            hits = find(index, asked.question, where=Filter())
            kept = [hit for hit in hits if not (taken_away and answers(hit, example))]
            hits = shortlist(kept, limit=passages)
            yield Asked(example=asked, readings=reader.read(asked.question, hits))


def collection(data: Path, store: Path, *, others: int = OTHERS) -> AbstractContextManager[Index]:
    """Give the collection that is asked, open.

    It is built in `store` unless one lies there, which must have been built with the same `data`
    and `others`: embedding it takes longer than all the rest.
    """
    paragraphs = [*_every_held_out(data), *_others(data, others)[0]]
    stories = written.stories(data, held=None, kind=NEWS)
    return stocked(store, [*_articles(paragraphs), *(story.article for story in stories)])


def typed(example: Example) -> Example:
    """The question as somebody in haste or a talkative one types it, or as it is; the same every
    time."""
    rng = random.Random(example.question)
    draw = rng.random()
    if draw < _TERSE:
        return replace(example, question=terse(example.question).lower())
    if draw < _TERSE + _MISSPELT:
        return replace(example, question=misspelt(example.question, rng))
    if draw < _TERSE + _MISSPELT + _TALKED:
        return replace(example, question=talk(HELD).around(example.question, "", rng))
    return example


def _variant(
    example: Example, number: int, edits: NearMisses, strangers: Sequence[str]
) -> tuple[Example, bool]:
    """Return the question as it is asked, and whether what answers it is taken away."""
    turn = number % _TURNS
    if turn == _STRANGE:
        swap = edits.named_otherwise(example, strangers)
        return (nearmiss.in_question(example, swap) if swap else example), False
    # A swap may leave a yes/no question answered: "no" instead of "yes".
    if turn > 1 or (turn == 1 and not example.answers):
        return example, False
    if turn == 1 and (swap := edits.swap(example)):
        return nearmiss.in_question(example, swap), False
    return replace(example, kind=NONE), True


def answers(hit: Hit, example: Example) -> bool:
    """Tell whether a passage has the answer's words, or is of the paragraph that decides."""
    text = hit.passage.text
    if example.answers:
        return example.answers[0].lower() in text.lower()
    return text.strip() in example.text


@cache
def _others(data: Path, count: int) -> tuple[list[Example], list[Example]]:
    """Return so many paragraphs that were trained on, and those that are left."""
    every = {e.text: e for e in sets.squad_train(data)}
    known = [e for e in every.values() if not sets.held_out(e.article, 5)]
    taken = random.Random(_SEED).sample(range(len(known)), count)
    rest = sorted(set(range(len(known))) - set(taken))
    return [known[at] for at in taken], [known[at] for at in rest]


def _strangers(outside: Sequence[Example], collection: Sequence[Example]) -> list[str]:
    """Return the names in paragraphs outside the collection of which no word stands in it."""
    said = {w.lower() for e in collection for w in WORD.findall(f"{e.title} {e.text}")}
    names = dict.fromkeys(name for example in outside for name in entities(example.text))
    spelt = ((name, {w.lower() for w in WORD.findall(name)}) for name in names)
    return [name for name, letters in spelt if letters and not said & letters]


def _articles(examples: Sequence[Example]) -> list[Article]:
    paragraphs: dict[str, list[str]] = defaultdict(list)
    for text, title in {example.text: example.title for example in examples}.items():
        paragraphs[title or "Untitled"].append(text)
    return [
        Article(id=f"{title}/{start}", title=title, text="\n\n".join(texts[start : start + _LONG]))
        for title, texts in paragraphs.items()
        for start in range(0, len(texts), _LONG)
    ]


@contextmanager
def stocked(store: Path, articles: Sequence[Article]) -> Iterator[Index]:
    """Give the index that lies in `store`, open, or one of the articles that is built there."""
    with Index(load(data=store)) as index:
        if not any(index.catalog.count()):
            for start in range(0, len(articles), _AT_ONCE):
                part = articles[start : start + _AT_ONCE]
                index.put_all([(article, split(article)) for article in part])
        yield index
