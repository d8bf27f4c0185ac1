"""Generated inputs by the million, and what has to hold for each: `python -m tests.fuzz`."""
