"""Owns what is known of hosts while the program runs, over the memory that outlives it: few reads, fewer writes."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from caveat.model import Hold, RobotsFile
from caveat.ports import Clock, HostMemory

_BATCH = 25
"""New robots.txt files that are written together."""
_LONGEST_PENDING = timedelta(minutes=1)
"""After which the next one to be learned takes fewer along."""


class Hosts:
    """Reads and writes the memory in threads. Without one, everything is forgotten with the process."""

    def __init__(self, memory: HostMemory | None, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._pending: dict[str, RobotsFile] = {}
        self._written_at = clock.now()

    async def holds(self) -> Sequence[Hold]:
        """The holds that still stand. Raises `StorageError`."""
        if self._memory is None:
            return ()
        return await asyncio.to_thread(self._memory.holds, self._clock.now())

    async def robots(self, origin: str) -> RobotsFile | None:
        """What is remembered of an origin's robots.txt. Raises `StorageError`."""
        if self._memory is None or origin in self._pending:
            return self._pending.get(origin)
        return await asyncio.to_thread(self._memory.robots, origin)

    async def learn_robots(self, file: RobotsFile) -> None:
        """Remembers it, in time. Raises `StorageError`."""
        if self._memory is None:
            return
        self._pending[file.origin] = file
        if len(self._pending) >= _BATCH or self._clock.now() - self._written_at > _LONGEST_PENDING:
            await self.write()

    async def learn_hold(self, hold: Hold) -> None:
        """Remembers it at once: a process that is killed should not ask again. Raises `StorageError`."""
        await self.write(hold)

    async def write(self, *holds: Hold) -> None:
        """Writes what was learned, if anything. Raises `StorageError`."""
        if self._memory is None or not (self._pending or holds):
            return
        files, self._pending = tuple(self._pending.values()), {}
        self._written_at = now = self._clock.now()
        await asyncio.to_thread(self._memory.remember, files, holds, now)
