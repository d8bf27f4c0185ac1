"""From a file's bytes to plain text: one module a format, one registry line each."""

from extractor.readers.plain import Content, PlainText
from extractor.readers.registry import LIMIT, contents, drawn, given, read, read_bytes, read_stream

__all__ = ["LIMIT", "Content", "PlainText", "contents", "drawn", "given", "read", "read_bytes", "read_stream"]
