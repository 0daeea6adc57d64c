"""Owns the getting of answers: from memory while they are true, else from the library, a few views at a time."""

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from caveat.model import Wish
from caveat.pipeline.views import Name, Representation
from caveat.web.answers import Answer
from caveat.web.memory import Memory

_EVERYTHING: Name = ("", None)
"""Stands for the comparing of all that is in memory; no document has this path."""


class Library(Protocol):
    """Holds every document in every view."""

    def wish(self, path: str, query: str) -> Wish | None:
        """What a query asks of a document, None for nothing. Does not block. Raises `WishError`."""
        ...

    def representation(self, path: str, wish: Wish | None) -> Representation | None:
        """The document at a path, None where there is none. May block, and raise `StorageError`."""
        ...

    def versions(self, names: Collection[Name]) -> Mapping[Name, str]:
        """The versions that documents have now; those that are gone are absent. May block, and raise `StorageError`."""
        ...


class BusyError(Exception):
    """More views are asked for than are rendered in good time."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """Hands out answers; for one event loop."""

    library: Library
    max_age: int
    """Seconds for which a reader need not ask again."""
    fresh_for: float = 1.0
    """Seconds after which all that is in memory is compared with the library, once somebody asks for any of it."""
    most_waiting: int = 8
    """Views that are rendered, one at a time, or wait for it; how many ask for each does not matter."""
    documents: Memory = field(default_factory=lambda: Memory(most=2000, room=64_000_000))
    views: Memory = field(default_factory=lambda: Memory(most=500, room=32_000_000))
    """Apart, so that no flood of views drives documents out."""
    _compared: float = float("-inf")
    _under_way: dict[Name, asyncio.Task[Answer | None]] = field(default_factory=dict)
    _views_under_way: int = 0
    _rendering: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def answer(self, path: str, wish: Wish | None) -> Answer | None:
        """The answer for a document; None where there is none. Raises `BusyError` and `StorageError`."""
        if time.monotonic() - self._compared > self.fresh_for:
            await self._once(_EVERYTHING, self._compare)
        name = (path, wish)
        if wish is None:
            return self.documents.get(name) or await self._once(name, lambda: self._read(path))
        return self.views.get(name) or await self._once(name, lambda: self._view(path, wish))

    async def _once(self, name: Name, work: Callable[[], Coroutine[None, None, Answer | None]]) -> Answer | None:
        """What the work gives, done once for all who wait for it, and to its end though one of them goes away."""
        task = self._under_way.get(name)
        if task is None:
            task = self._under_way[name] = asyncio.create_task(work())
            task.add_done_callback(lambda _: self._under_way.pop(name))
        return await asyncio.shield(task)

    async def _compare(self) -> None:
        """Lets go of all that is true no more."""
        began = time.monotonic()
        names = [*self.documents, *self.views]
        versions = await run_in_threadpool(self.library.versions, names) if names else {}
        for memory in (self.documents, self.views):
            memory.compare(versions, names)
        self._compared = began

    async def _read(self, path: str) -> Answer | None:
        representation = await run_in_threadpool(self.library.representation, path, None)
        return None if representation is None else self._kept(self.documents, (path, None), representation)

    async def _view(self, path: str, wish: Wish) -> Answer | None:
        if self._views_under_way >= self.most_waiting:
            raise BusyError
        self._views_under_way += 1
        try:
            async with self._rendering:
                representation = await run_in_threadpool(self.library.representation, path, wish)
        finally:
            self._views_under_way -= 1
        return None if representation is None else self._kept(self.views, (path, wish), representation)

    def _kept(self, memory: Memory, name: Name, representation: Representation) -> Answer:
        answer = Answer(representation, self.max_age)
        memory.keep(name, answer)
        return answer
