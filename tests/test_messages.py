"""Mails and web archives: which part is read, what is told about the rest, and messages made to harm."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from extractor import Extractor, readers
from extractor.errors import BrokenDocumentError, EmptyTextError, ReadError
from extractor.readers import archive, mail
from tests.documents import saved
from tests.documents.make import FOLDER
from tests.test_encodings import coded

LINE = "Sáng ngày 28/12/2016, Sở Y tế tổ chức hội nghị tổng kết công tác năm 2016."
HEAD = b"From: a@example.vn\nTo: b@example.vn\nSubject: x\nDate: Fri, 30 Dec 2016 03:36:57 +0000\nMIME-Version: 1.0\n"


def read(data: bytes) -> readers.Content:
    return mail.read(data, "a.eml", readers.LIMIT)


def message(text: str = LINE, page: str | None = None, **fields: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text, cte="base64")
    if page is not None:
        made.add_alternative(page, subtype="html")
    return made


@pytest.mark.parametrize("name", saved.SAVED)
def test_samples_are_made_anew_from_their_reports(name: str) -> None:
    assert (FOLDER / name).read_bytes() == saved.SAVED[name]()


def test_subject_and_day_are_metadata_and_attachments_are_named(by_rules: Extractor) -> None:
    plain = readers.read(FOLDER / f"{saved.NEWS}.eml")
    assert plain.title == "Tin hội nghị tổng kết công tác y tế"
    assert str(plain.published) == "2018-01-13 07:20:00"
    assert plain.media_type == "message/rfc822"
    (doubt,) = plain.doubts
    assert (doubt.code, doubt.message) == ("attachments_not_read", "Báo cáo tổng kết.pdf")
    warned = {warning.code: warning.message for warning in by_rules.record(plain, "a", None).warnings}
    assert "Báo cáo tổng kết.pdf" in warned["attachments_not_read"]


def test_the_subject_is_the_title_of_a_mail_without_headline(by_rules: Extractor) -> None:
    plain = readers.read_bytes(
        message(f"{LINE}\n", Subject="Re: Fwd: [3] Hội nghị tổng kết", Message_ID="<1@a>").as_bytes(), "a.eml"
    )
    report = by_rules.record(plain, "a", None)
    assert report.title is not None
    assert (report.title.text, report.title.evidence) == ("[3] Hội nghị tổng kết", None)


@pytest.mark.parametrize(
    ("why", "made", "text"),
    [
        ("the page before the text", message("Dòng chữ", f"<p>{LINE}</p><p>Kết luận</p>"), f"{LINE}\nKết luận\n"),
        ("the text, where the page shows nothing", message(LINE, "<img src='cid:1'>"), f"{LINE}\n"),
        ("the text alone", message(f"{LINE}\n\nKết luận"), f"{LINE}\n\nKết luận\n"),
    ],
)
def test_which_part_is_read(why: str, made: EmailMessage, text: str) -> None:
    assert read(made.as_bytes()).text == text, why


def test_what_is_attached_is_not_read() -> None:
    made = message()
    made.add_attachment("Tệp kèm theo", filename="ghi chú.txt")
    made.add_attachment(message("Thư kèm theo"))
    made.add_attachment(b"GIF89a", "image", "gif", filename="a.gif")
    found = read(made.as_bytes())
    assert found.text == f"{LINE}\n"
    assert found.doubts[0].message == "ghi chú.txt, message/rfc822, a.gif"


@pytest.mark.parametrize(
    ("head", "body", "text", "encoding"),
    [
        (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n", LINE.encode(), LINE, "utf-8"),
        # what the header says is not what the bytes are
        (b"Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n", LINE.encode(), LINE, "utf-8"),
        (b"Content-Type: text/plain; charset=x-none\nContent-Transfer-Encoding: base64\n", base64.b64encode(LINE.encode()), LINE, "utf-8"),
        (b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n", coded(LINE, "vni").encode("cp1252"), LINE, "vni"),
        (b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n", "L'été à la plage".encode("latin-1"), "L'été à la plage", "iso-8859-1"),
        (b"", b"Khong dau", "Khong dau", "utf-8"),
        # lines that the program broke (RFC 3676), and those broken to a width
        (b"Content-Type: text/plain; format=flowed\n", b"Sang nay \nhop giao ban.\nHet.", "Sang nay hop giao ban.\nHet.", "utf-8"),
    ],
)  # fmt: skip
def test_encodings_of_parts(head: bytes, body: bytes, text: str, encoding: str) -> None:
    found = read(HEAD + head + b"\n" + body)
    assert (found.text, found.encoding) == (f"{text}\n", encoding)


def test_lines_broken_to_a_width_are_paragraphs_again() -> None:
    whole = [
        f"{LINE} Dự hội nghị có lãnh đạo các phòng, ban và đơn vị trực thuộc, đại diện các huyện.",
        "- Việc một",
        "Kết luận: đồng ý.",
    ]
    broken = []
    for paragraph in whole:
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > 60:
                broken.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        broken += [line, ""]
    text = read(message("\n".join(broken) * 2).as_bytes()).text
    assert text.splitlines()[0] == whole[0]
    assert "- Việc một" in text.splitlines()


def test_lines_of_minutes_are_no_broken_paragraphs() -> None:
    lines = [
        "Thời gian: 8 giờ ngày 5/3/2024",
        "Địa điểm: phòng họp",
        "Chủ trì: ông Nam",
        "Thư ký: bà Lan",
        "Nội dung: giao ban",
    ]
    assert read(message("\n".join(lines)).as_bytes()).text.splitlines() == lines


def test_an_archive_gives_the_page_that_it_names() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; start="<2>"; boundary=b\n\n'
    parts = b"".join(
        b"--b\nContent-Type: text/html\nContent-ID: <%d>\n\n<p>Trang %d</p>\n" % (number, number) for number in (1, 2)
    )
    assert archive.read(head + parts + b"--b--", "a.mht", readers.LIMIT).text == "Trang 2\n"
    with pytest.raises(EmptyTextError, match="without a page"):
        archive.read(head + b"--b\nContent-Type: text/css\n\nx\n--b--", "a.mht", readers.LIMIT)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        # by content, whatever the name
        (HEAD + b"\nxin chao", "a.txt", "message/rfc822"),
        (saved.archive(saved.NEWS), "a.doc", "multipart/related"),
        (saved.archive(saved.NEWS), "a.eml", "multipart/related"),
        (saved.page(saved.NEWS), "a.txt", "text/html"),
        (saved.paper(saved.PAPER), "bien-ban.doc", "text/html"),
        (saved.page(saved.NEWS).decode().encode("utf-16"), "a", "text/html"),
        (b"\xef\xbb\xbf<!-- saved from url=(0014)about:internet -->\r\n<HTML><body><p>x y</p>", "a", "text/html"),
        # by name, where the content may be that
        (b"<p>Xin <b>chao</b></p>", "a.html", "text/html"),
        (b"# Bien ban\n", "a.md", "text/markdown"),
        (b"Subject: x\n\nxin chao", "a.eml", "message/rfc822"),
        # text under a wrong name is text
        (LINE.encode(), "a.html", "text/plain"),
        (LINE.encode(), "a.eml", "text/plain"),
        (LINE.encode(), "a.mht", "text/plain"),
        # words that look like a header or like markup make no mail and no page
        (b"Subject: hop giao ban\nDate: 5/3/2024\n\nNoi dung", "a.txt", "text/plain"),
        (b"<div align=center>Bien ban</div>\nNoi dung", "a.txt", "text/plain"),
        (b"a < b, b > c", "a.html", "text/plain"),
    ],
)
def test_formats_are_chosen_by_content_then_by_name(data: bytes, name: str, media_type: str) -> None:
    assert readers.read_bytes(data, name).media_type == media_type


@pytest.mark.parametrize(
    ("why", "data", "error"),
    [
        ("parts within parts", HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)), BrokenDocumentError),
        ("messages within messages", HEAD + b"Content-Type: message/rfc822\n\n" * 3000 + b"x", BrokenDocumentError),
        ("thousands of parts", HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3000, BrokenDocumentError),
        ("no text", HEAD + b"Content-Type: image/png\n\nx", EmptyTextError),
        ("attachments alone", HEAD + b"Content-Type: text/plain\nContent-Disposition: attachment\n\nx", EmptyTextError),
        ("broken base64", HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!", EmptyTextError),
    ],
)  # fmt: skip
def test_refused(why: str, data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(ReadError) as raised:
        read(data)
    assert type(raised.value) is error, why


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Hội nghị tổng kết".encode(), "Hội nghị tổng kết"),
        ("Hội nghị".encode("cp1258", "ignore"), "Hi ngh"),
        (coded("Hội nghị tổng kết", "vni").encode("cp1252"), "Hội nghị tổng kết"),
        (b"=?utf-8?Q?H=E1=BB=99i_ngh=E1=BB=8B?= thang 3", "Hội nghị thang 3"),
        (b"tr\xe9s bien", "trés bien"),
        (b"RE: Fw: TR: Hop", "Hop"),
        (b"", None),
    ],
)
def test_subjects(subject: bytes, title: str | None) -> None:
    assert read(b"MIME-Version: 1.0\nSubject: " + subject + b"\n\nxin chao\n").title == title


@pytest.mark.parametrize(
    "field",
    [b"Date: " + b"9" * 5000, b"Date: 99 Foo 99999", b"Subject: " + b"=?" * 90_000, b"Subject: " + b"=?utf-8?q?a?= " * 20_000,
     b"Subject: =?x-none?q?=FF?=", b"Subject: =?utf-8?b?!?=", b"Subject: " + b"Re: " * 50_000, b"Content-Type: text", b"Content-Type: ;;;=;"],
    ids=range(9),
)  # fmt: skip
def test_odd_fields_cost_no_text(field: bytes) -> None:
    found = read(b"MIME-Version: 1.0\n" + field + b"\n\nxin chao\n")
    assert found.text == "xin chao\n"
    assert len(found.title or "") <= 2000
