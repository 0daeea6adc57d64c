"""An installation with one source that is read again and again, at times set by hand, over HTTP; and what it reads."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

from caveat.app.house import House
from caveat.app.looking import status
from caveat.app.passes import pass_over
from caveat.fetch import HttpFetcher
from caveat.jobs import InlineWorkers
from caveat.model import Every, FetchSettings, ListingRules, Settings, Source, SourceKind
from caveat.store import open_store

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Hands:
    """A clock that is set by hand."""

    time: datetime = NOON

    def now(self):
        return self.time


class Desk:
    """An installation whose one source is read again and again, an hour later each time."""

    def __init__(self, folder, source):
        self.clock = Hands()
        self.settings = Settings(
            base_url="https://feeds.example",
            database=f"sqlite:///{folder / 'caveat.db'}",
            feeds_dir=folder / "feeds",
            lock_file=folder / "lock",
            fetch=FetchSettings(delay=timedelta(), allow_networks=(ip_network("127.0.0.0/8"),)),
            sources=(source,),
        )

    def poll(self, later=HOUR, *, only=(), **settings):
        """The report of the source, None where it was not due."""
        self.clock.time += later
        reports = asyncio.run(self._pass(only, settings))
        return reports[0] if reports else None

    async def _pass(self, only, settings):
        store = open_store(self.settings.database)
        try:
            async with HttpFetcher(self.settings.fetch, self.clock, memory=store) as fetcher:
                house = House(
                    settings=self.settings,
                    clock=self.clock,
                    store=store,
                    shelf=store,
                    fetcher=fetcher,
                    workers=InlineWorkers(),
                )
                return (await pass_over(house, only=only, **settings)).sources
        finally:
            store.close()

    def read(self, take):
        store = open_store(self.settings.database)
        try:
            return take(store)
        finally:
            store.close()

    @property
    def titles(self):
        entries = self.read(lambda store: store.entries(None, limit=1000))
        return {entry.article.title for entry in entries if entry.withdrawn is None}

    @property
    def state(self):
        return self.read(lambda store: store.states()[self.settings.sources[0].id])

    @property
    def status(self):
        (found,) = status(self.settings)
        return found


def feed(*names, base="https://news.example", prefix="", **fields):
    """A JSON Feed of articles with these names, the first one the newest."""
    items = [
        {
            "id": f"{prefix}{name}",
            "url": f"{base}/{prefix}{name}",
            "title": f"The story of {name}",
            "content_text": f"What came of {name}.",
            "date_published": (NOON - number * HOUR).isoformat(),
        }
        for number, name in enumerate(names)
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items, **fields}
    return 200, {"content-type": "application/feed+json"}, json.dumps(document).encode()


def feed_source(url, **fields):
    return Source(id="news", kind=SourceKind.FEED, url=url, schedule=Every(interval=HOUR), **fields)


def story(title):
    return f"<title>{title}</title><article><h1>{title}</h1><p>{'What was said of it. ' * 20}</p></article>"


def listing(*names, following=None):
    cards = "".join(f'<article class="card"><h2><a href="/{name}">Story {name}</a></h2></article>' for name in names)
    more = f'<a rel="next" href="{following}">Older</a>' if following else ""
    return f"<body><main>{cards}{more}</main></body>"


def listing_source(url, **fields):
    rules = ListingRules(item="article.card", link="h2 a")
    return Source(id="news", kind=SourceKind.LISTING, url=url, schedule=Every(interval=HOUR), listing=rules, **fields)
