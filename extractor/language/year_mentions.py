"""What one mention of a year says of when the report was written: "tổng kết năm 2016" is held in December 2016 or early in 2017.

Each saying is offsets from the year that is mentioned, with a weight each (`Votes`).
A plan for "giai đoạn 2021-2025" or the number of a law says little. All texts are
folded and in lower case.
"""

from __future__ import annotations

import re

from extractor.language.occasions import MIDYEAR, SPRING, WINTER, of_season

Votes = list[tuple[int, float]]
_YEAR = re.compile(r"[12][09]\d\d(?<!\w.{4})(?!\d)")
# Words before a year, strongest first: a pattern that ends at the year, and the votes it casts.
_BOUND = re.compile(r"\b(?:đến|tới|trước|sau|từ|kể từ|vào)(?: hết| đầu| cuối| nay đến| nay đến hết)? năm $")
_HALF = re.compile(r"(?:\d{1,4} tháng cuối|nửa(?: đầu| cuối))(?: của)? năm $")
_MONTHS_DONE = re.compile(r"(?<!\d)(1[0-2]|[2-9]|0[1-9]) tháng(?: đầu)?(?: của)? năm $")
FIRST_MONTHS = {"i": 1, "ii": 4, "iii": 7, "iv": 10, "1": 1, "2": 4, "3": 7, "4": 10}
# A quarter that a review or a plan is about: "sơ kết quý I/2025".
_OF_QUARTER = re.compile(r"quý (i{1,3}|iv|[1-4])(?:/| ?- ?| năm |, năm )$")
# "Năm 2024 là năm thứ tư thực hiện nghị quyết": said while it lasts, or before.
_OF_WEIGHT = re.compile(
    r" (?:là|được xác định là) năm (?:thứ|đầu|cuối|bản lề|có ý nghĩa|bứt phá|tăng tốc|then chốt|quan trọng)\b"
)
# What is held in the year that its name tells, in spring, too: "Lễ ra quân huấn luyện năm 2023".
_OF_ITS_YEAR = re.compile(
    r"\b(?:lễ|hội xuân|ra quân|phát động|hưởng ứng|giao nhận quân|giao, nhận quân|tuyển quân|tết trồng cây|gặp mặt|đại hội|họp mặt|giao ước thi đua)\b(?:(?!tổng kết|kết quả)[^.;,\d]){0,60} năm $"
)
_NUMBERED = re.compile(r"(\d{1,2}) ?[/.-] ?$")
_WHOLE = re.compile(r"(?:hết|cả) năm $")
_WITHIN = re.compile(r"(?:trong|ngay từ|ngay|đầu) (?:năm |đầu năm )$")
_ALONE = re.compile(r"(?:riêng|chỉ tính|tính riêng)(?: trong)? năm $")
_RESULT_AFTER = re.compile(r",?(?: [^\s,]+){0,3} (?:đạt|tăng|giảm|đứng)\b")
_THAN = re.compile(r"(?:so với|cùng kỳ)(?: [^\W\d_]+){0,3} $")
_SAME_TIME = re.compile(r"cùng kỳ(?: năm)? $")
_COMPARED = re.compile(r"(?:so với(?: cả)?|gấp [\w,.]+ lần|hơn|bằng [\d,.]+ ?%) (?:năm )?$")
_SO_FAR = re.compile(r"(?:tính đến (?:hết|cuối)|từ năm \d{4} đến(?: hết| cuối)?) năm $")
_REVIEW = re.compile(
    r"(?:tổng kết|kết quả|kiểm điểm|đánh giá|báo cáo|tình hình hoạt động|tình hình thực hiện)(?:(?!nhiệm vụ|triển khai|phương hướng|kế hoạch|\d)[^.;]){0,90} năm $"
)
_TASKS = re.compile(
    r"(?:nhiệm vụ|kế hoạch|phương hướng|triển khai|chỉ tiêu|dự toán|giải pháp)(?:(?!tổng kết|sơ kết|kết quả|đánh giá|\d)[^.;]){0,70} năm $|(?:phương hướng|kế hoạch|chương trình|nhiệm vụ) công tác $"
)
# Tasks and plans whose results are told are those of a year that is reviewed.
_CARRIED_OUT = re.compile(
    r"(?:kết quả|tình hình|tổng kết|sơ kết|kiểm điểm|đánh giá|(?<!\w)việc)(?: (?:công tác|lãnh đạo|chỉ đạo|lãnh đạo, chỉ đạo|tổ chức|triển khai|thực hiện|hoàn thành|các|những|một năm))*"
    r" (?:nhiệm vụ|kế hoạch|phương hướng|chỉ tiêu|dự toán|giải pháp|chương trình)[^.;\d]{0,70} năm $"
)
# Rulings stay in force for years; plans and invitations are of their year.
_RULING = re.compile(
    r"(?:quyết định|kết luận|chỉ thị|quy định|pháp lệnh|nghị quyết|nghị định) số \S+(?: của [^.;,\d]{2,40})?,? ngày [\d/. -]+$|(?:văn bản|công văn|tờ trình)(?: số \S+)?(?: được)? (?:ký|ban hành|gửi) ngày [\d/. -]+$"
)
_NEXT = re.compile(r"(?:sang|bước sang|tới) năm $")
_PERIOD = re.compile(r"trong giai đoạn \d{4} ?- ?$")
_RANGE_AFTER = re.compile(r" ?- ?\d{2,4}|,? \d{4}")
_IN_RANGE = re.compile(r"trong (?:hai )?năm $")
NUMBER_AFTER = re.compile(r"[/-][a-zđ]")
# Words before a year that say next to nothing: a founding, the beginning or end of a period, a law.
_FAINT = re.compile(
    r"(?:thành lập|ra đời|sinh|tái lập|xây dựng từ)\b[^.;]{0,30}$"
    r"|(?:khởi xướng|đưa ra|ban hành|khánh thành|bắt đầu|tuyển dụng|sáp nhập|khai trương|ký kết|bầu cử|tranh cử)(?: [^\W\d_]+){0,2} (?:năm|tháng \d+[/.-]) ?$"
    r"|từ(?<!\w..) (?:đầu |cuối |giữa )?(?:tháng \d+ ?[/.-] ?|năm |quý \w+/|tháng \d+ năm )?$"
    r"|-(?:(?<=\d{4}-)|(?<=\d{4} -)) ?$"
    r"|(?:(?<!pháp )luật|nghị định|nghị quyết|thông tư|hiến pháp|nhiệm kỳ)[^.;,]{0,40}(?: năm |[ /])$"
)
_FAINT_REACH, _SAID_REACH = 60, 45  # characters, more than any such words have
# Patterns of the words before a year, which end with a blank, and what they say for any month.
_STAGE = re.compile(r"giai đoạn từ năm \d{4} đến(?: hết| cuối)? năm $")
_OPENED = re.compile(r"tính đến đầu năm $")
_SAYINGS = (
    (_STAGE, [(0, 0.3)]),
    (_SO_FAR, [(1, 2.5)]),
    (_SAME_TIME, [(1, 3.0)]),
    (_OPENED, [(0, 1.5)]),
    (_BOUND, [(0, 0.1)]),
    (_WHOLE, [(0, 2.0)]),
    (_HALF, [(0, 3.0)]),
)
# A day by which something is due, or for which it is planned, lies ahead of the meeting.
_DUE = re.compile(
    r"(?:trước(?! khi| đó| đây| kia| tình)|chậm nhất|muộn nhất|hạn cuối|(?<!\w)sẽ|dự kiến)[^.;]{0,80}?\(?\d{1,2} ?[/.-] ?(?:\d{1,2} ?[/.-] ?)?$"
)
# A month alone with its year is mostly one to come, but not behind such words.
_MONTH_ALONE = re.compile(
    r"(?<!hồi )(?<!tính đến )(?<!điểm )(?<!từ )(?<!cuối )(?<!đầu )(?:tháng|quý) \S{1,3} ?[/.-] ?$"
)
_EXPECTED = re.compile(r"(?:dự kiến|phấn đấu|(?<!\w)sẽ|mục tiêu)[^.;]{0,60}trong năm $")
_DONE_WITHIN = re.compile(r"(?<!\w)đã (?!và đang)[^.;]{0,40}trong năm $")
_DONE = re.compile(r"[^.;\d]{0,60}(?<!\w)(?:đã|xảy ra|vừa qua)(?!\w)(?! và đang)")
_ESTIMATED = re.compile(r"[^.;\d]{0,80}(?<!\w)ước (?:đạt|tính|thực hiện)")
# What is aimed at lies ahead, how far nobody knows.
_TARGET = re.compile(
    r"(?:phấn đấu|mục tiêu|kế hoạch|tầm nhìn|dự báo|kỳ vọng|quy hoạch|chậm nhất|muộn nhất|lộ trình)[^.;]*$"
)
_AIMED = re.compile(r"[^.;\d]{0,40}(?<!\w)(?:sẽ|kế hoạch|mục tiêu|dự kiến|dự báo)(?!\w)")
_MONTHS = re.compile(r"từ tháng \d{1,2}[/.-]\d{4} đến (?:hết )?tháng \d{1,2}[/.-]$")
_AS_PLANNED = (" như kế hoạch", " theo kế hoạch", " như mục tiêu")
_PLANNED = re.compile(r"\b(?:sẽ|dự kiến)\b[^.;]*$")
_TAKES_EFFECT = re.compile(
    r"(?:hiệu lực|áp dụng|thời điểm|thực hiện|thi hành)[^.;]{0,30}(?:từ|là|sau|điểm)(?: ngày)? [\d/.-]+$"
)
_AIM = re.compile(r"\b(?:mục tiêu|phấn đấu|kế hoạch)\b[^.;]*$")
# "Đến hết năm 2016, toàn vùng có …": said when it was over; "năm APEC 2017", "Năm Du lịch 2017": said in it.
_BY_THE_END = re.compile(r"đến (?:hết|cuối) năm $")
_HAS = re.compile(r"[^.;\d]{0,40}(?<!\w)(?:đã|có|còn|đạt)(?!\w)")
_THEME_YEAR = re.compile(
    r"(?<!\w)năm (?!từ|đến|tới|trước|sau|so|qua|nay|kể|học|đầu|cuối|và|thì|là)(?:[^\W\d_]+ ){1,3}$"
)
_JUBILEE = re.compile(r"(\d{1,2}[/.-](\d{1,2})[/.-])\d{4} ?- ?\1$")
_SCHOOL_REVIEW = re.compile(r"tổng kết[^.;,]{0,60}năm học $")
_SCHOOL_TASKS = re.compile(
    r"(?:nhiệm vụ|kế hoạch|phương hướng|triển khai|tuyển sinh|khai giảng|chuẩn bị)[^.;,]{0,60}năm học $"
)
_LAWS = re.compile(r"chương trình xây dựng luật[^.;,\d]{0,20} năm $")
# From summer on the plan that is being drawn up is the next year's.
_DRAWN_UP = re.compile(
    r"(?:xây dựng|lập|chuẩn bị|dự thảo|định hướng)[^.;,]{0,25} (?:kế hoạch|dự toán|chương trình|phương hướng)[^.;,]{0,60} năm $"
)
# So are wages, prices and staff that are being settled.
_SETTLED = re.compile(
    r"(?:phương án|đề xuất|dự kiến|thương lượng)[^.;,]{0,50} (?:lương|mức tăng|ltt|giá đất|chỉ tiêu|dự toán|biên chế)(?!\w)[^.;,]{0,40} năm $"
)
# The accounts of a year are settled by the Assembly in the second summer after it, elsewhere sooner.
_SETTLED_ACCOUNTS = re.compile(r"quyết toán (?:ngân sách|thu|chi|nsnn)[^.;\d]{0,60} năm $")
_TET_REACH = 32
_TET = re.compile(r"(?:tết|xuân)(?: nguyên đán)?(?: [^\W\d_]+){0,2} (?:năm )?$")
_AUGUST = 8
_DIVIDERS = ("/", ".", "-")
_PLAN_REACH = 90


