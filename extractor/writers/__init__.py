"""From records to files: one module a format, one registry line each."""

from extractor.writers.registry import WRITERS, Format, Writer
from extractor.writers.stream import Stream

__all__ = ["WRITERS", "Format", "Stream", "Writer"]
