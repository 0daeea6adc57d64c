"""Owns the web server as a guest: uvicorn in an event loop, and a process, that are somebody else's."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn


class GuestServer(uvicorn.Server):
    """A server that leaves the signals to its host, who answers them before it comes up, too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none, and raises none again."""
        yield
