"""Owns notices as structured data: our XML namespace, as feedgen's extension interface writes it, and its JSON twin."""

from dataclasses import asdict, fields
from datetime import datetime

from lxml import etree

from caveat.characters import printable
from caveat.model import NOTICE_NAMESPACE, Disclosure, Enclosure, Notice, Work

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedMarks:
    """What is added to a feed: its disclosure. Takes away the build time that feedgen makes up for an empty one."""

    def __init__(self, disclosure: Disclosure, updated: datetime | None) -> None:
        self._disclosure = disclosure
        self._updated = updated

    def extend_ns(self) -> dict[str, str]:
        """Prefixes for the root element."""
        return {"spoilers": NOTICE_NAMESPACE}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Adds to `<feed>`."""
        etree.SubElement(feed, f"{{{NOTICE_NAMESPACE}}}disclosure").text = self._disclosure.value
        return feed

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """Adds to `<channel>`."""
        channel = rss[0]
        built = channel.find("lastBuildDate")
        if self._updated is None and built is not None:
            channel.remove(built)
        self.extend_atom(channel)
        return rss


class EntryMarks:
    """What is added to an entry: its notices, in Atom its language and files, in RSS its last change."""

    def __init__(self) -> None:
        self.enclosures: tuple[Enclosure, ...] = ()
        self.notices: tuple[Notice, ...] = ()
        self.language: str | None = None
        self.updated: datetime | None = None

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Adds to `<entry>`."""
        if self.language:
            entry.set(_XML_LANG, self.language)
        for file in self.enclosures:
            link = etree.SubElement(entry, f"{{{_ATOM}}}link", rel="enclosure", href=file.url)
            _set(link, "type", file.media_type or None)
            _set(link, "length", file.length)
        return self._noticed(entry)

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """Adds to `<item>`: its language has a Dublin Core element of its own, its last change has none in RSS."""
        if self.updated:
            etree.SubElement(item, f"{{{_ATOM}}}updated").text = self.updated.isoformat()
        return self._noticed(item)

    def _noticed(self, element: etree._Element) -> etree._Element:
        for notice in self.notices:
            _add_notice(element, notice)
        return element


def notice_json(notice: Notice) -> dict[str, object]:
    """The notice under the names of its fields, works included."""
    return asdict(notice)


def _add_notice(parent: etree._Element, notice: Notice) -> None:
    element = etree.SubElement(parent, f"{{{NOTICE_NAMESPACE}}}notice")
    for name in ("polarity", "severity", "where", "covers", "origin", "rule", "confidence", "inline"):
        _set(element, name, getattr(notice, name))
    if notice.text:
        etree.SubElement(element, f"{{{NOTICE_NAMESPACE}}}text").text = printable(notice.text)
    for work in notice.works:
        _add_work(element, work)


def _add_work(parent: etree._Element, work: Work) -> None:
    element = etree.SubElement(parent, f"{{{NOTICE_NAMESPACE}}}work")
    for field in fields(work):
        _set(element, field.name, getattr(work, field.name))


def _set(element: etree._Element, name: str, value: object) -> None:
    """Sets an attribute as XML Schema spells the value; None, False and an empty list are said by its absence."""
    if value is None or value is False or value == ():
        return
    if isinstance(value, tuple):
        text = " ".join(str(item) for item in value)
    else:
        text = "true" if value is True else str(value)
    element.set(name, printable(text))
