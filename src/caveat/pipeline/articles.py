"""Owns the way from one link to its article: fetched, or shared with whoever else lists it, and read in a worker."""

import asyncio
from dataclasses import dataclass, field, replace

from caveat import fetch
from caveat.model import Entry, KnownWork, Link, LinkState, Page, Request, Source, Unmodified, Validators
from caveat.pipeline.decide import own_key, owner
from caveat.pipeline.read import ReadRules, read_article
from caveat.pipeline.settle import Reading
from caveat.pipeline.sharing import SharedPages
from caveat.ports import Clock, Fetcher, Workers


@dataclass(slots=True, kw_only=True)
class ArticleReader:
    """Reads articles for one pass."""

    fetcher: Fetcher
    workers: Workers
    clock: Clock
    works: tuple[KnownWork, ...]
    configured: tuple[str, ...]
    """Ids of the sources that exist, in the config's order."""
    max_size: int
    """Bytes of an inbox file."""
    _shared: SharedPages = field(init=False)
    """Pages of articles that were not known, by address and headers."""

    def __post_init__(self) -> None:
        self._shared = SharedPages(fetcher=self.fetcher)

    async def read(self, link: Link, state: LinkState | None, entry: Entry | None, source: Source) -> Reading:
        """The article of one link, or what stands in for it. `entry`: the one that it has, or would have.

        Raises `ItemError`.
        """
        if source.path is not None:
            page = await asyncio.to_thread(
                fetch.read_file, source.path, link.key, max_size=self.max_size, clock=self.clock
            )
            return await self._extract(page, link, source)
        if not source.reads_pages:
            return await self._extract(None, link, source)
        if entry is not None and owner(entry.with_source(source.id), source, self.configured) != source.id:
            return Reading(link=link, adopted=entry.key)
        if state is None:
            return await self._read_once(link, source)
        believed = entry is not None and state.digest == link.digest
        return await self._fetch(link, state.validators if believed else Validators(), source)

    async def _read_once(self, link: Link, source: Source) -> Reading:
        """A link new to its source, whose page another source may have asked for."""
        request = Request(url=link.url or "", validators=Validators(), headers=source.headers)
        answer, is_first = await self._shared.fetch((own_key(link, source), source.headers), request)
        reading = await self._taken(answer, link, source)
        return reading if is_first else replace(reading, page=None)

    async def _fetch(self, link: Link, validators: Validators, source: Source) -> Reading:
        request = Request(url=link.url or "", validators=validators, headers=source.headers)
        return await self._taken(await self.fetcher.fetch(request), link, source)

    async def _taken(self, answer: Page | Unmodified, link: Link, source: Source) -> Reading:
        if isinstance(answer, Unmodified):
            return Reading(link=link, unmodified=True)
        return await self._extract(answer, link, source)

    async def _extract(self, page: Page | None, link: Link, source: Source) -> Reading:
        article, file_id = await self.workers.call(read_article, page, link, ReadRules.of(source, self.works))
        return Reading(link=link, article=article, file_id=file_id, page=page)
