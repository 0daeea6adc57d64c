"""Owns the sharing of pages within a pass: sources that list the same article are given one answer."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from caveat.model import Page, Request, Unmodified
from caveat.ports import Fetcher


@dataclass(slots=True, kw_only=True)
class SharedPages:
    """The pages of one pass, within bounds.

    Whoever asks for what is under way is given the same answer; whoever asks later is given it too as long as no more
    than `room` bytes of other pages came since it was last asked for. After that, and after a failure, it is fetched
    again.
    """

    fetcher: Fetcher
    room: int = 32_000_000
    """Bytes of bodies that are kept."""
    _under_way: dict[Hashable, asyncio.Task[Page | Unmodified]] = field(default_factory=dict)
    _kept: OrderedDict[Hashable, Page] = field(default_factory=OrderedDict)
    """What was asked for last stands last."""
    _size: int = 0

    async def fetch(self, key: Hashable, request: Request) -> tuple[Page | Unmodified, bool]:
        """The answer to a request, and whether it was fetched for this call. `key`: equal where the answer would be.

        Raises `FetchError`.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key], False
        if key in self._under_way:
            return await self._under_way[key], False
        self._under_way[key] = asyncio.create_task(self.fetcher.fetch(request))
        try:
            answer = await self._under_way[key]
        finally:
            del self._under_way[key]
        if isinstance(answer, Page):
            self._keep(key, answer)
        return answer, True

    def _keep(self, key: Hashable, page: Page) -> None:
        self._kept[key] = page
        self._size += len(page.body)
        while self._size > self.room:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.body)
