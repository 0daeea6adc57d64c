"""Owns where published things stand: the installation that publishes, file names below feeds/, absolute links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from caveat.model import Entry, Feed, Format, Head, KnownWork, Source, Variant

INDEX = "index.html"
OPML = "feeds.opml"
ARTICLES = "articles/"
"""Every reading page stands below it."""
_PRIVATE = re.compile(rf"(?:{ARTICLES}|[a-z0-9-]+\.)[a-z0-9]{{16,64}}[./]")
"""No other part of a path is as long without a hyphen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The installation that publishes, at one moment."""

    base_url: str
    """Without a trailing slash."""
    version: str
    """Of caveat, for the `generator` elements."""
    works: tuple[KnownWork, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """By id."""
    hubs: tuple[str, ...] = ()
    """Addresses of the WebSub hubs that are told of changes."""
    token: str | None = None
    """Of the private feed that is rendered: its pages stand where nobody can guess them."""
    now: datetime
    """Aware. When a document that turns out to be new or different was changed; no document's bytes hold it."""

    @property
    def today(self) -> date:
        """The day, in UTC: what works may be spoiled on it."""
        return self.now.astimezone(UTC).date()

    def given_tags(self, entry: Entry | Head) -> tuple[str, ...]:
        """The operator's tags of an entry: those of every source that lists it."""
        listing = (self.sources[source].tags for source in entry.sources if source in self.sources)
        return tuple(dict.fromkeys(tag for tags in listing for tag in tags))

    def address(self, path: str, query: str = "") -> str:
        """Absolute address of a document below the feeds folder; `query` without its question mark."""
        return f"{self.base_url}/feeds/{path}" + (f"?{query}" if query else "")

    def page(self, entry: Entry | Head) -> str:
        """Path of an entry's reading page below the feeds folder."""
        return f"{ARTICLES}{self.token}/{entry.slug}.html" if self.token else f"{ARTICLES}{entry.slug}.html"

    def link(self, entry: Entry | Head) -> str:
        """Where an entry's readers are sent: the article's own address, else its reading page."""
        return entry.url or self.address(self.page(entry))


def feed_path(feed: Feed, variant: Variant | None, form: Format, archive: int | None = None) -> str:
    """`tv.rss`, `tv.safe.rss`, `tv.archive-3.rss`; of a private feed `tv.TOKEN.rss`."""
    number = None if archive is None else f"archive-{archive}"
    return ".".join(part for part in (feed.id, feed.token, variant and variant.value, number, form.value) if part)


def feed_page_path(feed: Feed) -> str:
    """Path of the page for people of a feed: `tv.html`."""
    return f"{feed.id}.{feed.token}.html" if feed.token else f"{feed.id}.html"


def is_private(path: str) -> bool:
    """Whether a path holds the token of a private feed, whatever the config says of it by now."""
    return _PRIVATE.match(path) is not None
