"""Records for other programs: one module a format, one line in its registry."""

from extractor.writers.export.registry import EXPORTS, Add, ExportFormat, opened

__all__ = ["EXPORTS", "Add", "ExportFormat", "opened"]
