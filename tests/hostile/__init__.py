"""Documents and situations that attack, made by a script, each with what has to come of it.

    python -m tests.hostile FOLDER

writes the documents. `documents.py` has the files by their contents, `places.py` those that are hostile by
what or where they are.
"""
