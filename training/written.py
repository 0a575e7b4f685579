"""Questions written for the purpose, in other words than the text's, and traps.

The questions of the public sets were mostly written with the paragraph in view and share its words,
and none of those that may be trained on were written so that the paragraph does not answer them.
In `training/questions` two in three avoid the text's words, and three in ten ask for what the text
does not tell of something that it speaks of: `news` holds invented articles with some sixteen
questions each, `squad` a dozen questions each on paragraphs of SQuAD 1.1's training set, `brief`
news items of a few sentences with seven yes/no questions each.

A file holds one text after the other:

    # Harbour toll to rise for third time
    date: 2031-04-12
    A paragraph on one line.

    ? which body decides what boats are charged
    = the Marrow Port Authority
    ? Does the council have a say in the charge?
    = no
    > the borough council has no vote on the charge
    ? What did the toll bring in last year?
    = none

After `=` stands the answer as the text has it, or yes, no or none; after `>` a piece of the text
that has the answer in it, or that decides between yes and no. In `squad` there is the number of the
paragraph within the article instead of the text: `paragraph: 8`. In `beat-*.txt` the articles of
a file tell one running story.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

from corpus.model import Article, Hit, Passage
from ingest.split import split
from training.negatives import Lookalikes
from training.pack import Group
from training.sets import NO, NONE, SPAN, SQUAD_TRAIN, YES, Example, headline, held_out, hit, load

FOLDER = Path(__file__).parent / "questions"
# How many passages are read that do not answer, out of the article's own and so many of others;
# what yes/no questions have to teach is in the one that decides.
WRONG, WRONG_OF_POLAR, OTHERS = 3, 1, 3
_HELD_OUT = 15
EVERY: Mapping[str, float] = {"*": 1.0}
_BEAT = "beat-"
_KINDS = {"yes": YES, "no": NO, "none": NONE}
_DATE = re.compile(r"date: (\d{4}-\d{2}-\d{2})$")
_PARAGRAPH = re.compile(r"paragraph: (\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; `place` is where its answer stands in the article, or what decides it."""

    text: str
    kind: int
    place: tuple[int, int] | None


@dataclass(slots=True, kw_only=True)
class Story:
    """A text and its questions."""

    title: str
    published: date | None = None
    text: str = ""
    questions: list[Question] = field(default_factory=list)
    file: str = ""
    """Folder and name of its file, such as "news/beat-7"."""

    @property
    def beat(self) -> str:
        """The running story that it is a part of, or nothing; one is held out as a whole."""
        name = self.file.rpartition("/")[2]
        return name if name.startswith(_BEAT) else ""

    def often(self, times: Mapping[str, float]) -> float:
        """How often its questions are there, by the first pattern that fits its file."""
        return next((n for pattern, n in times.items() if fnmatch(self.file, pattern)), 0.0)

    @property
    def article(self) -> Article:
        return Article(
            id=f"written/{self.title}",
            title=self.title,
            text=self.text,
            published=self.published,
        )

    @property
    def passages(self) -> list[Passage]:
        return split(self.article)

    @property
    def hits(self) -> list[Hit]:
        """The passages as the service finds them."""
        return [hit(self.title, p.text, published=self.published) for p in self.passages]

    def groups(
        self, others: Lookalikes, published: Mapping[str, date | None], most_others: int = OTHERS
    ) -> Iterator[Group[Example]]:
        """The passages of each question: those that answer, and some of those that do not; of
        other articles at most so many that rank high for the question, which were `published` then
        (by title)."""
        passages = self.passages
        for question in self.questions:
            examples = [self.example(question, passage) for passage in passages]
            right = [example for example in examples if example.kind != NONE]
            # A passage that has the answer's words elsewhere may answer as well.
            wrong = [e for e in examples if e.kind == NONE and not _said(right, e.text)]
            # As many of the first found as the article has passages may be its own.
            found = others.of(right[0] if right else examples[0], most_others + len(passages))
            wrong += [
                replace(
                    examples[0],
                    text=text,
                    title=title,
                    published=published[title],
                    kind=NONE,
                    spans=(),
                )
                for text, title in found
                if title != self.title
            ][:most_others]
            most = WRONG_OF_POLAR if question.kind in {YES, NO} else WRONG
            if right or question.kind == NONE:
                yield Group(right, wrong, min(most, len(wrong)))

    def examples(self) -> Iterator[Example]:
        """Each question with the passage that answers it, or else with the first."""
        passages = self.passages
        for question in self.questions:
            found = (self.example(question, passage) for passage in passages)
            yield from islice((e for e in found if e.kind == question.kind), 1)

    def example(self, question: Question, passage: Passage) -> Example:
        """A question of this story with one of its passages."""
        start, end = question.place or (0, 0)
        inside = passage.start <= start < end <= passage.end
        spans = ((start - passage.start, end - passage.start),)
        return Example(
            question=question.text,
            title=self.title,
            text=passage.text,
            article=self.title,
            kind=question.kind if inside else NONE,
            spans=spans if inside else (),
            answers=(self.text[start:end],) if question.kind == SPAN else (),
            published=self.published,
        )


