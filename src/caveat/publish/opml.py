"""Owns the list of feeds for feed readers to subscribe to (OPML 2.0, http://opml.org/spec2.opml)."""

from collections.abc import Sequence

from lxml import etree

from caveat.model import Feed, Format
from caveat.publish.addresses import Site, feed_page_path, feed_path
from caveat.publish.syntax import language, plain

OPML_TYPE = "text/x-opml; charset=utf-8"
_ORDER = (Format.ATOM, Format.RSS, Format.JSON)
"""The best format first: a list that holds every format would be subscribed to three times over."""


def opml(feeds: Sequence[Feed], site: Site) -> bytes:
    """One outline a feed, in its best format.

    A reader subscribes to all that a list holds, nested or not: twins show the same entries once more, and are found on
    the feed's page. No date is in it, so the same feeds give the same bytes.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds, with fair warning"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        form = next(form for form in _ORDER if form in feed.formats)
        title = plain(feed.title) or feed.id
        attributes = {
            "type": "rss",
            "text": title,
            "title": title,
            "description": plain(feed.description),
            "language": language(feed.language),
            "xmlUrl": site.address(feed_path(feed, None, form)),
            "htmlUrl": site.address(feed_page_path(feed)),
        }
        etree.SubElement(body, "outline", {name: value for name, value in attributes.items() if value})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
