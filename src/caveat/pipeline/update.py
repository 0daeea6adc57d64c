"""Owns the reading of one source: list, choose, fetch, extract, detect, settle, store."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import structlog

from caveat import fetch
from caveat.errors import ExtractError, FetchError, ItemError, PostponedError, SourceError, StorageError
from caveat.model import (
    Drop,
    Entry,
    Failure,
    KnownWork,
    Link,
    LinkState,
    Poll,
    Source,
    SourceReport,
    SourceState,
    Unmodified,
)
from caveat.pipeline import states
from caveat.pipeline.articles import ArticleReader, retry_at
from caveat.pipeline.decide import Addresses, own_key, plan
from caveat.pipeline.due import NextFiring
from caveat.pipeline.lists import ListReader
from caveat.pipeline.readings import Reading, wanted_keys
from caveat.pipeline.renames import LOOKED_AT, looks_renamed, renamed
from caveat.pipeline.settle import Listing, Settlement
from caveat.pipeline.waiting import all_of
from caveat.ports import Clock, Fetcher, Store, Workers
from caveat.urls import same_site

_FETCHED, _CARRIED = 25, 100
"""Articles that are stored together, where each is fetched and where the list carries them: as many a poll that is
stopped may have to read again."""
_TOGETHER = 100
"""Polls without articles that are stored together: each costs a fraction of what it would alone."""
_log = structlog.get_logger()

Progress = Callable[[str, int, int], None]
"""Told (source id, articles done, articles to read) whenever one of them changes."""


@dataclass(slots=True, kw_only=True)
class Updater:
    """Reads sources. One pass uses one updater, so that its sources share pages."""

    store: Store
    fetcher: Fetcher
    clock: Clock
    workers: Workers
    works: tuple[KnownWork, ...]
    configured: Addresses
    next_firing: NextFiring
    max_size: int
    """Bytes of an inbox file."""
    progress: Progress
    dry_run: bool = False
    """Stores and moves nothing."""
    _lists: ListReader = field(init=False)
    _articles: ArticleReader = field(init=False)
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: list[Poll] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lists = ListReader(store=self.store, fetcher=self.fetcher, workers=self.workers, max_size=self.max_size)
        self._articles = ArticleReader(
            fetcher=self.fetcher,
            workers=self.workers,
            clock=self.clock,
            works=self.works,
            configured=self.configured,
            max_size=self.max_size,
        )

    async def update(
        self, source: Source, state: SourceState | None, *, check: bool = False, below: Path | None = None
    ) -> SourceReport:
        """Polls one source and stores what it found. Raises `StorageError`.

        `check`: looks at every listed article again, changed or not; `below`: of an inbox, only this file or folder.
        What is not urgent is stored by the next `flush`.
        """
        now, state = self.clock.now(), states.current(state, source)
        whole = check or (state is not None and state.check_at is not None and state.check_at <= now)
        try:
            listing = await self._lists.read(source, state, whole=whole, below=below)
        except PostponedError as error:
            await self._save_later(Poll(state=states.postponed(source, state, now, retry_at(error, self.clock.now()))))
            return SourceReport(id=source.id, dropped=(Drop(url=source.place, reason=str(error)),))
        except ItemError as error:
            return await self.give_up(source, state, error, now)
        if isinstance(listing, Unmodified):
            await self._save_later(Poll(state=states.unmodified(source, state, listing, now, self.next_firing)))
            return SourceReport(id=source.id)
        work = await self._planned(source, state, listing, now, check=check)
        if listing.moved_to is not None and not same_site(listing.moved_to, source.url or ""):
            work.fail(_moved(source, listing.moved_to), waiting=False)

        def end() -> SourceState:
            after = states.finished(source, state, listing, now, self.next_firing, retry_at=work.retry_at)
            return work.finished(after)

        await self._read_all(work, state, end)
        if source.path is not None and source.move and not self.dry_run:
            await self._put_away(work, source.path, end)
        return work.report()

    async def _planned(
        self, source: Source, state: SourceState | None, listing: Listing, now: datetime, *, check: bool
    ) -> Settlement:
        """What is to be done with a list."""
        known = await asyncio.to_thread(self.store.links, source.id, [link.key for link in listing.links])
        first = state is None or state.succeeded_at is None
        failures: tuple[Failure, ...] = ()
        if state is not None and source.path is None and looks_renamed(listing.links, known):
            entries = await asyncio.to_thread(self.store.entries, [source.id], limit=LOOKED_AT)
            again = renamed(listing.links, known, entries, now)
            known = {**known, **again}
            failures = (_renamed(source, len(again)),) if again else ()
        since = state.since if state else None
        chosen = plan(listing.links, known, source, first=first, since=since, now=now, check=check)
        return Settlement(
            source=source,
            listing=replace(listing, failures=(*listing.failures, *failures)),
            plan=chosen,
            known=known,
            configured=self.configured,
            now=now,
        )

    async def try_list(self, source: Source) -> SourceReport:
        """How many articles a source lists now; nothing is read or stored."""
        try:
            listing = await self._lists.read(source, None)
        except ItemError as error:
            return SourceReport(id=source.id, failures=(_failure(error, source),))
        if isinstance(listing, Unmodified):
            return SourceReport(id=source.id)
        return SourceReport(id=source.id, listed=len(listing.links), selectors=listing.found)

    async def give_up(
        self, source: Source, state: SourceState | None, error: ItemError, now: datetime | None = None
    ) -> SourceReport:
        """Notes that a poll, begun `now`, failed as a whole: the source waits for its next turn."""
        ended = self.clock.now()
        state = states.current(state, source)
        asked = retry_at(error, ended)
        after = states.failed(source, state, error, now or ended, self.next_firing, retry_at=asked)
        await self._save_later(Poll(state=after))
        return SourceReport(
            id=source.id,
            failures=(Failure(stage=error.stage, url=error.url or source.place, error=after.error or str(error)),),
        )

    async def flush(self) -> None:
        """Stores what waits: a pass that is stopped before it asks those sources again. Raises `StorageError`."""
        waiting, self._waiting = self._waiting, []
        if waiting and not self.dry_run:
            await asyncio.to_thread(self.store.save, *waiting)

    async def _save_later(self, poll: Poll) -> None:
        """Stores a poll that brought no article with the polls of other sources."""
        self._waiting.append(poll)
        if len(self._waiting) >= _TOGETHER:
            await self.flush()

    async def _read_all(self, work: Settlement, state: SourceState | None, end: Callable[[], SourceState]) -> None:
        """Reads and settles what the plan says, group by group; each is stored when it is settled.

        `end`: the state of the source once all of it is settled.
        """
        source, links = work.source, work.plan.read
        tell = _Counted(source.id, len(links), self.progress)
        size = _FETCHED if source.reads_pages or source.path is not None else _CARRIED
        for start in range(0, len(links), size):
            group = links[start : start + size]
            entries = await self._entries_of(group, work.known, source)
            reading = (self._try(link, work.known.get(link.key), entries.get(link.key), source, tell) for link in group)
            readings = await all_of(reading)
            async with self._saving:  # two sources may have brought the same article
                await self._settle(work, readings)
                is_last = start + size >= len(links)
                await self._save(work.harvest(end() if is_last else states.unfinished(source, state, work.now)))
        if not links:
            await self._save_later(work.harvest(end()))

    async def _settle(self, work: Settlement, readings: Sequence[Reading]) -> None:
        keys = frozenset[str]().union(*(reading.keys for reading in readings))
        stored = await asyncio.to_thread(self.store.find, keys)
        for reading in readings:
            try:
                work.take(reading, stored)
            except Exception as error:  # a fault of ours: it costs its article, not the source
                work.fail(_fault(reading.link, work.source, error), waiting=True)

    async def _try(
        self, link: Link, state: LinkState | None, entry: Entry | None, source: Source, tell: "_Counted"
    ) -> Reading:
        """What came of one link, whatever it was."""
        try:
            reading = await self._articles.read(link, state, entry, source)
            return replace(reading, keys=wanted_keys(reading, state, source))
        except PostponedError as error:
            return Reading(link=link, postponed=str(error), retry_at=retry_at(error, self.clock.now()))
        except ItemError as error:
            failure = Failure(stage=error.stage, url=error.url or link.url or link.key, error=str(error))
            asked = retry_at(error, self.clock.now())
            return Reading(link=link, failure=failure, retry_at=asked, final=isinstance(error, ExtractError))
        except StorageError:
            raise
        except Exception as error:  # a fault of ours: it costs its article, not the source
            return Reading(link=link, failure=_fault(link, source, error))
        finally:
            tell.one_more()

    async def _entries_of(
        self, links: Sequence[Link], known: Mapping[str, LinkState], source: Source
    ) -> Mapping[str, Entry]:
        """The entries that links have, or that another source brought for them; by link key."""
        keys = {link.key: known[link.key].entry_key if link.key in known else own_key(link, source) for link in links}
        entries = await asyncio.to_thread(self.store.find, {key for key in keys.values() if key is not None})
        return {link: entries[key] for link, key in keys.items() if key is not None and key in entries}

    async def _save(self, poll: Poll) -> None:
        if not self.dry_run:
            await asyncio.to_thread(self.store.save, poll)

    async def _put_away(self, work: Settlement, folder: Path, end: Callable[[], SourceState]) -> None:
        """Moves the files that are safely stored, among them those that a killed run stored and did not move."""
        failed = {failure.url for failure in work.failures}
        for link in work.listing.links:
            if not work.has_entry(link) or link.key in failed:
                continue
            try:
                await asyncio.to_thread(fetch.move_done, folder, link.key)
            except FetchError as error:
                work.fail(_failure(error, work.source), waiting=False)
                await self._save_later(work.harvest(end()))


@dataclass(slots=True)
class _Counted:
    """How far the reading of one source is."""

    source_id: str
    total: int
    progress: Progress
    done: int = -1

    def __post_init__(self) -> None:
        self.one_more()

    def one_more(self) -> None:
        """One article was read, or failed."""
        self.done += 1
        self.progress(self.source_id, self.done, self.total)


def fault(error: Exception, place: str) -> SourceError:
    """A fault of the program as an error of one item: it is logged, and costs no other item anything."""
    _log.exception("a fault of caveat's own", place=place)
    return SourceError(f"a fault of caveat's own: {error!r}", url=place)


def _failure(error: ItemError, source: Source) -> Failure:
    return Failure(stage=error.stage, url=error.url or source.place, error=str(error))


def _fault(link: Link, source: Source, error: Exception) -> Failure:
    return _failure(fault(error, link.url or link.key), source)


def _renamed(source: Source, count: int) -> Failure:
    message = f"{count} articles came back under other addresses or ids: they are taken for the same, and keep theirs"
    return Failure(stage="list", url=source.place, error=message)


def _moved(source: Source, address: str) -> Failure:
    message = (
        f"moved for good to another site, and is asked there from now on: {address}; correct its url if that is right"
    )
    return Failure(stage="list", url=source.place, error=message)
