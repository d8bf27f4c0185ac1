"""A record beside its text as one page of HTML: nothing is fetched, and nothing of the report is run.

Every word of the record and of the text is escaped; the page's policy forbids all
but its own style and script, which it names by their hashes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.show.marks import Piece, Span, pieces
from extractor.show.terminal import visible
from extractor.show.values import FIELDS, PARTS, Shown, shown

if TYPE_CHECKING:
    from extractor.records import MeetingReport, Warned
    from extractor.show.labels import Labels


def page(report: MeetingReport, text: str | None, labels: Labels, at: tuple[str, int] | None = None) -> str:
    """The page of a report; where the text is not at hand, the quotes of the evidence stand in its place.

    It opens at the words of a value where `at` names its field and its place there, from 0.
    """
    values = tuple(shown(report, labels))
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    title = report.title.text if report.title else report.id
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{labels.language}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_safe(title)}</title>\n<style>{style}</style>\n</head>\n<body{_opening(values, at)}>",
            f'<a class="skip" href="#text">{_safe(labels("page", "to_text"))}</a>',
            _header(report, title, labels),
            "<main>",
            _record(report, values, labels, linked=text is not None),
            _text(text, values, labels),
            f"</main>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _opening(values: Sequence[Shown], at: tuple[str, int] | None) -> str:
    """What tells the script with which value to begin."""
    keys = [key for key, value in enumerate(values) if at and value.field == at[0]]
    return f' data-at="{keys[at[1]]}"' if at and 0 <= at[1] < len(keys) else ""


@cache
def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _safe(text: str) -> str:
    """Text as it may stand in HTML, in attributes too; characters that are not seen or turn text round are shown."""
    return escape(visible(text))


def _header(report: MeetingReport, title: str, labels: Labels) -> str:
    facts = [
        labels("genre", report.genre) if report.genre else "",
        labels("type", report.meeting_type) if report.meeting_type else "",
        f"{labels('page', 'source')}: {report.source.path or report.id}",
        f"{labels('page', 'made_by')} {report.extractor.version}",
    ]
    told = "".join(f"<li>{_safe(fact)}</li>" for fact in facts if fact)
    return f'<header>\n<h1 lang="vi">{_safe(title)}</h1>\n<ul class="facts">{told}</ul>\n</header>'


def _record(report: MeetingReport, values: Sequence[Shown], labels: Labels, *, linked: bool) -> str:
    name = _safe(labels("page", "record"))
    hint = f'<p class="hint">{_safe(labels("page", "hint"))}</p>' if linked else ""
    numbered = list(enumerate(values))
    groups = [
        _group(field, list(members), labels, linked=linked)
        for field, members in groupby(numbered, key=lambda one: _heading(one[1].field))
    ]
    absent = [labels("field", field) for field in _missing(values)]
    missing = f'<p class="absent">{_safe(labels("page", "none"))}: {_safe(", ".join(absent))}</p>' if absent else ""
    return "\n".join(
        (
            f'<section class="record" aria-label="{name}" tabindex="0">\n<h2>{name}</h2>\n{hint}',
            _warnings(report.warnings, labels),
            *groups,
            f"{missing}\n</section>",
        )
    )


def _heading(field: str) -> str:
    """The field under whose heading a value stands: an owner or a deadline stands with its conclusion."""
    return "conclusions" if field in PARTS else field


def _missing(values: Sequence[Shown]) -> list[str]:
    present = {value.field for value in values}
    return [field for field in FIELDS if field not in present]


def _warnings(warnings: Sequence[Warned], labels: Labels) -> str:
    if not warnings:
        return ""
    told = "".join(f"<li>{_safe(labels('warning', warning.code))}</li>" for warning in warnings)
    return f'<h3 class="warned">⚠ {_safe(labels("page", "warnings"))}</h3>\n<ul class="warned">{told}</ul>'


def _group(field: str, members: Sequence[tuple[int, Shown]], labels: Labels, *, linked: bool) -> str:
    entries = "\n".join(_entry(key, value, labels, linked=linked) for key, value in members)
    return f'<h3 class="f-{field}"><span class="swatch"></span>{_safe(labels("field", field))}</h3>\n<ul>\n{entries}\n</ul>'


def _entry(key: int, value: Shown, labels: Labels, *, linked: bool) -> str:
    number = f"{value.number}. " if value.number and value.field not in PARTS else ""
    part = f'<span class="part">{_safe(labels("field", value.field))}:</span> ' if value.field in PARTS else ""
    words = f'{number}{part}<span lang="vi">{_safe(value.words)}</span>'
    if linked and value.evidence is not None:
        words = f'<a href="#e{key}" id="v{key}">{words}</a>'
    elif value.evidence is not None:
        words += f'<q lang="vi">{_safe(value.evidence.quote)}</q>'
    else:
        words += f' <span class="details">({_safe(labels("page", "no_words"))})</span>'
    sure = f"{labels('page', 'confidence')} {value.confidence:.0%}"
    details = f'<span class="details">{_safe(" · ".join((*value.details, sure)))}</span>'
    title = f"{labels('page', 'rule')}: {value.rule}"
    return f'<li class="f-{value.field}" title="{_safe(title)}">{words} {details}</li>'


def _text(text: str | None, values: Sequence[Shown], labels: Labels) -> str:
    name = _safe(labels("page", "text"))
    opening = f'<section class="text" id="text" aria-label="{name}" tabindex="0">\n<h2>{name}</h2>'
    if text is None:
        return f"{opening}\n<p>{_safe(labels('page', 'no_text'))}</p>\n</section>"
    spans = [Span(key, v.evidence.start, v.evidence.end) for key, v in enumerate(values) if v.evidence is not None]
    body = "".join(_piece(piece, text, values, labels) for piece in pieces(len(text), spans))
    return f'{opening}\n<div class="words" lang="vi">{body}</div>\n</section>'


def _piece(piece: Piece, text: str, values: Sequence[Shown], labels: Labels) -> str:
    """Words with a mark for each value on them, the lowest lane outside; the first of a value has its label."""
    begins = "".join(_beginning(span.key, values[span.key], labels) for span in piece.begins)
    opened = "".join(
        f'<mark class="f-{values[span.key].field} l{lane}" data-v="{span.key}">' for lane, span in reversed(piece.lanes)
    )
    return f"{begins}{opened}{_safe(text[piece.start : piece.end])}{'</mark>' * len(piece.lanes)}"


def _beginning(key: int, value: Shown, labels: Labels) -> str:
    """Where a value begins: what its link leads to, and its label, which is no part of the text."""
    number = f" {value.number}" if value.number else ""
    label = _safe(f"{labels('field', value.field)}{number}")
    return f'<span class="label f-{value.field}" id="e{key}" data-v="{key}" data-label="{label}" tabindex="-1"></span>'
