"""Owns what our feeds hold beside what feedgen writes: elements of further standards, as its extensions take them.

feedgen's own elements of Atom are in no namespace until they are written, so ours are in none either.
"""

import re
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from caveat.model import NOTICE_NAMESPACE
from caveat.publish.channel import Channel
from caveat.publish.disclosure import View
from caveat.publish.namespace import add_disclosure, add_notices
from caveat.publish.syntax import EPOCH, OCTETS, files, language, media_type, plain, plausible, rfc822, uri

ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM_PREFIXES = {"media": _MEDIA, "spoilers": NOTICE_NAMESPACE}
"""Those that entries use, declared by every document whether its own do or not."""
RSS_PREFIXES = {"dc": _DC, **ATOM_PREFIXES}

_ENCLOSED = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::[0-9]+)?(?:/.*)?")
"""Addresses that an RSS enclosure may have: of http, on a host with a domain, without a user."""
_PICTURES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
_MEDIUMS = frozenset({"image", "audio", "video"})


class FeedParts:
    """What is added to a feed: where it stands among others, what became of entries, how much it discloses."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        pages = channel.pages
        rels = {"prev-archive": pages.previous, "next-archive": pages.following, "current": pages.current}
        self._links = [("hub", hub) for hub in channel.hubs]
        self._links += [(rel, address) for rel, address in rels.items() if address]
        # One that is linked to no other is no archive yet.
        self._is_archive = bool(pages.current and (pages.previous or pages.following))

    def extend_ns(self) -> dict[str, str]:
        """Prefixes for the root element."""
        history = {"fh": _HISTORY} if self._is_archive else {}
        tombstones = {"at": _TOMBSTONES} if self._channel.tombstones else {}
        return RSS_PREFIXES | history | tombstones

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Adds to `<feed>`."""
        for rel, address in self._links:
            _link(feed, rel, address)
        self._extend(feed)
        for tombstone in self._channel.tombstones:
            when = tombstone.at.isoformat()
            etree.SubElement(feed, f"{{{_TOMBSTONES}}}deleted-entry", ref=tombstone.id, when=when)
        return feed

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """Adds to `<channel>`. Takes away the build time that feedgen makes up for an empty one."""
        channel = rss[0]
        built = channel.find("lastBuildDate")
        if built is not None:
            channel.remove(built)
        updated = self._channel.updated
        if updated and plausible(updated):
            etree.SubElement(channel, "lastBuildDate").text = rfc822(updated)
        for rel, address in self._links:
            _link(channel, rel, address, ATOM)
        self._extend(channel)
        return rss

    def _extend(self, head: etree._Element) -> None:
        if self._is_archive:
            etree.SubElement(head, f"{{{_HISTORY}}}archive")
        add_disclosure(head, self._channel.disclosure)


class EntryParts:
    """What is added to an entry, which is put below a root first: there it finds its prefixes declared."""

    def __init__(self, view: View, link: str, root: etree._Element) -> None:
        self._view = view
        self._is_read_elsewhere = link != view.address
        self._root = root

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Adds to `<entry>`."""
        self._root.append(entry)
        view = self._view
        if tag := language(view.language):
            entry.set(_XML_LANG, tag)
        self._link_ways(entry)
        if via := uri(view.via):
            _link(entry, "via", via)
            if view.via_is_feed:
                self._name_source(entry, via)
        for file, address in files(view.enclosures):
            link = _link(entry, "enclosure", address)
            _set(link, type=media_type(file.media_type), length=file.length)
        self._extend(entry)
        return entry

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """Adds to `<item>`: RSS takes one file as its enclosure, of a type and a length; others are Media RSS."""
        self._root.append(item)
        view = self._view
        if published := plausible(view.published):
            etree.SubElement(item, "pubDate").text = rfc822(published)
        self._link_ways(item, ATOM)
        known = files(view.enclosures)
        enclosed = next((address for _, address in known if _ENCLOSED.fullmatch(address)), None)
        for file, address in known:
            kind = media_type(file.media_type)
            if address == enclosed:
                length = str(max(file.length or 0, 0))
                etree.SubElement(item, "enclosure", url=address, length=length, type=kind or OCTETS)
            else:
                _add_media(item, address, kind, fileSize=file.length)
        for author in filter(None, map(plain, view.authors)):
            etree.SubElement(item, f"{{{_DC}}}creator").text = author
        if tag := language(view.language):
            etree.SubElement(item, f"{{{_DC}}}language").text = tag
        if rights := plain(view.rights):
            etree.SubElement(item, f"{{{_DC}}}rights").text = rights
        if updated := plausible(view.updated):
            etree.SubElement(item, f"{{{ATOM}}}updated").text = updated.isoformat()
        self._extend(item)
        return item

    def _link_ways(self, entry: etree._Element, namespace: str | None = None) -> None:
        """Links to the reading page where the entry itself leads elsewhere."""
        if self._is_read_elsewhere:
            _set(_link(entry, "related", self._view.address, namespace), type="text/html")

    def _name_source(self, entry: etree._Element, address: str) -> None:
        """The feed that it comes from (RFC 4287, section 4.2.11), as it was when the entry was read."""
        source = etree.SubElement(entry, "source")
        etree.SubElement(source, "id").text = uuid5(NAMESPACE_URL, address).urn
        etree.SubElement(source, "title").text = plain(self._view.source) or address
        updated = plausible(self._view.updated) or EPOCH
        etree.SubElement(source, "updated").text = updated.isoformat()
        _link(source, "self", address)

    def _extend(self, entry: etree._Element) -> None:
        view = self._view
        if image := uri(view.image):
            wide, high = view.image_size or (None, None)
            kind = _PICTURES.get(image.partition("?")[0].rpartition(".")[2].lower())
            _add_media(entry, image, kind or "image", width=wide, height=high)
            _set(etree.SubElement(entry, f"{{{_MEDIA}}}thumbnail", url=image), width=wide, height=high)
        add_notices(entry, view.notices)


def _link(parent: etree._Element, rel: str, address: str, namespace: str | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{namespace}}}link" if namespace else "link", rel=rel, href=address)


def _add_media(parent: etree._Element, address: str, kind: str | None, **numbers: int | None) -> None:
    """A `media:content`; `kind`: its media type, or as much of it as is known."""
    content = etree.SubElement(parent, f"{{{_MEDIA}}}content", url=address)
    medium = (kind or "").partition("/")[0]
    _set(content, medium=medium if medium in _MEDIUMS else None, type=kind if kind and "/" in kind else None)
    _set(content, **numbers)


def _set(element: etree._Element, **attributes: str | int | None) -> None:
    """Sets those that are known; of numbers only what counts something."""
    for name, value in attributes.items():
        if value is not None and not (isinstance(value, int) and value <= 0):
            element.set(name, str(value))
