"""Whose reports a question asks for: "according to Reuters", "the article in The Verge".

Told by the words around the name, for a newspaper may also be what a question is about: "When did
Bloomberg buy it?" asks of whatever articles say so.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_NOT_IN_NAMES = re.compile(r"[\W_]+")
_ENDINGS = re.compile(r"^(?:www\.)?(.+?)(?:\.(?:com|org|net|news|info|co|io|[a-z]{2}))*$")
_SECTION = re.compile(r"\s+[-–—|]\s+")
_LONGEST_NAME = 6
_REPORT = (
    r"(?:articles?|reports?|reporting|stor(?:y|ies)|pieces?|coverage|posts?|columns?|reviews?|"
    r"interviews?|editorials?|newsletters?)"
)
_REPORTS = (
    r"(?:say|says|said|report|reports|reported|write|writes|wrote|publish|publishes|published|"
    r"cover|covers|covered|describe|describes|described|claim|claims|claimed|suggest|suggests|"
    r"suggested|mention|mentions|mentioned|discuss|discusses|discussed|argue|argues|argued|note|"
    r"notes|noted|quote|quotes|quoted)"
)
_HINT = re.compile(rf"\b(?:according to|{_REPORT}|{_REPORTS})\b", re.IGNORECASE)
_THE = r"(?:both\s+)?(?:the\s+)?[\"'“‘]?$"
_BEFORE = re.compile(
    rf"\b(?:according to|as (?:reported|told|written) by"
    rf"|(?:reported|published|covered|discussed|described|mentioned)(?: on| about)? (?:by|in|on)"
    rf"|{_REPORT}(?:\s+[\w,]+){{0,6}}?\s+(?:by|from|in|on))\s+{_THE}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^[\"'”’]?(?:['’]s?)?\s+(?:\w+\s+){{0,2}}?{_REPORT}\b|^[\"'”’]?\s+{_REPORTS}\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:\s*,)?(?:\s+(?:and|or|both|as well as|by|from|in|on|the))*\s*[\"'“”‘’]?\s*", re.IGNORECASE
)
# A clause that says no more than whose reports are asked for, up to the name and behind it.
_OPENS_CLAUSE = re.compile(
    r"(?:^|\s*,\s*|\s+)(?:according to|(?:as\s+)?(?:reported|covered|described|published|"
    r"mentioned|discussed|noted|told|written)(?:\s+(?:on|about))?\s+(?:by|in|on))\s+"
    r"(?:both\s+)?(?:the\s+)?"
    rf"(?:{_REPORT}\s+(?:by|from|in|on)\s+)?(?:the\s+)?[\"'“‘]?$",
    re.IGNORECASE,
)
_ENDS_CLAUSE = re.compile(rf"[\"'”’]?(?:['’]s?)?(?:\s+{_REPORT})?\s*(?:,\s*|(?=\?|\.?$))")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    sources: tuple[str, ...]


def sources_named(question: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Return those of the sources whose reports a question asks for, in its order.

    A source is known by its name in any case, with or without "The", by the name of its site, or
    by the paper's name where a section follows it, as in "The Ledger - Sport".
    """
    asked = _asked(question, sources)
    return tuple(dict.fromkeys(source for each in asked for source in each.sources))


def without_sources(question: str, sources: Iterable[str]) -> str:
    """Return the question without the clauses that only say whose reports it is asked of.

    "According to Reuters, who bought the mine?" asks "Who bought the mine?" of Reuters.
    """
    asked = _asked(question, sources)
    runs = [[each] for each in asked[:1]]
    for one, other in pairwise(asked):
        if _joined(question, one, other):
            runs[-1].append(other)
        else:
            runs.append([other])
    for run in reversed(runs):
        before, behind = question[: run[0].start], question[run[-1].end :]
        opens, ends = _OPENS_CLAUSE.search(before), _ENDS_CLAUSE.match(behind)
        if opens and ends:
            rest = behind[ends.end() :]
            space = " " if opens.start() and rest[:1].isalnum() else ""
            question = f"{before[: opens.start()]}{space}{rest}"
            if not opens.start():
                question = question[:1].upper() + question[1:]
    return question


def may_name_a_source(question: str) -> bool:
    """Tell whether any words of a question say that reports are asked for."""
    return bool(_HINT.search(question))


def _asked(question: str, sources: Iterable[str]) -> list[_Mention]:
    """Return where sources are named whose reports are asked for, in order."""
    known: dict[str, tuple[str, ...]] = {}
    for source in sorted(sources):
        for name in {_plain(source), _plain(_SECTION.split(source)[0])} - {""}:
            known[name] = (*known.get(name, ()), source)
    mentions = _mentions(question, known)
    asked = {each for each in mentions if _is_asked(question, each)}
    for one, other in (*pairwise(mentions), *pairwise(reversed(mentions))):
        if one in asked and _joined(question, one, other):
            asked.add(other)
    return [each for each in mentions if each in asked]


def _mentions(question: str, known: Mapping[str, tuple[str, ...]]) -> list[_Mention]:
    """Return where sources stand, the longest name at every place."""
    words = list(_WORD.finditer(question))
    found: list[_Mention] = []
    for i, word in enumerate(words):
        if found and word.start() < found[-1].end:
            continue
        for last in reversed(words[i : i + _LONGEST_NAME]):
            end = last.end() - (2 if last.group().endswith(("'s", "’s")) else 0)
            if sources := known.get(_plain(question[word.start() : end])):
                found.append(_Mention(word.start(), end, sources))
                break
    return found


def _plain(name: str) -> str:
    """Return what is alike in "The Verge", "Verge" and "theverge.com"."""
    site = _ENDINGS.sub(r"\1", name.strip().lower())
    return _NOT_IN_NAMES.sub("", site).removeprefix("the")


def _is_asked(question: str, mention: _Mention) -> bool:
    before, after = question[: mention.start], question[mention.end :]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _joined(question: str, one: _Mention, other: _Mention) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    return bool(_JOINED.fullmatch(question, first.end, second.start))
