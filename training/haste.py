"""Questions as people type them in haste: with slips, or with hardly a word too many."""

import random

# What a search is typed without. "Not", the words that ask, and those that compare stay.
_LITTLE = set(
    "a an the of in on at to for from by with is are was were be been do does did has have had "
    "that this these those it its their his her and or".split()
)
_LONG = 4
_LEAST = 3


def misspelt(question: str, rng: random.Random) -> str:
    """The question with one slip in one or two of its longer words: two letters exchanged, one
    left out, or one typed twice."""
    words = question.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > _LONG and word.isalpha()]
    for i in rng.sample(long, min(len(long), rng.randint(1, 2))):
        word, at = words[i], rng.randrange(1, len(words[i]) - 2)
        slips = (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
        words[i] = rng.choice(slips)
    return " ".join(words)


def terse(question: str) -> str:
    """The question without its little words, as searches are typed: "who founded Acme 1999"; as
    it was where that leaves next to nothing."""
    kept = [word for word in question.rstrip(" ?").split() if word.lower() not in _LITTLE]
    return " ".join(kept) if len(kept) >= _LEAST else question
