"""Owns the reading of one source: list, choose, fetch, extract, detect, settle, store."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from caveat import fetch, sources
from caveat.errors import ExtractError, ItemError
from caveat.model import (
    Drop,
    Entry,
    Failure,
    KnownWork,
    Link,
    LinkState,
    Page,
    Poll,
    Request,
    Source,
    SourceKind,
    SourceReport,
    SourceState,
    Unmodified,
    Validators,
)
from caveat.pipeline.decide import own_key, owner, plan
from caveat.pipeline.read import ReadRules, read_article
from caveat.pipeline.settle import Known, Listing, Reading, settle, wanted_keys
from caveat.ports import Clock, Fetcher, Store, Workers

Progress = Callable[[str, int, int], None]
"""Told (source id, articles done, articles to read) whenever one of them changes."""


@dataclass(slots=True, kw_only=True)
class Updater:
    """Reads sources. One pass uses one updater: it remembers the pages under way, so that none is fetched twice."""

    store: Store
    fetcher: Fetcher
    clock: Clock
    workers: Workers
    works: tuple[KnownWork, ...]
    configured: frozenset[str]
    """Ids of the sources that exist."""
    next_due: Callable[[Source, datetime], datetime]
    max_size: int
    """Bytes of an inbox file."""
    progress: Progress
    dry_run: bool = False
    """Stores and moves nothing."""
    _under_way: dict[str, asyncio.Task[Reading]] = field(default_factory=dict)
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def update(
        self, source: Source, state: SourceState | None, *, check: bool = False, below: Path | None = None
    ) -> SourceReport:
        """Polls one source and stores what it found. Raises `StorageError`.

        `check`: looks at every listed article again, changed or not; `below`: of an inbox, only this file or folder.
        """
        now = self.clock.now()
        read_list = check or (state is not None and state.check_at is not None and state.check_at <= now)
        validators = Validators() if state is None or read_list else state.validators
        try:
            listing = await self.list_links(source, validators, below)
        except ItemError as error:
            return await self._failed(source, state, error, now)
        if listing is None:
            return await self._unmodified(source, state, now)
        known = await asyncio.to_thread(self.store.links, source.id, [link.key for link in listing.links])
        first = state is None or state.succeeded_at is None
        chosen = plan(listing.links, known, source, first=first, now=now, check=check)
        readings = await self._read_all(chosen.read, known, source)
        async with self._saving:  # two sources may have brought the same article
            entries = await asyncio.to_thread(self.store.find, wanted_keys(readings, known, source))
            facts = Known(links=known, entries=entries, configured=self.configured)
            next_at = self.next_due(source, now)
            poll, report = settle(source, listing, chosen, readings, facts, now=now, next_at=next_at)
            await self._save(poll)
        await self._put_away(source, listing, report)
        return report

    async def list_links(self, source: Source, validators: Validators, below: Path | None = None) -> Listing | None:
        """What the source lists, None where nothing changed since it gave these validators. Raises `ItemError`."""
        if source.path is not None:
            files = await asyncio.to_thread(fetch.list_files, source.path, below)
            found = sources.inbox_links(((file.name, file.digest) for file in files), source=source)
            ignored = (Drop(url=name, reason="not an article: .txt, .md and .html are read") for name in found.ignored)
            return Listing(links=found.links, dropped=tuple(ignored))
        answer = await self.fetcher.fetch(Request(url=source.url or "", validators=validators, headers=source.headers))
        if isinstance(answer, Unmodified):
            return None
        read = sources.feed_links if source.kind is SourceKind.FEED else sources.listing_links
        return Listing(links=await self.workers.call(read, answer, source=source), validators=answer.validators)

    async def try_list(self, source: Source) -> SourceReport:
        """How many articles a source lists now; nothing is read or stored."""
        try:
            listing = await self.list_links(source, Validators())
        except ItemError as error:
            return SourceReport(id=source.id, failures=(_failure(error, source),))
        return SourceReport(id=source.id, listed=len(listing.links) if listing else 0)

    async def _unmodified(self, source: Source, state: SourceState | None, now: datetime) -> SourceReport:
        next_at = self.next_due(source, now)
        same = replace(
            state or SourceState(source_id=source.id, next_at=next_at, polled_at=now),
            polled_at=now,
            succeeded_at=now,
            next_at=next_at,
            failures=0,
            error=None,
            new=0,
        )
        await self._save(Poll(state=same))
        return SourceReport(id=source.id)

    async def _failed(self, source: Source, state: SourceState | None, error: ItemError, now: datetime) -> SourceReport:
        next_at = self.next_due(source, now)
        kept = state or SourceState(source_id=source.id, next_at=next_at, polled_at=now)
        failures = kept.failures + 1
        failed = replace(kept, polled_at=now, next_at=next_at, failures=failures, error=str(error), new=0)
        await self._save(Poll(state=failed))
        return SourceReport(id=source.id, failures=(_failure(error, source),))

    async def _read_all(self, links: Sequence[Link], known: Mapping[str, LinkState], source: Source) -> list[Reading]:
        done = 0
        entries = await self._entries_of(links, known, source)
        self.progress(source.id, done, len(links))

        async def read(link: Link) -> Reading:
            nonlocal done
            try:
                return await self._read(link, known.get(link.key), entries.get(link.key), source)
            except ItemError as error:
                failure = Failure(stage=error.stage, url=error.url or link.url or link.key, error=str(error))
                return Reading(link=link, failure=failure, final=isinstance(error, ExtractError))
            finally:
                done += 1
                self.progress(source.id, done, len(links))

        return [*await asyncio.gather(*(read(link) for link in links))]

    async def _entries_of(
        self, links: Sequence[Link], known: Mapping[str, LinkState], source: Source
    ) -> Mapping[str, Entry]:
        """The entries that links have, or that another source brought for them; by link key."""
        keys = {link.key: known[link.key].entry_key if link.key in known else own_key(link, source) for link in links}
        entries = await asyncio.to_thread(self.store.find, {key for key in keys.values() if key is not None})
        return {link: entries[key] for link, key in keys.items() if key is not None and key in entries}

    async def _read(self, link: Link, state: LinkState | None, entry: Entry | None, source: Source) -> Reading:
        """What came of one link. Raises `ItemError`."""
        if source.path is not None:
            page = await asyncio.to_thread(
                fetch.read_file, source.path, link.key, max_size=self.max_size, clock=self.clock
            )
            return await self._extract(page, link, source)
        if source.kind is SourceKind.FEED and not source.full_text:
            return await self._extract(None, link, source)
        if entry is not None and (state is None or owner(entry, source, self.configured) != source.id):
            return Reading(link=link, adopted=entry.key)
        if state is None:
            return await self._read_once(link, source)
        believed = entry is not None and state.digest == link.digest
        return await self._fetch(link, state.validators if believed else Validators(), source)

    async def _read_once(self, link: Link, source: Source) -> Reading:
        """A link new to its source, whose article another source may be bringing now."""
        key = own_key(link, source)
        if key in self._under_way:
            return replace(await self._under_way[key], link=link, page=None)
        self._under_way[key] = asyncio.create_task(self._fetch(link, Validators(), source))
        return await self._under_way[key]

    async def _fetch(self, link: Link, validators: Validators, source: Source) -> Reading:
        answer = await self.fetcher.fetch(Request(url=link.url or "", validators=validators, headers=source.headers))
        if isinstance(answer, Unmodified):
            return Reading(link=link, unmodified=True)
        return await self._extract(answer, link, source)

    async def _extract(self, page: Page | None, link: Link, source: Source) -> Reading:
        article, file_id = await self.workers.call(read_article, page, link, ReadRules.of(source, self.works))
        return Reading(link=link, article=article, file_id=file_id, page=page)

    async def _save(self, poll: Poll) -> None:
        if not self.dry_run:
            await asyncio.to_thread(self.store.save, poll)

    async def _put_away(self, source: Source, listing: Listing, report: SourceReport) -> None:
        """Moves the files that are safely stored, among them those that a killed run stored and did not move."""
        if source.path is None or not source.move or self.dry_run:
            return
        failed = {failure.url for failure in report.failures}
        for link in listing.links:
            if link.key not in failed:
                await asyncio.to_thread(fetch.move_done, source.path, link.key)


def _failure(error: ItemError, source: Source) -> Failure:
    return Failure(stage=error.stage, url=error.url or source.url or str(source.path), error=str(error))
