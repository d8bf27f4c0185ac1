"""`python -m tests.hostile FOLDER`: write the hostile documents."""

import sys
from pathlib import Path

from tests.hostile import CASES

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for case in CASES:
    (folder / case.name).write_bytes(case.make())
    print(f"{case.name}: {case.why}; expected: {case.outcome}")
