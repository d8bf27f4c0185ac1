"""Which lines of a page are its report.

trafilatura finds the main text; what readers of a report need around it and
trafilatura leaves out is taken from the page itself, in reading order: the
headline, the line with the date, the lead, the byline, captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trafilatura import bare_extraction
from trafilatura.settings import Document

from extractor.language.layout import is_byline
from extractor.language.stamps import is_stamp
from extractor.rules.pages import is_named, opens, says

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from extractor.readers.blocks import Block

_LABEL = re.compile(r"⟦(\d+)⟧")
# The element of the report holds nearly all of the main text.
_NEARLY_ALL = 0.85
# Lines between headline and text, and behind the text, at the most.
_ABOVE, _BELOW = 30, 5
_MOSTLY_LINKS = 0.6
_HEADLINE_WORDS = 4
_LEAD = 60
_ENOUGH = 200
# Some of trafilatura's searches are quadratic; pages of reports have some thousand elements.
_ELEMENTS = 20_000


def report_of(page: HtmlElement, blocks: Sequence[Block], title: str | None) -> list[Block]:
    """The lines of the report; all that are not furniture where no main text stands out. Changes the page's text."""
    main = _main(page, blocks)
    if not main:
        return [block for block in blocks if not _is_furniture(block, None)]
    holder = _holder([blocks[at] for at in main], page)
    inside = {at for at, block in enumerate(blocks) if _is_within(block.element, holder)}
    end = _end(blocks, main, inside)
    kept = {at for at in main if at < end and not (_is_list_of_links(blocks[at]) or opens(blocks[at].text, "label"))}
    kept |= {at for at in inside if main[0] < at < end and not _is_furniture(blocks[at], holder)}
    first = min(kept, default=main[0])
    head = _headline(blocks, first, title)
    if head is None:
        kept |= _unheaded(blocks, first, inside, holder)
    else:
        last = max(kept, default=first)
        part = _holder([blocks[head], blocks[last]], page, whole=True)
        between = {at for at in range(head + 1, last) if not _is_furniture(blocks[at], part)}
        kept = {at for at in kept if at >= head} | {head} | between | _above(blocks, head)
    kept |= _below(blocks, max(kept), end) if kept else set()
    return _once([blocks[at] for at in sorted(kept)])


def _main(page: HtmlElement, blocks: Sequence[Block]) -> list[int]:
    """The blocks that trafilatura takes for the main text: each gets a label, those that come back count."""
    if sum(1 for _ in page.iter()) > _ELEMENTS:
        return []
    label = -1
    labels = []
    for number, block in enumerate(blocks):
        if block.at:
            label = number
            element, behind = block.at
            if behind:
                element.tail = f"⟦{number}⟧{element.tail}"
            else:
                element.text = f"⟦{number}⟧{element.text}"
        labels.append(label)
    document = bare_extraction(page, include_comments=False, include_tables=True)
    if not isinstance(document, Document):
        return []
    came = {int(number) for number in _LABEL.findall(document.text or "")}
    return [at for at, label in enumerate(labels) if label in came]