def lies_ahead(lower: str, start: int) -> bool:
    """Whether the words before a day with its year, at `start`, tell that it is planned."""
    return _PLANNED.search(lower, max(0, start - _PLAN_REACH), start) is not None


def _school_year(before: str, month: int) -> Votes:
    """What a school year ("năm học 2021-2022") says: it begins in August, and is reviewed at its end or later."""
    if _SCHOOL_REVIEW.search(before):
        return [(1, 2.5)]
    if _SCHOOL_TASKS.search(before):
        return [(0, 2.0)]
    if SPRING < month < _AUGUST:  # the year that ends, or the one that is prepared
        return [(0, 1.0), (1, 1.0)]
    return [(0 if month >= _AUGUST else 1, 2.0)]


def said_by(lower: str, at: int, end: int, month: int) -> Votes:
    """What the mention of a year from `at` to `end` says of a meeting in `month`: offsets from that year, each with a weight."""
    before = lower[max(0, at - 110) : at]
    ranged = _RANGE_AFTER.match(lower, end)
    if ranged and before.endswith("năm học "):
        return _school_year(before, month)
    # "(3/2/1930 - 3/2/2024)": people look forward to the day, or have just kept it.
    if before.endswith(_DIVIDERS) and (jubilee := _JUBILEE.search(before)):
        return [(0, 2.0)] if month <= int(jubilee[2]) + 1 else [(0, 0.8), (-1, 0.9)]
    if NUMBER_AFTER.match(lower, end) or ("ngày" in before and _RULING.search(before)):
        return [(0, 0.5)]
    if (ranged and _IN_RANGE.search(before)) or (_PERIOD.search(before) and " đã " in lower[end : end + 80]):
        return [(0, 1.2)]
    if ranged or lower.startswith(" đến nay", end) or _FAINT.search(before, len(before) - _FAINT_REACH):
        return [(0, 0.1)]
    reach = len(before) - _SAID_REACH
    said = (
        next((votes for pattern, votes in _SAYINGS if pattern.search(before, reach)), None)
        if before[-1:] == " "
        else None
    )
    return (
        (said and _over(before, lower[end : end + 60]))
        or said
        or _of_quarter(before, month)
        or _dated(int(lower[at:end]), before, month)
        or of_season(before, month)
        or _yearly(before, lower[end : end + 100], month)
    )


