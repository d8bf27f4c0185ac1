"""What many tests share: one loaded pipeline."""

from __future__ import annotations

import pytest

from extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The default pipeline, loaded once for all tests."""
    return Extractor()


@pytest.fixture(scope="session")
def by_rules() -> Extractor:
    """The pipeline without the statistical stage, loaded once for all tests."""
    return Extractor(profile="rules")
