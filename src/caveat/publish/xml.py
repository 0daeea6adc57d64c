"""Owns RSS 2.0 and Atom 1.0, and feedgen with its traps: no other file knows it."""

import re
import threading
from collections.abc import Sequence
from html import escape

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from caveat.characters import printable
from caveat.publish.channel import Channel
from caveat.publish.disclosure import View
from caveat.publish.extensions import ATOM, ATOM_PREFIXES, RSS_PREFIXES, EntryParts, FeedParts
from caveat.publish.syntax import EPOCH, distinct, language, plain, plausible, undamaged, uri

TTL = 60
"""Minutes for which a reader need not ask again: what most of them wait anyway; hubs tell sooner."""
_RSS_LOCK = threading.Lock()
"""feedgen writes RSS dates under a process-wide setlocale: the one that it makes up for a head, which we take away."""
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_PLAIN = re.compile(
    rb"<(?:title|description|subtitle|name|summary|rights|category|source|dc:rights)(?: [^>]*)?>[^<]*&[^<]*"
)
"""Elements of plain text that have something to escape in them."""
_END_TAG = re.compile(rb"&lt;/(\w+)&gt;")


def rss_item(view: View) -> bytes:
    """An `<item>`. Raises ValueError or TypeError for what no document can hold."""
    root = etree.Element("rss", nsmap={**RSS_PREFIXES, "atom": ATOM, "content": _CONTENT})
    entry = _entry(view, root)
    # An RSS description is HTML by custom, so plain text is escaped once more.
    entry.summary(escape(plain(view.summary) or entry.title(), quote=False))
    if view.via_is_feed and (via := uri(view.via)):
        entry.source(url=via, title=plain(view.source) or via)
    entry.rss_entry()
    return _written(root, b"<item>")


def atom_entry(view: View) -> bytes:
    """An `<entry>` (RFC 4287, section 4.1.2). Raises ValueError or TypeError for what no document can hold."""
    # feedgen sets no namespace, but an attribute that says so.
    root = etree.Element("feed", xmlns=ATOM, nsmap=ATOM_PREFIXES)
    entry = _entry(view, root)
    entry.summary(plain(view.summary) or entry.title(), type="text")
    entry.updated(distinct(max(view.updated, EPOCH), view.id))
    if published := plausible(view.published):
        entry.published(published)
    entry.author([{"name": name} for author in view.authors if (name := plain(author))])
    if rights := plain(view.rights):
        entry.rights(rights)
    entry.atom_entry()
    return _written(root, b"<entry")


def rss(channel: Channel, items: Sequence[bytes]) -> bytes:
    """The RSS 2.0 document of these items."""
    with _RSS_LOCK:
        empty: bytes = _head(channel).rss_str()
    return _joined(empty, items, b"</channel>")


def atom(channel: Channel, entries: Sequence[bytes]) -> bytes:
    """The Atom 1.0 document (RFC 4287) of these entries."""
    empty: bytes = _head(channel).atom_str()
    return _joined(empty, entries, b"</feed>")


def _entry(view: View, root: etree._Element) -> FeedEntry:
    """What both formats say, to be put below the root. What feedgen is slow at, dates and its extensions, is ours."""
    entry = FeedEntry()
    entry.id(view.id)
    entry.title(plain(view.title) or view.id)
    link = uri(view.link) or view.address
    entry.link(href=link, rel="alternate")
    if view.content:
        entry.content(printable(view.content), type="html")
    entry.category([{"term": term} for category in view.categories if (term := plain(category))])
    entry.register_extension("parts", lambda: EntryParts(view, link, root))
    return entry


def _written(root: etree._Element, opening: bytes) -> bytes:
    """The bytes of the entry below a root that declares the prefixes it uses, as the root of any document does."""
    document = etree.tostring(root, encoding="UTF-8")
    return undamaged(_spelt(document[document.index(opening) : document.rindex(b"</")]))


def _spelt(text: bytes) -> bytes:
    """The same with `&` and `<` of plain text as numbers, so that nothing takes it for markup (RSS Best Practices).

    A whole end tag is taken for one however it is spelt: a blank before its `>` keeps it text.
    """
    return _PLAIN.sub(
        lambda match: _END_TAG.sub(rb"&lt;/\1 &gt;", match[0]).replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"),
        text,
    )


def _joined(empty: bytes, entries: Sequence[bytes], closing: bytes) -> bytes:
    empty = undamaged(_spelt(empty))
    end = empty.rindex(closing)
    return b"\n".join([empty[:end], *entries, empty[end:] + b"\n"])


def _head(channel: Channel) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("parts", lambda: FeedParts(channel))
    # A view that a subscriber asks for is a feed of its own; archives are parts of theirs (RFC 5005, section 4).
    feed.id(channel.pages.current or channel.address)
    title = plain(channel.title) or channel.address
    feed.title(title)
    feed.description(plain(channel.description) or title)
    feed.author(name=title)
    # The RSS link is whichever is added last.
    feed.link(href=channel.address, rel="self", type=channel.media_type.partition(";")[0])
    feed.link(href=channel.home, rel="alternate", type="text/html")
    if tag := language(channel.language):
        feed.language(tag)
    feed.generator("caveat", version=channel.version)
    feed.ttl(TTL)
    # Unless told, feedgen says now.
    feed.updated(max(channel.updated or EPOCH, EPOCH))
    return feed
