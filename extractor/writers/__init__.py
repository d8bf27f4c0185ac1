"""From records to files: one module a format, one registry line each."""

from extractor.writers.registry import Format, RecordFormat, RecordWriter, record_format

__all__ = ["Format", "RecordFormat", "RecordWriter", "record_format"]
