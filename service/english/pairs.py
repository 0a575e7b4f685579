"""Things joined by "and" in a question, and the question of each of them.

Joined things are taken apart where each has an answer of its own: "How much did Huobi and Binance
pay?". They are left together where the question is about the two as one ("When did they merge?"),
where they are one name ("Trinidad and Tobago"), and where the grammar says that they are one ("What
is the capital of …?").
"""

import re

from corpus.stopwords import AUXILIARY, STOP_WORDS
from service.english.mentions import Mention, side_by_side
from service.english.verbs import VERBS

VERB = "|".join(AUXILIARY)
HOW = r"how (?:many|much|old|long|tall|far|often|large|big|high|fast)\b"
ASKED_AS_ONE = re.compile(
    r"\b(?:between|children|kids|sons|daughters|coexist\w*|play(?:ed)?|together|combined|total|"
    r"altogether|overall|merge\w*|merging|met|meet(?:ing)?|marr(?:y|ied|iage)|wed|agree\w*|"
    r"fight\w*|fought|differ\w*|compar\w+|compet\w+|cooperat\w+|collaborat\w+|partner\w*|"
    r"shared?|common|relat\w+|joint\w*|divorced?|negotiat\w+|talks?|versus|vs|each other|same|"
    r"connect\w*|link\w*|such as|including|like)\b",
    re.IGNORECASE,
)
# What stands before a row that is the subject of its question: "How much did …", "Where are …".
_SUBJECT = re.compile(
    rf"^\W*(?:(?:in|on|at|by|since) )?(?:when|where|what (?:year|month|day)|{HOW}.*?) "
    rf"(?:{VERB}) (?:both )?$",
    re.IGNORECASE,
)
_WHAT_DID = re.compile(
    r"^\W*what (?:did|do|does|have|has|had|will|would) (?:both )?$", re.IGNORECASE
)
_SAID = re.compile(
    r"^(?: each| both)? (?:say|said|announced?|reported?|promised?|claim(?:ed)?|think|thought|"
    r"argued?|do|done|warn(?:ed)?|recommend(?:ed)?|plan(?:ned)?|expect(?:ed)?)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(rf"^\W*(?:{VERB}) (?:both )?$", re.IGNORECASE)
_MARKED = re.compile(r"\b(?:both|each of) ", re.IGNORECASE)
_RESPECTIVELY = re.compile(r",? respectively\b", re.IGNORECASE)
_ONE_THING = re.compile(r"\b(?:is|was|has|does)\s+$", re.IGNORECASE)
_VALUES_OF = re.compile(
    r"^\W*(?:what|who) (?:(?:are|were) the (?:[\w-]+ )?\w+s (?:of|for|in) (?:both )?"
    r"|(?:is|was) the (?:[\w-]+ )?\w+ (?:of|for|in) both )$",
    re.IGNORECASE,
)
# A noun that all of a row describe: "the Maurya and Gupta empires".
_HEAD = re.compile(rf"^ (?!(?:{'|'.join(sorted(VERBS | STOP_WORDS))})\b|\w+(?:ed|ing|ly)\b)[a-z]")
_ONE_NAME = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "trinidad/tobago bosnia/herzegovina antigua/barbuda newfoundland/labrador procter/gamble "
        "marks/spencer standard/poor ernst/young black/decker barnes/noble smith/wesson "
        "romeo/juliet bonnie/clyde adam/eve simon/garfunkel abercrombie/fitch dolce/gabbana "
        "gilbert/sullivan lewis/clark war/peace nevis/kitts wallis/futuna supply/demand "
        "terms/conditions pros/cons rise/fall research/development mergers/acquisitions "
        "rock/roll law/order checks/balances profit/loss food/drink"
    ).split()
)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_OF_SEVERAL = re.compile(rf"\b({'|'.join(_SINGULAR)})(\s+)$", re.IGNORECASE)
_SEVERAL_OF = re.compile(
    r"\b(?P<be>are|were)(?P<the> the (?:[\w-]+ )*?)(?P<noun>\w+?)(?P<s>ies|s)"
    r"(?P<of> (?:of|for|in) )$",
    re.IGNORECASE,
)
_MOST = 4


def of_each(question: str) -> list[str]:
    """Return the question of each thing that is joined, or the question alone."""
    row = side_by_side(question)
    if not 1 < len(row) <= _MOST or ASKED_AS_ONE.search(question):
        return [question]
    joined = question[row[0].start : row[-1].end]
    before, after = question[: row[0].start], question[row[-1].end :]
    if " and " not in joined or " or " in joined or not _each_its_own(before, after):
        return [question]
    if len(row) == 2 and one_name(row[0].text, row[1].text):
        return [question]
    before, after = _MARKED.sub("", before), _MARKED.sub("", _RESPECTIVELY.sub("", after))
    return [_asked_of(one, before, after) for one in row]


def one_name(first: str, second: str) -> bool:
    """Tell whether what is joined by "and" is one name: "Johnson and Johnson", "the Museum of Arts
    and Crafts", "the Southern and Northern Dynasties"."""
    left, right = first.split(), second.split()
    pair = frozenset({left[-1].lower(), right[0].lower()})
    if len(pair) == 1 or pair in _ONE_NAME or (" of " in first and len(right) == 1):
        return True
    bare = [word for word in left if word.lower() != "the"]
    return len(bare) == 1 and len(right) == 2 and right[0] != "the" and right[1].endswith("s")


def _each_its_own(before: str, after: str) -> bool:
    """Tell from what stands around a row whether each thing in it has an answer of its own."""
    marked = bool(_MARKED.search(before) or _RESPECTIVELY.search(after))
    if _VALUES_OF.match(before):
        return not after.strip(" ?.")
    if _YES_OR_NO.match(before):
        return marked
    if _WHAT_DID.match(before):
        return bool(_SAID.match(after))
    if not _SUBJECT.match(before) or _ONE_THING.search(before):
        return False
    return marked or not _HEAD.match(after)


def _asked_of(one: Mention, before: str, after: str) -> str:
    """Return the question of one thing, whose verb then speaks of one."""
    if not (one.text.lower().startswith("the ") and one.text.endswith("s")):
        before = _OF_SEVERAL.sub(lambda m: _SINGULAR[m[1].lower()] + m[2], before)
    before = _SEVERAL_OF.sub(_of_one, before)
    made = f"{before}{one.text}{after}"
    return made[:1].upper() + made[1:]


def _of_one(match: re.Match[str]) -> str:
    """Return "is the capital of" for "are the capitals of"."""
    noun = match["noun"] + ("y" if match["s"].lower() == "ies" else "")
    return f"{_SINGULAR[match['be'].lower()]}{match['the']}{noun}{match['of']}"
