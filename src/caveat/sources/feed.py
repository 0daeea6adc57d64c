"""Owns feeds as sources: RSS, RDF and Atom through feedparser, which no other file knows, and JSON Feed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from io import BytesIO
from itertools import islice

import feedparser

from caveat.characters import MAX_SUMMARY, MAX_TITLE, clip, decode, one_line, printable
from caveat.errors import SourceError
from caveat.model import Link, ListPage, Page, Source
from caveat.sources.fields import (
    MAX_ITEMS,
    digest,
    identifier,
    keywords,
    language_tag,
    paragraphs,
    parse_date,
    people,
    plain,
)
from caveat.sources.jsonfeed import json_feed_links
from caveat.sources.wellformed import wellformed
from caveat.urls import absolute

_Values = Mapping[str, object]
_ADDRESS = re.compile(r"""(<[a-z][^<>]{0,1000}?\s(?:href|src)\s*=\s*)(["'])([^"'<>]{1,2000})\2""", re.I)
_HTML_PAGE = re.compile(r"\s*(?:<!doctype html|<html)", re.I)


def read_feed(page: Page, *, source: Source) -> ListPage:
    """The articles that a feed lists, in its order, at most 1000.

    A link's key is the item's guid or id, else its address, else a digest of its title. Where two items of a feed have
    the same guid, the address is added to both keys. Raises `SourceError` where the page is no feed.
    """
    text = decode(page.body, page.charset)
    is_json = page.media_type.endswith("json") or text.lstrip()[:1] == "{"
    links = json_feed_links(text, base=page.url) if is_json else _xml_feed_links(text, base=page.url)
    if links is None:
        raise SourceError(_way_out(text), url=source.place)
    return ListPage(links=_told_apart([link for link in islice(links, MAX_ITEMS) if link.key]))


def _way_out(text: str) -> str:
    if not text.strip():
        return "no feed, but an empty answer: is the address right?"
    if _HTML_PAGE.match(text):
        return 'no feed, but an HTML page: use kind = "listing" for it, or give the address of its feed'
    return "no feed: neither RSS, RDF, Atom nor JSON Feed; is the address right?"


def _told_apart(links: list[Link]) -> tuple[Link, ...]:
    """The links with keys that are unique; items that agree in guid and address are one, the first."""
    times = Counter(link.key for link in links)
    unique: dict[str, Link] = {}
    for link in links:
        key = f"{link.key} {link.url or link.digest}" if times[link.key] > 1 else link.key
        unique.setdefault(key, replace(link, key=key))
    return tuple(unique.values())


def _xml_feed_links(text: str, *, base: str) -> Iterator[Link] | None:
    """The links of an RSS, RDF or Atom feed; None where the text is none."""
    document = wellformed(text)
    if document is None:
        return None
    # A stream: feedparser opens files whose names it is given, bytes included. HTML is sanitised where it is shown.
    feed = feedparser.parse(
        BytesIO(document),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not feed.version:
        return None
    language = language_tag(_string(_values(feed.feed), "language"))
    return (_link(_values(entry), base=base, language=language) for entry in feed.entries)


def _link(entry: _Values, *, base: str, language: str | None) -> Link:
    url = absolute(base, _string(entry, "link"))
    title = clip(_text(_values(entry.get("title_detail"))) or plain(_string(entry, "title")), MAX_TITLE)
    texts = _texts(entry)
    content = _html(max(texts, key=_length, default={}), page=base, item=url)
    summary = _summary(entry, texts)
    updated = parse_date(_string(entry, "updated"))
    return Link(
        key=identifier(_string(entry, "id")) or url or (digest(title) if title else ""),
        url=url,
        title=title,
        authors=people(_string(author, "name") for author in _each(entry, "authors")),
        published=parse_date(_string(entry, "published")),
        updated=updated,
        tags=_tags(entry),
        content=content or None,
        summary=summary,
        language=next((found for text in texts if (found := language_tag(_string(text, "language")))), language),
        digest=digest(url, title, content, summary, updated),
    )


def _texts(entry: _Values) -> list[_Values]:
    """Everything that an item carries as its text; what is given as its content first."""
    detail = _values(entry.get("summary_detail"))
    return [*_each(entry, "content"), *([detail] if detail else [])]


def _summary(entry: _Values, texts: list[_Values]) -> str | None:
    """The text that an item gives beside its content; None where it gives one text only."""
    if len({_string(text, "value") for text in texts}) < 2:
        return None
    detail = _values(entry.get("summary_detail"))
    shorter = detail if _length(detail) < max(map(_length, texts)) else min(texts, key=_length)
    return clip(_text(shorter), MAX_SUMMARY) or None


def _length(text: _Values) -> int:
    return len(_string(text, "value"))


def _is_plain(text: _Values) -> bool:
    return _string(text, "type") == "text/plain"


def _text(text: _Values) -> str:
    """A text construct (RFC 4287, section 3.1) as plain text on one line."""
    value = _string(text, "value")
    return one_line(value) if _is_plain(text) else plain(value)


def _html(text: _Values, *, page: str, item: str | None) -> str:
    """A text construct as HTML whose links are absolute: they count from its xml:base, else from the item's address."""
    value = printable(_string(text, "value"))
    if _is_plain(text):
        return paragraphs(value)
    given = _string(text, "base")
    base = item if given == page and item else given or page

    def resolved(match: re.Match[str]) -> str:
        before, quote, address = match.groups()
        target = absolute(base, unescape(address))
        return f"{before}{quote}{escape(target) if target else address}{quote}"

    return _ADDRESS.sub(resolved, value)


def _tags(entry: _Values) -> tuple[str, ...]:
    return keywords(_string(tag, "label") or _string(tag, "term") for tag in _each(entry, "tags"))


def _each(values: _Values, key: str) -> Iterable[_Values]:
    found = values.get(key)
    return map(_values, found) if isinstance(found, list) else ()


def _values(value: object) -> _Values:
    """A dictionary of feedparser's as a plain one: its own lookups guess, and warn that they do."""
    return {str(key): found for key, found in dict.items(value)} if isinstance(value, dict) else {}


def _string(values: _Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
