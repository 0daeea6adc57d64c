"""Owns how long each reader is fuzzed: a few examples in the ordinary suite, FUZZ_SECONDS in all by `make fuzz`."""

import os
import time
from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

TARGETS = 6
"""Tests that share the seconds."""
_SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
_FEW, _BATCH = 40, 200
_DEADLINE = timedelta(seconds=20)
"""Of one document, on a machine that is busy: what is not linear in time takes longer by far."""


def fuzz(check: Callable[[bytes], None], documents: st.SearchStrategy[bytes]) -> None:
    """Checks documents until the time of one target is over; at least one batch."""
    end = time.monotonic() + _SECONDS / TARGETS
    while True:
        _batch(check, documents)
        if time.monotonic() >= end:
            return


def _batch(check: Callable[[bytes], None], documents: st.SearchStrategy[bytes]) -> None:
    @settings(
        max_examples=_BATCH if _SECONDS else _FEW,
        deadline=_DEADLINE,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(documents)
    def checked(document: bytes) -> None:
        check(document)

    checked()
