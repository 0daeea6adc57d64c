"""Owns where published things stand: the installation that publishes, file names below feeds/, absolute links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from caveat.model import Entry, Feed, Format, KnownWork, Variant

INDEX = "index.html"
ARTICLES = "articles/"
"""Every reading page stands below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The installation that publishes, at one moment."""

    base_url: str
    """Without a trailing slash."""
    version: str
    """Of caveat, for the `generator` elements."""
    works: tuple[KnownWork, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the operator tags the articles of each source with, by source id."""
    now: datetime
    """Aware. When a document that turns out to be new or different was changed; no document's bytes hold it."""

    @property
    def today(self) -> date:
        """The day, in UTC: what works may be spoiled on it."""
        return self.now.astimezone(UTC).date()

    def given_tags(self, entry: Entry) -> tuple[str, ...]:
        """The operator's tags of an entry: those of every source that lists it."""
        return tuple(dict.fromkeys(tag for source in entry.sources for tag in self.tags.get(source, ())))

    def address(self, path: str) -> str:
        """Absolute address of a document below the feeds folder."""
        return f"{self.base_url}/feeds/{path}"

    def link(self, entry: Entry) -> str:
        """Where an entry's readers are sent: the article's own address, else its reading page."""
        return entry.url or self.address(entry.page)


def feed_path(feed: Feed, variant: Variant | None, form: Format) -> str:
    """`tv.rss`, `tv.safe.rss`."""
    return ".".join(part for part in (feed.id, variant and variant.value, form.value) if part)


def page_id(path: str) -> str:
    """The id of the entry whose reading page stands at a path (`Entry.page`)."""
    return f"urn:uuid:{path.removeprefix(ARTICLES).removesuffix('.html')}"
