"""What the clock calls, over a real store and a real folder: what one tick could not publish, the next one does."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from caveat.app.house import House
from caveat.app.serving import Ticks
from caveat.jobs import InlineWorkers
from caveat.model import Every, Feed, Format, Page, Poll, Settings, Source, SourceKind
from caveat.store import open_store

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
FEED = Feed(id="tv", title="TV", formats=(Format.ATOM,), variants=())
SOURCE = Source(id="news", kind=SourceKind.FEED, url="https://news.example/feed", schedule=Every(interval=timedelta(1)))


class Growing:
    """A fetcher for a feed with one more article at every poll, and the clock."""

    def __init__(self):
        self.polls = 0

    def now(self):
        return NOON + timedelta(minutes=self.polls)

    async def fetch(self, request):
        self.polls += 1
        items = [{"id": str(number), "title": f"T{number}", "content_text": "A story."} for number in range(self.polls)]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items})
        return Page(url=request.url, body=body.encode(), media_type="application/feed+json", fetched_at=NOON)


def due_again(state):
    return Poll(state=replace(state, next_at=state.polled_at, polled_at=state.polled_at - timedelta(days=1)))


def test_what_a_tick_stored_and_could_not_publish_is_published_by_the_next_though_nothing_is_due(tmp_path):
    world = Growing()
    store = open_store(f"sqlite:///{tmp_path}/caveat.db")
    settings = Settings(
        base_url="https://feeds.example",
        database="",
        feeds_dir=tmp_path / "feeds",
        lock_file=tmp_path / "lock",
        sources=(SOURCE,),
        feeds=(FEED,),
    )
    ticks = Ticks(
        House(settings=settings, clock=world, store=store, shelf=store, fetcher=world, workers=InlineWorkers())
    )
    feed = tmp_path / "feeds/tv.atom"

    asyncio.run(ticks.tick())
    assert "T0" in feed.read_text()

    feed.unlink()
    feed.mkdir()
    (feed / "in the way").touch()
    store.save(due_again(store.states()["news"]))
    asyncio.run(ticks.tick())
    assert world.polls == 2
    assert ticks.health()["ok"] is False

    (feed / "in the way").unlink()
    feed.rmdir()
    asyncio.run(ticks.tick())
    assert world.polls == 2, "nothing was due"
    assert "T1" in feed.read_text()
    assert ticks.health()["ok"] is True
    store.close()
