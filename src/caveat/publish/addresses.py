"""Owns where published things stand: the installation that publishes, file names below feeds/, absolute links."""

from dataclasses import dataclass
from datetime import date

from caveat.model import Entry, Feed, Format, KnownWork, Variant

INDEX = "index.html"
ARTICLES = "articles/"
"""Every reading page stands below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The installation that publishes, on one day."""

    base_url: str
    """Without a trailing slash."""
    version: str
    """Of caveat, for the `generator` elements."""
    works: tuple[KnownWork, ...] = ()
    today: date

    def address(self, path: str) -> str:
        """Absolute address of a document below the feeds folder."""
        return f"{self.base_url}/feeds/{path}"

    def link(self, entry: Entry) -> str:
        """Where an entry's readers are sent: the article's own address, else its reading page."""
        return entry.url or self.address(page_path(entry))


def feed_path(feed: Feed, variant: Variant | None, form: Format) -> str:
    """`tv.rss`, `tv.safe.rss`."""
    return ".".join(part for part in (feed.id, variant and variant.value, form.value) if part)


def page_path(entry: Entry) -> str:
    """Of an entry's reading page."""
    return f"{ARTICLES}{entry.slug}.html"
