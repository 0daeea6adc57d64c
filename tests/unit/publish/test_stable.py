"""The same entries give the same bytes on every machine: whatever its hash seed, time zone, locale and encoding."""

import os
import subprocess
import sys

import pytest

_PROGRAM = """
import hashlib
from tests.golden.test_golden_feeds import _documents
for document in _documents():
    print(document.path, hashlib.sha256(document.body).hexdigest())
"""


def digests(**environment: str) -> str:
    """Of the golden feeds, rendered in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def here() -> str:
    found = digests(PYTHONHASHSEED="1", TZ="UTC")
    assert len(found.splitlines()) == 6
    return found


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu"},
        {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
)
def test_a_feed_is_the_same_bytes_everywhere(here: str, environment: dict[str, str]):
    assert digests(**environment) == here
