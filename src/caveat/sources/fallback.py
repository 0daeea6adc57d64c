"""Owns the slow way through an XML feed: feedparser, which no other file knows, reads whatever else is one."""

from collections.abc import Iterable, Mapping
from io import BytesIO

import feedparser
from lxml import etree

from caveat.characters import printable
from caveat.model import Link
from caveat.sources.fields import language_tag
from caveat.sources.listed import Listed, Text, link_of
from caveat.sources.media import Media, chosen, is_image
from caveat.sources.timestamps import parse_date
from caveat.sources.wellformed import cut_to_size
from caveat.urls import absolute

_Values = Mapping[str, object]


def read_slowly(root: etree._Element, *, address: str) -> tuple[Link, ...] | None:
    """The links of a feed, or None where the tree is none; the tree is changed."""
    try:
        # A stream: feedparser opens files whose names it is given, bytes included. HTML is sanitised where it is shown.
        feed = feedparser.parse(
            BytesIO(cut_to_size(root)),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:  # it trips over elements that stand where none does
        return None
    # Of CDF it names no version.
    if not feed.version and not feed.entries:
        return None
    language = language_tag(_string(_values(feed.feed), "language"))
    return tuple(link_of(_listed(_values(entry), address=address, language=language)) for entry in feed.entries)


def _listed(entry: _Values, *, address: str, language: str | None) -> Listed:
    summary = _values(entry.get("summary_detail"))
    title = _values(entry.get("title_detail"))
    rights = _values(entry.get("rights_detail"))
    enclosures, image = chosen(list(_media(entry)), base=address)
    return Listed(
        id=_string(entry, "id"),
        url=absolute(address, _string(entry, "link")),
        title=_construct(title, address) if title else Text(value=_string(entry, "title")),
        contents=[_construct(content, address) for content in _each(entry, "content")],
        summary=_construct(summary, address) if summary else None,
        authors=[_string(author, "name") for author in _each(entry, "authors")],
        published=parse_date(_string(entry, "published")),
        updated=parse_date(_string(entry, "updated")),
        tags=[_string(tag, "label") or _string(tag, "term") for tag in _each(entry, "tags")],
        language=language,
        image=image,
        rights=_construct(rights, address) if rights else None,
        enclosures=enclosures,
    )


def _construct(detail: _Values, address: str) -> Text:
    base = _string(detail, "base")
    return Text(
        value=printable(_string(detail, "value")),
        is_plain=_string(detail, "type") == "text/plain",
        base=base if base and base != address else None,
        language=language_tag(_string(detail, "language")),
    )


def _media(entry: _Values) -> Iterable[Media]:
    for link in _each(entry, "links"):
        if _string(link, "rel") == "enclosure":
            yield Media(url=_string(link, "href"), media_type=_string(link, "type"), length=_string(link, "length"))
    for content in _each(entry, "media_content"):
        url, kind = _string(content, "url"), _string(content, "type")
        yield Media(
            url=url,
            media_type=kind,
            length=_string(content, "filesize"),
            width=_string(content, "width"),
            is_picture=is_image(kind, _string(content, "medium"), url),
        )
    for thumbnail in _each(entry, "media_thumbnail"):
        yield Media(url=_string(thumbnail, "url"), width=_string(thumbnail, "width"), is_file=False, is_picture=True)
    image = _string(_values(entry.get("image")), "href")
    if image:
        yield Media(url=image, is_file=False, is_picture=True)


def _each(values: _Values, key: str) -> Iterable[_Values]:
    found = values.get(key)
    return map(_values, found) if isinstance(found, list) else ()


def _values(value: object) -> _Values:
    """A dictionary of feedparser's as a plain one: its own lookups guess, and warn that they do."""
    return {str(key): found for key, found in dict.items(value)} if isinstance(value, dict) else {}


def _string(values: _Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
