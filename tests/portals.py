"""Pages as the portals of Vietnamese offices make them, around reports of our own.

Each template takes a report's lines by their part and gives the page's markup:
the systems differ in where headline, date, lead and byline stand, in what
stands around them, and in how little their markup says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from extractor.language.layout import layout_of
from extractor.language.reading import Reading

NAV = """<div class="topbar"><span>Thứ Hai, 12/05/2025 08:15:22</span><a href="/">Trang chủ</a> | <a href="/so-do">Sơ đồ cổng</a></div>
<nav id="menu"><ul><li><a href="/gt">Giới thiệu</a></li><li><a href="/tt">Tin tức - Sự kiện</a><ul><li><a href="/tt/tn">Tin trong ngành</a></li>
<li><a href="/tt/td">Tin địa phương</a></li></ul></li><li><a href="/vb">Văn bản chỉ đạo điều hành</a></li></ul></nav>"""
RELATED = """<h3>Các tin khác</h3><ul><li><a href="/1">Khai mạc giải bóng chuyền công nhân viên chức</a> (11/05/2025)</li>
<li><a href="/2">Hội nghị triển khai công tác phòng, chống thiên tai năm 2025</a> (09/05/2025)</li>
<li><a href="/3">Ủy ban nhân dân tỉnh họp phiên thường kỳ tháng 5</a> (08/05/2025)</li></ul>"""
FOOTER = """<p>Bản quyền thuộc về Cổng thông tin điện tử tỉnh Đông Hà</p><p>Địa chỉ: Số 1 đường Trung Tâm, thành phố Đông Hà</p>
<p>Chịu trách nhiệm chính: Ông Nguyễn Văn Bền - Chánh Văn phòng</p><p>Đang truy cập: 128 - Tổng lượt truy cập: 9.123.456</p>"""
SHARE = '<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Zalo</a> <span>Chia sẻ</span> <a href="#">In trang</a></div>'


@dataclass(frozen=True)
class Parts:
    """A report's lines: headline, date line, what follows."""

    title: tuple[str, ...]
    stamp: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """All lines, in reading order."""
        return [*self.title, *self.stamp, *self.body]


def parted(text: str) -> Parts:
    """The lines of a report of news by their part."""
    reading = Reading.of(text)
    lines = [" ".join(text[slice(*reading.source.original(line.start, line.end))].split()) for line in reading.lines]
    kinds = [*layout_of(reading).kinds]
    titles = next((at for at, kind in enumerate(kinds) if kind != "title"), len(kinds))
    stamps = next((at for at, kind in enumerate(kinds) if at >= titles and kind != "stamp"), len(kinds))
    return Parts(tuple(lines[:titles]), tuple(lines[titles:stamps]), tuple(lines[stamps:]))


def _all(lines: tuple[str, ...], begin: str, end: str) -> str:
    return "\n".join(f"{begin}{escape(line, quote=False)}{end}" for line in lines)


