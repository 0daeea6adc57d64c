"""Owns the way to what a source lists: its documents fetched and read one after the other, until enough is known."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from caveat import fetch, sources
from caveat.model import Drop, Link, ListPage, Request, Source, SourceKind, Unmodified, Validators
from caveat.pipeline.settle import Listing
from caveat.ports import Fetcher, Workers

_READERS = {
    SourceKind.FEED: sources.read_feed,
    SourceKind.LISTING: sources.read_listing,
    SourceKind.SITEMAP: sources.read_sitemap,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReader:
    """Reads lists for one pass."""

    fetcher: Fetcher
    workers: Workers
    max_size: int
    """Bytes of an inbox file."""

    async def read(self, source: Source, validators: Validators, below: Path | None = None) -> Listing | None:
        """What the source lists, None where nothing changed since it gave these validators. Raises `ItemError`."""
        if source.path is not None:
            return await self._files(source, source.path, below)
        answer = await self.fetcher.fetch(
            Request(
                url=source.url or "",
                validators=validators,
                headers=source.headers,
                robots=source.kind is not SourceKind.FEED,
            )
        )
        if isinstance(answer, Unmodified):
            return None
        page: ListPage = await self.workers.call(_READERS[source.kind], answer, source=source)
        return Listing(links=page.links, validators=answer.validators)

    async def _files(self, source: Source, folder: Path, below: Path | None) -> Listing:
        files = await asyncio.to_thread(fetch.list_files, folder, below)
        found = sources.inbox_links(self._told(file) for file in files if not file.is_folder)
        closed = (Link(key=file.name, url=None, digest=file.digest) for file in files if file.is_folder)
        reason = "not an article: .txt, .md, .html and .eml are read"
        ignored = (Drop(url=name, reason=reason) for name in found.ignored)
        return Listing(links=(*found.links, *closed), dropped=tuple(ignored))

    def _told(self, file: fetch.InboxFile) -> tuple[str, str]:
        """(name, digest) of a file; of one that is too large, a digest that a higher limit changes."""
        return file.name, file.digest if file.size <= self.max_size else f"{file.digest} over {self.max_size}"
