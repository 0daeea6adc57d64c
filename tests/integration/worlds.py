"""Owns an installation that is served: a store, what publishes into it, and a web face that looks at it each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import httpx

from caveat.model import Every, Feed, Format, Poll, Source, SourceKind, SourceState, Variant
from caveat.pipeline.publish import Publisher
from caveat.pipeline.views import Library
from caveat.publish import Site
from caveat.store import FeedsFolder, open_store
from caveat.web import Desk, create_app
from caveat.web.memory import Memory
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, notice

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(
    id="tv-news", kind=SourceKind.FEED, url="http://news.example/feed", schedule=Every(interval=timedelta(hours=1))
)
TV = Feed(id="tv", title="TV", variants=(Variant.SAFE, Variant.SPOILER_FREE), limit=3)
FIXED = Feed(id="fixed", title="Fixed", fixed=True, formats=(Format.ATOM,), variants=())
PRIVATE = replace(TV, id="mine", title="Mine", token="k3yk3yk3yk3yk3yk")
SECRET = "The desert keeps the crown"
ANOTHER = "The killer wears purple"


def article(number, *, secret=None, work=None, revision=1, **fields):
    notices = (notice(2, works=(work,)),) if secret else ()
    return entry(
        block(f"Story number {number}."),
        *([block(secret)] if secret else []),
        notices=notices,
        title=f"T{number}",
        url=f"http://news.example/{number}",
        number=number,
        revision=revision,
        published=NOW - timedelta(days=number),
        **fields,
    )


ENTRIES = (
    article(1),
    article(2, secret=SECRET, work=DUNE),
    article(3, secret=ANOTHER, work=JESSICA),
    article(4),
    article(5),
)


class World:
    """An installation: a store, what publishes into it, and a web face that looks at it for every request."""

    def __init__(self, folder, site):
        self.now = NOW
        self.works = ()
        self.folder = folder
        self.feeds = (TV, FIXED, PRIVATE)
        self.url = f"sqlite:///{folder}/caveat.db"
        self.store = open_store(self.url)
        library = Library(shelf=self.store, feeds=self.feeds, sources=[SOURCE], site=self.site)
        self.desk = Desk(library=library, max_age=300, fresh_for=0, views=Memory(most=10, room=200_000))
        server = site(create_app(desk=self.desk, health=dict))
        self.client = httpx.Client(base_url=server.url, headers={"accept-encoding": "identity"}, trust_env=False)

    def site(self):
        return Site(
            base_url="http://h.example",
            version="1",
            sources={"tv-news": SOURCE},
            hubs=("https://hub.example/",),
            works=self.works,
            now=self.now,
        )

    def publish(self, *entries):
        """As another process would: over connections of its own."""
        other = open_store(self.url)
        if entries:
            other.save(Poll(state=SourceState(source_id="tv-news", next_at=NOW, polled_at=NOW), entries=entries))
        folder = FeedsFolder(self.folder / "feeds")
        Publisher(shelf=other, folder=folder, feeds=self.feeds, sources=[SOURCE]).publish(self.site())
        other.close()

    def get(self, path, **headers):
        return self.client.get(f"/feeds/{path}", headers=headers)

    def titles(self, path):
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return [found.title for found in feedparser.parse(answer.content).entries]
