"""What the tests of feeds share: a source, and its one item read."""

from datetime import UTC, datetime, timedelta

from caveat.model import Every, Link, Page, Source, SourceKind
from caveat.sources import read_feed

ADDRESS = "https://news.example/feeds/tv.xml"
SOURCE = Source(id="tv", kind=SourceKind.FEED, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))


def read(body: str) -> Link:
    """The link of a feed's one item."""
    page = Page(url=ADDRESS, body=body.encode(), fetched_at=datetime(2026, 3, 14, tzinfo=UTC))
    (link,) = read_feed(page, source=SOURCE).links
    return link
