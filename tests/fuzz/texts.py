"""Texts that nobody writes but everybody may send: made by chance that repeats itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

# What the rules look for, and what parts it from what it is not.
WORDINGS = (
    "Sáng ngày 28/12/2016, ", "chiều 31/02/2020", "từ ngày 5 đến ngày 7/3", "mùng 5 tháng Giêng", "(13/13/2013 25:61:61 PM)", "Thứ Năm, 28/06/2018, 08:00",
    "Sở Y tế tỉnh An Bình tổ chức hội nghị tổng kết ", "UBND huyện ", "HĐND xã khóa XX ", "Tham dự hội nghị có đại diện lãnh đạo ", "các phòng, ban, đoàn thể",
    "ông Nguyễn Văn A, Phó Chủ tịch UBND tỉnh", "Trương Văn B Thứ trưởng", "Kết luận hội nghị, Giám đốc Sở đề nghị ", "yêu cầu: ", "giao Sở Tài chính trước ngày 30/6",
    "khó khăn, vướng mắc như: ", "kiến nghị về ", "thảo luận về ", "với chủ đề “", "”", 'phương châm "', "BIÊN BẢN", "THÔNG BÁO", "Số: 15/TB-UBND", "Nơi nhận:", "Chủ tọa: ",
    "Thư ký: ", "Biểu quyết: 45/50 đồng ý (90%)", "I. THÀNH PHẦN", "1. ", "a) ", "- ", "• ", "; ", ". ", "…", ": ", "\n", "\r\n\r\n", "\t", "Ảnh: ", "(", ")", "[", "«", "”.", "12,5%", "25/30 xã",
)  # fmt: skip
_ODD = (
    "\u200b", "\u200d", "\ufeff", "\u202e", "\u2066", "\u2069", "\u00a0", "\u3000", "\u2028", "\x85", "\x0b", "\x1c", "\x00", "\x1b[31m", "\u0301", "\u0323\u0302", "\u0300" * 40,
    "\U0001f600", "\ud800", "\udfff", "ﬀ", "Ǆ", "İ", "ß", "\u0345", "𝐇", "١٢/٣", "２８/１２", "đ\u0301", "ớ", "ớ",
)  # fmt: skip


def chances(random: Random) -> str:
    """Characters of any plane, lone surrogates and controls among them."""
    return "".join(
        chr(random.choice((random.randrange(0x250), random.randrange(0x110000))))
        for _ in range(random.randrange(1, 80))
    )


def shuffled(random: Random) -> str:
    """Wordings of reports in any order, with odd characters between."""
    pieces = random.choices(WORDINGS, k=random.randrange(1, 12))
    for _ in range(random.randrange(4)):
        pieces.insert(random.randrange(len(pieces) + 1), random.choice(_ODD))
    return unicodedata.normalize(random.choice(("NFC", "NFD", "NFKC")), "".join(pieces))


def nested(random: Random) -> str:
    """Quotes and brackets that open hundreds deep and close somewhere else."""
    opening, closing = random.choice(("()", "[]", "“”", '""', "«»", "''", "(”"))
    depth = random.choice((3, 20, 20, 300))
    return opening * depth + random.choice(WORDINGS) + closing * random.randrange(depth + 1)


def repeated(random: Random) -> str:
    """One wording again and again, without a line's end."""
    return "".join(random.choices(WORDINGS, k=random.randrange(1, 4))) * random.choice((2, 3, 5, 5, 40))


def mutated(reports: tuple[str, ...]) -> Callable[[Random], str]:
    """Makes of a real report another that has been cut, doubled, reordered or sprinkled with odd characters."""

    def mutate(random: Random) -> str:
        text = random.choice(reports)
        start = random.randrange(len(text))
        piece = text[start : start + random.randrange(20, 300)]
        for _ in range(random.randrange(1, 7)):
            at, until = sorted((random.randrange(len(piece) + 1), random.randrange(len(piece) + 1)))
            kind = random.randrange(5)
            if kind == 0:
                piece = piece[:at] + random.choice(_ODD) + piece[at:]
            elif kind == 1:
                piece = piece[:at] + piece[until:]
            elif kind == 2:
                piece = piece[:until] + piece[at:until] + piece[until:]
            elif kind == 3:
                piece = piece[until:] + piece[:at]
            else:
                piece = piece[:at] + random.choice(WORDINGS) + piece[at:]
            piece = piece[:500] or text[:50]
        return unicodedata.normalize(random.choice(("NFC", "NFC", "NFD")), piece)

    return mutate
