from pathlib import Path

import pytest

from corpus.errors import SourceUnreadable
from corpus.model import Article
from ingest.plain import read


def article(folder: Path, text: str) -> Article:
    file = folder / "bank_notice-3.txt"
    file.write_bytes(text.encode())
    return next(read(file, "2021/bank_notice-3")).article


def test_the_text_stays_as_it_stands_but_for_line_ends_and_nul(tmp_path: Path) -> None:
    text = "\ufeffOne line\r\nand  the next,\ttabbed\rand\x00 a third.\r\n\r\nEnd.\n"
    assert article(tmp_path, text).text == "One line\nand  the next,\ttabbed\nand a third.\n\nEnd."


def test_a_line_that_stands_above_the_text_is_its_title(tmp_path: Path) -> None:
    assert article(tmp_path, "The ban\n\nIt came on Friday.").title == "The ban"


@pytest.mark.parametrize(
    "text",
    ["It came on Friday.", "It came\non Friday.", "It came.\n\nThen more.", "x" * 200 + "\n\ny"],
)
def test_otherwise_the_files_name_is_the_title(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text).title == "bank notice 3"


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="holds no text"):
        article(tmp_path, " \n ")