def groups(
    stories: Sequence[Story],
    times: Mapping[str, float] = EVERY,
    seed: int = 1,
    *,
    others: float = OTHERS,
) -> Iterator[Group[Example]]:
    """What is trained on: the groups of the stories, so many `times` as the first pattern says that
    fits its file, of a broken number a part of them; each with at most so many passages of
    `others`, of a broken number one more for a part of the stories."""
    rng = random.Random(seed)
    nothing = Question(text="", kind=NONE, place=None)
    passages = [s.example(nothing, passage) for s in stories for passage in s.passages]
    alike = Lookalikes(passages)
    published = {story.title: story.published for story in stories}
    for story in stories:
        whole, part = divmod(story.often(times), 1)
        some = rng.sample(story.questions, round(len(story.questions) * part))
        for questions, count in ((story.questions, int(whole)), (some, 1)):
            if count and questions:
                asked = replace(story, questions=questions)
                most = int(others + rng.random())
                yield from list(asked.groups(alike, published, most)) * count


Texts = Mapping[tuple[str, int], str]


def stories(
    data: Path, *, held: bool | None = False, kind: str = "*", folder: Path = FOLDER
) -> list[Story]:
    """The texts that are trained on, those `held` out, or (None) all, in the order of their files;
    of both kinds, or only "news" or "squad".

    Raises ValueError where a file is not as described above, with the file and the line.
    """
    paths = sorted(folder.glob(f"{kind}/*.txt"))
    texts = _squad(data) if any(path.parent.name == "squad" for path in paths) else {}
    found = [story for path in paths for story in _read(path, texts)]
    return [s for s in found if held in {None, held_out(s.beat or s.title, _HELD_OUT)}]


def _said(right: Sequence[Example], text: str) -> bool:
    answers = {answer.lower() for example in right for answer in example.answers}
    return any(answer in text.lower() for answer in answers)


def _squad(data: Path) -> Texts:
    """The paragraphs of SQuAD by the headline of their article and their number in it."""
    return {
        (headline(article), number): paragraph["context"].strip()
        for article in load(data / SQUAD_TRAIN)["data"]
        for number, paragraph in enumerate(article["paragraphs"])
    }


def _read(path: Path, texts: Texts) -> Iterator[Story]:
    """The stories of a file, line by line: marks begin a headline, a question and its answer."""
    story: Story | None = None
    asked: list[str] = []
    file = f"{path.parent.name}/{path.stem}"
    # One headline more finishes what is before it.
    lines = [*path.read_text(encoding="utf-8").splitlines(), "# "]
    for number, line in enumerate(lines, 1):
        try:
            if line.startswith("# "):
                if story is not None:
                    _close(story, asked)
                    yield story
                story, asked = Story(title=line[2:].strip(), file=file), []
            elif story is not None:
                asked = _added(story, asked, line.strip(), texts)
            elif line.strip():
                raise ValueError("an article begins with # and its headline")
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error


def _added(story: Story, asked: list[str], line: str, texts: Texts) -> list[str]:
    """Put a line to a story; what is returned are the lines of the question that is being read."""
    if line.startswith("? "):
        _close(story, asked)
        return [line]
    if line.startswith(("= ", "> ")):
        if not asked:
            raise ValueError("an answer without a question")
        return [*asked, line]
    if paragraph := _paragraph(story, line, texts):
        if asked:
            raise ValueError("a paragraph behind the questions")
        story.text = f"{story.text}\n\n{paragraph}" if story.text else paragraph
    return asked


def _paragraph(story: Story, line: str, texts: Texts) -> str:
    """The paragraph that a line is, or names; nothing for the date, which the story is given."""
    if day := _DATE.match(line):
        story.published = date.fromisoformat(day[1])
        return ""
    if number := _PARAGRAPH.match(line):
        try:
            return texts[story.title, int(number[1])]
        except KeyError:
            raise ValueError(f"SQuAD has no {line} of {story.title!r}") from None
    return line


def _close(story: Story, asked: list[str]) -> None:
    if not asked:
        return
    said = {line[0]: line[2:].strip() for line in asked}
    if "=" not in said:
        raise ValueError(f"no answer to {said['?']!r}")
    kind = _KINDS.get(said["="], SPAN)
    story.questions.append(
        Question(
            text=said["?"],
            kind=kind,
            place=None if kind == NONE else _place(story.text, said["="], kind, said.get(">")),
        )
    )


def _place(text: str, answer: str, kind: int, piece: str | None) -> tuple[int, int]:
    """Where the answer stands, or the piece of the text that decides."""
    within = answer if piece is None else piece
    if text.count(within) != 1:
        raise ValueError(f"{within!r} stands {text.count(within)} times in the article")
    start = text.index(within)
    if kind != SPAN or piece is None:
        return start, start + len(within)
    if piece.count(answer) != 1:
        raise ValueError(f"{answer!r} stands {piece.count(answer)} times in {piece!r}")
    start += piece.index(answer)
    return start, start + len(answer)
