"""A record beside its text: in the terminal, and as a page for a browser."""

from extractor.show.terminal import side_by_side, visible

__all__ = ["side_by_side", "visible"]
