"""The benchmark; run it with `python tests/benchmark`."""
