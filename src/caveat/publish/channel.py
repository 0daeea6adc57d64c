"""Owns what a feed document says of itself, before its entries, in every format alike."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from caveat.characters import one_line
from caveat.model import Disclosure, Feed, Format, Variant, Wish
from caveat.publish.addresses import Site, feed_page_path, feed_path
from caveat.publish.frames import frame

MEDIA_TYPES = {
    Format.RSS: "application/rss+xml; charset=utf-8",
    Format.ATOM: "application/atom+xml; charset=utf-8",
    # RFC 8259, section 11: JSON has no charset parameter.
    Format.JSON: "application/feed+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An entry that is published no more (RFC 6721)."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where a document stands among those of its feed (RFC 5005, section 4): absolute addresses, None for none."""

    previous: str | None = None
    """The archive document with the next older entries."""
    following: str | None = None
    """Of an archive document: the one with newer entries."""
    current: str | None = None
    """Of an archive document: the feed itself; None: this is it."""


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
    version: str
    """Of caveat."""
    hubs: tuple[str, ...] = ()
    """WebSub hubs that tell of changes of this document; none of an archive, a private feed or a subscriber's view."""
    pages: Pages = Pages()
    tombstones: tuple[Tombstone, ...] = ()
    """The last one withdrawn first."""


def channel(
    feed: Feed,
    variant: Variant | None,
    form: Format,
    site: Site,
    *,
    updated: datetime | None,
    wish: Wish | None = None,
    archive: int | None = None,
    archives: int = 0,
    tombstones: tuple[Tombstone, ...] = (),
) -> Channel:
    """The head of the document of one feed, twin and format.

    `archive`: its number, of an archive document; `archives`: how many there are, the newest with the highest number.
    """
    title = one_line(feed.title) or feed.id
    if variant is not None:
        words = frame(feed.language)
        title = f"{title} ({words.safe if variant is Variant.SAFE else words.spoiler_free})"
    query = query_of(wish) if wish else ""

    def address(number: int | None) -> str:
        return site.address(feed_path(feed, variant, form, number), query)

    older = archives if archive is None else archive - 1
    pages = Pages(
        previous=address(older) if older >= 1 else None,
        following=address(archive + 1) if archive is not None and archive < archives else None,
        current=None if archive is None else address(None),
    )
    is_public = archive is None and wish is None and feed.token is None
    return Channel(
        title=title,
        description=one_line(feed.description) or title,
        language=feed.language,
        home=site.address(feed_page_path(feed)),
        address=address(archive),
        media_type=MEDIA_TYPES[form],
        disclosure=feed.discloses(variant, wish),
        updated=updated,
        version=site.version,
        hubs=site.hubs if is_public else (),
        pages=pages,
        tombstones=tombstones,
    )


def query_of(wish: Wish) -> str:
    """The query of an address that says this wish, the same for equal ones."""
    pairs = [] if wish.disclosure is None else [("disclosure", wish.disclosure.value)]
    return urlencode([*pairs, *(("seen", str(seen)) for seen in wish.seen)], safe=":")
