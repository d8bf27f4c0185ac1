"""The Python API: one text, one file, a stream."""

from __future__ import annotations

import gc
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import extractor as package
from extractor import Extractor, MeetingReport, ReadError, extract
from extractor.errors import EmptyTextError, TooLongError, UnreadableFileError
from extractor.language.reading import Reading
from extractor.pipeline import Profile
from tests.places import samples

SAMPLE = samples()[0]
TEXT = SAMPLE.read_bytes().decode()


def test_a_text_has_the_beginning_of_its_hash_for_an_id() -> None:
    report = extract(TEXT)
    whole = sha256(TEXT.encode()).hexdigest()
    assert (report.id, report.source.sha256, report.source.path) == (whole[:16], whole, None)
    assert (report.source.characters, report.source.encoding, report.source.media_type) == (
        len(TEXT),
        "utf-8",
        "text/plain",
    )
    assert (report.extractor.version, report.extractor.profile) == (package.__version__, "default")


def test_a_profile_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no profile 'fast'; say one of default, rules"):
        Extractor("fast")  # type: ignore[arg-type]


def test_a_file_gives_the_same_record_under_its_own_name(extractor: Extractor) -> None:
    by_file, by_text = extractor.extract_file(SAMPLE), extractor.extract(TEXT)
    assert (by_file.id, by_file.source.path) == (SAMPLE.stem, SAMPLE.as_posix())
    assert by_file.model_copy(update={"id": by_text.id, "source": by_text.source}) == by_text


def test_a_stream_is_read_as_it_comes(extractor: Extractor) -> None:
    taken: list[str] = []

    def texts() -> object:
        for text in (TEXT, "Một dòng.", TEXT):
            taken.append(text)
            yield text

    reports = extractor.pipe(texts())  # type: ignore[arg-type]
    first = next(reports)
    assert len(taken) == 1
    assert [first, *reports] == [extract(text) for text in taken]


def test_profiles(extractor: Extractor) -> None:
    rules = Extractor(profile="rules").extract(TEXT)
    assert rules.extractor.profile == "rules"
    assert isinstance(extractor.extract(TEXT), MeetingReport)


def test_errors_are_of_one_tree(tmp_path: Path) -> None:
    small = Extractor(limit=10)
    with pytest.raises(EmptyTextError):
        small.extract(" ")
    with pytest.raises(TooLongError):
        small.extract("hơn mười byte")
    with pytest.raises(UnreadableFileError) as raised:
        small.extract_file(tmp_path / "missing.txt")
    assert isinstance(raised.value, ReadError)
    assert isinstance(raised.value, package.ExtractorError)


def test_a_text_longer_than_spacy_takes_by_default(extractor: Extractor) -> None:
    long = "Ông A phát biểu tại hội nghị. " * 40_000
    assert extractor.extract(long).source.characters == len(long) > 1_000_000


@pytest.mark.parametrize(
    "code",
    [
        "import extractor",
        "import extractor.cli",
        "from extractor import ReadError, ExtractorError",
        "import sys; sys.argv = ['extractor', '--help']\ntry:\n import extractor.cli; extractor.cli.main()\nexcept SystemExit: pass",
    ],
)
def test_importing_is_cheap(code: str) -> None:
    heavy = "import sys; heavy = {'spacy', 'dateparser', 'pydantic'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{heavy}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_names_of_the_package() -> None:
    assert all(getattr(package, name) is not None for name in package.__all__)
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_word_forms_do_not_pile_up() -> None:
    extractor = Extractor(profile="rules")
    extractor.extract(TEXT)
    known = len(extractor._nlp.vocab.strings)  # noqa: SLF001 - nothing else shows it
    for number in range(10):
        extractor.extract(" ".join(f"chữ{number}số{word}" for word in range(50)))
    assert len(extractor._nlp.vocab.strings) == known  # noqa: SLF001


@pytest.mark.parametrize("profile", ["rules", "default"])
def test_nothing_of_a_report_outlives_its_record(profile: Profile) -> None:
    """No cache and no cycle keeps a reading: its memory is the next report's, and no text stays behind."""
    extractor = Extractor(profile)
    gc.collect()
    gc.disable()
    try:
        for file in samples():
            extractor.extract_file(file)
        assert not [kept for kept in gc.get_objects() if isinstance(kept, Reading)]
    finally:
        gc.enable()
