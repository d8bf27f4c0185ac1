"""`python -m tests.fuzz.growth`: what the time of an extraction follows when one wording is repeated without end.

Patterns that are quick may be asked too often; this tries the whole. A report is begun, and behind it stands one
wording again and again, in one sentence and in many, and two wordings by turns; so too behind an order that is still open,
where clauses, owners and those who speak are looked for, and in a list of those present, whose groups go on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import product
from random import Random

from extractor import Extractor
from tests import usage
from tests.fuzz.texts import WORDINGS

# Code points; four times as many may take up to eight times the seconds, where they take any that count.
_SHORT, _LONG, _RATIO, _NOTICED = 12_000, 48_000, 8.0, 0.15
_PAIRS = 60
_HEAD = "Sáng ngày 28/12/2016, Sở Y tế tỉnh An Bình tổ chức hội nghị tổng kết công tác năm 2016. "
_ORDER = f"{_HEAD}Kết luận hội nghị, ông Lê Văn Tám đề nghị các xã báo cáo kết quả, "
_LIST = f"{_HEAD}Tham dự có "
# What groups of those present go on with, and what may stand in their lists.
_LISTED = ("cán bộ, công chức, ", "Thẩm phán, Thư ký, ", "các phòng QLHT, QLD, ", "ông Ba, Chức vụ: Giám đốc; ", "(có mặt ", "các bộ: Y tế, ", "Công ty A, Sao B, ")  # fmt: skip
_MORE = ("Tham dự có ", "đề nghị ", 'với chủ đề "', "Biểu quyết: 45/50 đồng ý. ", "tại ", "ông ", "các ", "kết luận, ", "khó khăn ", "chủ trì ", "năm 2017 ", "và ", ", và ", "và cũng ")  # fmt: skip


def pieces() -> Iterator[str]:
    """What is repeated."""
    single = (*WORDINGS, *_MORE)
    yield from single
    random = Random(0)
    for _ in range(_PAIRS):
        yield " ".join(random.sample(single, 2)) + " "


def grown(extractor: Extractor, head: str, piece: str) -> str | None:
    """What is wrong with the time that a piece takes, repeated behind a report's head; None where nothing is."""
    short_text, long_text = (head + piece * (size // len(piece)) for size in (_SHORT, _LONG))
    long = _seconds(extractor, long_text)
    if long < _NOTICED:
        return None
    short = min(_seconds(extractor, short_text) for _ in range(2))
    if long < _RATIO * short or (long := min(long, _seconds(extractor, long_text))) < _RATIO * short:
        return None
    return f"{short:.3f} s for {_SHORT:,}, {long:.3f} s for {_LONG:,} characters"


def _seconds(extractor: Extractor, text: str) -> float:
    start = time.thread_time()
    extractor.extract(text)
    return time.thread_time() - start


def main() -> int:
    """Try all pieces, print those whose time grows too fast, and give the exit status."""
    usage.parser(__doc__).parse_args()
    extractor, count = Extractor("rules"), 0
    extractor.extract(_HEAD)
    tried = [*product((_LIST,), _LISTED), *product((_HEAD, _ORDER), pieces())]
    for head, piece in tried:
        if what := grown(extractor, head, piece):
            count += 1
            where = {_ORDER: " behind an order", _LIST: " in a list"}.get(head, "")
            print(f"{piece!r} repeated{where}: {what}", flush=True)
    print(f"{len(tried)} wordings, {count} slow")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
