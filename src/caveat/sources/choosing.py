"""Owns the choice between lists that were found for one address: the best first, and why."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from caveat.model import SourceKind
from caveat.sources.discovery import Origin
from caveat.sources.examination import Candidate
from caveat.urls import canonical, host

_STALE = timedelta(days=180)
"""Age of the newest article from which on a feed counts as given up."""
_SHARED = 0.5
"""Share of a feed's first articles that a page must list to be the page of that feed."""
_SAMPLE = 10

_INDEX = re.compile(r"/(?:index|default|home)\.\w{1,5}$", re.I)
"""A file that stands for its folder."""

_FEED, _LISTING, _STALE_FEED, _NEWS_SITEMAP, _SITEMAP, _NOTHING = range(6, 0, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The address that somebody gave."""

    url: str
    """After redirects."""
    is_article: bool = False
    is_page: bool = True
    """HTML, and not a list for programs."""

    @property
    def is_section(self) -> bool:
        """Whether it is a page of a part of a site: neither its front page nor an article."""
        return (
            self.is_page
            and not self.is_article
            and (self.folder is not None or urlsplit(canonical(self.url)).query != "")
        )

    @property
    def folder(self) -> str | None:
        """The address below which the section lies, ending in a slash; None where that is the whole site."""
        folder = _INDEX.sub("/", self.url.partition("?")[0].partition("#")[0])
        if urlsplit(folder).path in ("", "/"):
            return None
        return folder if folder.endswith("/") else f"{folder}/"


def ranked(candidates: Collection[Candidate], asked: Asked, now: datetime) -> tuple[Candidate, ...]:
    """The candidates, the best first; of two that are as good, the one found first.

    For a front page or an article: feeds, then the listing, then sitemaps; the main feed before those of a category.
    For a section's page: what belongs to that section before what belongs to the whole site. A feed whose newest
    article is half a year old comes after the listing; what is not usable, last.
    """
    listing = next((found for found in candidates if found.kind is SourceKind.LISTING), None)

    def merit(found: Candidate) -> tuple[int, int, int, int]:
        group = _group(found, now)
        own = belongs(found, asked, listing)
        first = int(asked.is_section and own and group >= _LISTING)
        return first, group, int(own), _quality(found)

    return tuple(sorted(candidates, key=merit, reverse=True))


def usable(found: Candidate) -> bool:
    """Whether a list may be chosen: not one of comments, or of nothing, unless that was the very address given."""
    is_empty = not (found.links or found.listed.more)
    return found.origin is Origin.ASKED or not (is_empty or found.of_comments)


def belongs(found: Candidate, asked: Asked, listing: Candidate | None) -> bool:
    """Whether a list is the one of the page that was asked for (of an article: the front page of its site).

    It says so, lies below it, or has the same articles.
    """
    if found.origin is Origin.ASKED:
        return True
    if found.kind is SourceKind.SITEMAP:
        return False
    page = urljoin(asked.url, "/") if asked.is_article else asked.url
    if found.home is not None and _same_page(found.home, page):
        return True
    folder = asked.folder if asked.is_section else None
    if folder and found.url.startswith(folder):
        return True
    sample = [canonical(link.url) for link in found.links[:_SAMPLE] if link.url]
    shown = {canonical(link.url) for link in listing.links if link.url} if listing else set()
    in_folder = folder is not None and all(url.startswith(canonical(folder)) for url in sample)
    return bool(sample) and (in_folder or sum(url in shown for url in sample) >= _SHARED * len(sample))


def reason(chosen: Candidate, asked: Asked, others: Sequence[Candidate], *, only: SourceKind | None = None) -> str:
    """Why this one, in words that stand after its address; `only`: no other kind was looked for."""
    if only is not None:
        return f"the {chosen.kind} that was asked for"
    listing = next((found for found in others if found.kind is SourceKind.LISTING), None)
    if not asked.is_page:
        return f"the address itself is a {chosen.kind}"
    if asked.is_section:
        if chosen.kind is SourceKind.FEED and belongs(chosen, asked, listing):
            return "the feed of this section"
        if chosen.kind is SourceKind.LISTING:
            feeds = any(found.kind is SourceKind.FEED for found in others)
            return "the page lists the section; the feeds that were found hold more, or other things" if feeds else (
                "the page lists its articles, and no feed was found"
            )  # fmt: skip
        return f"no list of this section alone was found; this {chosen.kind} is the whole site's"
    if chosen.kind is SourceKind.FEED:
        return "the feed of the site" if asked.is_article else "the best of its feeds"
    if chosen.kind is SourceKind.LISTING:
        return "the page lists its articles, and no feed was found that is alive"
    return "neither a feed nor a list on the page was found"


def section_patterns(chosen: Candidate, asked: Asked) -> tuple[str, ...]:
    """Patterns of addresses that hold what is listed for a whole site to the section that was asked for.

    Empty where that is all it lists already, or where its articles do not lie below the section's address.
    """
    folder = asked.folder
    if folder is None or not asked.is_section or chosen.kind is SourceKind.LISTING:
        return ()
    inside = [bool(link.url and link.url.startswith(folder)) for link in chosen.links]
    return (f"{folder}*",) if any(inside) and not all(inside) else ()


def is_alive(feed: Candidate, now: datetime) -> bool:
    """Whether a feed has an article of the last half year, or dates none."""
    return bool(feed.links) and (feed.newest is None or now - feed.newest < _STALE)


def _group(found: Candidate, now: datetime) -> int:
    if not usable(found):
        return _NOTHING
    if found.kind is SourceKind.SITEMAP:
        return _NEWS_SITEMAP if found.is_news else _SITEMAP
    if found.kind is SourceKind.LISTING:
        return _LISTING
    return _FEED if is_alive(found, now) else _STALE_FEED


def _quality(found: Candidate) -> int:
    """Of feeds of one rank: dated ones before undated ones, whole texts before teasers."""
    return 2 * (found.newest is not None) + (not found.has_teasers)


def _same_page(one: str, other: str) -> bool:
    """Whether two addresses are one page but for scheme, `www.`, a slash at the end, and what tracks visitors."""

    def place(url: str) -> tuple[str, str, str]:
        parts = urlsplit(canonical(url))
        return host(url).removeprefix("www."), parts.path.rstrip("/"), parts.query

    return place(one) == place(other)
