"""The title and the moment of posting that a page's markup states beside its text.

Looked for where sites put them: JSON-LD (schema.org Article), Open Graph, Dublin
Core and the names that older systems use, `<time>`, `<title>`. A moment with a
zone is told in the time of Vietnam, one of midnight as its day.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.language.stamps import VIETNAM, read_stamp
from extractor.rules.pages import opens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POSTED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "published_time", "date.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "citation_publication_date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_ARTICLES = re.compile(r"(?:News|Blog)?(?:Article|Posting)$|Report$|WebPage$")
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?(?![\d:])",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1995, 2099
_SITE = re.compile(r"(?<!\s)\s+(?:[|–—»]|-{1,2}|::)\s+")
# Fewer words name a section of the site ("Tin tức", "Chi tiết tin").
_WORDS = 4
_JSON_LIMIT = 200_000
_DEPTH = 6


def title_of(page: HtmlElement) -> str | None:
    """The headline by the page's metadata, without the name of the site; None for a page that names only its site."""
    metas = _metas(page)
    site = _plain(metas.get("og:site_name", ""))
    stated = [metas.get("og:title", ""), *(str(one.get("headline") or "") for one in _articles(page))]
    stated += [metas.get("twitter:title", ""), metas.get("dc.title", "")]
    stated += ["".join(one.itertext()) for one in page.iter("title")]
    for title in stated:
        bare = _without_site(" ".join(title.split()), site)
        if len(bare.split()) >= _WORDS and _plain(bare) != site and not opens(bare, "site"):
            return bare
    return None


def published_of(page: HtmlElement) -> dt.date | dt.datetime | None:
    """When the page was posted, by its metadata."""
    metas = _metas(page)
    stated = [metas.get("article:published_time", "")]
    stated += [str(one.get("datePublished") or "") for one in _articles(page)]
    stated += [metas.get(name, "") for name in _POSTED]
    times = [time for time in page.iter("time") if time.get("datetime")]
    marked = [time for time in times if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None]
    # Several times without a mark may be those of other reports on the page.
    stated += [str(time.get("datetime")) for time in marked[:1] or (times if len(times) == 1 else [])]
    return next((moment for moment in map(moment_of, stated) if moment), None)


def moment_of(stated: str) -> dt.date | dt.datetime | None:
    """The day or moment that a value of metadata states, without a zone; None where it states none."""
    iso = _ISO.search(stated)
    try:
        if iso is None:
            found = read_stamp(stated.lower()) if len(stated) < 100 else None
            moment = found[0] if found else None
        else:
            year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups()[:6])
            local = dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone comes behind
            moment = _local(local, iso[7])
    except (ValueError, OverflowError):
        return None
    if moment is None or not _EARLIEST <= moment.year <= _LATEST:
        return None
    return moment if moment.time() != dt.time() else moment.date()


def _local(moment: dt.datetime, zone: str | None) -> dt.datetime:
    if not zone:
        return moment
    if zone in "zZ":
        offset = dt.timedelta()
    else:
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        offset = dt.timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return moment.replace(tzinfo=dt.timezone(offset)).astimezone(VIETNAM).replace(tzinfo=None)


def _metas(page: HtmlElement) -> dict[str, str]:
    """The page's `<meta>` by name, property or itemprop in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        content = meta.get("content")
        for key in ("property", "name", "itemprop"):
            if content and (name := meta.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def _articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes; scripts that are no JSON are left out."""
    for script in page.iter("script"):
        told = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(told) > _JSON_LIMIT:
            continue
        try:
            data = json.loads(told, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _described(data, _DEPTH)


def _described(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for one in data:
            yield from _described(one, depth - 1)
    elif isinstance(data, dict) and depth:
        kinds = data.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _described(data.get(key), depth - 1)


def _without_site(title: str, site: str) -> str:
    """The longest of the parts that a title is made of with the site's name, and its section's."""
    parts = _SITE.split(title)
    if len(parts) == 1:
        return title
    # A headline may hold a dash itself: only what is like a name, at the end, is cut off.
    if site and _plain(parts[-1]) in site:
        return title[: title.rfind(parts[-1])].rstrip(" |-–—»:")
    return title if "|" not in title and "»" not in title else max(parts, key=len)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
