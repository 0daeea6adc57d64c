"""Owns a small installation for the tests of publishing: its one source, its feed, its articles."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from caveat.model import Every, Feed, Format, Poll, Source, SourceKind, SourceState
from caveat.pipeline.publish import Publisher
from caveat.publish import Memory, Site
from caveat.store import FeedsFolder
from tests.unit.publish.samples import block, entry

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SOURCE = Source(
    id="tv-news", kind=SourceKind.FEED, url="http://news.example/feed", schedule=Every(interval=timedelta(hours=1))
)
FEED = Feed(id="tv", title="TV", formats=(Format.ATOM,), variants=(), limit=2)


def article(number, *, revision=1, **fields):
    return entry(
        block(fields.pop("text", f"Story number {number}.")),
        url=f"http://news.example/{number}",
        number=number,
        revision=revision,
        published=NOW - timedelta(days=number),
        **fields,
    )


def save(store, *entries):
    store.save(Poll(state=SourceState(source_id="tv-news", next_at=NOW, polled_at=NOW), entries=entries))


def publish(store, folder, *feeds, now=NOW, sources=(SOURCE,), again=False, memory=None, **more):
    named = {source.id: source for source in sources}
    site = Site(base_url="http://h.example", version="1", sources=named, now=now, **more)
    publisher = Publisher(
        shelf=store, folder=FeedsFolder(folder), feeds=feeds or (FEED,), sources=sources, memory=memory or Memory()
    )
    return publisher.publish(site, again=again)


def page(folder: Path, number: int) -> str:
    return (folder / page_path(number)).read_text()


def page_path(number: int) -> str:
    return f"articles/{article(number).slug}.html"