def _over(before: str, after: str) -> Votes | None:
    """What a year says by whose end something had been reached."""
    over = _BY_THE_END.search(before) and _HAS.match(after) and not _TARGET.search(before)
    return [(1, 1.5)] if over else None


def _dated(year: int, before: str, month: int) -> Votes | None:
    """What a comparison with a year, so many months of it, or a year behind the number of a month, says."""
    if done := _MONTHS_DONE.search(before):
        compared = _THAN.search(before, max(0, done.start() - len("so với cùng kỳ của ")), done.start()) is not None
        return [(int(compared or month < int(done[1]) - 1), 3.0)]
    if _COMPARED.search(before):
        if month < WINTER and any(int(other) > year for other in _YEAR.findall(before)):
            return [(0, 0.1)]  # "năm 2016 đạt 72 tỷ, tăng so với năm 2015": the later year is the one that is told
        return [(1, 1.0), (0, 0.4)] if month >= SPRING else [(1, 0.6), (2, 0.6)]
    if _TET.search(before, max(0, len(before) - _TET_REACH)):
        return [(0 if month < WINTER else -1, 1.5)]
    numbered = _NUMBERED.search(before)
    if not numbered:
        return None
    return _numbered(int(numbered[1]), before, month)


def _of_quarter(before: str, month: int) -> Votes | None:
    """What a year behind its quarter says: the quarter is told of from its plan to its review."""
    quarter = _OF_QUARTER.search(before)
    if quarter is None:
        return None
    first = FIRST_MONTHS[quarter[1]]
    if month >= WINTER and first == 1:
        return [(-1, 1.5)]
    return [(1 if month < SPRING and first > MIDYEAR else 0, 1.5)]


