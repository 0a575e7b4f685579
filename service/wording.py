"""What the words of a question and of an answer give away, without a model."""

import re
import string
from collections.abc import Iterable

from corpus.bundled import tokenizer
from corpus.sentences import sentences
from corpus.stopwords import AUXILIARY, STOP_WORDS

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—", " "))
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")

# The words that say how many, or that there are none.
NUMBER_WORDS = frozenset(
    "zero none no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred hundreds thousand thousands million millions billion billions trillion dozen "
    "dozens half quarter third thirds once twice several single double".split()
)
# The words that deny by themselves, as a pattern.
NEGATIONS = r"not|no|never|none|nor|neither|cannot|without|nobody|nothing|\w+n['’]t"
_HELP = "|".join(AUXILIARY)
_WH = "who|whom|whose|what|which|when|where|why|how"
_LEADS_IN = re.compile(
    r"^\W*(?:(?:and|but|so) )?"
    rf"(?:(?:when|once) (?!(?:{_HELP})\b)(?=[^,?]+, (?:{_WH}|{_HELP})\b)"
    r"|(?:according to|in|on|at|by|during|since|after|before|under|with|for|if|as|while|although|"
    r"because|despite|given|besides|unlike|following|amid|apart from|instead of)\b|\w+ly(?=,))"
    rf"(?:(?!\b(?:{_WH})\b)[^,?])*,\s*",
    re.IGNORECASE,
)
# What is told before a colon or a dash behind which it is asked; a question before it asks itself.
_HEADING = re.compile(
    rf"^(?!\W*(?:{_WH})\b)[^?]{{3,}}?(?::|--|[–—]|\s-)\s*(?=(?:{_WH}|{_HELP})\b)", re.IGNORECASE
)
# "Could you tell me who sold it?" asks who; "… whether it was sold?" asks for yes or no.
_POLITELY = re.compile(
    r"^\W*(?:(?:can|could|will|would) you (?:please )?"
    r"(?:(?:(?:tell|remind) (?:me|us)|say)(?: please)?,? |(?=(?:explain|describe|name|list)\b))"
    rf"|(?:do you|does any(?:one|body)) (?:happen to )?(?:know|remember) (?=(?:\w+ )?(?:{_WH})\b))"
    r"(?!(?:if|whether)\b)",
    re.IGNORECASE,
)
# What is told in one sentence with a yes/no question ("I own one, so is it safe?"), or put before
# its verb; by itself, for one pattern of both takes seconds over thousands of commas.
_ASKS_FOR_MORE = re.compile(rf"\b(?:{_WH}|list|name|tell|explain|describe)\b", re.IGNORECASE)
_THEN, _VERB = r"(?:(?:so|and|but|well|hey|hi|then|or)\b,? )", rf"(?=(?:{_HELP})\b)"
_TOLD_FIRST = re.compile(rf"[,;]\s+{_THEN}{{0,3}}{_VERB}", re.IGNORECASE)
_PUT_FIRST = re.compile(rf"^{_THEN}*{_VERB}", re.IGNORECASE)
_ASKS = re.compile(
    rf"^\W*(?:(?:and|but|so|also) )?"
    rf"(?:{_WH}|{_HELP}|tell me|name|list|explain|describe)\b",
    re.IGNORECASE,
)
# A sentence that begins without a capital, behind a full stop that ends a word and no initial.
_RUN_ON = re.compile(rf"(?<=[a-z][a-z][.!])\s+(?=(?:{_WH})\b)")
# Words that name nothing, and ask for nothing, in what is told around a question.
_GREETINGS = frozenset(
    "hello hi hey dear good sorry please thanks thank cheers ok okay advance lot everyone".split()
)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|it|they|him|her|his|hers|its|their|theirs|them|this|these|those)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3
# "Or" before what is less, more or like the same ("or most of it", "or anything") offers no choice.
_OFFERS_A_CHOICE = re.compile(
    r"^(?!.*\b(?:any|either)\b.* or )"
    r".* or (?!not\b|so\b|more\b|less\b|even\b|at least\b|(?:some|any)(?:thing|one|body|where)\b|"
    r"whatever\b|whoever\b|(?:most|some|part|all|half|much) of (?:it|them|that|those)\b)"
)
_CONTRACTION = re.compile(r"^(\w+)n['’]t$")
_CLITIC = re.compile(r"['’](?:s|m|re|ve|d|ll)$")
_ASKS_FOR_SEVERAL = re.compile(
    r"\b(?:which|what)\s+(?:(?!(?:of|in|for|by|from|to|did|it|he|she)\b)[a-z-]+\s+)??"
    r"(?!(?:was|is|has|does|its|this|us)\b)[a-z-]*(?:[a-z][^\Wsui]s|ies)\b"
    r"|^\W*(?:who (?:are|were|all)|list|name)\b",
    re.IGNORECASE,
)
_ASKS_FOR_PROSE = re.compile(
    r"^\W*(?:why|how(?! (?:many|much|long|old|often|far|big|large|high|tall|fast))|explain|describe"
    r"|what (?:did|does|do) .* (?:say|said|mean|think|argue|claim|do|happen)|what happened"
    r"|what(?:['’]s| (?:is|was|are|were)) the "
    r"(?:reason|purpose|point|idea|effect|impact|difference)s?"
    r"|for what reason|tell me)\b",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def content_words(text: str) -> list[str]:
    """Return the lower-case words that carry meaning, in order."""
    return [word for word in (w.lower() for w in words(text)) if not _is_little(word)]


def _is_little(word: str) -> bool:
    """Tell whether a lower-case word carries no meaning, such as "the", "who's" or "doesn't"."""
    return bool(_CONTRACTION.match(word)) or _CLITIC.sub("", word) in STOP_WORDS


def normalised(answer: str) -> str:
    """Return an answer for comparison, as SQuAD's official script does: lower case, no punctuation,
    no articles, single spaces (Rajpurkar et al. 2016)."""
    return " ".join(_ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def without_lead_in(question: str) -> str:
    """Return the question from where it asks: "According to Reuters, who sold it?" and "Could you
    tell me who sold it?" ask who."""
    return _POLITELY.sub("", _LEADS_IN.sub("", _HEADING.sub("", asking_sentence(question))))


def lead_in(question: str) -> str:
    """Return what leads into the question, such as "In 2017, ", or nothing."""
    core = without_lead_in(question)
    return question.removesuffix(core) if core and question.endswith(core) else ""


def asking_sentence(question: str) -> str:
    """Return the sentence that asks: the last with a question mark behind it, or else the last that
    begins as questions do ("who sold it. thanks"), or else the last that is more than a greeting
    ("kell bridge toll. thanks")."""
    asking, told = _asking_and_told(question)
    said = [sentence for sentence in told if not _GREETINGS.issuperset(content_words(sentence))]
    return next(reversed(asking or said or told), "")


def without_talk(question: str) -> str:
    """Return the sentences that ask; with those before them where they point back to these ("Who
    runs it?") or say too little by themselves ("What went wrong?")."""
    asking, told = _asking_and_told(question)
    asked = " ".join(asking)
    if not asking or not told:
        return question
    if not _is_thin(asked) and not _POINTS_BACK.search(asked):
        return asked
    # "Who runs it? Thanks!", but "Who runs it? I mean Orlen Foods."
    after = question.rpartition(asking[-1])[2]
    return question if _named(after) else question[: len(question) - len(after)]


def _is_thin(asked: str) -> bool:
    """Tell whether a question says too little to stand alone: few words that carry meaning, and
    neither a name nor a word that is rare enough to be one ("who founded binance")."""
    said = content_words(asked)
    known = map(tokenizer().token_to_id, said)
    return len(said) < _FEW_WORDS and not names_and_numbers(asked) and None not in known


def to_search(question: str) -> str:
    """Return what to search for: of talk around what is asked ("I need it for an essay.") only the
    names, for its other words find passages about essays.

    All of it, where nothing is named and what is asked points back.
    """
    asking, told = _asking_and_told(question)
    named = [name for sentence in told for name in _named(sentence)]
    asked = " ".join(asking)
    if not asked or (not named and _POINTS_BACK.search(asked)):
        return question
    return " ".join([*named, asked])


def _named(told: str) -> list[str]:
    return [name for name in names_and_numbers(told) if name.lower() not in _GREETINGS]


def _asking_and_told(question: str) -> tuple[list[str], list[str]]:
    """Return the sentences that ask, and the others: with a question mark, if any has one."""
    every = [
        sentence
        for start, end in sentences(question)
        for sentence in _RUN_ON.split(question[start:end])
    ]
    marked = [sentence for sentence in every if sentence.endswith("?")]
    asking = marked or [sentence for sentence in every if _ASKS.match(sentence)]
    return asking, [sentence for sentence in every if sentence not in asking]


def asks_yes_or_no(question: str) -> bool:
    """Tell whether the question begins with an auxiliary verb and offers no alternative.

    What is told before the question ("I use it daily. Can I still?", "According to Reuters, is
    it?", "The new rule: is it in force?") does not count.
    """
    question = _from_its_verb(without_lead_in(question))
    first = next(iter(words(question)), "").lower()
    contracted = _CONTRACTION.match(first)
    verb = contracted.group(1) if contracted else first
    return verb in {*AUXILIARY, "ca", "wo"} and not _OFFERS_A_CHOICE.search(question.lower())


def _from_its_verb(question: str) -> str:
    """Return a yes/no question without what is told before its verb in the same sentence."""
    if _ASKS_FOR_MORE.search(question):
        return question
    question = re.sub(r"^\W+", "", question)
    told = _TOLD_FIRST.search(question)
    if told and "?" not in question[: told.start()]:
        return question[told.end() :]
    return _PUT_FIRST.sub("", question)


def asks_for_several(question: str) -> bool:
    """Tell whether more than one thing may be asked for: "which exchanges", "list the banks"."""
    core = without_lead_in(question)
    return bool(_ASKS_FOR_SEVERAL.search(core)) and not _ASKS_FOR_PROSE.match(core)


def asks_for_prose(question: str) -> bool:
    """Tell whether whole sentences answer best: why, how, what did someone say."""
    return bool(_ASKS_FOR_PROSE.match(without_lead_in(question)))


def names_and_numbers(question: str) -> list[str]:
    """Return what a passage must speak of to answer: words with a capital that do not merely begin
    the question, and numbers."""
    found = words(question)
    names = [
        word
        for i, word in enumerate(found)
        if any(c.isdigit() for c in word)
        or (word[0].isupper() and (i > 0 or word.lower() not in QUESTION_WORDS | _OPENERS))
    ]
    return [word for word in names if not _is_little(word.lower())]


QUESTION_WORDS = frozenset(
    [*_WH.split("|"), *"name list explain describe tell give".split(), *AUXILIARY]
)
# What else may begin a question and names nothing.
_OPENERS = frozenset(
    "according regarding concerning following besides excluding despite unlike amid considering "
    "given aside along apart together if".split()
)


def joined(parts: Iterable[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    several = list(dict.fromkeys(parts))
    if len(several) < 2:
        return "".join(several)
    return f"{', '.join(several[:-1])} and {several[-1]}"
