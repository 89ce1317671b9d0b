"""Both guides built, for what holds of every site."""

import pytest

from tests.tiny import site


@pytest.fixture(scope="session", params=["guide", "tiny"])
def built(request):
    """Every file of a guide, and its address."""
    if request.param == "tiny":
        return site.files(), "https://rent-or-buy.example/guide/"
    return request.getfixturevalue("files"), "https://call-rent-or-own.example/"
