"""Owns the passes: what is due is read, what changed is published; one pass at a time over one store."""

import asyncio
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from caveat.app.house import INGEST, House, house, silent
from caveat.app.hubs import tell_hubs
from caveat.errors import StorageError
from caveat.jobs import next_firing
from caveat.model import Failure, Report, Settings, Source, SourceReport, SourceState
from caveat.pipeline.due import is_due
from caveat.pipeline.update import Progress, Updater, fault
from caveat.pipeline.waiting import all_of
from caveat.store import database_exists, pass_lock
from caveat.urls import site

LOCK_WAIT = 30.0
"""Seconds that a verb waits for another pass to end."""
PUBLISH_EVERY = 60.0
"""Seconds of a pass after which what it has read so far is published."""


def run(
    settings: Settings, *, only: Sequence[str] = (), everything: bool = False, progress: Progress = silent
) -> Report:
    """One pass. `only`: these sources, due or not; `everything`: all, and every listed article is looked at again.

    Raises `LockedError` and `StorageError`.
    """

    async def do() -> Report:
        async with house(settings) as open_house:
            report = await pass_over(open_house, only=only, everything=everything, progress=progress)
            await tell_hubs(open_house)
        return report

    with pass_lock(settings.lock_file, LOCK_WAIT):
        return asyncio.run(do())


def dry_run(
    settings: Settings, *, only: Sequence[str] = (), everything: bool = False, progress: Progress = silent
) -> Report:
    """What `run` would read now; nothing is stored, written or moved. Raises `StorageError`."""

    async def do(read: Settings) -> Report:
        started = time.monotonic()
        async with house(read) as open_house:
            updater = open_house.updater(progress, dry_run=True)
            reports = await _read(open_house, updater, only=only, everything=everything)
        return Report(sources=reports, seconds=time.monotonic() - started)

    if database_exists(settings.database):
        return asyncio.run(do(settings))
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(do(replace(settings, database=f"sqlite:///{folder}/caveat.db")))


def ingest(settings: Settings, paths: Iterable[Path], *, progress: Progress = silent) -> Report:
    """Reads files and folders, a report each, moves nothing, and publishes. Raises `LockedError` and `StorageError`."""

    async def do() -> Report:
        started = time.monotonic()
        async with house(settings) as open_house:
            updater = open_house.updater(progress)
            states = open_house.store.states()
            reports = []
            for path in paths:
                source = _inbox_of(path.resolve(), settings)
                report = await updater.update(source, states.get(source.id), below=path.resolve())
                reports.append(_asked_for(path, report))
            await updater.flush()
            published = await open_house.publish()
            await tell_hubs(open_house)
        return replace(published, sources=tuple(reports), seconds=time.monotonic() - started)

    with pass_lock(settings.lock_file, LOCK_WAIT):
        return asyncio.run(do())


def publish(settings: Settings) -> Report:
    """Renders everything again from the store. Raises `LockedError` and `StorageError`."""

    async def do() -> Report:
        started = time.monotonic()
        async with house(settings) as open_house:
            published = await open_house.publish(again=True)
            await tell_hubs(open_house)
        return replace(published, seconds=time.monotonic() - started)

    with pass_lock(settings.lock_file, LOCK_WAIT):
        return asyncio.run(do())


async def pass_over(
    open_house: House,
    *,
    only: Sequence[str] = (),
    everything: bool = False,
    publish_idle: bool = True,
    publish_every: float = PUBLISH_EVERY,
    progress: Progress = silent,
) -> Report:
    """One pass in an open house, the lock held by the caller. Raises `StorageError`.

    `publish_idle`: looks for what to publish even if no source was due; `publish_every`: seconds after which what was
    read so far is published, since one slow site may hold up the pass for long.
    """
    started = time.monotonic()
    reading = asyncio.ensure_future(_read(open_house, open_house.updater(progress), only=only, everything=everything))
    written: set[str] = set()
    try:
        while not (await asyncio.wait([reading], timeout=publish_every))[0]:
            early = await open_house.publish()
            written |= {feed.path for feed in early.feeds if feed.changed}
    finally:
        reading.cancel()
        await asyncio.wait([reading])
    reports = reading.result()
    await asyncio.to_thread(open_house.store.prune_pages, open_house.clock.now() - open_house.settings.keep_pages)
    published = await open_house.publish() if reports or publish_idle else Report()
    feeds = tuple(replace(feed, changed=feed.changed or feed.path in written) for feed in published.feeds)
    return replace(published, feeds=feeds, sources=reports, seconds=time.monotonic() - started)


async def _read(
    open_house: House, updater: Updater, *, only: Sequence[str], everything: bool
) -> tuple[SourceReport, ...]:
    states = await asyncio.to_thread(open_house.store.states)
    now = open_house.clock.now()
    chosen = [
        source
        for source in open_house.settings.sources
        if (source.id in only if only else everything or is_due(states.get(source.id), source, now, next_firing))
    ]
    waiting = iter(_lanes(chosen))
    reports: dict[str, SourceReport] = {}

    async def read() -> None:
        for lane in waiting:
            for source in lane:
                reports[source.id] = await _guarded(updater, source, states.get(source.id), check=everything)

    try:
        await all_of(read() for _ in range(open_house.settings.fetch.concurrency))
    finally:
        await updater.flush()
    return tuple(reports[source.id] for source in chosen)


def _lanes(sources: Sequence[Source]) -> Sequence[Sequence[Source]]:
    """The sources by site, the longest row first: those of one site wait for one another, and share a connection."""
    lanes: dict[str, list[Source]] = {}
    for source in sources:
        lanes.setdefault(site(source.url) if source.url else source.id, []).append(source)
    return sorted(lanes.values(), key=len, reverse=True)


async def _guarded(updater: Updater, source: Source, state: SourceState | None, *, check: bool) -> SourceReport:
    """One source's poll, whose faults, even ours, cost no other source anything."""
    try:
        return await updater.update(source, state, check=check)
    except StorageError:
        raise
    except Exception as error:
        return await updater.give_up(source, state, fault(error, source.place))


def _asked_for(path: Path, report: SourceReport) -> SourceReport:
    """The reading of a path given by hand: a file that nothing came of is a failure, not something to pass over."""
    if not path.is_file() or report.listed or report.failures:
        return report
    reason = report.dropped[0].reason if report.dropped else "hidden or unfinished files are not read"
    return replace(report, dropped=(), failures=(Failure(stage="list", url=str(path), error=reason),))


def _inbox_of(path: Path, settings: Settings) -> Source:
    """The configured inbox that a file or folder lies in; else that of things ingested by hand, named by full path."""
    for source in settings.sources:
        if source.path is not None and path.is_relative_to(source.path.resolve()):
            return replace(source, path=source.path.resolve(), move=False)
    return replace(INGEST, path=Path(path.anchor))
