"""Questions about what a paragraph speaks of and does not tell."""

import random
from dataclasses import replace

from training.otherwise import asked_otherwise
from training.sets import NONE, Example

TEXT = "Acme opened in Paris in 1999. The shop sold hats, in 2005 to Globex."
WHEN = Example(
    question="When did Acme open?",
    title="Acme",
    text=TEXT,
    spans=((TEXT.index("1999"), TEXT.index("1999") + 4),),
    answers=("1999",),
)


def asked(example: Example) -> Example | None:
    return asked_otherwise(example, random.Random(1))


def test_a_reason_that_nobody_gives_is_asked_for() -> None:
    found = asked(WHEN)
    assert found is not None
    assert (found.question, found.kind, found.spans) == ("Why did Acme open?", NONE, ())


def test_a_reason_that_stands_there_is_not_asked_for() -> None:
    because = TEXT.replace("sold hats", "closed because of debts")
    assert asked(replace(WHEN, text=because)) is None


def test_only_when_and_where_are_asked_otherwise() -> None:
    assert asked(replace(WHEN, question="Who opened Acme?")) is None
