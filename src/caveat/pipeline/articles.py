"""Owns the way from one link to its article: fetched, or shared with whoever else lists it, and read in a worker."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus

from caveat import fetch
from caveat.errors import FetchError, ItemError, WallError
from caveat.extract import MAX_PAGES
from caveat.model import Entry, Failure, KnownWork, Link, LinkState, Page, Request, Source, Unmodified, Validators
from caveat.pipeline.decide import Addresses, own_key, owner
from caveat.pipeline.read import Read, ReadRules, find_next, read_pages
from caveat.pipeline.readings import Reading
from caveat.pipeline.sharing import SharedPages
from caveat.pipeline.together import ListedReader
from caveat.ports import Clock, Fetcher, Workers
from caveat.urls import without_credentials

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(slots=True, kw_only=True)
class ArticleReader:
    """Reads articles for one pass."""

    fetcher: Fetcher
    workers: Workers
    clock: Clock
    works: tuple[KnownWork, ...]
    configured: Addresses
    max_size: int
    """Bytes of an inbox file."""
    _shared: SharedPages = field(init=False)
    """Pages of articles that were not known, by address and headers."""

    _listed: ListedReader = field(init=False)

    def __post_init__(self) -> None:
        self._listed = ListedReader(workers=self.workers, works=self.works)
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
            read = await self._listed.read(link, source)
            return Reading(link=link, article=read.article)
        if entry is not None and owner(entry.with_source(source.id), source, self.configured) != source.id:
            return Reading(link=link, adopted=entry.key)
        try:
            if state is None:
                return await self._read_once(link, source)
            believed = entry is not None and state.digest == link.digest
            return await self._fetch(link, state.validators if believed else Validators(), source)
        except WallError as error:
            return await self._without_page(error, link, entry, source)
        except FetchError as error:
            # Where a redirect led, something else may be gone.
            if entry is None or error.status != HTTPStatus.GONE or error.redirected:
                raise
            return Reading(link=link, gone=True)

    async def _read_once(self, link: Link, source: Source) -> Reading:
        """A link new to its source, whose page another source may have asked for."""
        request = _request(link.url or "", source)
        answer, is_first = await self._shared.fetch((own_key(link, source), request.headers), request)
        reading = await self._taken(answer, link, source)
        return reading if is_first else replace(reading, page=None)

    async def _fetch(self, link: Link, validators: Validators, source: Source) -> Reading:
        request = replace(_request(link.url or "", source), validators=validators)
        return await self._taken(await self.fetcher.fetch(request), link, source)

    async def _taken(self, answer: Page | Unmodified, link: Link, source: Source) -> Reading:
        if isinstance(answer, Unmodified):
            return Reading(link=link, unmodified=True)
        return await self._extract(answer, link, source)

    async def _extract(self, page: Page, link: Link, source: Source) -> Reading:
        read = await self._read((page,), link, source)
        if read.next_page is not None:
            pages = await self._following(page, read.next_page, source)
            read = await self._read(pages, link, source) if len(pages) > 1 else read
        return Reading(link=link, article=read.article, file_id=read.file_id, page=page, unmatched=read.unmatched)

    async def _read(self, pages: tuple[Page, ...], link: Link, source: Source) -> Read:
        return await self.workers.call(read_pages, pages, link, ReadRules.of(source, self.works))

    async def _following(self, first: Page, address: str | None, source: Source) -> tuple[Page, ...]:
        """The pages of an article that goes on, ten at most; one that is gone ends it.

        Raises `FetchError` where a page cannot be had: half an article would pass for a whole one.
        """
        pages = [first]
        while address is not None and len(pages) < MAX_PAGES:
            request = _request(address, source)
            try:
                answer, _ = await self._shared.fetch((address, request.headers), request)
            except FetchError as error:
                if error.status in _GONE:
                    break
                raise
            if not isinstance(answer, Page):
                break
            pages.append(answer)
            address = await self.workers.call(find_next, answer, first.url, len(pages))
        return tuple(pages)

    async def _without_page(self, wall: WallError, link: Link, entry: Entry | None, source: Source) -> Reading:
        """What the list carries of an article whose page is a wall, and the wall as a failure beside it.

        Raises the wall where the list carries nothing, or less than is known already.
        """
        if not (link.content or link.summary):
            raise wall
        read = await self._listed.read(link, source)
        if entry is not None and len(entry.article.text) > len(read.article.text):
            raise wall
        failure = Failure(stage=wall.stage, url=wall.url or link.url or link.key, error=str(wall))
        return Reading(link=link, article=read.article, failure=failure, retry_at=retry_at(wall, self.clock.now()))


def _request(address: str, source: Source) -> Request:
    # A user name in it would be a stranger's.
    address = without_credentials(address)
    return Request(url=address, headers=source.headers_for(address))


def retry_at(error: ItemError, now: datetime) -> datetime | None:
    """When the server of an answer that failed `now` wants to be asked again; None where it does not say."""
    return now + error.retry_after if isinstance(error, FetchError) and error.retry_after else None
