"""The short answer: the words that answer, before the sentences that carry them."""

from service.candidate import Candidate
from service.judgement import Judgement
from service.polarity import Leaning
from service.wording import asks_for_several, asks_yes_or_no, joined

_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"))


def short_answer(question: str, judgement: Judgement, leaning: Leaning) -> str | None:
    """Return "Yes" or "No", or the words of the articles that answer; None when it is unclear."""
    if not judgement.selected:
        return None
    if asks_yes_or_no(question):
        return leaning.said
    if judgement.conflict:
        return "; ".join(dated(candidate) for candidate in judgement.selected)
    texts = [tidied(candidate.text) for candidate in judgement.selected]
    return joined(texts) if asks_for_several(question) else "; ".join(dict.fromkeys(texts))


def tidied(text: str) -> str:
    """Return words cut out of a sentence without the quotation mark or bracket at either end whose
    partner was left behind, nor the comma."""
    bare = text.strip().rstrip(",;:")
    for opening, closing in _PAIRS:
        if bare.startswith(opening) and closing not in bare[1:]:
            bare = bare[1:]
        if bare.endswith(closing) and opening not in bare[:-1]:
            bare = bare[:-1]
    return bare.strip() or text


def dated(candidate: Candidate) -> str:
    """Return a figure with the day of the article that gives it: "63 (6 March 2020)"."""
    day = candidate.best.reading.hit.published
    return f"{candidate.text} ({day.day} {day:%B %Y})" if day else candidate.text
