"""What every database does for a load."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing_extensions import Self

    from extractor.writers.tables import Rows


class Database(Protocol):
    """A database with our tables and views, made where they are missing; used as a context manager.

    All methods raise `WriteError`.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def hashes(self, keys: list[str]) -> dict[str, str]:
        """The hash of the record of each key that is there already."""
        ...

    def replace(self, rows: Rows, stale: list[str]) -> None:
        """Put in the rows of some reports, all or none, in place of all rows of the `stale` ones, which are there."""
        ...
