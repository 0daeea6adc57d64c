"""Owns politeness: one fetch at a time from a host, a pause between two, and a bound over all hosts."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_MANY = 1000
"""Hosts remembered before those with nothing to wait for are forgotten."""


@dataclass(slots=True)
class _Lane:
    """The queue in front of one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready_at: float = 0.0
    """Loop time before which no fetch may start."""
    users: int = 0
    """Fetches that wait or run."""


class Throttle:
    """Gives turns. Belongs to one event loop."""

    def __init__(self, *, delay: float, concurrency: int, own: Collection[str] = ()) -> None:
        """`delay`: seconds between the end of one turn at a host and the next; `concurrency`: turns at once.

        `own`: hosts of this very process, which need no pause.
        """
        self._delay = delay
        self._own = own
        self._slots = asyncio.Semaphore(concurrency)
        self._lanes: dict[str, _Lane] = {}

    def __len__(self) -> int:
        """Hosts that are remembered."""
        return len(self._lanes)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits, in order of arrival, until the host may be asked; the turn lasts as long as the context."""
        loop = asyncio.get_running_loop()
        self._forget(loop.time())
        lane = self._lanes.setdefault(host, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                await asyncio.sleep(max(0.0, lane.ready_at - loop.time()))
                async with self._slots:
                    try:
                        yield
                    finally:
                        lane.ready_at = loop.time() + (0.0 if host in self._own else self._delay)
        finally:
            lane.users -= 1

    def _forget(self, now: float) -> None:
        if len(self._lanes) >= _MANY:
            self._lanes = {host: lane for host, lane in self._lanes.items() if lane.users or lane.ready_at > now}
