"""What was missed and what is wrong, each beside the text around it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from extractor.evaluation.matching import span_of

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.evaluation.scores import Miss

# Characters shown on either side of a value, and of the values themselves.
_AROUND, _LONGEST = 90, 400


def beside(miss: Miss, text: str | None) -> str:
    """A report's misses and false finds in the order of the text; without a text, or a span in it, as plain values."""
    right, predicted, annotated = miss.counts
    head = f"== {miss.report}  right {right}, predicted {predicted}, annotated {annotated}"
    told = [(_start(value), "missed:", value) for value in miss.missed]
    told += [(_start(value), "wrong:", value) for value in miss.wrong]
    lines = [f"  {what:7} {_shown(value, text)}" for _, what, value in sorted(told, key=lambda row: row[:2])]
    return "\n".join([head, *lines])


def text_of(gold: Path, report: str) -> str | None:
    """The text of a report beside its folder of annotations, `../reports/<id>.txt`; None where there is none."""
    file = gold.absolute().parent / "reports" / f"{report}.txt"
    return file.read_bytes().decode("utf-8", "replace") if file.is_file() else None


def _start(value: Any) -> int:
    return span_of(value)[0] if isinstance(value, Mapping) else 0


def _shown(value: Any, text: str | None) -> str:
    start, end = span_of(value) if isinstance(value, Mapping) else (0, 0)
    if text is None or not start < end <= len(text):
        return json.dumps(value, ensure_ascii=False)
    quote = text[start:end]
    if len(quote) > _LONGEST:
        quote = f"{quote[: _LONGEST // 2]} … {quote[-_LONGEST // 2 :]}"
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"{before}⟦{quote}⟧{after}".split())
