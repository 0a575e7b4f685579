"""Why for when: questions about what a paragraph speaks of and does not tell."""

import random
import re
from dataclasses import replace

from training.sets import NONE, Example

# Characters on either side of the answer in which what is asked for must not be told.
AROUND = 250
WHEN_OR_WHERE = re.compile(
    r"^(?:when|where) (?=did |was |were |is |does |has |had )", re.IGNORECASE
)
# Words without which a paragraph hardly gives a reason, a time, or a place.
TELLING = {
    "Why": re.compile(
        r"\b(?:because|due|owing|since|as|so|result\w*|caus\w+|reason\w*|led|thanks|order|after"
        r"|following|for|purpose|wanted|hoped|feared|aim\w*|allow\w*|to avoid|therefore)\b",
        re.IGNORECASE,
    ),
    "When": re.compile(
        r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|year|day|week"
        r"|today|yesterday|ago|during|while|when|after|before|since|until|time|era|age)s?\b",
        re.IGNORECASE,
    ),
    "Where": re.compile(r"\b(?:in|at|near|from|to|on|outside|across) (?:the )?[A-Z]"),
}


def asked_otherwise(example: Example, rng: random.Random) -> Example | None:
    """ "When did it close?" as "Why did it close?", where nothing around the answer tells; else
    None."""
    match = WHEN_OR_WHERE.match(example.question)
    if not match:
        return None
    was = match[0].strip().capitalize()
    start, end = example.spans[0]
    around = example.text[max(0, start - AROUND) : end + AROUND]
    silent = [word for word, told in TELLING.items() if word != was and not told.search(around)]
    if not silent:
        return None
    question = f"{rng.choice(silent)} {example.question[match.end() :]}"
    return replace(example, question=question, spans=(), kind=NONE)
