"""Owns what stands at an address that may be a list: which kind of list it is, what it holds, how much of it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from lxml import etree

from caveat.characters import MAX_TITLE, clip, decode, one_line, printable_json
from caveat.errors import SourceError
from caveat.model import Every, Link, ListPage, Page, Source, SourceKind
from caveat.sources.discovery import Front, Lead, Origin, read_front, speaks_of_comments
from caveat.sources.feed import read_feed
from caveat.sources.fields import plain
from caveat.sources.listing import read_listing
from caveat.sources.sitemap import read_sitemap
from caveat.sources.wellformed import local_name, tree
from caveat.urls import absolute

_READERS = {SourceKind.FEED: read_feed, SourceKind.LISTING: read_listing, SourceKind.SITEMAP: read_sitemap}
_ROOTS = {
    "rss": SourceKind.FEED,
    "rdf": SourceKind.FEED,
    "feed": SourceKind.FEED,
    "channel": SourceKind.FEED,
    "urlset": SourceKind.SITEMAP,
    "sitemapindex": SourceKind.SITEMAP,
    "html": SourceKind.LISTING,
}
"""Outermost elements, in lower case without prefix, and what they open."""
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})", re.ASCII)
_BEFORE_ROOT = re.compile(r"<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|<!\w[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.S)
_PROLOGUE = 10_000
"""Characters in which the outermost element is looked for."""
_NOUNS = {SourceKind.LISTING: "page"}
_GZIP = b"\x1f\x8b"
_NEWS = b"http://www.google.com/schemas/sitemap-news/"
_SAMPLE = 10
"""Articles whose text is measured."""
FULL_TEXT = 1000
"""Characters from which on a text is taken for a whole article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A list that was found, and what it holds."""

    url: str
    """Where to read it from now on: permanent redirects were followed."""
    kind: SourceKind
    origin: Origin
    title: str = ""
    called: str = ""
    """The title that the page gives it that leads to it."""
    home: str | None = None
    """The page that it says it is the feed of."""
    listed: ListPage
    text_length: int = 0
    """Median over its first articles of the characters of text that it carries."""
    is_news: bool = False
    """A sitemap of news, whose articles are of the last two days."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Its articles."""
        return self.listed.links

    @property
    def newest(self) -> datetime | None:
        """When its newest article appeared; None where it dates none."""
        return max((found for link in self.links if (found := link.published or link.updated)), default=None)

    @property
    def of_comments(self) -> bool:
        """Whether it is a feed of comments."""
        return self.kind is SourceKind.FEED and speaks_of_comments(self.url, f"{self.title} {self.called}")

    @property
    def has_teasers(self) -> bool:
        """Whether a feed carries but the beginnings of its articles. What has no title is a note, whole as it is."""
        is_titled = any(link.title for link in self.links[:_SAMPLE])
        return self.kind is SourceKind.FEED and is_titled and self.text_length < FULL_TEXT


def examine(page: Page, lead: Lead) -> Candidate:
    """The list that stands on a page. Raises `SourceError` where there is none of the kind expected, nor a feed."""
    kind = kind_of(page) or lead.kind
    if kind is None:
        raise SourceError("is neither a feed nor a sitemap nor a page", url=lead.url)
    if lead.kind not in (None, kind) and kind is not SourceKind.FEED:
        raise SourceError(f"is a {_NOUNS.get(kind, kind)}, and no {lead.kind}", url=lead.url)
    source = Source(id="add", kind=kind, url=page.url, schedule=Every(interval=timedelta()))
    listed = _READERS[kind](page, source=source)
    if kind is SourceKind.LISTING and not listed.links:
        raise SourceError("lists no articles", url=lead.url)
    title, home = _named(page, kind)
    return Candidate(
        url=page.moved_to or lead.url,
        kind=kind,
        origin=lead.origin,
        title=title or lead.title,
        called=lead.title,
        home=home,
        listed=listed,
        text_length=_text_length(listed.links) if kind is SourceKind.FEED else 0,
        is_news=kind is SourceKind.SITEMAP and _NEWS in page.body,
    )


def look_at(page: Page, lead: Lead) -> tuple[Front | None, Candidate | SourceError]:
    """What an HTML page leads to (None: it is none), and the list that stands on it, or why none does."""
    front = read_front(page) if kind_of(page) is SourceKind.LISTING else None
    try:
        return front, examine(page, lead)
    except SourceError as error:
        return front, error


def kind_of(page: Page) -> SourceKind | None:
    """What a document is, by its first element whatever its media type says; an HTML page counts as a listing."""
    if page.body.startswith(_GZIP):
        return SourceKind.SITEMAP
    text = decode(page.body[: 4 * _PROLOGUE], page.charset)
    if text.lstrip()[:1] == "{":
        return SourceKind.FEED
    root = _ROOT.search(_BEFORE_ROOT.sub("", text[:_PROLOGUE]))
    if root and (kind := _ROOTS.get(root[1].lower())):
        return kind
    return SourceKind.LISTING if page.media_type in ("text/html", "application/xhtml+xml") else None


def _named(page: Page, kind: SourceKind) -> tuple[str, str | None]:
    """(title, home page) as a document says them of itself."""
    if kind is SourceKind.LISTING:
        return read_front(page).title, None
    if kind is SourceKind.SITEMAP:
        return "", None
    text = decode(page.body, page.charset)
    title, home = _json_names(text) if text.lstrip()[:1] == "{" else _xml_names(text)
    return clip(title, MAX_TITLE), absolute(page.url, home)


def _json_names(text: str) -> tuple[str, str]:
    try:
        feed = json.loads(printable_json(text))
    except (ValueError, RecursionError):
        return "", ""
    values = feed if isinstance(feed, dict) else {}
    return one_line(str(values.get("title") or "")), str(values.get("home_page_url") or "")


def _xml_names(text: str) -> tuple[str, str]:
    """RSS: `<title>` and `<link>` of the channel; Atom: `<title>`, `<link rel="alternate">` of the feed."""
    root = tree(text)
    if root is None:
        return "", ""
    channel = next((child for child in root if local_name(child) == "channel"), root)
    fields = [child for child in channel if isinstance(child.tag, str)]
    title = next((plain("".join(map(str, field.itertext()))) for field in fields if local_name(field) == "title"), "")
    return title, next(_homes(fields), "")


def _homes(fields: Sequence[etree._Element]) -> Iterator[str]:
    for field in fields:
        if local_name(field) != "link":
            continue
        if field.get("href") is None:
            yield one_line(field.text or "")
        elif field.get("rel", "alternate") == "alternate":
            yield one_line(field.get("href") or "")


def _text_length(links: Sequence[Link]) -> int:
    lengths = [len(plain(link.content or link.summary or "")) for link in links[:_SAMPLE]]
    return int(median(lengths)) if lengths else 0
