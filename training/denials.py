"""Yes/no questions made from plain statements, half of which deny what the question asks.

"The act was not passed by the Senate" makes "was the act passed by the Senate?" (no), and a
statement that denies nothing makes a question of the same form (yes). Questions that swap a word
or a name (`training.yesno`) teach to compare; these teach to hear "not", "never", "refused to".
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.sets import NO, YES, Example

_AUXILIARY = "is|was|are|were|can|could|has|have|had|will|would|should|may|might|must|did|does|do"
_STATED = re.compile(
    r"(?P<subject>[A-Z][\w'’-]*(?: [\w'’.-]+){0,6}?) "
    r"(?:(?P<has>had|has|have) (?P<none>no|an?|the) "
    rf"|(?P<aux>{_AUXILIARY})(?P<denied>n['’]t| ?not| never| no longer)? "
    r"|(?P<refused>declined|refused|failed) to )"
    r"(?P<said>[a-z0-9][^,;:()\"“”]*?)"
    r"(?:[.,;]|(?= (?:but|because|although|while|which|whereas)\b))"
)
_SENTENCE_START = re.compile(r"(?:^|(?<=[a-z)][.!?]\s))(?=[A-Z])")
# A subject that begins so stands for something else, or is a clause and no subject at all.
_NO_SUBJECT = re.compile(
    r"^(?:he|she|it|they|we|i|you|this|that|these|those|there|here|such|some|many|most|few|all|none"
    r"|no|neither|one|another|others?|both|each|having|among|around|usually|according|what|who|when|where|while|if|as|although|though"
    r"|because|since|after|before|in|on|at|by|for|with|from|during|under|however|but|and|or|to|of"
    r"|not|its|his|her|their|my|our)\b|\b(?:that|which|who|whom|whose|when|where|if|and)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:The|An?) ")
_CUT_OFF = re.compile(r"\b(?:of|to|in|by|for|with|from|at|on|the|an?|and|or|that|not|only)$")
# What is denied in part, or for a time, is not denied.
_IN_PART = re.compile(
    r"\b(?:not|never|no|nor|none|only|n't|without|hardly|just|necessarily|always|all|every|until"
    r"|as|even|merely|simply|solely|entirely|completely|alone|limited|longer|other)\b",
    re.IGNORECASE,
)
_HAVING = {"had": "did", "has": "does", "have": "do"}
_FEWEST, _MOST = 2, 16


def denials(examples: Sequence[Example], count: int, rng: random.Random) -> list[Example]:
    """Return at most `count` questions from the examples' paragraphs, as many no as yes."""
    paragraphs = list({example.text: example for example in examples}.values())
    rng.shuffle(paragraphs)
    yes: list[Example] = []
    no: list[Example] = []
    for paragraph in paragraphs:
        stated = list(asked(paragraph))
        for of_kind, kind in ((yes, YES), (no, NO)):
            fitting = [one for one in stated if one.kind == kind]
            if fitting and len(of_kind) < count // 2:
                of_kind.append(rng.choice(fitting))
    each = min(len(yes), len(no))
    return yes[:each] + no[:each]


def asked(example: Example) -> Iterator[Example]:
    """Yield a yes/no question for every plain statement of an example's paragraph."""
    for start in _SENTENCE_START.finditer(example.text):
        match = _STATED.match(example.text, start.end())
        if match and (question := _turned(match)):
            denied = match["denied"] or match["refused"] or match["none"] == "no"
            yield replace(
                example, question=question, spans=(), answers=(), kind=NO if denied else YES
            )


def _turned(match: re.Match[str]) -> str | None:
    subject, said = match["subject"], match["said"].strip()
    unclear = _NO_SUBJECT.search(subject) or _CUT_OFF.search(subject) or _CUT_OFF.search(said)
    in_part = _IN_PART.search(f"{subject} {said}")
    if unclear or in_part or not _FEWEST <= len(said.split()) <= _MOST:
        return None
    subject = _ARTICLE.sub(lambda article: article[0].lower(), subject)
    if has := match["has"]:
        article = "" if match["none"] == "no" else f"{match['none']} "
        return f"{_HAVING[has]} {subject} have {article}{said}?"
    return f"{match['aux'] or 'did'} {subject} {said}?"
