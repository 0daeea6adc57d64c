"""Owns the verbs that only look: preview of one article, a try of every source, the state of the sources."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from caveat.app.house import house, open_fetcher
from caveat.clock import SystemClock
from caveat.errors import FetchError
from caveat.fetch import read_file
from caveat.jobs import InlineWorkers, next_due
from caveat.model import (
    Adaptive,
    Article,
    Cron,
    Link,
    Page,
    Request,
    Settings,
    Source,
    SourceReport,
    SourceState,
    Unmodified,
)
from caveat.pipeline.decide import due_at, is_due
from caveat.pipeline.read import ReadRules, read_article
from caveat.pipeline.settle import UNFINISHED
from caveat.store import open_store

_FEEDS = {
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".rdf": "application/rdf+xml",
    ".xml": "application/xml",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """Where one source stands, in words."""

    id: str
    kind: str
    place: str
    """Address or folder."""
    schedule: str
    next_at: datetime | None
    """None: due now."""
    polled_at: datetime | None
    succeeded_at: datetime | None
    new: int
    failures: int
    unfinished: bool
    """A poll has stored a part and is under way, or was stopped; what else stands here is of the one before."""
    error: str | None


def preview(settings: Settings, target: str, source: Source | None = None) -> Article:
    """What would be extracted from an address or a file, by the rules of a source if one is given. Writes nothing.

    Raises `ItemError`.
    """
    rules = ReadRules.of(source, settings.works) if source else ReadRules(works=settings.works)
    path = Path(target)
    if path.exists():
        limit = settings.fetch.max_size
        page = read_file(path.resolve().parent, path.resolve().name, max_size=limit, clock=SystemClock())
        # What is no article is said to be what it is: a feed above all.
        page = replace(page, media_type=_FEEDS.get(path.suffix.lower(), page.media_type))
        return read_article(page, Link(key=path.name, url=None), rules)[0]
    if not target.startswith(("http://", "https://")):
        message = "is neither a file that exists nor an http(s) address"
        raise FetchError(message, url=target)
    page = asyncio.run(_fetched(settings, Request(url=target, headers=source.headers if source else ())))
    return read_article(page, Link(key=target, url=page.url), rules)[0]


async def _fetched(settings: Settings, request: Request) -> Page:
    async with open_fetcher(settings, SystemClock()) as fetcher:
        answer = await fetcher.fetch(request)
    if isinstance(answer, Unmodified):
        message = "answered 304 Not Modified to a request without conditions"
        raise FetchError(message, url=request.url)
    return answer


def look(settings: Settings) -> tuple[SourceReport, ...]:
    """Tries the list of every source, and stores nothing. A source that fails says so in its report."""

    async def do() -> tuple[SourceReport, ...]:
        async with house(settings, workers=InlineWorkers()) as open_house:
            updater = open_house.updater(dry_run=True)
            return tuple([await updater.try_list(source) for source in settings.sources])

    return asyncio.run(do())


def status(settings: Settings) -> tuple[SourceStatus, ...]:
    """Where every source stands. Raises `StorageError`."""
    store = open_store(settings.database)
    try:
        states = store.states()
    finally:
        store.close()
    now = SystemClock().now()
    found = []
    for source in settings.sources:
        state = states.get(source.id)
        found.append(
            SourceStatus(
                id=source.id,
                kind=source.kind.value,
                place=source.place,
                schedule=_schedule(source),
                next_at=_next_at(state, source, now),
                polled_at=state.polled_at if state else None,
                succeeded_at=state.succeeded_at if state else None,
                new=state.new if state else 0,
                failures=state.failures if state else 0,
                unfinished=state is not None and state.error == UNFINISHED,
                error=state.error if state else None,
            )
        )
    return tuple(found)


def _next_at(state: SourceState | None, source: Source, now: datetime) -> datetime | None:
    """When a source is due; None: now."""
    if state is None or is_due(state, source, now, next_due):
        return None
    return due_at(state, source, next_due)


def _schedule(source: Source) -> str:
    if isinstance(source.schedule, Cron):
        return f'cron "{source.schedule.expression}" ({source.schedule.timezone})'
    if isinstance(source.schedule, Adaptive):
        return "adaptive"
    seconds = int(source.schedule.interval.total_seconds())
    return f"every {_spelled(seconds)}" if seconds else "at every pass"


def _spelled(seconds: int) -> str:
    parts: Sequence[tuple[int, str]] = ((86400, "d"), (3600, "h"), (60, "m"), (1, "s"))
    words = []
    for size, unit in parts:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count}{unit}")
    return " ".join(words)
