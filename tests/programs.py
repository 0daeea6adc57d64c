"""Owns the programs that some tests need: without one its tests skip, or fail if everything has to be there."""

import os
import shutil

import pytest

REQUIRED = "CAVEAT_REQUIRE_PROGRAMS"
"""Environment variable that makes such a skip a failure: CI sets it."""


def program(*names: str) -> str:
    """Path of the first of these programs that is installed."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = f"{' or '.join(names)} is not installed"
        if os.environ.get(REQUIRED):
            pytest.fail(message)
        pytest.skip(message)
    return found
