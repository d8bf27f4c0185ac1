"""Legacy encodings: found and undone on long and short texts, and nothing else is touched."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Extractor, readers
from extractor.language.syllables import is_syllable
from extractor.readers import doubled, legacy
from extractor.text import SourceText
from tests.places import samples
from tests.test_readers import as_1258

VOWELS, TONES = "aăâeêioôơuưy", ["", *"\u0300\u0301\u0303\u0309\u0323"]
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)]
SMALL = [letter for letter in [*SMALL, "đ"] if not letter.isascii()]
LETTERS = [*SMALL, *map(str.upper, SMALL)]
TABLE_OF: dict[str, legacy.Legacy] = {one.name: one for one in legacy.encodings()}


@cache
def codes(name: str) -> dict[str, str]:
    """The code of each letter, the first where there are several."""
    found: dict[str, str] = {}
    for code, letter in TABLE_OF[name].letters.items():
        found.setdefault(letter, code)
    return found


def coded(text: str, name: str) -> str:
    """`text` in the encoding; TCVN3 has no capitals with tones, whose fonts show the small letters."""
    known = codes(name)
    if name == "viqr":
        text = re.sub(r"([\\.'`?~^(+])|(?<=[dD])(?=[dDđĐ])", r"\\\1", text)
    return "".join(known.get(char) or known.get(char.lower(), char) for char in unicodedata.normalize("NFC", text))


def twice(text: str) -> str:
    """`text` as programs make it that take UTF-8 for windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_there_are_134_letters() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viqr"])
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(name: str, letter: str) -> None:
    # in a word of capitals, for the sake of TCVN3
    word = f"TH{letter}NG" if letter.isupper() else f"th{letter}ng"
    assert TABLE_OF[name].decoded(coded(word, name)) == word


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_bytes_and_from_double_encoding(letter: str) -> None:
    word = f"th{letter}"
    text = f"Đề nghị {word}"
    assert doubled.undone(twice(text)) == text
    assert doubled.undone(twice(twice(text))) == text
    assert doubled.undone(text.encode().decode("latin-1")) == text
    found = legacy.from_bytes(as_1258(f"Hội nghị bàn về {letter}").encode("cp1258"))
    assert found is not None
    assert unicodedata.normalize("NFC", found[0]) == f"Hội nghị bàn về {letter}"


@pytest.mark.parametrize(
    ("code", "text", "encoding"),
    [
        # spelled by hand, not by our table: what fonts and programs of the time really wrote
        ("Héi nghÞ tæng kÕt c«ng t¸c n¨m 2016", "Hội nghị tổng kết công tác năm 2016", "utf-8+tcvn3"),
        ("Hoäi nghò toång keát coâng taùc naêm 2016", "Hội nghị tổng kết công tác năm 2016", "utf-8+vni"),
        ("Ho^.i nghi. to^?ng ke^'t co^ng ta'c na(m 2016", "Hội nghị tổng kết công tác năm 2016", "utf-8+viqr"),
        ("Há»™i nghá»‹ tá»•ng káº¿t", "Hội nghị tổng kết", "utf-8+utf-8"),
        # short: a headline of two words, one double-encoded letter
        ("Héi nghÞ", "Hội nghị", "utf-8+tcvn3"),
        ("Hoäi nghò", "Hoäi nghò", "utf-8"),  # one word proves nothing: the other is a syllable as it is
        ("Thá»© Hai", "Thứ Hai", "utf-8+utf-8"),
        # a font of capitals showed small letters as capitals
        ("Héi nghÞ\nTæNG KÕT N¡M HäC", "Hội nghị\nTỔNG KẾT NĂM HỌC", "utf-8+tcvn3"),
        ("HOÄI NGHÒ TOÅNG KEÁT", "HỘI NGHỊ TỔNG KẾT", "utf-8+vni"),
        # lines of both kinds in one document
        (
            "Hội nghị là dịp tổng kết.\nHéi nghÞ tæng kÕt.",
            "Hội nghị là dịp tổng kết.\nHội nghị tổng kết.",
            "utf-8+tcvn3",
        ),
        # a blank that binds was made a plain one on the way
        ("lÃ m viá»‡c vÃ há»\x8dp", "làm việc và họp", "utf-8+utf-8"),
        ("lÃ m viá»‡c vÃ  há»\x8dp táº¡i nhÃ .", "làm việc và họp tại nhà.", "utf-8+utf-8"),
        # a full stop behind a syllable that has its tone, and an escaped one
        (r"Ho^.i nghi. ke^'t thu'c ho^m nay\. Ca'm o+n Ba`.", "Hội nghị kết thúc hôm nay. Cám ơn Bà.", "utf-8+viqr"),
    ],
)
def test_known_spellings(code: str, text: str, encoding: str) -> None:
    plain = readers.read_bytes(code.encode(), "a.txt")
    assert (plain.text, plain.encoding) == (text, encoding)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.stem)