def _numbered(named: int, before: str, month: int) -> Votes:
    """What a year behind the number of a month, `named`, says."""
    if _MONTHS.search(before):
        return [(0, 0.8), (1, 0.4)]
    ahead = _DUE.search(before) or _PLANNED.search(before) or (named > month and _AIM.search(before))
    if ahead:
        return [(0 if named >= month else -1, 2.0)]
    if named > month and _TAKES_EFFECT.search(before):
        return [(0, 0.5), (1, 0.3)]
    # What is told of a month that was not yet come is last year's.
    if named > month and not _MONTH_ALONE.search(before):
        return [(0, 0.8), (1, 0.85)] if month < SPRING else [(1, 1.5), (0, 0.5)]
    return [(0, 1.5)]


def _under_way(before: str, after: str, month: int) -> Votes | None:
    """What the words about a year that is not over say, or about one in which something has been done."""
    spring, winter = month < SPRING, month >= WINTER
    aims = _TARGET.search(before) is not None
    sayings: tuple[tuple[object, Votes], ...] = (
        (winter and (aims or _AIMED.match(after)), [(-1, 1.2)]),
        (after.startswith(_AS_PLANNED), [(0, 0.1)]),
        (_THEME_YEAR.search(before), [(0, 1.0)]),
        (_OF_WEIGHT.match(after), [(-1 if winter else 0, 1.5)]),
        (spring and _OF_ITS_YEAR.search(before), [(0, 1.5)]),
        (aims and not _TASKS.search(before), [(0, 0.3)]),
        (not winter and before.endswith("cuối năm ") and _DONE.match(after), [(1, 2.0)]),
        (before.endswith("năm ") and _ESTIMATED.match(after), [(0, 0.9), (1, 0.9)] if spring else [(0, 2.0)]),
        (_EXPECTED.search(before), [(-1 if winter else 0, 2.0)]),
        (not winter and _DONE_WITHIN.search(before), [(0, 0.9), (1, 0.9)]),
        (_WITHIN.search(before), [(0, 1.0), (1, 0.5)] if spring else [(0, 1.5)]),
    )
    return next((votes for holds, votes in sayings if holds), None)


