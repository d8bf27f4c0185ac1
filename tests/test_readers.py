"""What is read, in which encodings, and what is refused with which error."""

from __future__ import annotations

import os
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from extractor import readers
from extractor.errors import (
    BinaryFileError,
    BrokenDocumentError,
    EmptyTextError,
    ReadError,
    TooLongError,
    UndecodableTextError,
    UnreadableFileError,
    UnsupportedFormatError,
)

TEXT = "Sáng ngày 28/12/2016, Sở Y tế tỉnh Đông Hà tổ chức hội nghị tổng kết.\r\nKết luận: đề nghị các đơn vị cố gắng hơn nữa.\n"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_1258(text: str) -> str:
    """`text` as windows-1258 can hold it: letters with hats and horns whole, tone marks behind them."""
    parts = []
    for char in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        parts.append(letter + "".join(mark for mark in marks if mark in _TONES))
    return "".join(parts)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (TEXT.encode(), TEXT, "utf-8"),
        # the mark is no part of the text: offsets begin behind it
        (TEXT.encode("utf-8-sig"), TEXT, "utf-8"),
        # decomposed Unicode stays as it is: offsets refer to it
        (unicodedata.normalize("NFD", TEXT).encode(), unicodedata.normalize("NFD", TEXT), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        # without a mark the zero bytes tell
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), TEXT, "utf-32-le"),
        (as_1258(TEXT).encode("cp1258"), as_1258(TEXT), "windows-1258"),
        ("Hoäi nghò toång keát coâng taùc naêm".encode("cp1252"), "Hội nghị tổng kết công tác năm", "vni"),
        (b"H\xe9i ngh\xde t\xe6ng k\xd5t c\xabng t\xb8c n\xa8m", "Hội nghị tổng kết công tác năm", "tcvn3"),
        # no accents at all, as in mails from old phones
        (b"Sang ngay 28/12/2016", "Sang ngay 28/12/2016", "utf-8"),
        # one stray form feed is no reason to refuse a text
        (b"\x0c" + TEXT.encode(), "\x0c" + TEXT, "utf-8"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    plain = readers.read_bytes(data, "a.txt")
    assert (plain.text, plain.encoding, plain.media_type) == (text, encoding, "text/plain")
    assert plain.sha256 == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", EmptyTextError),
        (b" \r\n\t\n", "a.txt", EmptyTextError),
        (b"\xef\xbb\xbf", "a.txt", EmptyTextError),
        # pictures, programs, noise
        (bytes(range(256)) * 4, "a.txt", BinaryFileError),
        (b"\x01\x02\x03\x04 text" * 20, "a.txt", BinaryFileError),
        # a UTF-8 text that was cut in the middle of a letter
        (TEXT.encode()[:-4], "a.txt", UndecodableTextError),
        # half a pair behind a UTF-16 mark
        (b"\xff\xfeA\x00\x00\xd8", "a.txt", UndecodableTextError),
        # other languages and other encodings must not pass for windows-1258
        (
            "L'été dernier, les élèves français ont visité le château où naquit l'évêque.".encode("cp1252"),
            "a.txt",
            UndecodableTextError,
        ),
        ("Größe, Straße, schön, für, über, Äpfel".encode("cp1252"), "a.txt", UndecodableTextError),
        ("Привет, как дела сегодня".encode("cp1251"), "a.txt", UndecodableTextError),
        # documents are known by what they contain, whatever they are called
        (b"%PDF-1.7 ...", "a.txt", BrokenDocumentError),
        (b"PK\x03\x04 ...", "a.txt", UnsupportedFormatError),
        # and, where the content does not tell, by their names
        (b"a;b;c", "a.csv", UnsupportedFormatError),
        (b"{}", "a.JSON", UnsupportedFormatError),
    ],
)
def test_refused(data: bytes, name: str, error: type[ReadError]) -> None:
    with pytest.raises(ReadError) as raised:
        readers.read_bytes(data, name)
    assert type(raised.value) is error
    assert raised.value.path == name
    assert raised.value.reason
    assert raised.value.advice
    assert str(raised.value).startswith(f"{name}: ")


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a", "báo cáo 28.12.2016", "a.log"])
def test_names_that_are_taken_for_text(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(TEXT.encode())
    assert readers.read(file).text == TEXT


def test_the_limit_is_in_bytes_and_includes_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 100)
    assert len(readers.read(file, 100).text) == 100
    with pytest.raises(TooLongError, match="longer than 99 bytes"):
        readers.read(file, 99)
    assert readers.LIMIT == 5_000_000


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path, reason in [
        ("missing.txt", "does not exist"),
        ("pipe.txt", "no regular file"),
        (".", "is a folder; give a file"),
    ]:
        with pytest.raises(UnreadableFileError, match=reason):
            readers.read(tmp_path / path)


@pytest.mark.parametrize(
    ("text", "error"),
    [("", EmptyTextError), ("\n \u00a0", EmptyTextError), ("a\ud800b", UndecodableTextError), ("đ" * 6, TooLongError)],
)
def test_texts_given_as_strings(text: str, error: type[ReadError]) -> None:
    with pytest.raises(error):
        readers.given(text, limit=11)
    assert readers.given("đ" * 5, limit=11).text == "đ" * 5
