"""From one report, or a stream of them, to records.

What may leave these functions for a text or a file: an `ExtractorError`, each of
which says what to do about it. Anything else is a bug in this package.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import __version__, pipeline, readers
from extractor.assemble import Heading, assemble
from extractor.records import Source, Stamp

if TYPE_CHECKING:
    from extractor.pipeline import Profile
    from extractor.readers import PlainText
    from extractor.records import MeetingReport


class Extractor:
    """A loaded pipeline; making one costs about a second, each report a few milliseconds.

    `limit` is the largest input in bytes. Memory does not grow with the number of reports.
    Raises what `pipeline.load` raises.
    """

    def __init__(self, profile: Profile = "default", limit: int = readers.LIMIT) -> None:
        self.limit = limit
        self._nlp = pipeline.load(profile)
        self._components = [component for _, component in self._nlp.pipeline]
        self._stamp = Stamp(version=__version__, profile=profile)

    def extract(self, text: str) -> MeetingReport:
        """The record of one report; its id is the beginning of the text's hash.

        Raises a `ReadError` for a text that is blank, over-long, or no valid Unicode.
        """
        plain = readers.given(text, self.limit)
        return self.record(plain, plain.sha256[:16], None)

    def extract_file(self, path: str | os.PathLike[str]) -> MeetingReport:
        """The record of the report in a file; its id is the file's stem.

        Raises a `ReadError` that names the file, the reason and the way out.
        """
        file = Path(path)
        return self.record(readers.read(file, self.limit), file.stem, file.as_posix())

    def pipe(self, texts: Iterable[str]) -> Iterator[MeetingReport]:
        """The records of a stream of reports, one by one; errors as for `extract`."""
        return map(self.extract, texts)

    def record(self, plain: PlainText, id: str, path: str | None) -> MeetingReport:  # noqa: A002 - the record's key
        """The record of a text that was read already, under the id and the source path given."""
        doc = pipeline.untokenized(self._nlp, plain.text, plain.published)
        for component in self._components:  # as spaCy does, without its guards against components of others
            doc = component(doc)
        findings, doubts = pipeline.findings_of(doc)
        source = Source(
            path=path,
            media_type=plain.media_type,
            encoding=plain.encoding,
            sha256=plain.sha256,
            characters=len(plain.text),
        )
        heading = Heading(id, source, self._stamp, plain.title, plain.published)
        return assemble(plain.text, findings, [*plain.doubts, *doubts], heading)


@cache
def _default() -> Extractor:
    return Extractor()


def extract(text: str) -> MeetingReport:
    """The record of one report, by the default profile; the pipeline is loaded once. Errors as for `Extractor`."""
    return _default().extract(text)
