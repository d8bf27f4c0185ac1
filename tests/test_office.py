"""What goes through LibreOffice: errors that say what to do, and documents that would make it fetch, run or hang."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import readers
from extractor.errors import BrokenDocumentError, MissingReaderError, ReadError, UnsupportedFormatError
from extractor.readers import office
from tests.documents.parts import zipped
from tests.places import SAMPLES

SAMPLE = SAMPLES / "documents" / "short-doan-thanh-nien-01"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPE = "application/vnd.oasis.opendocument.text"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:dom="http://www.w3.org/2001/xml-events" '
    'xmlns:library="http://openoffice.org/2000/library"'
)
_ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}">{}</manifest:file-entry>'


def odt(body: str, scripts: str = "", more: dict[str, str] | None = None, inside: str = "") -> bytes:
    """An OpenDocument text; `more` files beside it, `inside` the manifest's entry of its content."""
    more = more or {}
    entries = [
        _ENTRY.format("/", TYPE, ""),
        _ENTRY.format("content.xml", "text/xml", inside),
        *(_ENTRY.format(n, "text/xml", "") for n in more),
    ]
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{"".join(entries)}</manifest:manifest>'
    content = f'<office:document-content {NAMES} office:version="1.2">{scripts}<office:body><office:text>{body}</office:text></office:body></office:document-content>'
    return zipped({"mimetype": TYPE, "content.xml": content, "META-INF/manifest.xml": manifest, **more})


@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".odt"])
def test_without_libreoffice_the_error_says_what_to_install(
    suffix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingReaderError, match=r"LibreOffice, which is not installed; .*libreoffice-writer-nogui"):
        readers.read(SAMPLE.with_suffix(suffix))


def encrypted_doc() -> bytes:
    data = bytearray(SAMPLE.with_suffix(".doc").read_bytes())
    data[data.index(b"\xec\xa5", 512) + 11] |= 1
    return bytes(data)


def spoiled() -> bytes:
    """An archive with its directory whole and its packed bytes not."""
    data = bytearray(odt(""))
    at = data.index(b"META-INF/manifest.xml") + 21
    data[at : at + 30] = bytes(30)
    return bytes(data)


def named(*streams: str) -> bytes:
    """A compound file with a directory of these streams, and nothing in them."""
    return OLE + bytes(504) + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


@pytest.mark.parametrize(
    ("data", "name", "error", "reason"),
    [
        # a password of each kind: Word of old, Word of today, LibreOffice
        (encrypted_doc(), "a.doc", BrokenDocumentError, "is encrypted; take its password off"),
        (named("EncryptionInfo", "EncryptedPackage"), "a.docx", BrokenDocumentError, "is encrypted"),
        (odt("", inside="<manifest:encryption-data/>"), "a.odt", BrokenDocumentError, "is encrypted"),
        (odt("<text:p>" + " " * 70_000_000 + "</text:p>"), "a.odt", BrokenDocumentError, "larger inside"),
        (odt("<text:p>" + " " * 5_000_000 + "</text:p>"), "a.odt", BrokenDocumentError, "times its size"),
        (odt("")[:200], "a.odt", BrokenDocumentError, "is damaged"),
        (spoiled(), "a.odt", BrokenDocumentError, "is damaged"),
        # sheets and slides are no reports
        (named("Workbook"), "a.doc", UnsupportedFormatError, "an old table or presentation"),
        pytest.param(named("WordDocument"), "a.doc", BrokenDocumentError, "LibreOffice cannot open it", marks=needs_office),
    ],
)  # fmt: skip
def test_refused(data: bytes, name: str, error: type[ReadError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        readers.read_bytes(data, name)


@needs_office
def test_an_rtf_file_under_any_name() -> None:
    data = rb"{\rtf1\ansi\ansicpg1252 Bi\u234?n b\u7843?n h\u7885?p\par N\u7897?i dung\par}"
    for name in ("a.rtf", "a.doc", "a.txt"):
        assert readers.read_bytes(data, name).text == "Biên bản họp\nNội dung\n"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the system does not tell of processes")
def test_libreoffice_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(BrokenDocumentError, match="takes longer than 1 seconds"):
        readers.read_bytes(rb"{\rtf1 A}", "a.rtf")
    child = (tmp_path / "child").read_text().strip()
    for _ in range(50):
        try:
            # One that is dead waits for its parent, which may be slow to ask.
            if "State:\tZ" in Path(f"/proc/{child}/status").read_text():
                return
        except FileNotFoundError:
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names that the library asks for

        def log_message(self, *_: object) -> None:
            """Tell nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


@needs_office
def test_nothing_is_fetched(server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    picture = f'<text:p>Họp<draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame></text:p>'
    section = '<text:section text:name="{0}"><text:section-source xlink:href="{1}"/><text:p>cũ</text:p></text:section>'
    body = picture + section.format("a", f"{address}/a.odt") + section.format("b", secret.as_uri())
    assert readers.read_bytes(odt(body), "a.odt").text.splitlines() == ["Họp", "cũ", "cũ"]
    fields = rb'{\rtf1{\*\template %s/t.dot}{\field{\*\fldinst INCLUDEPICTURE "%s/b.png"}{\fldrslt A}}\par{\field{\*\fldinst INCLUDETEXT "%s"}{\fldrslt B}}\par}'
    text = readers.read_bytes(fields % (address.encode(), address.encode(), str(secret).encode()), "a.rtf").text
    assert "bí mật" not in text
    assert asked == []


@needs_office
def test_macros_are_not_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    scripts = (
        '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
        'xlink:type="simple" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/></office:event-listeners></office:scripts>'
    )
    libraries = f"<library:libraries {NAMES}><library:library library:name='Standard' library:link='false'/></library:libraries>"
    library = f"<library:library {NAMES} library:name='Standard' library:readonly='false' library:passwordprotected='false'><library:element library:name='M'/></library:library>"
    code = f'Sub Main\nOpen "{ran}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub'
    module = f'<script:module {NAMES.replace("urn:oasis:names:tc:opendocument:xmlns:script:1.0", "http://openoffice.org/2000/script")} script:name="M" script:language="StarBasic">{code}</script:module>'
    more = {"Basic/script-lc.xml": libraries, "Basic/Standard/script-lb.xml": library, "Basic/Standard/M.xml": module}
    assert readers.read_bytes(odt("<text:p>Họp</text:p>", scripts, more), "a.odt").text == "Họp\n"
    assert not ran.exists()


@pytest.mark.skipif(os.name != "posix", reason="the system has no such bounds")
@pytest.mark.parametrize(("megabytes", "holds"), [(300, True), (1000, False)])
def test_what_runs_in_libreoffice_s_place_may_hold_only_so_much(megabytes: int, holds: bool) -> None:  # noqa: FBT001 - a column
    command = [*office._BOUNDED, sys.executable, "-c", f"bytearray({megabytes} << 20)"]  # noqa: SLF001 - what bounds it
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode == 0) is holds
    assert holds or b"MemoryError" in done.stderr