def _of_assembly(before: str, month: int) -> Votes | None:
    """What the year of a programme of laws, or of accounts that are settled, says: in summer the one lies ahead, the other two years back."""
    summer = SPRING < month < _AUGUST
    if _LAWS.search(before):
        return [(-1 if summer and "điều chỉnh" not in before else 0, 1.2)]
    if _SETTLED_ACCOUNTS.search(before):
        return [(1, 0.8), (2, 1.0)] if summer else [(1, 1.0)]
    return None


def _yearly(before: str, after: str, month: int) -> Votes:
    """What a whole year ("năm 2016") says: reviewed in winter or in spring, planned from November on, quoted as a fact later."""
    spring, winter = month < SPRING, month >= WINTER
    drawn_up = month > MIDYEAR and (_DRAWN_UP.search(before) or _SETTLED.search(before))
    carried_out = _CARRIED_OUT.search(before) is not None
    if not carried_out and (drawn_up or _NEXT.search(before) or _TASKS.search(before)):
        return [(-1 if winter or drawn_up else 0, 2.5 if _TASKS.search(before) else 1.0)]
    if of_assembly := _of_assembly(before, month):
        return of_assembly
    if carried_out or _REVIEW.search(before):
        return [(1 if spring else 0, 2.5)] if spring or winter else [(0, 0.5), (1, 1.5)]
    alone = _ALONE.search(before) is not None
    if not alone and (under_way := _under_way(before, after, month)):
        return under_way
    if alone or (before.endswith("năm ") and _RESULT_AFTER.match(after)):
        return [(0, 0.9), (1, 0.9)] if spring or winter else [(0, 0.4), (1, 1.2)]
    return _bare(before, after, spring=spring)


def _bare(before: str, after: str, *, spring: bool) -> Votes:
    """What a year says of which nothing is told but, maybe, that something was done in it."""
    if not before.endswith("năm "):
        return [(0, 0.4)]
    done = spring and _DONE.match(after)
    return [(0, 0.6), (1, 1.2)] if done else [(0, 0.95), (1, 0.85)] if spring else [(0, 1.2)]
