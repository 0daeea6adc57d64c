"""Owns feeds as sources: RSS, RDF and Atom, read fast where they can be, and JSON Feed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from caveat.characters import decode
from caveat.errors import SourceError
from caveat.model import Link, ListPage, Pace, Page, Source
from caveat.sources.entries import read_entries
from caveat.sources.fallback import read_slowly
from caveat.sources.fields import MAX_ITEMS
from caveat.sources.jsonfeed import json_feed_links
from caveat.sources.pace import pace
from caveat.sources.wellformed import tree

_HTML_PAGE = re.compile(r"\s*(?:<!doctype html|<html)", re.I)


def read_feed(page: Page, *, source: Source) -> ListPage:
    """The articles that a feed lists, in its order, at most 1000, and its pace.

    A link's key is the item's guid or id, else its address, else a digest of its title. Where two items of a feed have
    the same guid, the address is added to both keys. Raises `SourceError` where the page is no feed.
    """
    text = decode(page.body, page.charset)
    is_json = page.media_type.endswith("json") or text.lstrip()[:1] == "{"
    found = _read_json(text, page) if is_json else _read_xml(text, page)
    if found is None:
        raise SourceError(_way_out(text), url=source.place)
    return replace(found, links=_told_apart([link for link in found.links if link.key]))


def _way_out(text: str) -> str:
    if not text.strip():
        return "no feed, but an empty answer: is the address right?"
    if _HTML_PAGE.match(text):
        return 'no feed, but an HTML page: use kind = "listing" for it, or give the address of its feed'
    return "no feed: neither RSS, RDF, Atom nor JSON Feed; is the address right?"


def _told_apart(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with keys that are unique; items that agree in guid and address are one, the first."""
    times = Counter(link.key for link in links)
    unique: dict[str, Link] = {}
    for link in links:
        key = f"{link.key} {link.url or link.digest}" if times[link.key] > 1 else link.key
        unique.setdefault(key, replace(link, key=key) if key != link.key else link)
    return tuple(unique.values())


def _read_json(text: str, page: Page) -> ListPage | None:
    found = json_feed_links(text, base=page.url)
    if found is None:
        return None
    links = tuple(islice(found, MAX_ITEMS))
    return ListPage(links=links, pace=Pace(max_age=page.max_age))


def _read_xml(text: str, page: Page) -> ListPage | None:
    """What an RSS, RDF or Atom feed lists; None where the text is none.

    What has no items that the fast way sees is read by feedparser, which sees some in every feed there is.
    """
    root = tree(text)
    if root is None:
        return None
    read = read_entries(root, address=page.url, is_scoped="xml:" in text)
    if read is not None and read.links:
        return ListPage(links=read.links, pace=pace(read.head, read.names, page.max_age))
    links = read_slowly(root, address=page.url)
    return None if links is None else ListPage(links=links, pace=Pace(max_age=page.max_age))
