"""Owns the leads to a site's lists: what a page declares and links to, its host documents, its robots.txt names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from caveat import trees
from caveat.characters import MAX_TITLE, clip, decode, one_line
from caveat.errors import ExtractError
from caveat.model import Page, SourceKind
from caveat.sources.conventions import host_feed, usual_feeds, usual_sitemaps
from caveat.urls import absolute, canonical, host

MAX_LEADS = 100
"""Leads that are taken from one page or one robots.txt."""

_LONGEST_ADDRESS = 2000

_FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml", "text/rss", "text/rss+xml", "application/rss", "application/x.atom+xml",
})  # fmt: skip
_API = re.compile(r"/wp-json(?:/|$)|[?&]rest_route=", re.I)
"""What WordPress declares as JSON, and is no feed."""
_FEED_PATH = re.compile(r"(?:^|/)(?:feeds?|rss|atom)(?:/|\.xml|\.json|$)|\.(?:rss|atom|rdf)$", re.I)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed=(?:rss2?|atom|rdf)|format=(?:rss|atom))(?:&|$)", re.I)
_FEED_WORD = re.compile(r"feed|rss|atom|rdf", re.I)
_COMMENTS = re.compile(
    r"\bcomments?\b|\breplies\b|\bkommentare?\b|\bcommentaires\b|\bcomentarios\b|\breacties\b|\bcommenti\b", re.I
)
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)


class Origin(StrEnum):
    """How an address came to be looked at, in words that follow "found as"."""

    ASKED = "the address itself"
    DECLARED = "declared by the page"
    HOST = "what this host documents"
    LINKED = "linked from the page"
    USUAL = "a usual address"
    ROBOTS = "named in robots.txt"
    FRONT = "the site's front page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address that may be a list."""

    url: str
    """Absolute, without a fragment."""
    kind: SourceKind | None
    """What is expected there; None: anything."""
    origin: Origin
    title: str = ""

    @property
    def of_comments(self) -> bool:
        """Whether it speaks of comments, and not of articles."""
        return speaks_of_comments(self.url, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What an HTML page says of itself, and where it leads to."""

    title: str = ""
    is_article: bool = False
    leads: tuple[Lead, ...] = ()
    """To feeds: declared ones, then those of its host, then linked ones; those of comments last of each."""


def read_front(page: Page) -> Front:
    """What an HTML page says of its lists; at most 100 leads, each address once. An empty page says nothing."""
    try:
        root = trees.parse(page.body, page.charset)
    except ExtractError:
        return Front(leads=_unique(_host_leads((page.url,))))
    base = next((absolute(page.url, element.get("href")) for element in root.iter("base")), None) or page.url
    declared = _comments_last(_declared(root, base))
    linked = _comments_last(_linked(root, base))
    own = (page.url, *_names(root, base))
    title = next((_text(element) for element in root.iter("title")), "")
    return Front(
        title=clip(title, MAX_TITLE),
        is_article=_is_article(root) and urlsplit(page.url).path != "/",
        leads=_unique([*declared, *_host_leads(own), *linked]),
    )


def usual_leads(url: str) -> tuple[Lead, ...]:
    """The usual addresses of feeds near a page; where the page is known by its host, that one first."""
    guesses = (Lead(url=guess, kind=SourceKind.FEED, origin=Origin.USUAL) for guess in usual_feeds(url))
    return _unique([*_host_leads((url,)), *guesses])


def sitemap_leads(url: str, robots: Page | None) -> tuple[Lead, ...]:
    """The sitemaps that robots.txt names (RFC 9309, section 2.2.4); else the usual addresses. Those of news first."""
    text = "" if robots is None else decode(robots.body, robots.charset)
    named = [absolute(robots.url if robots else url, match[1]) for match in _SITEMAP_LINE.finditer(text)]
    leads = [Lead(url=found, kind=SourceKind.SITEMAP, origin=Origin.ROBOTS) for found in named if found]
    if not leads:
        leads = [Lead(url=found, kind=SourceKind.SITEMAP, origin=Origin.USUAL) for found in usual_sitemaps(url)]
    return _unique(sorted(leads, key=lambda lead: "news" not in urlsplit(lead.url).path.lower()))


def speaks_of_comments(url: str, title: str) -> bool:
    """Whether a feed of this address and title is one of comments."""
    return bool(_COMMENTS.search(title) or _COMMENTS.search(urlsplit(url).path.replace("_", " ")))


def _declared(root: etree._Element, base: str) -> Iterator[Lead]:
    """Autodiscovery: `<link rel="alternate" type="...">`, and `rel="feed"` (HTML, sections 4.6.7.1 and 4.2.4)."""
    for element in root.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").partition(";")[0].strip().lower()
        address = absolute(base, element.get("href"))
        if address is None or "stylesheet" in relations:
            continue
        if "feed" in relations or ("alternate" in relations and media_type in _FEED_TYPES and not _API.search(address)):
            yield _feed_lead(address, Origin.DECLARED, element.get("title") or "")


def _linked(root: etree._Element, base: str) -> Iterator[Lead]:
    """Links to what looks like a feed, on the page's own site."""
    site = host(base).removeprefix("www.")
    for element in root.iter("a"):
        given = element.get("href") or ""
        address = absolute(base, given) if _FEED_WORD.search(given) else None
        if address is None or not f".{host(address)}".endswith(f".{site}"):
            continue
        parts = urlsplit(address)
        if _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query):
            yield _feed_lead(address, Origin.LINKED, _text(element))


def _host_leads(urls: Iterable[str]) -> list[Lead]:
    found = (host_feed(url) for url in urls)
    return [_feed_lead(feed, Origin.HOST, "") for feed in found if feed]


def _feed_lead(url: str, origin: Origin, title: str) -> Lead:
    return Lead(url=urldefrag(url).url, kind=SourceKind.FEED, origin=origin, title=clip(title, MAX_TITLE))


def _names(root: etree._Element, base: str) -> Iterator[str]:
    """The addresses that a page gives itself: `rel="canonical"` and `og:url`."""
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (address := absolute(base, element.get("href"))):
            yield address
    for element in root.iter("meta"):
        if element.get("property") == "og:url" and (address := absolute(base, element.get("content"))):
            yield address


def _is_article(root: etree._Element) -> bool:
    """Whether a page says that it is one article (https://ogp.me/#type_article)."""
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name == "article:published_time" or (name == "og:type" and (element.get("content") or "") == "article"):
            return True
    return False


def _text(element: etree._Element) -> str:
    return one_line("".join(map(str, element.itertext())))


def _comments_last(leads: Iterable[Lead]) -> list[Lead]:
    return sorted(leads, key=lambda lead: lead.of_comments)


def _unique(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    unique: dict[str, Lead] = {}
    for lead in leads:
        if len(unique) < MAX_LEADS and len(lead.url) <= _LONGEST_ADDRESS:
            unique.setdefault(canonical(lead.url), lead)
    return tuple(unique.values())
