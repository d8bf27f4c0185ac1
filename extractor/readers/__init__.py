"""From a file's bytes to plain text: one module a format, one registry line each."""

from extractor.readers.plain import PlainText
from extractor.readers.registry import LIMIT, given, read, read_bytes

__all__ = ["LIMIT", "PlainText", "given", "read", "read_bytes"]
