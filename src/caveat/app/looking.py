"""Owns the verbs that only look: preview of one article, a try of every source, the state of the sources."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from caveat.app.house import house, open_fetcher
from caveat.clock import SystemClock
from caveat.errors import FetchError
from caveat.fetch import read_file
from caveat.jobs import InlineWorkers, next_firing
from caveat.model import (
    Article,
    Every,
    Link,
    Settings,
    Source,
    SourceKind,
    SourceReport,
    SourceState,
    Unmatched,
)
from caveat.pipeline.articles import ArticleReader
from caveat.pipeline.due import due_at, is_due, schedule_words
from caveat.pipeline.read import ReadRules, read_pages
from caveat.pipeline.states import UNFINISHED, current
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
    why: str
    """Why then."""
    stopped: bool
    """It is not asked again: its server said that it is gone for good."""
    moved_to: str | None
    """Where permanent redirects led: it is asked there."""
    polled_at: datetime | None
    succeeded_at: datetime | None
    new: int
    failures: int
    unfinished: bool
    """A poll has stored a part and is under way, or was stopped; what else stands here is of the one before."""
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An article as a pass would read it."""

    article: Article
    unmatched: tuple[Unmatched, ...] = ()
    """Rules of its source that found nothing on its page."""


def preview(settings: Settings, target: str, source: Source | None = None) -> Preview:
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
        read = read_pages((page,), Link(key=path.name, url=None), rules)
        return Preview(article=read.article, unmatched=read.unmatched or ())
    if not target.startswith(("http://", "https://")):
        message = "is neither a file that exists nor an http(s) address"
        raise FetchError(message, url=target)
    return asyncio.run(_article(settings, target, source))


async def _article(settings: Settings, url: str, source: Source | None) -> Preview:
    """The article of an address, all its pages, as a pass would read it. Raises `ItemError`."""
    clock = SystemClock()
    given = source or Source(id="preview", kind=SourceKind.LISTING, url=url, schedule=Every(interval=timedelta()))
    async with open_fetcher(settings, clock) as fetcher:
        reader = ArticleReader(
            fetcher=fetcher,
            workers=InlineWorkers(),
            clock=clock,
            works=settings.works,
            configured={given.id: given.url},
            max_size=settings.fetch.max_size,
        )
        link = Link(key=url, url=url)
        reading = await reader.read(link, None, None, replace(given, kind=SourceKind.LISTING, path=None))
    if reading.article is None:
        raise FetchError("gave no article", url=url)
    return Preview(article=reading.article, unmatched=reading.unmatched or ())


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
        state = current(states.get(source.id), source)
        found.append(
            SourceStatus(
                id=source.id,
                kind=source.kind.value,
                place=source.place,
                schedule=schedule_words(source),
                next_at=_next_at(state, source, now),
                why=_why(state, source),
                stopped=state is not None and state.gone,
                moved_to=state.moved_to if state else None,
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
    if state is None or is_due(state, source, now, next_firing):
        return None
    return due_at(state, source, next_firing)


def _why(state: SourceState | None, source: Source) -> str:
    """Why a source is due when it is."""
    if state is None:
        return "never read yet"
    return state.why if due_at(state, source, next_firing) == state.next_at else schedule_words(source)
