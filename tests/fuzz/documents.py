"""Documents that have been tampered with, and what has to hold for each.

The readers work in this process, where they can be watched: see `holes`.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from tests.hostile.documents import CASES
from tests.places import SAMPLES

# What is longer only takes longer.
_LONGEST_SEED = 70_000
_LONGEST = 300_000
_CHANGES = 6
_PIECES = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999999999999", b"1e999", b"\xed\xa0\x80", "\u202e".encode(), "\u0301".encode(), "\u0110\u1ea1i".encode(),
    b"&#0;", b"&e;", b"<!--", b"]]>", b"<![CDATA[", b"<p>", b"</p>", b"<table><tr><td colspan=99999>", b"</td></tr></table>", b"<script>", b"<meta charset=utf-7>",
    b"<w:tbl>", b"</w:tbl>", b"<w:tc>", b"</w:tc>", b"<w:p/>", b'<w:gridSpan w:val="-5"/>', b"<w:vMerge/>", b'w:val="x"', b'w:val=""', b'<w:numId w:val="7"/>', b"<w:footnoteReference/>",
    b"stream\n", b"endstream", b"endobj", b"1 0 R", b"0 0 R", b"/Kids[1 0 R]", b"<<", b">>", b"[", b"]", b"(", b")", b"BT", b"ET", b"Tj", b" Td ", b"Q", b"/FlateDecode", b"-9e9 ",
    b"\r\n\r\n", b"--", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", b"Content-Transfer-Encoding: base64\r\n\r\n", b"charset=utf-7", b"=?utf-8?b?/w==?=", b"filename*=utf-8''%ff",
    b"> ", b"- ", b"| a | b |\n|---|---|\n", b"```", b"[a](b)", b"![", b"<br>", b"---\ntitle: ", b"{\\rtf1", b"\\bin99999 ", b"{\\*", b"}",
)  # fmt: skip
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the sample documents."""
    files = sorted((SAMPLES / "documents").iterdir())
    return tuple((file.name, data) for file in files if len(data := file.read_bytes()) <= _LONGEST_SEED)


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the sample documents and of the smaller hostile ones."""
    # What only the bounds on a helper's time and memory end is not for this process.
    hostile = [case for case in CASES if not re.search("longer than|memory", case.outcome)]
    return (*samples(), *((case.name, data) for case in hostile if len(data := case.make()) <= _LONGEST_SEED))


def made(random: Random) -> tuple[str, bytes]:
    """A document that has been tampered with; at times under the suffix of another format."""
    name, data = random.choice(seeds())
    if random.random() < 0.05:
        name = random.choice(seeds())[0]
    return Path(name).name, tampered(data, random)


def tampered(data: bytes, random: Random) -> bytes:
    """Bytes that have been changed, as a whole or within a part that is packed."""
    kind = random.random()
    if kind < 0.8 and data.startswith(b"PK"):
        return _tampered_archive(data, random)
    if kind < 0.6 and data.startswith(b"%PDF"):
        return _tampered_stream(data, random)
    return changed(data, random)


def changed(data: bytes, random: Random) -> bytes:
    """Bytes of which some are changed, cut, doubled, or set between others."""
    for _ in range(random.randrange(1, _CHANGES)):
        at = random.randrange(len(data) + 1)
        until = min(len(data), at + random.choice((1, 1, 4, 20, 200, 2000)))
        kind = random.randrange(6)
        if kind == 0:
            data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + data[until:]
        elif kind == 2:
            data = data[:until] + data[at:until] * random.choice((1, 1, 3, 30)) + data[until:]
        elif kind in (3, 4):
            data = data[:at] + random.choice(_PIECES) * random.choice((1, 1, 1, 2, 200)) + data[at:]
        else:
            data = data[:at] + random.choice(_PIECES) + data[until:]
        data = data[:_LONGEST]
    return data


def _tampered_archive(data: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {one.filename: archive.read(one) for one in archive.infolist() if one.file_size <= _LONGEST}
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, lzma.LZMAError, struct.error, zlib.error):
        return changed(data, random)
    if parts:
        # The text is what a reader works on most.
        chosen = random.choice(
            [*parts, *[name for name in parts if name.endswith(("document.xml", "content.xml"))] * 4]
        )
        parts[chosen] = changed(parts[chosen], random)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _tampered_stream(data: bytes, random: Random) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return changed(data, random)
    chosen = random.choice(streams)
    try:
        packed = zlib.compress(changed(zlib.decompress(chosen[1]), random))
    except zlib.error:
        packed = changed(chosen[1], random)
    return data[: chosen.start(1)] + packed + data[chosen.end(1) :]
