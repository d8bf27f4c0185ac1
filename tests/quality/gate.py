"""The quality gate: no field may score below its floor.

    python -m tests.quality.gate                    compare with the floors
    python -m tests.quality.gate --write            raise the floors to the present scores
    python -m tests.quality.gate --write --lower    set them even where that lowers one

The rules alone are measured on `dev` and `check` of the corpus and on the project's own
`samples`; a set that is not there is skipped, and that is said. Of the reports of `check`
nothing but scores is ever printed. The statistical stage of the default profile has seen all
three, so that its scores on them would say nothing: `model` are the grouped cross-validated
ones of its card, for dev, check and both together.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor import Extractor
from extractor.evaluation import scores
from extractor.language.weights import card_of
from tests import usage
from tests.places import FLOORS, MODELS, SAMPLES, corpus

SETS = ("dev", "check", "samples")
CROSS_VALIDATED = {"model dev": "dev", "model check": "check", "model": "all"}  # by the names in the card
REWRITE = "python -m tests.quality.gate --write"


@dataclass(frozen=True, slots=True)
class Measured:
    """The F1 of each field on one set of reports, and the hash of its reports and annotations."""

    corpus: str
    f1: dict[str, float]


def folder_of(name: str) -> Path | None:
    """The folder of a set, with `reports` and `gold` in it; None where it is not there."""
    if name == "samples":
        return SAMPLES
    root = corpus()
    return root / name if root else None


def hash_of(folder: Path) -> str:
    """The hash of the names and bytes of all reports and annotations of a set."""
    whole = sha256()
    for file in sorted([*(folder / "reports").glob("*.txt"), *(folder / "gold").glob("*.json")]):
        whole.update(f"{file.parent.name}/{file.name}\0".encode() + sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def records_of(folder: Path, extractor: Extractor) -> dict[str, Any]:
    """The records of all reports of a set, as JSON objects by id."""
    files = sorted((folder / "reports").glob("*.txt"))
    return {file.stem: json.loads(extractor.extract_file(file).model_dump_json()) for file in files}


def measure(folder: Path, extractor: Extractor) -> Measured:
    """Extract all reports of a set and score them."""
    found = scores.score(scores.load_gold(folder / "gold"), records_of(folder, extractor))
    return Measured(hash_of(folder), {f: s["f1"] for f, s in found.as_dict().items()})


def floors() -> dict[str, dict[str, Any]]:
    """The pinned floors: a set's corpus hash and the least F1 of each of its fields."""
    pinned: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return pinned


def cross_validated() -> dict[str, Measured]:
    """What the shipped weights' card says of the default profile."""
    card = card_of(MODELS)
    sets = card["cross_validation"]["with_silver"]
    return {
        name: Measured(card["data"]["hash"], {field: row["f1"] for field, row in sets[part].items()})
        for name, part in CROSS_VALIDATED.items()
    }


def falls(name: str, now: Measured) -> list[str]:
    """What is wrong with a set: fields below their floors, or floors that belong to other reports."""
    pinned = floors().get(name)
    if pinned is None:
        return [f"{name}: no floors are pinned; run {REWRITE}"]
    if pinned["corpus"] != now.corpus:
        return [f"{name}: the reports or annotations have changed since the floors were pinned; run {REWRITE}"]
    least: dict[str, float] = pinned["f1"]
    return [
        f"{name} {field}: {now.f1[field]:.4f} is below {f1:.4f}" for field, f1 in least.items() if now.f1[field] < f1
    ]


def write(measured: dict[str, Measured], *, lower: bool) -> list[str]:
    """Pin the present scores; without `lower`, only where none falls. Gives what stood in the way."""
    pinned = floors() if FLOORS.exists() else {}
    fallen = (
        []
        if lower
        else [
            f"{name} {field}: {now.f1[field]:.4f} would lower the floor of {least:.4f}; say --lower if that is meant"
            for name, now in measured.items()
            for field, least in pinned.get(name, {}).get("f1", {}).items()
            if now.f1[field] < least
        ]
    )
    if not fallen:
        for name, now in measured.items():
            # Rounded down, so that the same scores pass.
            f1 = {field: math.floor(value * 10_000) / 10_000 for field, value in now.f1.items()}
            pinned[name] = {"corpus": now.corpus, "f1": f1}
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    return fallen


def table(measured: dict[str, Measured]) -> str:
    """The present scores, a field a line, a set a column."""
    lines = [f"{'F1':20}" + "".join(f"{name:>12}" for name in measured)]
    lines += [
        f"{field:20}" + "".join(f"{now.f1[field]:12.4f}" if field in now.f1 else 12 * " " for now in measured.values())
        for field in next(iter(measured.values())).f1
    ]
    return "\n".join(lines)


def main() -> int:
    options = usage.parser(__doc__)
    options.add_argument("--write", action="store_true", help="pin the present scores")
    options.add_argument("--lower", action="store_true", help="allow --write to lower floors")
    asked = options.parse_args()
    extractor = Extractor(profile="rules")
    measured = {}
    for name in SETS:
        folder = folder_of(name)
        if folder is None:
            print(f"{name}: skipped, there is no corpus here (../shared/corpus or $EXTRACTOR_CORPUS)")
        else:
            measured[name] = measure(folder, extractor)
    measured |= cross_validated()
    print(table(measured))
    wrong = (
        write(measured, lower=asked.lower)
        if asked.write
        else [fall for name, now in measured.items() for fall in falls(name, now)]
    )
    print("\n".join(wrong) or "no score is below its floor")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
