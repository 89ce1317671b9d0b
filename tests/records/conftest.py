"""The real market, read once for these tests."""

import pytest

from tests import markets


@pytest.fixture(scope="session")
def market(guide):
    """Every offer, model and measurement of the real content."""
    return markets.real(guide)
