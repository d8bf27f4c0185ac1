"""The catalogue of known errors on the samples, by cause.

    python -m tests.quality.catalogue

writes `tests/cases/known_errors.toml` anew from what the rules get wrong now. The test of the
samples expects exactly these errors, so a mended one has to leave the list and a new one shows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor import Extractor
from extractor.evaluation.matching import normal, span_of, span_overlap, words_of
from tests import usage
from tests.places import ROOT, SAMPLES, samples

LISTED = ("organizers", "chairs", "attendee_bodies")
POINTS = ("issues_raised", "conclusions")
SINGLE = ("title", "event_name", "location", "conclusion_speaker", "slogan")
EXACT = ("event_date", "published", "meeting_type", "genre", *SINGLE, *LISTED, *POINTS)
CATALOGUE = ROOT / "tests" / "cases" / "known_errors.toml"
HEAD = """\
# What the rules are known to get wrong on the samples, a table a sample, by cause:
# "boundary" (the right point, cut elsewhere), "missed cue" (not found), "false find", "wrong role"
# (an issue taken for a conclusion or the other way round), "coordination" (a list of bodies split wrongly),
# "wrong meeting" (a date, name or place of something else). Made by `python -m tests.quality.catalogue`.
"""


def gold_of(sample: Path) -> dict[str, Any]:
    """The hand-made annotation of a sample."""
    gold: dict[str, Any] = json.loads((SAMPLES / "gold" / f"{sample.stem}.json").read_text(encoding="utf-8"))
    return gold


def exactly(field: str, record: dict[str, Any]) -> Any:
    """What has to be the same in gold and record: days, codes, words, or where the words stand."""
    value = record.get(field)
    if field == "event_date":
        return value and value["start"] and (value["start"], value["end"], value["session"])
    if field == "published":
        return value and (value["value"] if isinstance(value, dict) else value)[:10]
    if field in SINGLE:
        return value and normal(words_of(value))
    if field in LISTED:
        return sorted(normal(words_of(body)) for body in value or ())
    if field in POINTS:
        return [(*span_of(point), point["evidence"]["quote"]) for point in value or ()]
    return value


def cause(field: str, record: dict[str, Any], gold: dict[str, Any]) -> str:
    """The first of the causes that fits the difference between a record and its gold."""
    if field in LISTED:
        return "coordination" if record[field] and gold[field] else "missed cue" if gold[field] else "false find"
    if field not in POINTS:
        return "missed cue" if not record[field] else "wrong meeting" if gold[field] else "false find"
    found, wanted = ([span_of(point) for point in one[field]] for one in (record, gold))
    other = [span_of(point) for point in record[POINTS[1 - POINTS.index(field)]]]
    missed = [span for span in wanted if all(span_overlap(span, one) <= 0 for one in found)]
    if any(span_overlap(span, one) > 0 for span in missed for one in other):
        return "wrong role"
    if missed:
        return "missed cue"
    return "false find" if any(all(span_overlap(span, one) <= 0 for one in wanted) for span in found) else "boundary"


def main() -> None:
    """Write the catalogue."""
    usage.parser(__doc__).parse_args()
    extractor = Extractor(profile="rules")
    lines = [HEAD]
    for sample in samples():
        record, gold = json.loads(extractor.extract_file(sample).model_dump_json()), gold_of(sample)
        wrong = [field for field in EXACT if exactly(field, record) != exactly(field, gold)]
        if wrong:
            lines += [f"[{sample.stem}]", *(f'{field} = "{cause(field, record, gold)}"' for field in wrong), ""]
    CATALOGUE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
