"""From Vietnamese meeting reports to validated, grounded records.

Importing the package is cheap: spaCy, dateparser and Pydantic are loaded with
the first name that needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError, ReadError, RuleError

if TYPE_CHECKING:
    from extractor.api import Extractor, extract
    from extractor.records import MeetingReport

__version__ = "0.1.0"

__all__ = ["Extractor", "ExtractorError", "MeetingReport", "ReadError", "RuleError", "__version__", "extract"]

_HOMES = {"Extractor": "extractor.api", "extract": "extractor.api", "MeetingReport": "extractor.records"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
