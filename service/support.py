"""Does what is cited bear a sentence out?

What small models miss most is exact: a number, a date, a name that the source does not have
(Honovich et al. 2022, TRUE; Tang et al. 2024, MiniCheck). So these are looked up, not judged: a
sentence's numbers must stand in what it cites, its names in the passage around that (which may say
"she" where the sentence has a name), or either in the title or the date of the article. What is
left is judged by a small model (`service.verdict`).
"""

from collections.abc import Sequence

from corpus.model import Hit
from corpus.stopwords import STOP_WORDS
from service.coverage import Source
from service.draft import Evidence
from service.fit import asked, missing_from
from service.language import ENGLISH, foreign
from service.numbers import numbers_missing
from service.verdict import shipped
from service.wording import words


def borne_out(sentence: str, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a sentence can be shown with what it cites: nothing in it is looked up in vain,
    and the passages that it cites from seem to say it.

    Where the sentence or a passage is in another language than English, things are only looked up.
    Raises ModelUnavailable.
    """
    if unsupported(sentence, evidence):
        return False
    hits = {one.hit.passage.id: one.hit for one in evidence}.values()
    if foreign(sentence) or any(hit.language not in {None, ENGLISH} for hit in hits):
        return True
    source = Source.of([hit.passage.text for hit in hits], " ".join(map(_about, hits)))
    model = shipped()
    return model.probability(sentence, source) >= model.shown


def unsupported(sentence: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the numbers and names of a sentence that nothing it cites has; none when all is well.

    Numbers are compared as numbers ("1,000" is "1000", "three" is "3"), names leniently: another
    ending, initials and a misspelling are let pass.
    """
    about = " ".join(_about(one.hit) for one in evidence)
    quoted = " ".join(one.quote for one in evidence)
    around = " ".join(one.hit.passage.text for one in evidence)
    return (
        *numbers_missing(sentence, f"{quoted} {about}"),
        *_names_missing(sentence, f"{around} {about}"),
    )


def _about(hit: Hit) -> str:
    return f"{hit.title} {hit.published:%d %B %Y}" if hit.published else hit.title


def _names_missing(sentence: str, said: str) -> list[str]:
    # The capital of a sentence's first word tells nothing.
    names = [word for word in words(sentence)[1:] if word[0].isupper()]
    named = [name for name in names if name.lower() not in STOP_WORDS]
    missing = missing_from(asked("of " + " ".join(named)), said).names
    return [name for name in dict.fromkeys(named) if name.lower() in missing]
