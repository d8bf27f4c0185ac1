"""The weights of the statistical stage as shipped, and the card that says what they are.

Two files that any editor opens, no pickle: `points.tsv` with one feature a line and its weight for each
label, `points.json` with everything else. A card tells how the weights were made and how good they are,
and holds the few numbers that are needed beside them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from extractor.errors import ModelError
from extractor.language.features import VERSION

Kind = Literal["issue", "conclusion"]
Matrix = npt.NDArray[np.float64]

# Outside, beginning and inside of an issue, beginning and inside of a conclusion.
LABELS = ("O", "BI", "JI", "BC", "JC")
WEIGHTS, CARD = "points.tsv", "points.json"
_AGAIN = "run `extractor train`"
_NO_FEATURE = ""  # row 0 of the matrix; stands where a segment or sentence has no feature with a weight


@dataclass(frozen=True, slots=True)
class Weights:
    """What the tagger needs: rows of `matrix` by feature, transitions between labels, and the map to confidence.

    `matrix` is features by labels, row 0 all zero; `transitions` labels by labels, from row to column;
    `calibration` slope and offset of a logistic map, for each kind of point.
    """

    rows: dict[str, int]
    matrix: Matrix
    transitions: Matrix
    calibration: dict[Kind, tuple[float, float]]


def load(folder: Path) -> Weights:
    """The weights in a folder. Raises `ModelError` where they are missing, broken, or made for other features."""
    card = card_of(folder)
    try:
        version, labels = card["features_version"], card["labels"]
        if version != VERSION or tuple(labels) != LABELS:
            raise ModelError(str(folder / CARD), f"is of features version {version}, this is {VERSION}", _AGAIN)
        transitions = np.array(card["transitions"], dtype=np.float64).reshape(len(LABELS), len(LABELS))
        calibration: dict[Kind, tuple[float, float]] = {
            "issue": _pair(card["calibration"]["issue"]),
            "conclusion": _pair(card["calibration"]["conclusion"]),
        }
        rows, matrix = _table((folder / WEIGHTS).read_text(encoding="utf-8"))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelError(str(folder), f"holds no whole model ({error!r})", _AGAIN) from error
    return Weights(rows, matrix, transitions, calibration)


def card_of(folder: Path) -> dict[str, Any]:
    """The card of the weights in a folder. Raises `ModelError` where there is none."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(str(folder / CARD), f"is no readable card ({error})", _AGAIN) from error
    if not isinstance(card, dict):
        raise ModelError(str(folder / CARD), "is no JSON object", _AGAIN)
    return card


def save(folder: Path, weights: dict[str, list[int]], card: dict[str, Any]) -> None:
    """Write weights, in thousandths, and card; the same weights give the same bytes."""
    lines = ["\t".join([feature, *map(str, row)]) for feature, row in sorted(weights.items())]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def in_memory(weights: dict[str, list[int]], transitions: Matrix) -> Weights:
    """Weights just trained, in thousandths, without a map to confidence."""
    rows = {_NO_FEATURE: 0, **{feature: at for at, feature in enumerate(sorted(weights), 1)}}
    matrix = np.array([[0] * len(LABELS), *(weights[feature] for feature in sorted(weights))], dtype=np.float64) / 1000
    return Weights(rows, matrix, transitions, {"issue": (1.0, 0.0), "conclusion": (1.0, 0.0)})


def _table(text: str) -> tuple[dict[str, int], Matrix]:
    """Rows and matrix from the lines of a weights file."""
    split = [line.rsplit("\t", len(LABELS)) for line in text.splitlines()]
    rows = {_NO_FEATURE: 0, **{cells[0]: at for at, cells in enumerate(split, 1)}}
    matrix = np.zeros((len(split) + 1, len(LABELS)))
    matrix[1:] = np.array([cells[1:] for cells in split], dtype=np.float64) / 1000
    return rows, matrix


def _pair(numbers: list[float]) -> tuple[float, float]:
    slope, offset = numbers
    return float(slope), float(offset)
