"""Owns RSS 2.0 and Atom 1.0, and feedgen with its traps: no other file knows it."""

import threading
from collections.abc import Sequence
from html import escape

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from caveat.characters import printable
from caveat.model import Disclosure, Enclosure, Format
from caveat.publish.channel import EPOCH, Channel
from caveat.publish.disclosure import View
from caveat.publish.namespace import EntryMarks, FeedMarks

_NOWHERE = Channel(
    title="-",
    description="-",
    language="en",
    home="http://localhost/",
    address="http://localhost/",
    media_type="",
    disclosure=Disclosure.WARN,
    updated=EPOCH,
    published=EPOCH,
    version="",
)
"""The head of a document that only one of its entries is taken from."""
_RSS_LOCK = threading.Lock()
"""feedgen writes RSS dates under a process-wide setlocale."""


def rss_item(view: View) -> bytes:
    """An `<item>`. Raises ValueError or TypeError for what no document can hold."""
    with _RSS_LOCK:
        return _cut(_feed_of(view, Format.RSS).rss_str(), b"<item>", b"</item>")


def atom_entry(view: View) -> bytes:
    """An `<entry>` (RFC 4287, section 4.1.2). Raises ValueError or TypeError for what no document can hold."""
    return _cut(_feed_of(view, Format.ATOM).atom_str(), b"<entry", b"</entry>")


def rss(channel: Channel, items: Sequence[bytes]) -> bytes:
    """The RSS 2.0 document of these items."""
    with _RSS_LOCK:
        empty: bytes = _head(channel).rss_str()
    return _joined(empty, items, b"</channel>")


def atom(channel: Channel, entries: Sequence[bytes]) -> bytes:
    """The Atom 1.0 document (RFC 4287) of these entries."""
    empty: bytes = _head(channel).atom_str()
    return _joined(empty, entries, b"</feed>")


def _feed_of(view: View, form: Format) -> FeedGenerator:
    """A feed of nothing but this entry."""
    feed = _head(_NOWHERE)
    _fill(feed.add_entry(), view, form)
    return feed


def _cut(document: bytes, opening: bytes, closing: bytes) -> bytes:
    """The one entry of a document; the prefixes that it uses are declared by the root of any other."""
    return document[document.index(opening) : document.rindex(closing) + len(closing)]


def _joined(empty: bytes, entries: Sequence[bytes], closing: bytes) -> bytes:
    end = empty.rindex(closing)
    return b"\n".join([empty[:end], *entries, empty[end:] + b"\n"])


def _head(channel: Channel) -> FeedGenerator:
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.load_extension("media")
    feed.register_extension("spoilers", lambda: FeedMarks(channel.disclosure, channel.updated), EntryMarks)
    feed.id(channel.address)
    feed.title(printable(channel.title))
    feed.description(printable(channel.description))
    feed.author(name=printable(channel.title))
    # The RSS link is whichever is added last.
    feed.link(href=channel.address, rel="self", type=channel.media_type.partition(";")[0])
    feed.link(href=channel.home, rel="alternate", type="text/html")
    feed.language(channel.language)
    feed.generator("caveat", version=channel.version)
    # Unless told, feedgen says now.
    feed.updated(channel.updated or EPOCH)
    return feed


def _fill(entry: FeedEntry, view: View, form: Format) -> None:
    entry.id(view.id)
    entry.title(printable(view.title))
    entry.link(href=printable(view.link), rel="alternate")
    # An RSS description is HTML by custom, so plain text is escaped once more.
    summary = printable(view.summary)
    entry.summary(escape(summary, quote=False) if form is Format.RSS else summary, type="text")
    entry.content(printable(view.content), type="html")
    entry.category([{"term": printable(category)} for category in view.categories])
    entry.published(view.published)
    entry.updated(view.updated)
    authors = [printable(author) for author in view.authors]
    if form is Format.RSS:
        # <author> would need an e-mail address.
        entry.dc.dc_creator(authors)
        if view.language:
            entry.dc.dc_language(view.language)
    else:
        entry.author([{"name": author} for author in authors])
    if view.image:
        wide, high = view.image_size or ("", "")
        entry.media.thumbnail(url=printable(view.image), width=str(wide), height=str(high), group=None)
    if form is Format.RSS:
        _enclose(entry, view.enclosures)
    else:
        # feedgen's own links of Atom entries lose what they are for.
        entry.spoilers.enclosures = view.enclosures
    entry.spoilers.notices = view.notices
    entry.spoilers.language = view.language
    entry.spoilers.updated = view.updated


def _enclose(entry: FeedEntry, files: Sequence[Enclosure]) -> None:
    """Adds files to an item: RSS takes one as its enclosure, of a type and a length, and the others as Media RSS."""
    for file in files[:1]:
        entry.enclosure(file.url, str(file.length or 0), file.media_type or "application/octet-stream")
    for file in files[1:]:
        entry.media.content(url=file.url, type=file.media_type, fileSize=str(file.length or ""), group=None)
