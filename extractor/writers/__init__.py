"""From records to files: one module a format, one registry line each."""

from extractor.writers.registry import WRITERS, Writer, writer_for

__all__ = ["WRITERS", "Writer", "writer_for"]
