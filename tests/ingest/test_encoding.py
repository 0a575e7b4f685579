import random
from pathlib import Path

import pytest

from corpus.errors import SourceUnreadable
from ingest.encoding import decode, read_text

GERMAN = "Die Börse schließt für Kunden aus China. Größere Beträge müssen früher überwiesen werden."
SPANISH = "El Gobierno de España anunció que la compañía dejará de aceptar a los niños este año."
CHINESE = "中国人民银行宣布所有虚拟货币相关业务活动属于非法金融活动。交易所停止新用户注册。"
RUSSIAN = "Биржа прекратила регистрацию новых пользователей из Китая в сентябре этого года."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "cp1252"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-32"),
        (SPANISH, "latin-1"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        (RUSSIAN, "cp1251"),
        ("“It’s over”, it said – at last.", "cp1252"),
        ("café", "latin-1"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("size", [100, 3_000, 100_000])
def test_bytes_that_are_no_text_are_refused(size: int) -> None:
    with pytest.raises(SourceUnreadable, match="Save it as UTF-8"):
        decode(random.Random(size).randbytes(size))


def test_text_that_breaks_off_in_the_encoding_of_its_mark_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="utf-16"):
        decode("Börse".encode("utf-16")[:-1])


def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="may read it"):
        read_text(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(SourceUnreadable, match="larger than 64 MiB"):
        read_text(file)
