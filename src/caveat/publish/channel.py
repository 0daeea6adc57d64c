"""Owns what a feed document says of itself, before its entries, in every format alike."""

from dataclasses import dataclass
from datetime import UTC, datetime

from caveat.characters import one_line
from caveat.model import Disclosure, Feed, Format, Variant
from caveat.publish.addresses import INDEX, Site, feed_path
from caveat.publish.frames import frame

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""What stands for "never" where a format demands a time."""
MEDIA_TYPES = {
    Format.RSS: "application/rss+xml; charset=utf-8",
    Format.ATOM: "application/atom+xml; charset=utf-8",
    # RFC 8259, section 11: JSON has no charset parameter.
    Format.JSON: "application/feed+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The head of one feed document."""

    title: str
    description: str
    language: str
    home: str
    """Address of the page for people."""
    address: str
    """The document's own."""
    media_type: str
    disclosure: Disclosure
    updated: datetime | None
    """Newest change of an entry; None: it has none."""
    published: datetime
    """When the document is rendered, which it does not say."""
    version: str
    """Of caveat."""


def channel(feed: Feed, variant: Variant | None, form: Format, site: Site, updated: datetime | None) -> Channel:
    """The head of the document of one feed, twin and format."""
    title = one_line(feed.title) or feed.id
    if variant is not None:
        words = frame(feed.language)
        title = f"{title} ({words.safe if variant is Variant.SAFE else words.spoiler_free})"
    return Channel(
        title=title,
        description=one_line(feed.description) or title,
        language=feed.language,
        home=site.address(INDEX),
        address=site.address(feed_path(feed, variant, form)),
        media_type=MEDIA_TYPES[form],
        disclosure=variant.disclosure if variant else feed.disclosure,
        updated=updated,
        published=site.now,
        version=site.version,
    )