def test_whole_reports_come_back(sample: Any) -> None:
    text = unicodedata.normalize("NFC", sample.read_bytes().decode())
    for name in ("tcvn3", "vni", "viqr"):
        back, found = legacy.restored(coded(text, name))
        assert found == name
        # single capitals with tones are small letters in TCVN3, and no encoding has letters beyond its alphabet
        assert (back.lower() if name == "tcvn3" else back) == (text.lower() if name == "tcvn3" else text)
    assert legacy.restored(twice(text)) == (text, "utf-8")
    for name in ("tcvn3", "vni"):
        data = coded(text, name).encode("cp1252", "replace")
        plain = readers.read_bytes(data, "a.txt")
        assert plain.encoding == name
        assert is_near(plain.text.lower(), text.lower())


def is_near(left: str, right: str) -> bool:
    """Whether nearly all words are the same: what a code page lacks is lost."""
    pairs = list(zip(left.split(), right.split(), strict=True))
    return sum(a == b for a, b in pairs) >= 0.97 * len(pairs)


VOCABULARY = sorted({word for sample in samples() for word in re.findall(r"[^\W\d_]+", sample.read_bytes().decode())})
LOOSE = st.sampled_from(
    [" ", "\n", ", ", ". ", " «", "» ", "”", "… ", " – ", "(", ") ", "/", "²", "°", "®", "+", "^", "'", ".", "?"]
)


@settings(max_examples=400, deadline=None)
@given(
    pieces=st.lists(st.tuples(st.sampled_from(VOCABULARY), LOOSE), min_size=1, max_size=30),
    form=st.sampled_from(["NFC", "NFD"]),
    case=st.sampled_from([str, str.upper, str.title]),
)
def test_unicode_vietnamese_stays_as_it_is(
    pieces: list[tuple[str, str]], form: Any, case: Callable[[str], str]
) -> None:
    text = unicodedata.normalize(form, case("".join(word + loose for word, loose in pieces)))
    assert legacy.restored(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "Don't add the odd C++ file (f(a)), or x^2 + a^b; is it to be? No. O+ is a blood group.",
        "The café's résumé – naïve façade, “déjà vu”, El Niño, São Paulo, Köln, 10 m², 25 °C, © 2016 ®",
        "L'été dernier, où l'évêque français a visité le château; ça va ? Très bien, à bientôt.",
        "Größe, Straße, schön, für, über, Äpfel, ÄÖÜ. Åse og Øystein på Ærø.",
        "¿Qué año? El niño comió en el jardín. ¡Olé! «Sí», dijo.",
        "THỊ XÃ”, XÃ’ và XÃ… «quá»… “khá” n° 5 §3 ¶ ½ ×2",
        "Sang ngay 28/12/2016, So Y te to chuc hoi nghi. Co? Khong.",
        "dd mm yyyy; add; middle; buddha; O+ A+ B+; a(b), e^x",
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert legacy.restored(text) == (text, None)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_restored_to_text(text: str) -> None:
    back, found = legacy.restored(text)
    assert (found is None) == (back == text)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("nghiêng", True), ("Uỷ", True), ("Ủy", True), ("quyết", True), ("giữa", True), ("khuỷu", True),
        ("huyện", True), ("khoẻ", True), ("XOONG", True), ("y", True),
        ("được", True), ("hộp", True),
        ("hồp", False),  # a stopped syllable is never falling
        ("hộí", False), ("vôi2", False), ("tæng", False), ("résumé", False), ("", False), ("ngng", False),
    ],
)  # fmt: skip
def test_syllables(word: str, right: bool) -> None:  # noqa: FBT001 - a table of cases
    for form in ("NFC", "NFD"):
        assert is_syllable(unicodedata.normalize(form, word)) == right


def old_tones(text: str) -> str:
    """`text` with the tone marks of open syllables on the last vowel ("hoà", "thuỷ")."""

    def moved(match: re.Match[str]) -> str:
        first = unicodedata.normalize("NFD", match[1])
        return first[0] + unicodedata.normalize("NFC", match[2] + first[1])

    return re.sub(r"(?i)([òóỏõọ](?=[ae])|(?<!q)[ùúủũụ](?=y))([aey])(?!\w)", moved, text)


@pytest.mark.parametrize("sample", samples()[::4], ids=lambda sample: sample.stem)
def test_old_and_new_tone_placement_give_the_same_values(by_rules: Extractor, sample: Any) -> None:
    new = unicodedata.normalize("NFC", sample.read_bytes().decode())
    old = old_tones(new)

    def told(text: str) -> Any:
        record = json.loads(by_rules.extract(text).model_dump_json())
        del record["id"], record["source"]["sha256"]
        return json.loads(SourceText.of(json.dumps(record, ensure_ascii=False)).folded)

    assert told(old) == told(new)
