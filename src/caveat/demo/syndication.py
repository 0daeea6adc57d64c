"""Owns the newsroom's own feed: RSS 2.0 with teasers, as a newspaper would publish it."""

from email.utils import format_datetime

from lxml import etree

from caveat.demo.stories import ORIGIN, Index, Story

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"


def rss(index: Index) -> bytes:
    """The feed of all stories, newest first (RSS 2.0.11; authors as Dublin Core creators)."""
    root = etree.Element("rss", attrib={"version": "2.0"}, nsmap={"atom": _ATOM, "dc": _DC})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", index.site)
    _add(channel, "link", f"{ORIGIN}/tv/")
    _add(channel, "description", index.description)
    _add(channel, "language", index.language)
    _add(channel, "lastBuildDate", format_datetime(index.changed))
    address = {"href": f"{ORIGIN}/feed.xml", "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{_ATOM}}}link", attrib=address)
    for story in index.stories:
        _add_item(channel, story)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add_item(channel: etree._Element, story: Story) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", story.title)
    _add(item, "link", story.url)
    etree.SubElement(item, "guid", attrib={"isPermaLink": "true"}).text = story.url
    _add(item, "description", story.teaser)
    for author in story.authors:
        _add(item, f"{{{_DC}}}creator", author)
    for tag in story.tags:
        _add(item, "category", tag)
    _add(item, "pubDate", format_datetime(story.published))


def _add(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text
