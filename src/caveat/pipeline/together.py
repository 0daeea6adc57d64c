"""Owns the reading of what lists carry themselves, many articles at once: handing one over costs as much again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from caveat.model import KnownWork, Link, Source
from caveat.pipeline.read import Read, ReadRules, read_articles, read_pages
from caveat.ports import Workers


@dataclass(slots=True, kw_only=True)
class ListedReader:
    """Reads the articles that lists carry. Those of a source that are asked for at once go to a worker together."""

    workers: Workers
    works: tuple[KnownWork, ...]
    _waiting: dict[str, list[tuple[Link, asyncio.Future[Read]]]] = field(default_factory=dict)
    """What is to be read, by source."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def read(self, link: Link, source: Source) -> Read:
        """The article of what the list carries. Raises `ExtractError`."""
        waiting = self._waiting.setdefault(source.id, [])
        future: asyncio.Future[Read] = asyncio.get_running_loop().create_future()
        waiting.append((link, future))
        if len(waiting) == 1:
            # It begins when everybody who asks at once has asked.
            task = asyncio.create_task(self._read_waiting(source))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _read_waiting(self, source: Source) -> None:
        waiting = self._waiting.pop(source.id)
        try:
            found = await self._read_all([link for link, _ in waiting], ReadRules.of(source, self.works))
        except BaseException:  # the pass is stopped, and nobody may be left waiting
            for _, future in waiting:
                future.cancel()
            raise
        for (_, future), one in zip(waiting, found, strict=True):
            if future.done():  # whoever asked was stopped
                continue
            if isinstance(one, Exception):
                future.set_exception(one)
            else:
                future.set_result(one)

    async def _read_all(self, links: Sequence[Link], rules: ReadRules) -> Sequence[Read | Exception]:
        try:
            return await self.workers.call(read_articles, tuple((None, link) for link in links), rules)
        except Exception as error:  # of one among them: alone, it costs no other anything
            return [error] if len(links) == 1 else [await self._read_alone(link, rules) for link in links]

    async def _read_alone(self, link: Link, rules: ReadRules) -> Read | Exception:
        try:
            return await self.workers.call(read_pages, (), link, rules)
        except Exception as error:  # handed on to whoever asked
            return error
