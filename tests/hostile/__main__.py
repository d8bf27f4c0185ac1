"""`python -m tests.hostile FOLDER`: write the hostile documents."""

from pathlib import Path

from tests import usage
from tests.hostile import CASES

parser = usage.parser(__doc__)
parser.add_argument("folder", type=Path)
folder = parser.parse_args().folder
folder.mkdir(parents=True, exist_ok=True)
for case in CASES:
    (folder / case.name).write_bytes(case.make())
    print(f"{case.name}: {case.why}; expected: {case.outcome}")
