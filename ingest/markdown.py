"""Markdown files, with or without front matter."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml  # type: ignore[import-untyped]  # it ships no types; only its error is named here
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import SourceUnreadable
from ingest.encoding import clean, read_text
from ingest.fields import Fields, fields_of
from ingest.found import Found
from ingest.plain import name_as_title

# The parser leaves out what is nested deeper than this; its own limit of 20 loses text of mail-like
# quotations.
_DEEPEST = 100
_INVISIBLE = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# A field whose value is plain text with a colon in it, or begins with words in quotation marks.
_UNQUOTED = re.compile(
    r"""^(?P<key>[\w-]+:[ ]+)
    (?P<value>[^\s"'\[{|>&*!%@`#].*:\s.* | (?P<mark>["']).+(?P=mark).*\w.*?)\s*$""",
    re.MULTILINE | re.VERBOSE,
)
_TAG = re.compile(r"<[^>]*>")


def read(file: Path, id_: str) -> Iterator[Found]:
    """Yield the article of a Markdown file, its text as a reader of the page would see it.

    Front matter may give what `Fields` names; without a title it is the first heading, or else the
    file's name. Raises SourceUnreadable.
    """
    fields, body = _parted(read_text(file).lstrip())
    tokens = _parser().parse(body)
    title = fields.title or _first_heading(tokens) or name_as_title(id_)
    text = "\n\n".join(_without_title(_blocks(tokens), title))
    if not text:
        raise SourceUnreadable("The file holds no text below its front matter.")
    yield Found(where=str(file), article=fields.article(id_=id_, title=title, text=text))


def _parted(text: str) -> tuple[Fields, str]:
    """Part the front matter from the body, where there is one."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return Fields(), text
    try:
        matter, body = handler.split(text)
    except ValueError:
        return Fields(), text  # a line of dashes and no second one: a rule, not front matter
    given = _loaded(handler, matter)
    if given is None:
        return Fields(), body
    if not isinstance(given, dict):
        return Fields(), text  # prose between two rules
    return fields_of(given), body


def _loaded(handler: YAMLHandler, matter: str) -> object:
    """Return what the front matter says; headlines have colons and quotation marks, and people
    write them as they are."""
    try:
        return handler.load(matter)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a 13th month
        plain = _UNQUOTED.sub(lambda line: line["key"] + json.dumps(line["value"]), matter)
        if plain != matter:
            with suppress(yaml.YAMLError, ValueError, RecursionError):
                return handler.load(plain)
        reason = " ".join(str(error).split())
        raise SourceUnreadable(f"The front matter is not YAML: {reason}.") from error


@cache
def _parser() -> MarkdownIt:
    options = {"maxNesting": _DEEPEST}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def _first_heading(tokens: Sequence[Token]) -> str | None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            return " ".join(_inline(inline).split()) or None
    return None


def _without_title(blocks: Iterator[str], title: str) -> list[str]:
    """Leave out a first block that repeats the title, unless it is all there is."""
    kept = list(blocks)
    return kept[1:] if len(kept) > 1 and " ".join(kept[0].split()) == title else kept


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of each paragraph, heading, list item, table row and code block."""
    row: list[str] | None = None
    for token in tokens:
        block = ""
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            block, row = " | ".join(row or []), None
        elif token.type == "inline" and row is not None:
            row.append(_inline(token))
        else:
            block = _block(token)
        if block := clean(block).strip():
            yield block


def _block(token: Token) -> str:
    if token.type == "inline":
        return _inline(token)
    if token.type in {"fence", "code_block"}:
        return token.content
    if token.type == "html_block":
        return html.unescape(_TAG.sub("", _INVISIBLE.sub("", token.content)))
    return ""


def _inline(token: Token) -> str:
    return "".join(_words(child) for child in token.children or [])


def _words(token: Token) -> str:
    if token.type == "image":
        return _inline(token)
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    # A line broken in the source is one line on the page.
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
