"""Days that exist, each read by dateparser and checked against the numbers that a rule has read."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import Any


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - costs a tenth of a second, and only a report with a date needs it

    return DateDataParser(languages=["vi"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})


@lru_cache(maxsize=1024)
def confirmed(day: int, month: int, year: int) -> dt.date | None:
    """The day of the calendar, or None where there is none or dateparser reads another one."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    read = _parser().get_date_data(f"{day:02}/{month:02}/{year}", date_formats=["%d/%m/%Y"]).date_obj
    return date if read is not None and read.date() == date else None
