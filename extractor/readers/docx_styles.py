"""What Word's styles say of text that changes how it reads: hidden, in capitals, in which font, in which list.

Source: ECMA-376 part 1, 17.7 (styles). A property that text does not have itself
is that of its character style, else of its paragraph's style and those it is
based on, else the document's default.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.readers.docx_lists import VAL, W

if TYPE_CHECKING:
    from lxml import etree

# A style that is based on itself, at whatever remove, ends here.
_DEPTH = 20
_OFF = frozenset({"0", "false", "off"})


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {one.get(f"{W}styleId", ""): one for one in found}
        self._normal = next(
            (key for key, one in self._styles.items() if _is_default(one) and one.get(f"{W}type") == "paragraph"), None
        )
        self._default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def name_of(self, paragraph: etree._Element) -> str | None:
        """The id of a paragraph's style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._normal if style is None else style.get(VAL)

    def list_of(self, paragraph: etree._Element) -> tuple[str, int | None] | None:
        """The list that a paragraph is an item of and its level; the level None where its style names only the list."""
        name = self.name_of(paragraph)
        for place in (paragraph, *self._chain(name)):
            numbering = place.find(f"{W}pPr/{W}numPr")
            number = None if numbering is None else numbering.find(f"{W}numId")
            if numbering is not None and number is not None:
                level = numbering.find(f"{W}ilvl")
                at = "" if level is None else level.get(VAL, "")
                return number.get(VAL, ""), int(at) if at.isascii() and at.isdigit() else None
        return None

    def has(self, run: etree._Element, paragraph: etree._Element, what: str) -> bool:
        """Whether a run's text is `what` ("vanish", "caps")."""
        for place in self._properties(run, paragraph):
            switch = place.find(f"{W}{what}")
            if switch is not None:
                return switch.get(VAL, "1") not in _OFF
        return False

    def font(self, run: etree._Element, paragraph: etree._Element) -> str:
        """The name of the font of a run's text, empty where none is named."""
        for place in self._properties(run, paragraph):
            fonts = place.find(f"{W}rFonts")
            name = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            if name:
                return str(name)
        return ""

    def _properties(self, run: etree._Element, paragraph: etree._Element) -> Iterator[etree._Element]:
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            style = own.find(f"{W}rStyle")
            yield from self._of_styles(None if style is None else style.get(VAL))
        yield from self._of_styles(self.name_of(paragraph))
        if self._default is not None:
            yield self._default

    def _of_styles(self, name: str | None) -> Iterator[etree._Element]:
        for style in self._chain(name):
            properties = style.find(f"{W}rPr")
            if properties is not None:
                yield properties

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        """The style `name` and those it is based on."""
        for _ in range(_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            name = None if base is None else base.get(VAL)


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}default", "0") not in _OFF
