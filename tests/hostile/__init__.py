"""Documents and situations that attack, made by a script, each with what has to come of it.

    python -m tests.hostile FOLDER

writes the documents. `documents.py` has the files by their contents, `tricks.py` those that make a library do more than
it should, `places.py` those that are hostile by what or where they are.
"""

from tests.hostile.documents import CASES as PLAIN
from tests.hostile.tricks import TRICKS

CASES = (*PLAIN, *TRICKS)
