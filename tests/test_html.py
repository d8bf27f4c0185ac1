"""Web pages: the report and nothing else, whatever the portal; metadata where the text lacks them; hostile markup."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from lxml.html import HTMLParser, document_fromstring

from extractor import Extractor, readers
from extractor.errors import BrokenDocumentError, EmptyTextError, ReadError, TooLongError
from extractor.readers import html, page_metadata, sniffing
from extractor.rules.pages import Part, is_named, opens, parts, says
from tests.places import samples
from tests.portals import PORTALS, parted
from tests.test_encodings import coded, twice
from tests.test_grounding import evidences, values


def read(markup: str | bytes, name: str = "a.html") -> readers.Content:
    """What the reader makes of the markup, read in this process."""
    return html.read(markup if isinstance(markup, bytes) else markup.encode(), name, readers.LIMIT)


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_a_page_gives_the_lines_of_its_report(sample: Any, portal: str) -> None:
    report = parted(sample.read_bytes().decode())
    lines = report.lines
    if portal in ("paper", "fields", "components") and len(report.title) > 1:  # these set a headline in one line
        lines = [" ".join(report.title), *report.stamp, *report.body]
    assert read(PORTALS[portal](report)).text.splitlines() == lines


@pytest.mark.parametrize("sample", samples()[::5], ids=lambda sample: sample.stem)
def test_a_page_gives_the_record_of_its_report(by_rules: Extractor, sample: Any) -> None:
    plain = by_rules.extract("\n".join(parted(sample.read_bytes().decode()).lines) + "\n")
    page = readers.read_bytes(PORTALS["blog"](parted(sample.read_bytes().decode())).encode(), "a.html")
    report = by_rules.record(page, "a", None)
    record = json.loads(report.model_dump_json())
    assert values(record) == values(json.loads(plain.model_dump_json()))
    assert all(page.text[one["start"] : one["end"]] == one["quote"] for one in evidences(record))
    assert page.media_type == "text/html"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


LEAD = "Sáng ngày 28/12/2016, tại hội trường huyện, Sở Y tế tỉnh Đông Hà tổ chức hội nghị tổng kết công tác năm 2016."
MORE = "Hội nghị đã nghe báo cáo kết quả hoạt động của ngành trong năm qua và thảo luận phương hướng thời gian tới."
LONG = "".join(f"<p>{MORE} Phần {number} nêu nhiều việc khác nhau của các đơn vị.</p>" for number in range(4))

INSIDE = [
    ("lists keep their marks", f"<p>{LEAD}</p><ul><li>Việc một</li><li>Việc hai</li></ul>{LONG}", ["- Việc một", "- Việc hai"]),
    ("numbers of lists count on", f"<p>{LEAD}</p><ol start=3><li>Việc ba</li><li>Việc bốn</li></ol>{LONG}", ["3. Việc ba", "4. Việc bốn"]),
    ("an item that has its mark gets no second", f"<p>{LEAD}</p><ul><li>- Việc một</li><li>a) Việc hai</li></ul>{LONG}", ["- Việc một", "a) Việc hai"]),
    (
        "data in a table are lines of cells",
        f"<p>{LEAD}</p><table><tr><th>STT</th><th>Họ tên</th></tr><tr><td>1</td><td>Lê Văn Tám</td></tr><tr><td>2</td><td>Hà Thị Lan</td></tr></table>{LONG}",
        ["STT | Họ tên", "1 | Lê Văn Tám", "2 | Hà Thị Lan"],
    ),
    (
        "captions stand where the picture is",
        f"<p>{LEAD}</p><figure><img src='a.jpg' alt='x'><figcaption>Toàn cảnh hội nghị</figcaption></figure>{LONG}",
        [LEAD, "Toàn cảnh hội nghị", f"{MORE} Phần 0 nêu nhiều việc khác nhau của các đơn vị."],
    ),
    ("line breaks end lines", f"<p>{LEAD}<br>Thời gian: 8 giờ<br/>Địa điểm: hội trường</p>{LONG}", ["Thời gian: 8 giờ", "Địa điểm: hội trường"]),
    ("words in several elements are one line", f"<p>{LEAD}</p><p><b>Ông</b>&nbsp;<i>Lê\n Văn</i> <span>Tám</span></p>{LONG}", ["Ông Lê Văn Tám"]),
    ("what a browser does not show is left out", f"<p>{LEAD}</p><p style='display: none'>ẩn</p><p hidden>ẩn</p><script>ẩn</script><!-- ẩn -->{LONG}", []),
    ("preformatted lines stay lines", f"<p>{LEAD}</p><pre>Dòng một\nDòng hai</pre>{LONG}", ["Dòng một", "Dòng hai"]),
    ("half of a link is text", f"<p>{LEAD}</p><p>Theo <a href=x>Quyết định số 12</a> của huyện, các xã rà soát.</p>{LONG}", ["Theo Quyết định số 12 của huyện, các xã rà soát."]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "body", "lines"), INSIDE, ids=[case[0] for case in INSIDE])
def test_within_the_report(why: str, body: str, lines: list[str]) -> None:
    found = read(page(f"<article><h1>Hội nghị tổng kết công tác y tế</h1>{body}</article>")).text.splitlines()
    at = found.index(lines[0]) if lines else 0
    assert found[at : at + len(lines)] == lines, why
    assert "ẩn" not in found


def test_the_head_of_a_paper_is_read_column_by_column() -> None:
    head = (
        "<table><tr><td>SỞ Y TẾ TỈNH ĐÔNG HÀ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
        "<tr><td>Số: 12/TB-SYT</td><td><i>Đông Hà, ngày 5 tháng 3 năm 2024</i></td></tr></table>"
    )
    lines = read(page(f"{head}<p><b>THÔNG BÁO</b></p><p>{LEAD}</p>{LONG}")).text.splitlines()
    assert lines[:5] == [
        "SỞ Y TẾ TỈNH ĐÔNG HÀ",
        "Số: 12/TB-SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đông Hà, ngày 5 tháng 3 năm 2024",
    ]


TITLE = "Hội nghị tổng kết công tác y tế năm 2016"
TITLES = [
    ("Open Graph", f'<meta property="og:title" content="{TITLE}"><title>x</title>', TITLE),
    ("JSON-LD", f'<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"{TITLE}"}}]}}</script>', TITLE),
    ("the site's name behind it goes", f'<meta property="og:site_name" content="Báo Đông Hà"><title>{TITLE} - Báo Đông Hà</title>', TITLE),
    ("so does one behind a bar", f"<title>Sở Y tế | {TITLE} | Đông Hà</title>", TITLE),
    ("a dash within a headline stays", f"<title>{TITLE} - nhiều đổi mới</title>", f"{TITLE} - nhiều đổi mới"),
    ("a site's own name is no headline", "<title>Cổng thông tin điện tử tỉnh Đông Hà</title>", None),
    ("nor is a section's", "<title>Tin tức</title>", None),
    ("nor is nothing", "<title></title>", None),
]  # fmt: skip

MOMENTS = [
    ("with the zone of Vietnam", '<meta property="article:published_time" content="2016-12-30T10:36:57+07:00">', "2016-12-30T10:36:57"),
    ("in universal time", '<meta property="article:published_time" content="2016-12-30T03:36:57.000Z">', "2016-12-30T10:36:57"),
    ("over midnight", '<meta property="article:published_time" content="2016-12-29T20:00:00Z">', "2016-12-30T03:00:00"),
    ("a day alone", '<meta itemprop="datePublished" content="2016-12-30">', "2016-12-30"),
    ("midnight is a day", '<meta name="pubdate" content="2016-12-30T00:00:00">', "2016-12-30"),
    ("as pages print it", '<meta name="DC.date.issued" content="30/12/2016 10:36">', "2016-12-30T10:36:00"),
    ("JSON-LD", '<script type="application/ld+json">[{"@type":["Article"],"datePublished":"2016-12-30T10:36:57+0700"}]</script>', "2016-12-30T10:36:57"),
    ("the only time", '<time datetime="2016-12-30T10:36+07:00">30/12</time>', "2016-12-30T10:36:00"),
    ("several times tell nothing", '<time datetime="2016-12-30"></time><time datetime="2016-12-31"></time>', None),
    ("but for the one that is marked", '<time datetime="2016-12-29"></time><time datetime="2016-12-30" itemprop="datePublished"></time>', "2016-12-30"),
    ("a machine's zero", '<meta property="article:published_time" content="0001-01-01T00:00:00">', None),
    ("no such day", '<meta property="article:published_time" content="2016-02-31T00:00:00">', None),
    ("no such zone", '<meta property="article:published_time" content="2016-02-21T00:00:00+99:99">', None),
    ("broken JSON", '<script type="application/ld+json">{"@type":</script>', None),
    ("JSON that is nested without end", f'<script type="application/ld+json">{"[" * 5000}</script>', None),
    ("when it was changed does not count", '<meta property="article:modified_time" content="2016-12-30">', None),
]  # fmt: skip


def tree(head: str) -> Any:
    return document_fromstring(page("<p>x</p>", head).encode(), parser=HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(("why", "head", "title"), TITLES, ids=[case[0] for case in TITLES])
def test_title_of_the_metadata(why: str, head: str, title: str | None) -> None:
    assert page_metadata.title_of(tree(head)) == title, why


@pytest.mark.parametrize(("why", "head", "moment"), MOMENTS, ids=[case[0] for case in MOMENTS])
def test_moment_of_the_metadata(why: str, head: str, moment: str | None) -> None:
    found = page_metadata.published_of(tree(head))
    assert (found.isoformat() if found else None) == moment, why


def test_metadata_stand_in_where_the_text_lacks_them(by_rules: Extractor) -> None:
    head = f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2016-12-30T10:36:57+07:00">'
    body = f"<article><p>{LEAD.replace('/2016, tại', ', tại')}</p>{LONG}</article>"
    report = by_rules.record(readers.read_bytes(page(body, head).encode(), "a.html"), "a", "a.html")
    assert report.title is not None
    assert (report.title.text, report.title.evidence, report.title.rule) == (TITLE, None, "title.metadata")
    assert report.published is not None
    assert (report.published.value, report.published.evidence) == (dt.datetime(2016, 12, 30, 10, 36, 57), None)  # noqa: DTZ001
    assert {"title_from_metadata", "published_from_metadata"} <= {warning.code for warning in report.warnings}
    # and tell the year of a date without one
    assert report.event_date is not None
    assert report.event_date.start == dt.date(2016, 12, 28)


def test_metadata_do_not_stand_in_for_the_text(by_rules: Extractor) -> None:
    head = '<meta property="og:title" content="Một nhan đề khác hẳn ở đầu trang"><meta name="pubdate" content="2020-01-01">'
    body = f"<article><h1>{TITLE}</h1><span class='date'>30/12/2016 10:36</span><p>{LEAD}</p>{LONG}</article>"
    report = by_rules.record(readers.read_bytes(page(body, head).encode(), "a.html"), "a", "a.html")
    assert report.title is not None
    assert report.published is not None
    assert report.title.text == TITLE
    assert report.title.evidence
    assert str(report.published.value) == "2016-12-30 10:36:00"
    assert not {"title_from_metadata", "published_from_metadata"} & {warning.code for warning in report.warnings}


PARTS = parted(samples()[0].read_bytes().decode())


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda markup: markup.encode(), "utf-8"),
        (lambda markup: markup.encode("utf-16"), "utf-16-le"),
        # saved anew by a browser, in UTF-8 whatever the page says of itself
        (lambda markup: markup.replace("utf-8", "windows-1252").encode(), "utf-8"),
        (lambda markup: coded(markup, "tcvn3").encode("cp1252", "replace"), "tcvn3"),
        (lambda markup: coded(markup, "vni").encode("cp1252", "replace"), "vni"),
        (lambda markup: coded(markup, "tcvn3").encode(), "utf-8+tcvn3"),
        # as entities, which editors of the time wrote
        (lambda markup: coded(markup, "tcvn3").encode("ascii", "xmlcharrefreplace"), "utf-8+tcvn3"),
        (lambda markup: twice(markup).encode(), "utf-8+utf-8"),
    ],
)
def test_encodings_of_pages(encode: Any, encoding: str) -> None:
    found = read(encode(PORTALS["blog"](PARTS)))
    assert found.encoding == encoding
    wanted = [line.lower() for line in PARTS.lines]
    got = found.text.lower().splitlines()
    assert len(got) == len(wanted)
    # TCVN3 and VNI have no quotes of their own
    assert sum(a == b for a, b in zip(got, wanted, strict=True)) >= 0.7 * len(wanted)


def test_a_western_page_is_read_as_it_declares_itself() -> None:
    text = "L'été dernier, les élèves français ont visité le château où naquit l'évêque. " * 5
    markup = f'<html><head><meta charset="iso-8859-1"></head><body><p>{text}</p></body></html>'
    assert read(markup.encode("cp1252")).text.startswith("L'été dernier")


@pytest.mark.parametrize(
    ("why", "data", "error"),
    [
        ("nested without end", b"<html>" + b"<div>" * 100_000 + LEAD.encode(), BrokenDocumentError),
        ("thousands of attributes", b"<html><p " + b"".join(b"a%d " % n for n in range(9000)) + b">x", BrokenDocumentError),
        ("more elements than a page has", b"<html>" + b"<br>" * 100_001, TooLongError),
        ("more markup than is read", b"<html><p>" + b"x " * 2_600_000, TooLongError),
        ("frames", b'<html><frameset><frame src="http://localhost/"></frameset></html>', EmptyTextError),
        ("scripts that write the page", b"<html><body><script>document.write('x')</script></body></html>", EmptyTextError),
        ("links alone", b"<html><ul>" + b"<li><a href=x>Tin</a></li>" * 50 + b"</ul></html>", EmptyTextError),
        ("scripts that never end", b"<html>" + b"<script>" * 200_000, EmptyTextError),
        ("nothing", b"<html></html>", EmptyTextError),
    ],
)  # fmt: skip
def test_refused(why: str, data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(ReadError) as raised:
        read(data)
    assert type(raised.value) is error, why


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("pictures in the page", b'<img src="data:image/png;base64,' + b"A" * 6_000_000 + b'">'),
        ("long names of classes", b'<div class="' + b"tin-khac-lien " * 50_000 + b'">'),
        ("entities", b"&nbsp;&bull;&#0;&#xd800;&#99999999;&unknown;"),
        ("characters that no page may hold", b"&#1;\x01\x02&#xfffe;&#11;\xef\xbf\xbf" + b"<p>x&#2;y</p>"),
        ("end tags alone", b"</div></p></table>" * 1000),
        ("tables that are never closed", b"<table><tr><td>" * 60),
        ("processing instructions", b"<?php echo 1; ?><![CDATA[x]]><!ENTITY x SYSTEM 'file:///etc/passwd'>"),
    ],
)
def test_hostile_markup_around_a_report(why: str, data: bytes) -> None:
    text = read(b"<html><body>" + data + f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{LONG}</article>".encode()).text
    assert LEAD in text, why
    assert "passwd" not in text


def test_what_stands_before_a_page_is_looked_through_once() -> None:
    for before in (b"\n" * 4000, b"<!---->" * 500, b"<!---->\n \n" * 300):
        assert not sniffing.is_page(before + b"Bi\xc3\xaan b\xe1\xba\xa3n", named=False)
    assert sniffing.is_page(b"\n\n<?xml version='1.0'?>\n<!-- a -->\n<html>", named=False)


def test_a_page_too_big_for_trafilatura_keeps_its_text() -> None:
    text = read(page(f"<nav><a href=x>Trang chủ</a></nav><p>{LEAD}</p>" + "<p>Đoạn <b>văn</b></p>" * 9000)).text
    assert text.splitlines()[0] == LEAD
    assert len(text.splitlines()) == 9001


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.id)
def test_parts_of_pages_are_told_by_their_example(part: Part) -> None:
    tells = is_named if part.names else opens if part.kind in ("foot", "site", "label") else says
    assert tells(part.example, part.kind)
    assert not tells(part.counterexample, part.kind)
