"""Owns the making of the adapters and their life: everything a verb needs, opened once and let go of at the end."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from caveat.clock import SystemClock
from caveat.demo import ORIGIN, serve
from caveat.fetch import HttpFetcher
from caveat.jobs import ProcessWorkers, next_firing
from caveat.model import INGEST_ID, Every, Report, Settings, Source, SourceKind
from caveat.pipeline.hubs import Announcer
from caveat.pipeline.publish import Publisher
from caveat.pipeline.update import Progress, Updater
from caveat.ports import Clock, Fetcher, HostMemory, Shelf, Store, Workers
from caveat.publish import Memory, Site
from caveat.store import FeedsFolder, database_exists, open_store
from caveat.urls import host

VERSION = version("caveat")
INGEST = Source(
    id=INGEST_ID, kind=SourceKind.INBOX, path=Path(), schedule=Every(interval=timedelta()), shares_letters=True
)
"""What `caveat ingest` reads from outside every inbox; every feed with `sources = ["*"]` shows it, e-mails as well."""


def silent(_source: str, _done: int, _total: int) -> None:
    """A `Progress` that tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything a pass needs, open."""

    settings: Settings
    clock: Clock
    store: Store
    shelf: Shelf
    """Where the same store keeps what is published."""
    fetcher: Fetcher
    workers: Workers
    announcer: Announcer | None = None
    """None where the config names no hub."""
    memory: Memory = field(default_factory=Memory)
    """What was rendered for feeds, for the next time."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the config, and what was ingested by hand."""
        return (*self.settings.sources, INGEST)

    def site(self) -> Site:
        """The installation that publishes, as it is now."""
        return Site(
            base_url=self.settings.base_url,
            version=VERSION,
            works=self.settings.works,
            sources={source.id: source for source in self.sources},
            hubs=self.settings.hubs,
            now=self.clock.now(),
        )

    def updater(self, progress: Progress = silent, *, dry_run: bool = False) -> Updater:
        """The reader of sources, for one pass."""
        return Updater(
            store=self.store,
            fetcher=self.fetcher,
            clock=self.clock,
            workers=self.workers,
            works=self.settings.works,
            configured={source.id: source.url for source in self.sources},
            next_firing=next_firing,
            max_size=self.settings.fetch.max_size,
            progress=progress,
            dry_run=dry_run,
        )

    async def publish(self, *, again: bool = False) -> Report:
        """Renders and writes what changed, or everything. Raises `StorageError`."""
        folder = FeedsFolder(self.settings.feeds_dir)
        folder.sweep()
        publisher = Publisher(
            shelf=self.shelf, folder=folder, feeds=self.settings.feeds, sources=self.sources, memory=self.memory
        )
        feeds, failures = await asyncio.to_thread(publisher.publish, self.site(), again=again)
        return Report(feeds=feeds, failures=failures)


@asynccontextmanager
async def house(settings: Settings, *, workers: Workers | None = None) -> AsyncIterator[House]:
    """Opens everything. Raises `StorageError`."""
    async with AsyncExitStack() as stack:
        clock = SystemClock()
        store = open_store(settings.database)
        stack.callback(store.close)
        fetcher = await stack.enter_async_context(open_fetcher(settings, clock, store))
        working = workers or stack.enter_context(ProcessWorkers())
        hubs = settings.hubs
        yield House(
            settings=settings,
            clock=clock,
            store=store,
            shelf=store,
            fetcher=fetcher,
            workers=working,
            announcer=Announcer(hubs=hubs, pings=store.pings, poster=fetcher, clock=clock) if hubs else None,
        )


@contextmanager
def host_memory(settings: Settings) -> Iterator[HostMemory | None]:
    """What hosts asked of earlier passes; None where there was none yet. Raises `StorageError`."""
    if not database_exists(settings.database):
        yield None
        return
    store = open_store(settings.database)
    try:
        yield store
    finally:
        store.close()


@asynccontextmanager
async def open_fetcher(
    settings: Settings, clock: Clock, memory: HostMemory | None = None
) -> AsyncIterator[HttpFetcher]:
    """The fetcher, and the demonstration newsroom for it to dial where the config asks for it.

    `memory`: where what hosts ask of us outlives the process. Raises `StorageError`.
    """
    async with AsyncExitStack() as stack:
        fetching = settings.fetch
        if settings.newsroom:
            port = await stack.enter_async_context(serve())
            fetching = replace(fetching, dial=(*fetching.dial, (host(ORIGIN), "127.0.0.1", port)))
        yield await stack.enter_async_context(HttpFetcher(fetching, clock, memory=memory))
