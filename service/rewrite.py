"""A follow-up question made to stand alone, by rule.

A follow-up leaves out what the turns before it made plain. Where nearly all is left out ("Why?",
"And Binance?"), the earlier question is asked again with one change (`service.english.ellipsis`).
Where a pronoun points back, what it means takes its place (`service.english.pronouns`,
`service.conversation`). Where the question names nothing and says little, what the conversation is
about stands behind it in brackets. A question that stands alone is left as it is.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from service.conversation import LONGEST_QUESTION, Conversation
from service.english.ellipsis import completed
from service.english.names import Kind, heading, names
from service.english.pronouns import filled_in
from service.english.times import with_date
from service.model import Turn
from service.wording import content_words, words

_POINTS_BACK = re.compile(r"\b(?:that|this|those|these|there|then|else|others?)\b", re.IGNORECASE)
_DID_SO = re.compile(r"\b(?:do|done|doing) (?:that|this|so|it)\b|\bdid so\b", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^\W*(?:what|how) about\b", re.IGNORECASE)
_GOES_ON = re.compile(r"^\W*(?:and|but|so)[\s,]+(?=\w+\s+\w)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" \(([^()]*)\)\?$")
_ENOUGH_WORDS = 5


def stand_alone(question: str, history: Sequence[Turn], *, enough: int = _ENOUGH_WORDS) -> str:
    """Return `question` as it would be asked without the turns before it, oldest first.

    With `enough` content words a question stands alone where no turn before it has a name.
    """
    so_far = Conversation()
    for turn in history:
        so_far = so_far.after(turn.answer, *_mended(turn.question, so_far, enough))
    return _mended(question, so_far, enough)[0]


def without_brackets(question: str) -> str:
    """Return a question that was made to stand alone without what was put behind it."""
    return _IN_BRACKETS.sub("?", question)


def _mended(question: str, so_far: Conversation, enough: int) -> tuple[str, Mapping[str, Kind]]:
    """Return the question made to stand alone, and what its pronouns were taken for."""
    if not so_far.turns or heading(question) or len(question) > LONGEST_QUESTION:
        return question, {}
    last = so_far.turns[-1]
    if not last.titled and (again := completed(question, last.question)):
        return again, {}
    plain = with_date(_GOES_ON.sub("", question), last.date)
    made, put = filled_in(_in_full(plain, so_far), so_far.meant_by)
    missing = _missing(made, so_far, enough=enough, filled=bool(put))
    made = f"{made.rstrip(' ?.')} ({missing})?" if missing else made
    return question if made == question else made[:1].upper() + made[1:], put


def _in_full(question: str, so_far: Conversation) -> str:
    """Return the question with the whole names of people for parts of them."""
    for name in names(question):
        whole = so_far.whole(name.text)
        if whole != name.text:
            return question.replace(name.text, whole, 1)
    return question


def _missing(question: str, so_far: Conversation, *, enough: int, filled: bool) -> str | None:
    """Return the words that a question lacks: those of what was done, if it only points to that, or
    the name of what the conversation is about, if it names nothing and says little.

    `filled` says that a pronoun has been filled in already.
    """
    said = {word.lower() for word in words(question)}
    before = _asked_before(so_far.turns[-1].question, said)
    if _DID_SO.search(question) or _WHAT_ABOUT.match(question):
        return before
    if names(question):
        return None
    named = so_far.topic()
    full = len(content_words(question)) >= (_ENOUGH_WORDS if named else enough)
    if full and not _POINTS_BACK.search(question):
        return None
    topic = named or ("" if filled else before)
    return None if set(topic.lower().split()) <= said else topic


def _asked_before(question: str, said: AbstractSet[str]) -> str:
    """Return the words of an earlier question that carry meaning and have not been said again; what
    stands behind it in brackets, if it named nothing itself."""
    lent = _IN_BRACKETS.search(question)
    asked = lent.group(1) if lent else question[:1].lower() + question[1:]
    meant = set(content_words(asked)) - said
    if any(map(str.isdigit, said)):
        # It tells its own year.
        meant = {word for word in meant if not word.isdigit()}
    return " ".join(word for word in words(asked) if word.lower() in meant)