def _holder(main: Iterable[Block], page: HtmlElement, *, whole: bool = False) -> HtmlElement:
    """The innermost element that holds nearly all of the lines, or the `whole` of them."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for block in main:
        total += len(block.text)
        for element in (block.element, *block.element.iterancestors()):
            weights[element] = weights.get(element, 0) + len(block.text)
    enough = [element for element, weight in weights.items() if weight >= (1 if whole else _NEARLY_ALL) * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=page)


def _is_within(element: HtmlElement, holder: HtmlElement) -> bool:
    return element is holder or any(ancestor is holder for ancestor in element.iterancestors())


def _end(blocks: Sequence[Block], main: Sequence[int], inside: set[int]) -> int:
    """Where the report ends at the latest: at a heading such as "Tin liên quan" behind some of the text."""
    read = 0
    for at in range(main[0], len(blocks)):
        if read > _ENOUGH and (says(blocks[at].text, "end") or opens(blocks[at].text, "foot")):
            return at
        read += len(blocks[at].text) if at in inside else 0
    return len(blocks)


def _is_list_of_links(block: Block) -> bool:
    return block.links > 0.9 and not _is_heading(block)


def _is_furniture(block: Block, holder: HtmlElement | None) -> bool:
    """Whether a line serves the page: links, words such as "Chia sẻ", elements named for it below `holder`."""
    if block.links > _MOSTLY_LINKS and not _is_heading(block):
        return True
    if says(block.text, "furniture") or says(block.text, "end") or opens(block.text, "foot"):
        return True
    if opens(block.text, "label") and not is_stamp(block.text, block.text.lower()):
        return True
    return any(_is_beside(element) for element in _path(block.element, holder))


def _is_beside(element: HtmlElement) -> bool:
    if element.tag in ("nav", "aside", "footer"):
        return True
    return element.tag not in ("html", "body", "form") and any(is_named(name, "beside") for name in _names(element))


def _path(element: HtmlElement, holder: HtmlElement | None) -> Iterable[HtmlElement]:
    """The element and those around it, up to `holder`."""
    while element is not None and element is not holder:
        yield element
        element = element.getparent()


def _names(element: HtmlElement) -> list[str]:
    return [name for key in ("class", "id") if (name := element.get(key))]


def _is_heading(block: Block) -> bool:
    if block.tag in ("h1", "h2", "h3", "h4"):
        return True
    begin = block.at[0] if block.at else block.element
    around = [*_path(begin, block.element), block.element]
    return any(is_named(name, "headline") for element in around for name in _names(element))


def _headline(blocks: Sequence[Block], first: int, title: str | None) -> int | None:
    """The line that the page's title repeats, or else the nearest heading above the text."""
    told = _letters(title or "")
    nearby = range(min(first + 3, len(blocks) - 1), max(first - _ABOVE, -1), -1)
    for at in nearby:
        words = _letters(blocks[at].text)
        if (
            told
            and len(words.split()) >= _HEADLINE_WORDS
            and (words in told or told in words)
            and len(words) < 2 * len(told)
        ):
            return at
    for at in range(first, max(first - _ABOVE, -1), -1):
        block = blocks[at]
        long = len(block.text.split()) >= _HEADLINE_WORDS
        if long and _is_heading(block) and not any(map(_is_beside, _path(block.element, None))):
            return at
    return None


def _letters(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _belongs(block: Block) -> bool:
    """Whether a line says when the report was posted or who wrote it."""
    return is_stamp(block.text, block.text.lower()) and block.links < _MOSTLY_LINKS


def _unheaded(blocks: Sequence[Block], first: int, inside: set[int], holder: HtmlElement) -> set[int]:
    """What stands above the text where no headline does: the head of a formal paper, or of the page, which has links."""
    around = holder.getparent() if holder.getparent() is not None else holder
    found = {at for at in inside if at < first and not (blocks[at].linked or _is_furniture(blocks[at], holder))}
    for at in range(min(found, default=first) - 1, -1, -1):
        block = blocks[at]
        if block.linked or not _is_within(block.element, around) or _is_furniture(block, around):
            break
        found.add(at)
    return found


def _above(blocks: Sequence[Block], head: int) -> set[int]:
    """The line with the date, where it stands over the headline in the same part of the page."""
    parts = [element for element, _ in zip(_path(blocks[head].element, None), range(4), strict=False)][1:]
    near = range(head - 1, max(head - 4, -1), -1)
    return {at for at in near if _belongs(blocks[at]) and any(_is_within(blocks[at].element, part) for part in parts)}


def _below(blocks: Sequence[Block], last: int, end: int) -> set[int]:
    """The byline, where it stands behind the element of the text."""
    found: set[int] = set()
    for at in range(last + 1, min(last + 1 + _BELOW, end)):
        block = blocks[at]
        if says(block.text, "end") or len(block.text) > _LEAD:
            break
        named = any(is_named(name, "author") for element in _path(block.element, None) for name in _names(element))
        if not _is_furniture(block, None) and named and is_byline(block.text, block.text.lower()):
            found.add(at)
    return found


def _once(kept: Sequence[Block]) -> list[Block]:
    """The lines, without a headline that is repeated right below."""
    return [block for at, block in enumerate(kept) if at != 1 or block.text != kept[0].text]
