"""Owns the stores that the contract is tested against."""

from collections.abc import Iterator

import pytest

from caveat.ports import Store
from caveat.store import open_store


@pytest.fixture(params=["sqlite"])
def store(request, tmp_path) -> Iterator[Store]:
    """An empty store of each kind."""
    opened = open_store(f"{request.param}:///{tmp_path}/var/caveat.db")
    yield opened
    opened.close()
