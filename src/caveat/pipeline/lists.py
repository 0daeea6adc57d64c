"""Owns the way to what a source lists: its documents fetched and read one after the other, until enough is known."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from caveat import fetch, sources
from caveat.errors import ItemError
from caveat.model import (
    Continuation,
    Drop,
    Failure,
    Link,
    ListPage,
    Page,
    Request,
    Source,
    SourceKind,
    SourceState,
    Unmodified,
    Validators,
)
from caveat.pipeline.decide import OVERLAP
from caveat.pipeline.settle import Listing
from caveat.pipeline.states import is_complete
from caveat.ports import Fetcher, Store, Workers

_READERS = {
    SourceKind.FEED: sources.read_feed,
    SourceKind.LISTING: sources.read_listing,
    SourceKind.SITEMAP: sources.read_sitemap,
}
_NEVER = datetime.min.replace(tzinfo=UTC)
_MOST_SITEMAPS = 20
"""Documents that one poll reads of a sitemap and the sitemaps that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReader:
    """Reads lists for one pass."""

    store: Store
    fetcher: Fetcher
    workers: Workers
    max_size: int
    """Bytes of an inbox file."""

    async def read(
        self, source: Source, state: SourceState | None, *, whole: bool = False, below: Path | None = None
    ) -> Listing | Unmodified:
        """What the source lists, or that nothing changed since the state's validators were given.

        `whole`: whatever they say; `below`: of an inbox, only this file or folder. Raises `ItemError`.
        """
        if source.path is not None:
            return await self._files(source.path, below)
        validators = Validators() if whole or state is None else state.validators
        address = (state and state.moved_to) or source.url or ""
        answer = await self.fetcher.fetch(_request(address, source, validators))
        if isinstance(answer, Unmodified):
            return answer
        first = await self._read_page(answer, source)
        return await self._completed(_Found(source, answer, first), state)

    async def _read_page(self, answer: Page, source: Source) -> ListPage:
        read: ListPage = await self.workers.call(_READERS[source.kind], answer, source=source)
        return replace(
            read, links=tuple(link for link in read.links if link.url is None or sources.wanted(link.url, source))
        )

    async def _completed(self, found: "_Found", state: SourceState | None) -> Listing:
        """The list with its further documents, as far as they may hold something new."""
        source = found.source
        # The pages of a listing look alike: what was found on the first is read on the others.
        alike = source if found.first.found is None else replace(source, listing=found.first.found)
        while (address := await self._next(found, state)) is not None:
            found.seen.add(address)
            try:
                answer = await self.fetcher.fetch(_request(address, source))
                if isinstance(answer, Page):
                    found.add(await self._read_page(answer, alike), answer.url)
            except ItemError as error:
                found.failures.append(Failure(stage="list", url=error.url or address, error=str(error)))
                if source.kind is not SourceKind.SITEMAP:
                    break
        return found.listing()

    async def _next(self, found: "_Found", state: SourceState | None) -> str | None:
        """The address of the document to read next; None: what was read is enough."""
        source = found.source
        if source.kind is SourceKind.SITEMAP:
            return found.next_sitemap(state)
        if len(found.seen) >= source.pages:
            return None
        address = found.next_page()
        if address is None or not found.newest:
            return None
        if state is None or state.succeeded_at is None:
            return address if len(found.links) < source.initial else None
        if not is_complete(state):
            return address
        known = await asyncio.to_thread(self.store.links, source.id, [link.key for link in found.newest])
        return None if known else address

    async def _files(self, folder: Path, below: Path | None) -> Listing:
        files = await asyncio.to_thread(fetch.list_files, folder, below)
        found = sources.inbox_links(self._told(file) for file in files if not file.is_folder)
        closed = (Link(key=file.name, url=None, digest=file.digest) for file in files if file.is_folder)
        reason = "not an article: .txt, .md, .html and .eml are read"
        ignored = (Drop(url=name, reason=reason) for name in found.ignored)
        return Listing(links=(*found.links, *closed), dropped=tuple(ignored))

    def _told(self, file: fetch.InboxFile) -> tuple[str, str]:
        """(name, digest) of a file; of one that is too large, a digest that a higher limit changes."""
        return file.name, file.digest if file.size <= self.max_size else f"{file.digest} over {self.max_size}"


def _request(address: str, source: Source, validators: Validators | None = None) -> Request:
    return Request(
        url=address,
        validators=validators or Validators(),
        headers=source.headers_for(address),
        robots=source.kind is not SourceKind.FEED,
    )


class _Found:
    """A list while its documents are read."""

    def __init__(self, source: Source, answer: Page, first: ListPage) -> None:
        self.source = source
        self.answer = answer
        self.first = first
        self.links: dict[str, Link] = {}
        self.newest: Sequence[Link] = ()
        """What the last document added."""
        self.more: list[Continuation] = []
        self.seen = {source.url or "", answer.url}
        self.failures: list[Failure] = []
        self.dropped: list[Drop] = []
        self.documents = 0
        self.add(first, answer.url)

    def add(self, page: ListPage, url: str) -> None:
        """Takes in one document."""
        self.documents += 1
        self.seen.add(url)
        self.newest = [link for link in page.links if link.key not in self.links]
        self.links.update((link.key, link) for link in self.newest)
        if self.source.kind is SourceKind.SITEMAP:
            self.more += page.more
        else:
            self.more = list(page.more)

    def next_page(self) -> str | None:
        """The next page of a listing that was not read yet."""
        if self.source.page_url is not None:
            return self.source.page_url.replace("{page}", str(self.documents + 1))
        return next((item.url for item in self.more if item.url not in self.seen), None)

    def next_sitemap(self, state: SourceState | None) -> str | None:
        """The next sitemap that may name something new, the one that changed last first."""
        before = state.complete_at - OVERLAP if state and state.complete_at else None
        is_first = state is None or state.succeeded_at is None
        # What is dated is known to be older than the source; what is not has to be seen to be known.
        dated = all(_date(link) > _NEVER for link in self.links.values())
        is_enough = is_first and dated and len(self.links) >= self.source.initial
        waiting = [
            item.url
            for item in self.more
            if item.url not in self.seen
            and not (item.updated and before and item.updated < before)
            and not (item.updated and is_enough)
        ]
        fresh = sum(before is None or not _NEVER < _date(link) < before for link in self.links.values())
        if waiting and (self.documents >= _MOST_SITEMAPS or fresh >= sources.MAX_ITEMS):
            reason = f"not read: one poll reads {_MOST_SITEMAPS} sitemaps and {sources.MAX_ITEMS} addresses at most"
            self.dropped += [Drop(url=url, reason=reason) for url in waiting]
            return None
        return next(iter(waiting), None)

    def listing(self) -> Listing:
        """What was found."""
        # An index may stand unchanged while what it names changes: its validators say nothing.
        is_index = self.source.kind is SourceKind.SITEMAP and bool(self.first.more)
        links = list(self.links.values())
        if self.source.kind is SourceKind.SITEMAP:
            links.sort(key=_date, reverse=True)
        return Listing(
            links=tuple(links[: sources.MAX_ITEMS]),
            validators=Validators() if is_index or self.failures else self.answer.validators,
            pace=replace(self.first.pace, max_age=self.answer.max_age),
            moved_to=None if self.source.sees_more else self.answer.moved_to,
            found=self.first.found,
            dropped=tuple(self.dropped),
            is_cut=bool(self.dropped),
            failures=tuple(self.failures),
        )


def _date(link: Link) -> datetime:
    return link.published or link.updated or _NEVER
