"""The sample documents: sample reports as offices keep them.

    python -m tests.documents.make

writes samples/documents/ anew, with LibreOffice. Times of making are taken out,
so that the same programs and fonts give the same bytes (but for RTF, in which
LibreOffice orders colours by chance).
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image

from tests import usage
from tests.documents.word import parted, word
from tests.places import SAMPLES

FOLDER = SAMPLES / "documents"
# Lines of the left column of the head and of the right column of the signatures, where the text does not tell by tabs.
PAPERS: dict[str, tuple[int | None, int | None]] = {
    "minutes-benh-vien-01": (2, None),
    "minutes-chi-bo-01": (None, None),
    "minutes-dai-hoi-co-dong-01": (None, None),
    "minutes-hdnd-xa-01": (3, None),
    "minutes-hoi-dong-quan-tri-01": (3, None),
    "minutes-hoi-dong-truong-01": (None, None),
    "minutes-to-dan-pho-01": (2, None),
    "minutes-toa-an-01": (2, None),
    "minutes-ubnd-xa-01": (None, None),
    "minutes-xa-giai-phong-mat-bang-01": (2, None),
    "notice-so-01": (None, None),
    "notice-tinh-uy-01": (None, None),
    "notice-truong-dai-hoc-01": (3, 3),
    "notice-ubnd-tinh-01": (None, None),
}
NEWS = ("review-so-y-te-01", "session-hdnd-huyen-01", "short-doan-thanh-nien-01", "dialogue-ubnd-thanh-pho-01")
# What is kept as DOCX and PDF; the others are made by the tests, as DOCX.
KEPT = (
    "minutes-chi-bo-01",
    "minutes-dai-hoi-co-dong-01",
    "minutes-hoi-dong-truong-01",
    "minutes-xa-giai-phong-mat-bang-01",
    "notice-so-01",
    "notice-truong-dai-hoc-01",
    "notice-ubnd-tinh-01",
    *NEWS,
)
# What is kept in the formats that only LibreOffice reads, and as a scan.
OFFICE = ("notice-ubnd-tinh-01", "short-doan-thanh-nien-01")
SCANNED = "notice-ubnd-tinh-01"
HEAD_OF_SCANNED = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH HÀ KHÊ",
    "Số: 118/TB-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Khê, ngày 11 tháng 3 năm 2024",
    "THÔNG BÁO",
]
_DPI = 200

_FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "pdf": "pdf"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_at(stem: str) -> Path:
    """Where a sample report stands."""
    file = SAMPLES / "reports" / f"{stem}.txt"
    return file if file.exists() else SAMPLES / "papers" / "reports" / f"{stem}.txt"


def report(stem: str) -> str:
    """The sample report with plain line ends and composed letters, as word processors write them."""
    text = report_at(stem).read_bytes().decode()
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def docx_of(stem: str) -> bytes:
    """A sample report as a Word document."""
    return word(parted(report(stem), *PAPERS.get(stem, (None, None))))


def converted(files: list[Path], suffix: str) -> None:
    """Make LibreOffice write the documents beside themselves in another format."""
    folder = files[0].parent
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    subprocess.run(
        [*command, _FILTERS[suffix], "--outdir", folder, *files], check=True, capture_output=True, timeout=300
    )
    for file in files:
        made = file.with_suffix(f".{suffix}")
        made.write_bytes(_TIMELESS[suffix](made.read_bytes()))


def _timeless_pdf(data: bytes) -> bytes:
    """A PDF without the day and the identity of its making; of the same length, for the table of its objects."""
    data = re.sub(
        rb"(?<=\()D:\d{14}[^)]*(?=\))", lambda day: b"D:20250101000000Z".ljust(len(day[0]), b"'")[: len(day[0])], data
    )
    return re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)


def _timeless_odt(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as steadied:
        for info in archive.infolist():
            if info.filename.startswith("Thumbnails") or info.is_dir():
                continue
            content = archive.read(info)
            if info.filename == "meta.xml":
                content = re.sub(
                    rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z?(?=<)|PT?\d[\dHMS.]*S", b"2025-01-01T00:00:00", content
                )
            if info.filename == "settings.xml":
                content = re.sub(
                    rb'(?<="Rsid" config:type="int">)\d+|(?<="RsidRoot" config:type="int">)\d+', b"1", content
                )
            steadied.writestr(zipfile.ZipInfo(info.filename, _EPOCH), content, info.compress_type)
    return out.getvalue()


def _timeless_rtf(data: bytes) -> bytes:
    return re.sub(rb"\{\\(?:creatim|revtim|printim)[^}]*\}", b"", data)


_TIMELESS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": _timeless_pdf,
    "odt": _timeless_odt,
    "rtf": _timeless_rtf,
    "doc": bytes,
}


def scanned(data: bytes) -> bytes:
    """The pages of a PDF as pictures in black and white, in a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        pictures = [page.render(scale=_DPI / 72).to_pil().convert("L") for page in document]
    pictures = [
        picture.point(lambda grey: 255 * (grey > 150)).convert("1", dither=Image.Dither.NONE) for picture in pictures
    ]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=_DPI, save_all=True, append_images=pictures[1:])
    return _timeless_pdf(out.getvalue())


def main() -> None:
    """Write all sample documents."""
    usage.parser(__doc__).parse_args()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{stem}.docx" for stem in KEPT]
        for file in files:
            file.write_bytes(docx_of(file.stem))
        converted(files, "pdf")
        for suffix in ("odt", "rtf", "doc"):
            converted([file for file in files if file.stem in OFFICE], suffix)
        (Path(folder) / f"{SCANNED}.scan.pdf").write_bytes(scanned((Path(folder) / f"{SCANNED}.pdf").read_bytes()))
        for file in sorted(Path(folder).iterdir()):
            if file.is_file():
                (FOLDER / file.name).write_bytes(file.read_bytes())
                print(f"wrote {file.name}")


if __name__ == "__main__":
    main()
