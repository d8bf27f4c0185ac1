"""What many tests share: one loaded pipeline, one PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractor import Extractor
from tests.postgres import programs, server


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The default pipeline, loaded once for all tests."""
    return Extractor()


@pytest.fixture(scope="session")
def by_rules() -> Extractor:
    """The pipeline without the statistical stage, loaded once for all tests."""
    return Extractor(profile="rules")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL, started for these tests and stopped after them."""
    binaries = programs()
    if binaries is None:
        pytest.skip("no PostgreSQL here; .ci/run installs Debian's package")
    with server(binaries) as url:
        yield url