def _page(head: str, body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>'


def blog(parts: Parts) -> str:
    """A blog system: semantic markup, comments below."""
    return _page(
        f"<title>{escape(' '.join(parts.title))} - Sở Y tế Đông Hà</title><style>p{{color:red}}</style>",
        f"""{NAV}<div id="page" class="site"><main><article class="post type-post"><header class="entry-header">
<h1 class="entry-title">{_all(parts.title, "", "<br>")}</h1><div class="entry-meta">{_all(parts.stamp, '<span class="posted-on">', "</span>")}</div></header>
<div class="entry-content">{_all(parts.body, "<p>", "</p>")}{SHARE}</div>
<footer class="entry-footer"><span class="tags-links">Từ khóa: <a href="#">hội nghị</a>, <a href="#">y tế</a></span></footer></article>
<div id="comments"><h3>Bình luận</h3><ol class="comment-list"><li><p>Bài viết rất hay, cảm ơn ban biên tập đã đưa tin.</p></li></ol></div></main>
<aside id="secondary" class="widget-area">{RELATED}</aside></div><footer id="colophon">{FOOTER}</footer>""",
    )


def forms(parts: Parts) -> str:
    """A portal of the years around 2010: one form, tables for the layout, names of its own."""
    return _page(
        "<title>Chi tiết tin</title><script>var a = '<p>không phải nội dung</p>';</script>",
        f"""<form id="aspnetForm"><table width="980"><tr><td colspan="2">{NAV}</td></tr><tr><td width="200" valign="top"><table><tr><td>
<a href="/a">Lịch công tác</a></td></tr><tr><td><a href="/b">Thủ tục hành chính</a></td></tr><tr><td><a href="/c">Hỏi đáp</a></td></tr></table></td>
<td valign="top"><div class="pathway"><a href="/">Trang chủ</a> &gt; <a href="/t">Tin tức</a></div>
<div><span class="lblTieuDe" style="font-size:14pt">{_all(parts.title, "<b>", "</b><br>")}</span></div>
{_all(parts.stamp, '<div><span class="ngaydang">', "</span></div>")}<div class="ms-rtestate-field"><div>{_all(parts.body, '<p style="text-align:justify"><span>&nbsp;&nbsp;&nbsp; ', "</span></p>")}</div></div>
<div class="toolbar"><a href="#">Bản in</a> | <a href="#">Quay lại</a></div>{RELATED}</td></tr><tr><td colspan="2">{FOOTER}</td></tr></table></form>""",
    )


def portlets(parts: Parts) -> str:
    """A portal of portlets: the lead in a paragraph of its own, related news within the same element."""
    lead, rest = parts.body[:1], parts.body[1:]
    return _page(
        f'<meta property="og:title" content="{escape(" ".join(parts.title))}"><title>Cổng thông tin điện tử</title>',
        f"""<div class="wrapper"><div class="banner"><h1>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH ĐÔNG HÀ</h1></div>{NAV}<div class="portlet-body">
<div class="asset-full-content"><h3 class="title">{_all(parts.title, "", "<br/>")}</h3>{_all(parts.stamp, '<p class="date">', "</p>")}{SHARE}
{_all(lead, '<p class="sapo"><strong>', "</strong></p>")}<div class="journal-content-article">{_all(rest, "<div>", "</div>")}</div>
<div class="tin-lien-quan">{RELATED}</div></div></div><div class="footer">{FOOTER}</div></div>""",
    )


def manager(parts: Parts) -> str:
    """A content manager: linked headline, details as a list of definitions, pager below."""
    return _page(
        f"<title>{escape(' '.join(parts.title))}</title>",
        f"""{NAV}<div class="container"><div class="row"><div class="col-md-9"><div class="item-page" itemscope>
<div class="page-header"><h2 itemprop="headline"><a href="/bai">{_all(parts.title, "", "<br>")}</a></h2></div><dl class="article-info muted">{_all(parts.stamp, '<dd class="published">', "</dd>")}</dl>
<div itemprop="articleBody">{_all(parts.body, "<p>", "</p>")}</div><ul class="pager pagenav"><li><a href="/p">Bài trước</a></li><li><a href="/n">Bài sau</a></li></ul></div></div>
<div class="col-md-3 sidebar">{RELATED}</div></div></div><footer>{FOOTER}</footer>""",
    )


def paper(parts: Parts) -> str:
    """A newspaper's site: date above the headline, byline apart, box of links within the text."""
    lead, rest = parts.body[:1], parts.body[1:]
    box = '<div class="box-related"><a href="/x">Thêm ba công trình thủy lợi được nâng cấp trước mùa mưa</a></div>'
    return _page(
        f'<meta property="og:title" content="{escape(" ".join(parts.title))} - Báo Đông Hà"><meta property="og:site_name" content="Báo Đông Hà">',
        f"""<header class="section top-header">{NAV}</header><section class="section page-detail"><div class="container"><div class="sidebar-1">
<h1 class="title-detail">{_all(parts.title, "", " ")}</h1><div class="header-content">{_all(parts.stamp, '<span class="date">', "</span>")}</div>
{_all(lead, '<p class="description">', "</p>")}<article class="fck_detail">{_all(rest[:2], '<p class="Normal">', "</p>")}{box}{_all(rest[2:], '<p class="Normal">', "</p>")}</article>
<div class="social_pin">{SHARE}</div><div id="box_comment">Ý kiến bạn đọc (0)</div></div><div class="sidebar-2">{RELATED}</div></div></section><footer>{FOOTER}</footer>""",
    )


def breaks(parts: Parts) -> str:
    """A page made by hand: line breaks instead of paragraphs, fonts, no names at all."""
    return _page(
        "<title>Untitled Document</title>",
        f"""<center>{NAV}</center><table border="0" width="100%"><tr><td><font face="Arial" size="4"><b>{_all(parts.title, "", "<br>")}</b></font><br>
<font size="2">{_all(parts.stamp, "<i>", "</i><br>")}{_all(parts.body, "", "<br><br>")}</font></td></tr></table><hr><center>{FOOTER}</center>""",
    )


def bare(parts: Parts) -> str:
    """What a word processor saves: nothing but the report."""
    return _page(
        '<meta name="Generator" content="Word"><title></title>',
        f"""<div class=WordSection1>{_all(parts.title, '<p class=MsoNormal align=center style="text-align:center"><b>', "<o:p></o:p></b></p>")}
{_all(parts.stamp, "<p class=MsoNormal><i>", "</i></p>")}{_all(parts.body, '<p class=MsoNormal style="text-indent:1cm"><span lang=VI>', "</span></p>")}</div>""",
    )


def fields(parts: Parts) -> str:
    """A system of fields: each line in nested elements named for the system, headline in the page's heading."""
    return _page(
        f"<title>{escape(' '.join(parts.title))} | Ủy ban nhân dân xã Tân Hòa</title>",
        f"""<div id="header">{NAV}</div><div class="region region-content"><h1 class="title" id="page-title">{_all(parts.title, "", " ")}</h1>
<div class="node node-tin-tuc"><div class="submitted">{_all(parts.stamp, "<span>", "</span>")}</div><div class="content clearfix"><div class="field field-name-body"><div class="field-items">
<div class="field-item even" property="content:encoded">{_all(parts.body, "<p>", "</p>")}</div></div></div></div><ul class="links inline"><li><a href="/l">Đăng nhập để gửi ý kiến</a></li></ul></div>
<div class="view view-tin-lien-quan">{RELATED}</div></div><div id="footer">{FOOTER}</div>""",
    )


def components(parts: Parts) -> str:
    """A page made of components, whose names say nothing."""
    return _page(
        "<title>Báo Ba Lòng</title>",
        f"""<div id="app"><header class="hd">{NAV}</header><main class="css-1x2"><section class="css-9zz"><h1 class="css-h">{_all(parts.title, "", " ")}</h1>
<div class="css-d">{_all(parts.stamp, '<p class="text-muted small">', "</p>")}</div><div class="css-body">{_all(parts.body, "<p>", "</p>")}</div></section>
<section class="css-rel">{RELATED}</section></main><footer>{FOOTER}</footer></div>""",
    )


def columns(parts: Parts) -> str:
    """Columns of a table, fonts, related news under a heading in the same cell."""
    return _page(
        "<title>.: Tin tức :.</title>",
        f"""<table width=100%><tr><td>{NAV}</td></tr><tr><td><table><tr><td width=20%><a href=1>Giới thiệu</a><br><a href=2>Tin tức</a></td>
<td><p class=MsoTitle><b><font color=red size=4>{_all(parts.title, "", "<br>")}</font></b></p>{_all(parts.stamp, "<p><i>", "</i></p>")}
{_all(parts.body, "<p align=justify><font face=Arial>", "</font></p>")}<p><a href="javascript:history.back()">Quay lại</a></p><hr><b>Các tin đã đăng:</b><br>{RELATED}</td>
<td width=20%><b>Liên kết website</b><br><select><option>Chính phủ</select></td></tr></table></td></tr><tr><td align=center>{FOOTER}</td></tr></table>""",
    )


PORTALS: dict[str, Callable[[Parts], str]] = {
    made.__name__: made for made in (blog, forms, portlets, manager, paper, breaks, bare, fields, components, columns)
}
