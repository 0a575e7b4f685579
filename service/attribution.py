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
    rf"\b(?:according to|as (?:reported|told|written) by|(?:reported|published) (?:by|in|on)"
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
    known: dict[str, tuple[str, ...]] = {}
    for source in sorted(sources):
        for name in {_plain(source), _plain(_SECTION.split(source)[0])} - {""}:
            known[name] = (*known.get(name, ()), source)
    mentions = _mentions(question, known)
    asked = {each for each in mentions if _is_asked(question, each)}
    for one, other in (*pairwise(mentions), *pairwise(reversed(mentions))):
        if one in asked and _joined(question, one, other):
            asked.add(other)
    return tuple(dict.fromkeys(s for each in mentions if each in asked for s in each.sources))


def may_name_a_source(question: str) -> bool:
    """Tell whether any words of a question say that reports are asked for."""
    return bool(_HINT.search(question))


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
