"""Owns sitemaps as sources (https://www.sitemaps.org/protocol.html): their addresses, and the sitemaps of an index."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from caveat.characters import MAX_TITLE, clip, decode, one_line
from caveat.errors import SourceError
from caveat.model import Continuation, Link, ListPage, Page, Source
from caveat.sources.feed import read_feed
from caveat.sources.fields import MAX_ITEMS, digest, keywords, language_tag
from caveat.sources.patterns import wanted
from caveat.sources.timestamps import parse_date
from caveat.sources.urlset import Fields, entries, root_name
from caveat.urls import absolute, canonical, site

MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes of a sitemap that came compressed, as the protocol allows."""
MAX_ADDRESSES = 50_000
"""Addresses that are looked at, as the protocol allows; of these, the newest 1000 are read."""
_SLICE = 64 * 1024
_PIECE = 1024 * 1024
_GZIP = b"\x1f\x8b"
_FEEDS = frozenset({"rss", "rdf", "feed"})
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
"""A date of a year or a month (https://www.w3.org/TR/NOTE-datetime)."""
_ROBOTS = re.compile(r"^\s*(?:user-agent|sitemap|disallow|allow)\s*:", re.I | re.M)
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,500})", re.I | re.M)
_HEAD = 4096
"""Characters of a text that are looked at to say what it is."""


def read_sitemap(page: Page, *, source: Source) -> ListPage:
    """The addresses that a sitemap lists, newest first, at most 1000; of an index, the sitemaps that it names.

    Read are `<urlset>` with the news and image extensions, `<sitemapindex>`, plain text with an address a line, and
    RSS or Atom, each also compressed by gzip. What `source` does not want is left out before the rest is counted;
    undated addresses come last, in their order. Raises `SourceError` where the page is none of these, unpacks to more
    than 50 MB, or names no web address.
    """
    body = _unpacked(page, source)
    text = decode(body, page.charset)
    name = root_name(text)
    if name == "urlset":
        return ListPage(links=_links(entries(text), page, source))
    if name == "sitemapindex":
        return ListPage(more=_sitemaps(text, page))
    if name in _FEEDS:
        return read_feed(replace(page, body=body), source=source)
    if absolute(None, text.strip().partition("\n")[0]):
        return ListPage(links=_links(_lines(text), page, source))
    raise SourceError(_way_out(text, name), url=source.place)


def _unpacked(page: Page, source: Source) -> bytes:
    """The bytes, unpacked where they are a gzip file; of one that is damaged, what comes before."""
    if not page.body.startswith(_GZIP):
        return page.body
    unpacked = bytearray()
    for piece in _inflated(page.body):
        unpacked += piece
        if len(unpacked) > MAX_UNPACKED:
            message = f"the sitemap {page.url} unpacks to more than {MAX_UNPACKED // 1024**2} MB, and is not read"
            raise SourceError(message, url=source.place)
    if not unpacked:
        raise SourceError(f"the sitemap {page.url} is a gzip file that cannot be unpacked", url=source.place)
    return bytes(unpacked)


def _inflated(body: bytes) -> Iterator[bytes]:
    """The members of a gzip file (RFC 1952), in pieces of at most 1 MB."""
    inflater = zlib.decompressobj(wbits=31)
    for start in range(0, len(body), _SLICE):
        data = body[start : start + _SLICE]
        while data:
            try:
                yield inflater.decompress(data, _PIECE)
            except zlib.error:
                return
            data = inflater.unconsumed_tail
            if inflater.eof:
                data = inflater.unused_data
                inflater = zlib.decompressobj(wbits=31)


def _lines(text: str) -> Iterator[Fields]:
    """What a plain text lists: an address a line."""
    return ({"loc": match[0]} for match in re.finditer(r"[^\r\n]+", text))


def _links(found: Iterable[Fields], page: Page, source: Source) -> tuple[Link, ...]:
    """The newest links, each address once."""
    listed = [(_address(fields), fields) for fields in islice(found, MAX_ADDRESSES)]
    if listed and not any(url for url, _ in listed):
        message = f"the sitemap {page.url} has {len(listed)} entries, and none names an absolute http(s) address"
        raise SourceError(message, url=source.place)
    kept = [(_moment(fields), url, fields) for url, fields in listed if url is not None and wanted(url, source)]
    links: dict[str, Link] = {}
    for _, url, fields in sorted(kept, key=lambda one: one[0], reverse=True):
        links.setdefault(canonical(url), _link(url, fields))
        if len(links) == MAX_ITEMS:
            break
    return tuple(links.values())


def _link(url: str, fields: Fields) -> Link:
    title = clip(fields.get("news/title", ""), MAX_TITLE)
    published = _date(fields.get("news/publication_date"))
    updated = _date(fields.get("lastmod"))
    return Link(
        key=canonical(url),
        url=url,
        title=title,
        published=published,
        updated=updated,
        tags=keywords(fields.get("news/keywords", "").split(",")),
        language=language_tag(fields.get("news/language", "")),
        image=absolute(None, one_line(fields.get("image/loc", ""))),
        digest=digest(title, published, updated),
    )


def _sitemaps(text: str, page: Page) -> tuple[Continuation, ...]:
    """The sitemaps of an index on its own site, the newest first, each once; never the index itself."""
    found: dict[str, Continuation] = {}
    for fields in islice(entries(text), MAX_ADDRESSES):
        url = _address(fields)
        if url is not None and url != page.url and site(url) == site(page.url):
            found.setdefault(url, Continuation(url=url, updated=_date(fields.get("lastmod"))))
    newest = sorted(found.values(), key=lambda one: _rank(one.updated), reverse=True)
    return tuple(newest[:MAX_ITEMS])


def _address(fields: Fields) -> str | None:
    return absolute(None, one_line(fields.get("loc", "")))


def _moment(fields: Fields) -> float:
    return _rank(_date(fields.get("news/publication_date")) or _date(fields.get("lastmod")))


def _rank(moment: datetime | None) -> float:
    """Seconds to sort by; what has no date comes after what has."""
    return float("-inf") if moment is None else moment.timestamp()


def _date(text: str | None) -> datetime | None:
    """A date of a year, a month, a day, or with a time (https://www.w3.org/TR/NOTE-datetime)."""
    text = one_line(text or "")
    partial = _PARTIAL.fullmatch(text)
    return parse_date(f"{partial[1]}-{partial[2] or '01'}-01" if partial else text)


def _way_out(text: str, name: str) -> str:
    head = text[:_HEAD]
    if not head.strip():
        return "no sitemap, but an empty answer: is the address right?"
    if name == "html" or "<!doctype html" in head.lower():
        return 'no sitemap, but an HTML page: use kind = "listing" for it, or give the sitemap that robots.txt names'
    named = list(islice(_SITEMAP_LINE.finditer(text), 3))
    if named:
        return f"no sitemap, but a robots.txt: give a sitemap that it names, {' or '.join(match[1] for match in named)}"
    if not name and _ROBOTS.search(head):
        return "no sitemap, but a robots.txt that names none; is there one at /sitemap.xml?"
    return (
        "no sitemap: neither <urlset>, <sitemapindex>, a feed, nor a text with an address a line; is the address right?"
    )
