"""Old Word documents, RTF and ODT: LibreOffice makes them DOCX, where it is installed.

It works in a folder of its own with a profile of its own, in which macros,
links to other files and every connection but to a dead address are off, and it
is ended when it takes too long.
"""

from __future__ import annotations

import lzma
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import BrokenDocumentError, MissingReaderError
from extractor.readers import guard
from extractor.readers.ooxml import check
from extractor.readers.registry import WRAPPING

if TYPE_CHECKING:
    from extractor.readers.plain import Content

SECONDS = 25
"""How long LibreOffice may take for a document."""

MEMORY = 900 << 20
"""How many bytes of data each of LibreOffice's processes may hold (not on Windows); papers take 160 MB of them."""

# More than that of addresses, for programs and libraries have theirs.
_ADDRESSES = 2 << 30
# A shell that sets the bounds, in kilobytes, for the program that takes its place.
_BOUNDED = ("/bin/sh", "-c", f'ulimit -v {_ADDRESSES >> 10}; ulimit -d {MEMORY >> 10}; exec "$@"', "sh")
_INSTALL = (
    "install it (Debian: apt-get install --no-install-recommends libreoffice-writer-nogui), or save the file as DOCX"
)
_ANEW = "open it in Word or LibreOffice and save it as DOCX"
_PASSWORD = "take its password off and save it anew"  # noqa: S105 - advice, no password

# By the settings of LibreOffice: path, name, value.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    *(("org.openoffice.Inet/Settings", f"ooInet{of}ProxyName", "127.0.0.1") for of in ("HTTP", "HTTPS", "FTP")),
    *(("org.openoffice.Inet/Settings", f"ooInet{of}ProxyPort", "9") for of in ("HTTP", "HTTPS", "FTP")),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)

# What compound files say of themselves: a document encrypted as a whole, or a text whose header says so. Sources:
# [MS-CFB] 2.2 and 2.6.1 (size of sectors, entries of the directory), [MS-DOC] 2.5.2 (the flags in FibBase).
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE, _TEXT = "EncryptedPackage".encode("utf-16-le"), "WordDocument\0".encode("utf-16-le")
_SECTOR_SHIFT, _START, _FLAGS, _IS_ENCRYPTED = 30, 116, 11, 0x01


def read(data: bytes, name: str, limit: int) -> Content:
    """The text of the document as LibreOffice understands it.

    Raises `MissingReaderError` where LibreOffice is not installed,
    `BrokenDocumentError` for what is encrypted, damaged or too large inside,
    and what `guard.read` raises.
    """
    suffix = _suffix(data, name, limit)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingReaderError(name, "is read through LibreOffice, which is not installed", _INSTALL)
    try:
        made = _docx(program, data, suffix, WRAPPING * limit)
    except subprocess.TimeoutExpired as error:
        raise BrokenDocumentError(name, f"takes longer than {SECONDS} seconds", _ANEW) from error
    except OSError as error:
        raise MissingReaderError(
            name, f"is read through LibreOffice, which does not run ({error})", _INSTALL
        ) from error
    if made is None:
        raise BrokenDocumentError(name, "is damaged: LibreOffice cannot open it", _ANEW)
    if len(made) > WRAPPING * limit:
        raise BrokenDocumentError(name, "is larger inside than it may be", "split it, or raise the limit")
    return guard.read("docx", made, name, limit)


def _docx(program: str, data: bytes, suffix: str, most: int) -> bytes | None:
    """The DOCX that LibreOffice makes of a document, not read far beyond `most` bytes; None where it makes none."""
    # LibreOffice may be writing into its profile while it is ended.
    with tempfile.TemporaryDirectory(prefix="extractor-", ignore_cleanup_errors=True) as folder:
        made = _converted(program, Path(folder), data, suffix)
        if made is None:
            return None
        with made.open("rb") as file:
            return file.read(most + 1)


def _suffix(data: bytes, name: str, limit: int) -> str:
    """The suffix that tells LibreOffice what the file is; errors for what need not be tried."""
    if data.startswith(_COMPOUND):
        if _ENCRYPTED_PACKAGE in data or _is_encrypted(data):
            raise BrokenDocumentError(name, "is encrypted", _PASSWORD)
        return ".doc"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check(archive, name, WRAPPING * limit)
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        lzma.LZMAError,
        struct.error,
        zlib.error,
    ) as error:
        raise BrokenDocumentError(name, f"is damaged ({error})", _ANEW) from error
    if b"encryption-data" in manifest:
        raise BrokenDocumentError(name, "is encrypted", _PASSWORD)
    return ".odt"


def _is_encrypted(data: bytes) -> bool:
    """Whether the header of an old Word document's text says that it is encrypted."""
    entry = data.find(_TEXT)
    sector = int.from_bytes(data[entry + _START : entry + _START + 4], "little")
    flags = ((sector + 1) << min(data[_SECTOR_SHIFT], 12)) + _FLAGS
    return entry >= 0 and bool(data[flags : flags + 1]) and bool(data[flags] & _IS_ENCRYPTED)


def _converted(program: str, folder: Path, data: bytes, suffix: str) -> Path | None:
    """The DOCX that LibreOffice makes in `folder` of a document, None where it makes none. Raises `TimeoutExpired`."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    (folder / f"in{suffix}").write_bytes(data)
    dead = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    process = subprocess.Popen(  # noqa: S603 - the arguments are ours, the file's name is too
        [
            *(_BOUNDED if os.name == "posix" else ()),
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            *("--convert-to", "docx:MS Word 2007 XML"),
            *("--outdir", str(folder / "out")),
            str(folder / f"in{suffix}"),
        ],
        cwd=folder,
        env={**os.environ, **dead, "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    finally:
        _end(process)
    made = folder / "out" / "in.docx"
    return made if made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):  # there are none left
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
