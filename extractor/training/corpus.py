"""Annotated reports to learn from: those of the corpus, and our own offsets into its unlabelled texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.errors import GoldError
from extractor.evaluation.matching import POINTS, Record, Span, span_of
from extractor.evaluation.scores import load_gold

# Annotated by hand and scored; each holds reports/, gold/ and sources.json (id: office).
SETS = ("dev", "check")
UNLABELLED = "unlabelled"


@dataclass(frozen=True, slots=True)
class Example:
    """A report with the spans of its points, in code points into `text`; `source` is the office that it comes from.

    Those that are scored also have their set and their whole annotation, as the yardstick reads it.
    """

    id: str
    source: str
    text: str
    issues: tuple[Span, ...]
    conclusions: tuple[Span, ...]
    part: str = ""
    gold: Record = field(default_factory=dict)


def annotated(corpus: Path) -> list[Example]:
    """The annotated reports of a corpus. Raises `GoldError` where a set is not whole."""
    return [example for name in SETS for example in _set(corpus / name, _json(corpus / name / "sources.json"))]


def samples(folder: Path) -> list[Example]:
    """Annotated reports that come from no office: reports/ and gold/ of a folder. Raises `GoldError` as above."""
    return list(_set(folder, {}))


def _set(folder: Path, sources: Mapping[str, Any]) -> Iterator[Example]:
    for report, gold in sorted(load_gold(folder / "gold").items()):
        text = _text(folder / "reports" / f"{report}.txt").decode("utf-8")
        issues, conclusions = (tuple(span_of(point) for point in gold.get(field) or ()) for field in POINTS)
        yield Example(report, str(sources.get(report, report)), text, issues, conclusions, folder.name, gold)


def silver(file: Path, corpus: Path) -> list[Example]:
    """Our own annotations that report a meeting, on the texts that they belong to.

    Raises `GoldError` where a text is missing or has changed since.
    """
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if not one["meeting"]:
            continue
        path = corpus / UNLABELLED / f"{one['id']}.txt"
        content = _text(path)
        if sha256(content).hexdigest() != one["sha256"]:
            raise GoldError(str(path), "is not the text that was annotated", f"take its line out of {file}")
        issues, conclusions = (tuple((start, end) for start, end in one[key]) for key in ("issues", "conclusions"))
        found.append(Example(one["id"], UNLABELLED, content.decode("utf-8"), issues, conclusions))
    return found


def hash_of(examples: Iterable[Example]) -> str:
    """The hash of texts and annotations."""
    whole = sha256()
    for one in examples:
        annotated_as = [one.id, one.source, one.text, one.issues, one.conclusions, one.gold]
        whole.update(json.dumps(annotated_as, sort_keys=True).encode("utf-8"))
    return whole.hexdigest()


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(str(path), f"cannot be read ({error.strerror})", "give the corpus with --corpus") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_text(path))
    except ValueError as error:
        raise GoldError(str(path), f"is no readable JSON ({error})", "repair it") from error
    return found if isinstance(found, dict) else {}
