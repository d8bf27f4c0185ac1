"""The sample documents that are text: saved pages, mails, web archives, Markdown, legacy encodings.

    python -m tests.documents.saved

writes them to samples/documents/ anew. The same report gives the same bytes.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from tests import usage
from tests.documents.make import FOLDER, PAPERS, report
from tests.documents.word import parted as columns
from tests.portals import PORTALS, Parts, parted
from tests.test_encodings import coded
from tests.test_readers import as_1258

NEWS, PAPER = "review-so-y-te-01", "notice-ubnd-tinh-01"
_DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def parts(stem: str) -> Parts:
    """The lines of a sample report of news."""
    return parted(report(stem))


def page(stem: str) -> bytes:
    """A page of a portal, with what portals state about it."""
    stated = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2018-01-13T07:20:00+07:00"}</script>'
    return PORTALS["portlets"](parts(stem)).replace("<title>", f"{stated}<title>").encode()


def paper(stem: str) -> bytes:
    """A formal paper that a word processor has saved as a page: head and signatures in tables."""
    lines = columns(report(stem), *PAPERS[stem])

    def table(sides: tuple[list[str], list[str]]) -> str:
        cells = "".join(f"<td width=50%>{''.join(f'<p>{escape(line)}</p>' for line in side)}</td>" for side in sides)
        return f"<table border=0 width=100%><tr>{cells}</tr></table>" if any(sides) else ""

    body = "\n".join(f"<p class=MsoNormal><span lang=VI>{escape(line)}</span></p>" for line in lines.text)
    head = '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">'
    markup = f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>{head}</head><body lang=VI><div class=WordSection1>"
    return f"{markup}{table(lines.head)}{body}{table(lines.foot)}</div></body></html>".encode()


def archive(stem: str) -> bytes:
    """A web archive as Chromium saves it: the page and a picture."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://soyte.example.vn/tin-tuc/chi-tiet?id=117"
    message["Subject"] = "Chi tiết tin"
    message["Date"] = "Mon, 15 Jan 2018 09:00:00 +0700"
    message.set_content(PORTALS["forms"](parts(stem)), subtype="html", cte="quoted-printable")
    message.add_related(_DOT, "image", "png")
    return _whole(message, "Archive")


def mail(stem: str) -> bytes:
    """A mail with the report as page and as text, and with a document attached."""
    lines = report(stem).splitlines()
    message = EmailMessage(policy=SMTP)
    message["From"] = "Văn phòng Sở <vanphong@soyte.example.vn>"
    message["To"] = "phongvien@bao.example.vn"
    message["Subject"] = "Fwd: Tin hội nghị tổng kết công tác y tế"
    message["Date"] = "Sat, 13 Jan 2018 07:20:00 +0700"
    message["Message-ID"] = "<1@soyte.example.vn>"
    message.set_content("\n".join(lines), cte="base64")
    message.add_alternative(PORTALS["bare"](parts(stem)), subtype="html", cte="base64")
    message.add_attachment(b"%PDF-1.4\n%%EOF\n", "application", "pdf", filename="Báo cáo tổng kết.pdf")
    return _whole(message, "Mail")


def _whole(message: EmailMessage, mark: str) -> bytes:
    """The message with boundaries that do not change."""
    data = message.as_bytes()
    for number, boundary in enumerate(dict.fromkeys(re.findall(rb'boundary="([^"]+)"', data))):
        data = data.replace(boundary, f"----{mark}{number}".encode())
    return data


def markdown(stem: str) -> bytes:
    """The report in Markdown."""
    found = parts(stem)
    blocks = [f"# {' '.join(found.title)}", *(f"*{line}*" for line in found.stamp), *found.body]
    return ("\n\n".join(blocks) + "\n").encode()


SAVED: dict[str, Callable[[], bytes]] = {
    f"{NEWS}.html": lambda: page(NEWS),
    f"{PAPER}.html": lambda: paper(PAPER),
    f"{NEWS}.mht": lambda: archive(NEWS),
    f"{NEWS}.eml": lambda: mail(NEWS),
    f"{NEWS}.md": lambda: markdown(NEWS),
    f"{NEWS}.windows-1258.txt": lambda: as_1258(report(NEWS)).encode("cp1258"),
    f"{NEWS}.vni.txt": lambda: coded(report(NEWS), "vni").encode("cp1252"),
    f"{NEWS}.viqr.txt": lambda: coded(report(NEWS), "viqr").encode(),
    f"{NEWS}.tcvn3.txt": lambda: coded(report(NEWS), "tcvn3").encode("cp1252"),
}


def main() -> None:
    """Write them all."""
    usage.parser(__doc__).parse_args()
    for name, make in SAVED.items():
        (FOLDER / name).write_bytes(make())
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
