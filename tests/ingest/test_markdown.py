from datetime import date
from pathlib import Path

import frontmatter
import pytest

from corpus.errors import SourceUnreadable
from corpus.model import Article
from ingest.markdown import read

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
SHIPPED = sorted(file for file in ARTICLES.glob("*.md") if file.stem != "README")


def article(folder: Path, text: str, name: str = "a-note.md") -> Article:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return next(read(file, file.stem)).article


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_article_comes_out_as_it_was_written(file: Path) -> None:
    written = frontmatter.loads(file.read_text(encoding="utf-8"))
    read_ = next(read(file, "the file's")).article
    assert read_.text == written.content
    assert (read_.id, read_.title, read_.source) == (
        file.stem,
        written["title"],
        written["source"],
    )
    assert read_.published == written["published"]


def test_what_is_cited_reads_as_prose(tmp_path: Path) -> None:
    text = """\
**Bold** and *slanted* words, [a link](https://example.org "t"), `code`,
a second line &amp; ~~gone~~ \\*stars\\*, <b>tags</b>, ![a picture](p.png), [url][1].

[1]: https://example.org

## A heading

> quoted

- one
- two
  1. inner

---

| name | share |
|------|-------|
| Ann  | 5 %   |

```python
def f():

    return 1
```

<div>Left in <!-- not this --> &copy;</div>
"""
    assert article(tmp_path, text).text.split("\n\n") == [
        "Bold and slanted words, a link, code, a second line & gone *stars*, tags, a picture, url.",
        "A heading",
        "quoted",
        "one",
        "two",
        "inner",
        "name | share",
        "Ann | 5 %",
        "def f():",
        "    return 1",
        "Left in  ©",
    ]


def test_front_matter_says_what_the_article_is(tmp_path: Path) -> None:
    text = """\
---
id: 17
title: "Ban: the  facts"
url: https://example.org/17
source: The Post
published: 2021-09-27 10:15:00
collection: crypto
authors: [Jo Ann, Mo]
tags: mining, bans
lang: en-GB
mood: ignored
---
Text.
"""
    assert article(tmp_path, text) == Article(
        id="17",
        title="Ban: the facts",
        text="Text.",
        url="https://example.org/17",
        source="The Post",
        published=date(2021, 9, 27),
        collection="crypto",
        authors=("Jo Ann", "Mo"),
        tags=("mining", "bans"),
        language="en",
    )


def test_without_a_title_the_first_heading_is_one_and_is_not_said_twice(tmp_path: Path) -> None:
    made = article(tmp_path, "# The *whole* story\n\nIt began in May.")
    assert (made.title, made.text) == ("The whole story", "It began in May.")


def test_without_a_heading_the_files_name_is_the_title(tmp_path: Path) -> None:
    made = article(tmp_path, "It began in May.", "notes_on-the-ban.md")
    assert (made.id, made.title) == ("notes_on-the-ban", "notes on the ban")


def test_a_rule_is_not_front_matter(tmp_path: Path) -> None:
    assert article(tmp_path, "---\n\nOne.\n\n---\n\nTwo.").text == "One.\n\nTwo."
    assert article(tmp_path, "---\n\nOne.").text == "One."


def test_text_nested_deep_in_quotations_is_kept(tmp_path: Path) -> None:
    assert "the core" in article(tmp_path, "> " * 40 + "the core").text


@pytest.mark.parametrize(
    "headline",
    ["Ban: the facts", '"Never again": a town votes', "Why? An answer: no"],
)
def test_a_headline_may_be_written_as_it_is(tmp_path: Path, headline: str) -> None:
    text = f"---\ntitle: {headline}\npublished: 2021-09-27\n---\nText."
    made = article(tmp_path, text)
    assert (made.title, made.published) == (headline, date(2021, 9, 27))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: [unclosed\n---\nText.", "front matter is not YAML"),
        ("---\npublished: 2021-13-45\n---\nText.", "front matter is not YAML"),
        ("---\npublished: last Friday\n---\nText.", "'last Friday' is not an ISO date"),
        ("---\nsource: {a: b}\n---\nText.", "source: "),
        ("---\nlanguage: English\n---\nText.", "'English' is not a language code"),
        ("---\ntitle: Only this\n---\n", "holds no text"),
        ("", "holds no text"),
    ],
)
def test_a_file_that_gives_no_article_says_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceUnreadable, match=said):
        article(tmp_path, text)
