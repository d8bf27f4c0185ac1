"""The helper process: what it lets through, what becomes of documents that drive it into the ground."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest

from extractor import readers
from extractor.errors import BrokenDocumentError, MissingReaderError, UnreadableFileError
from extractor.readers import guard, registry, sniffing
from extractor.readers.plain import Content
from tests.documents.parts import docx, paragraph

# Readers that do what libraries do with hostile documents; the helper finds them by the path it is given.
DEEDS = {
    "endless": "while True: pass",
    "sleeping": "import time; time.sleep(1000)",
    "greedy": "return [bytes(1 << 28) for _ in range(64)]",
    "crashing": "import os; os.abort()",
    "silent": "import os; os._exit(0)",
    "chatty": "import sys; print('{}'); sys.stdout.flush(); return Content(data.decode(), 'utf-8')",
    "raising": "raise KeyError('Root')",
    "lacking": "import no_such_library",
    "dated": "return Content('A', 'utf-8', 'B', __import__('datetime').datetime(2024, 5, 3, 8, 0), (Doubt('lunar_date', None, 'C'),))",
}


@pytest.fixture(autouse=True)
def with_deeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the helper so that it finds the deeds as modules of `extractor.readers`."""
    head = "from extractor.findings import Doubt\nfrom extractor.readers.plain import Content\n"
    for name, deed in DEEDS.items():
        (tmp_path / f"{name}.py").write_text(f"{head}\ndef read(data, name, limit):\n    {deed}\n")
    start = f"import extractor.readers; extractor.readers.__path__.append({str(tmp_path)!r}); "
    monkeypatch.setattr(guard, "_START", guard._START.replace("from extractor", f"{start}from extractor"))  # noqa: SLF001 - the only way in
    monkeypatch.setattr(guard, "_helper", guard._Helper())  # noqa: SLF001 - the same


def read(deed: str, seconds: int = 20) -> Content:
    return guard.read(deed, b"Bi\xc3\xaan", "a.x", 100, seconds)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("endless", "takes longer than 1 seconds"),
        ("sleeping", "takes longer than 1 seconds"),
        ("greedy", "takes more than 1024 MB of memory"),
        ("crashing", "makes the library that reads it fail"),
        ("silent", "makes the library that reads it fail"),
        ("raising", "is damaged .KeyError: 'Root'."),
    ],
)
def test_a_document_that_breaks_the_helper_is_an_error_and_the_next_one_is_read(deed: str, reason: str) -> None:
    with pytest.raises(BrokenDocumentError, match=reason) as raised:
        read(deed, 1 if deed in ("endless", "sleeping") else 20)
    assert raised.value.path == "a.x"
    assert read("chatty").text == "Biên"


def test_everything_that_a_reader_says_comes_through() -> None:
    content = read("dated")
    assert (content.text, content.title, str(content.published)) == ("A", "B", "2024-05-03 08:00:00")
    assert [(doubt.code, doubt.message) for doubt in content.doubts] == [("lunar_date", "C")]


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModuleNotFoundError) as raised:
        read("lacking")
    assert raised.value.name == "no_such_library"
    form = registry.Format("a Word document", "a/b", (), "lacking", sniffing.begins(b"x"), "documents", guarded=True)
    monkeypatch.setattr(registry, "FORMATS", (form,))
    with pytest.raises(
        MissingReaderError, match=r"no_such_library.*pip install 'meeting-minutes-extractor\[documents\]'"
    ):
        readers.read_bytes(b"x", "a.docx")


def test_threads_share_the_helper() -> None:
    documents = [docx(paragraph(f"Số {number}")) for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        plains = pool.map(lambda data: readers.read_bytes(data, "a.docx").text, documents)
    assert [*plains] == [f"Số {number}\n" for number in range(40)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_fork_has_a_helper_of_its_own() -> None:
    code = """
        import os, sys
        from extractor import readers
        data = sys.stdin.buffer.read()
        readers.read_bytes(data, "a.docx")
        child = os.fork()
        for _ in range(20):
            assert readers.read_bytes(data, "a.docx").text == "Biên bản\\n"
        if child:
            assert os.waitpid(child, 0)[1] == 0
            readers.read_bytes(data, "a.docx")
    """
    subprocess.run([sys.executable, "-c", dedent(code)], input=docx(paragraph("Biên bản")), check=True, timeout=60)


def test_modules_in_the_folder_of_the_documents_are_not_run(tmp_path: Path) -> None:
    for name in ("json", "zipfile", "lxml", "subprocess"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\n")
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Biên bản")))
    code = "import sys; sys.path[:] = sys.argv[1:]; from extractor import readers; from pathlib import Path; print(readers.read(Path('a.docx')).text)"
    paths = [path for path in sys.path if path]
    done = subprocess.run([sys.executable, "-c", code, *paths, ""], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "Biên bản"
    assert not (tmp_path / "ran").exists()


def test_an_answer_that_nobody_waited_for_is_not_given_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = guard._exchange  # noqa: SLF001 - where the wait is

    def interrupted(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> bytes:
        exchange(process, head, data)
        raise KeyboardInterrupt

    monkeypatch.setattr(guard, "_exchange", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read("dated")
    monkeypatch.setattr(guard, "_exchange", exchange)
    assert read("chatty").text == "Biên"


def test_no_process_is_an_error_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    with pytest.raises(UnreadableFileError, match="cannot be started"):
        read("chatty")
